//! Everything that docs/openapi.json says can be read is read, by drivers who have it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use e2e::chain::Chain;
use e2e::driver::Driver;
use e2e::project::root;
use serde_json::{Value, json};

use crate::commands::ordering::Ordering;
use crate::rules::watching::{Watching, moving};
use crate::running::{
    CAMILLE, CLARA, FRIEDA, cars, chain, document, items, logged_in, nothing_unread, problem, text,
};

/// Where the manufacturer's own documents are.
const RAW: &str = "/api/v1/raw/";

/// Trips that are followed, of each car. Every sixth has a warning.
const TRIPS: usize = 6;

/// A value for each parameter that may be described. All of them leave something on a list.
const VALUES: [(&str, &str); 18] = [
    ("from", "2020-03-01T08:15:30Z"),
    ("to", "2040-03-01T08:15:30%2B01:00"),
    ("interval", "2020-03-01T08:15:30Z/2040-03-01T08:15:30Z"),
    ("country", "BR"),
    ("locale", "pt-BR"),
    ("limit", "1"),
    ("offset", "1"),
    ("minDistanceKm", "0.1"),
    ("maxDistanceKm", "9000"),
    ("minDurationSeconds", "1"),
    ("maxDurationSeconds", "86400"),
    ("states", "Nominal,Unfinished"),
    ("toleranceKm", "0.5"),
    ("types", "Monitor,Remote"),
    ("include", "position,maintenance"),
    ("include of a car", "branding,capabilities"),
    ("type", "energies,ignition"),
    ("type of alarms", "status"),
];

/// What is described: an address with places to be filled, and parameters.
struct Endpoint {
    template: String,
    parameters: Vec<String>,
}

/// Every endpoint, each behind those that its places are filled from. Of raw documents those are
/// there whose address has no place: they are lists of another form.
fn documented() -> Vec<Endpoint> {
    let text = fs::read_to_string(root().join("docs/openapi.json")).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let paths = document["paths"].as_object().unwrap().iter();
    let mut endpoints: Vec<_> = paths
        .filter(|(path, _)| path.starts_with("/api/v1/") && !path.contains("{slot}"))
        .filter(|(path, item)| {
            !(item["get"].is_null() || path.starts_with(RAW) && path.contains('{'))
        })
        .map(|(path, item)| {
            let parameters = item["parameters"].as_array().into_iter().flatten();
            let names = parameters.filter(|it| it["in"] == "query" && !path.starts_with(RAW));
            // A cursor is followed by tests of its own.
            let names = names
                .map(|it| text_of(it, "name"))
                .filter(|name| name != "cursor");
            Endpoint {
                template: path.clone(),
                parameters: names.collect(),
            }
        })
        .collect();
    assert!(endpoints.len() > 20, "the check sees nothing");
    endpoints.sort_by_key(|it| (it.template.matches('{').count(), it.template.clone()));
    endpoints
}

fn text_of(it: &Value, name: &str) -> String {
    text(&it[name]).to_owned()
}

/// What a driver was answered, by template: addresses and documents.
#[derive(Default)]
pub(crate) struct Read(pub(crate) BTreeMap<String, Vec<(String, Value)>>);

impl Read {
    /// Reads all that is documented, as far as the driver has it.
    pub(crate) async fn all(driver: &Driver) -> Self {
        let mut read = Self::default();
        for Endpoint { template, .. } in documented() {
            let mut documents = Vec::new();
            for address in read.addresses(&template) {
                let answer = driver.call(&address).await.unwrap();
                match answer.status {
                    200 => documents.push((address, answer.json())),
                    status => {
                        assert_eq!(status, 404, "{address}: {}", answer.body);
                        problem(&answer, 404, "no-data-yet");
                    }
                }
            }
            read.0.insert(template, documents);
        }
        read
    }

    pub(crate) fn documents(&self, template: &str) -> &[(String, Value)] {
        self.0.get(template).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a template stands for, by what lists above it have on them.
    fn addresses(&self, template: &str) -> Vec<String> {
        let Some((list, rest)) = template.rsplit_once("/{") else {
            return vec![template.to_owned()];
        };
        let (place, rest) = rest.split_once('}').unwrap();
        let things = match (list, place) {
            // They are listed for the driver, and are of use with each car.
            (above, "cbid") if above != "/api/v1/user/callbacks" => {
                let callbacks = self.things("/api/v1/user/callbacks");
                let ids: Vec<_> = callbacks
                    .iter()
                    .filter_map(|it| it.rsplit('/').next())
                    .collect();
                let with_each = |above: String| ids.iter().map(move |id| format!("{above}/{id}"));
                self.addresses(above)
                    .into_iter()
                    .flat_map(with_each)
                    .collect()
            }
            (list, _) => self.things(list),
        };
        let mut addresses: Vec<_> = things.iter().map(|it| format!("{it}{rest}")).collect();
        if template.ends_with("/trips") {
            addresses.iter_mut().for_each(|trips| self.narrow(trips));
        }
        addresses
    }

    /// The addresses of what is on a list, and stays as it is.
    fn things(&self, list: &str) -> Vec<String> {
        let most = if list.ends_with("/trips") {
            TRIPS
        } else {
            usize::MAX
        };
        let lists = self.documents(list).iter();
        lists
            .flat_map(|(address, list)| {
                let address = address.split('?').next().unwrap();
                let lasting = items(list).iter().filter(|item| item["done"] != false);
                lasting
                    .take(most)
                    .map(move |item| format!("{address}/{}", text(&item["id"])))
            })
            .collect()
    }

    /// Of a car that was in a collision, the trips up to the one on which it was are wanted.
    fn narrow(&self, trips: &mut String) {
        let list = trips.replace("/trips", "/collisions");
        let collisions = self.documents("/api/v1/vehicles/{id}/collisions").iter();
        let mut collisions = collisions.filter(|(address, _)| *address == list);
        if let Some([collision, ..]) = collisions.next().map(|(_, list)| items(list)) {
            *trips = format!("{trips}?to={}", text(&collision["createdAt"]));
        }
    }
}

fn is_something(document: &Value) -> bool {
    document["items"]
        .as_array()
        .is_none_or(|items| !items.is_empty())
}

/// The list on which a thing is that has this template, if it is on one.
fn list_of(template: &str) -> Option<&str> {
    let (list, _) = template.strip_suffix('}')?.rsplit_once("/{")?;
    Some(list)
}

/// A chain in which a car has been sent a command and is watched, so that there is something of
/// either to be read.
async fn chain_with_a_command() -> Chain {
    let it = Watching(Ordering::at_once(CAMILLE).await);
    it.create(&moving()).await;
    it.0.done(&it.0.cars[0], &json!({"type": "horn", "on": true}))
        .await;
    it.0.chain
}

#[tokio::test]
async fn every_documented_endpoint_answers_a_driver_who_has_it() {
    let chain = chain_with_a_command().await;
    let mut answered = BTreeSet::new();
    for username in [CAMILLE, CLARA] {
        let driver = logged_in(&chain, username).await;
        let read = Read::all(&driver).await;
        let found = read
            .0
            .into_iter()
            .filter(|(_, documents)| documents.iter().any(|(_, document)| is_something(document)));
        answered.extend(found.map(|(template, _)| template));
        nothing_unread(&chain, &driver).await;
    }
    let unanswered: Vec<_> = documented()
        .into_iter()
        .map(|endpoint| endpoint.template)
        .filter(|template| !answered.contains(template))
        .collect();
    assert_eq!(unanswered, Vec::<String>::new());
}

#[tokio::test]
async fn a_thing_on_a_list_is_the_same_when_it_is_asked_for_alone() {
    let chain = chain_with_a_command().await;
    let mut compared = BTreeSet::new();
    for username in [CAMILLE, CLARA] {
        let driver = logged_in(&chain, username).await;
        let read = Read::all(&driver).await;
        for (template, documents) in &read.0 {
            let Some(template) = list_of(template) else {
                continue;
            };
            for (address, alone) in documents {
                let (list, _) = address.rsplit_once('/').unwrap();
                let lists = read.documents(template).iter();
                let mut listed = lists
                    .filter(|(address, _)| address.split('?').next() == Some(list))
                    .flat_map(|(_, list)| items(list))
                    .filter(|item| item["id"] == alone["id"]);
                assert_eq!(listed.next(), Some(alone), "{address}");
                assert_eq!(listed.next(), None, "{address} is there twice");
                compared.insert(template.to_owned());
            }
        }
    }
    let endpoints = documented();
    let lists = endpoints.iter().filter_map(|it| list_of(&it.template));
    let kinds: BTreeSet<_> = lists.map(str::to_owned).collect();
    assert_eq!(compared, kinds);
}

#[tokio::test]
async fn every_documented_parameter_is_taken_all_the_way_upstream() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let read = Read::all(&driver).await;
    let mut sent = 0;
    for Endpoint {
        template,
        parameters,
    } in documented()
    {
        for name in &parameters {
            let [(address, _), ..] = read.documents(&template) else {
                panic!("nothing is known of {template}")
            };
            let value = match (template.as_str(), name.as_str()) {
                // Ours alone: several accounts are asked one by one.
                ("/api/v1/vehicles", "accounts") => continue,
                ("/api/v1/events", "after") => continue,
                // Ours alone too: the upstream's list is gone through.
                (template, "active") if template.ends_with("/alerts") => continue,
                ("/api/v1/vehicles" | "/api/v1/vehicles/{id}", "include") => "include of a car",
                (template, "type") if template.ends_with("/alarms") => "type of alarms",
                (_, name) => name,
            };
            let value = VALUES.iter().find(|(name, _)| *name == value).unwrap().1;
            chain.sandbox().forget_calls().await.unwrap();
            document(&driver, &format!("{address}?{name}={value}")).await;
            let calls = chain.sandbox().calls().await.unwrap();
            let query = calls["api"][0]["query"].as_object().unwrap();
            assert!(
                query.len() > 1,
                "{name} of {template} is not sent: {query:?}"
            );
            sent += 1;
        }
    }
    assert!(sent > 50, "the check sees nothing");
}

#[tokio::test]
async fn a_trips_distance_duration_and_speed_agree_and_its_odometer_goes_on() {
    let chain = chain();
    for username in [CAMILLE, FRIEDA] {
        let (driver, cars) = cars(&chain, username).await;
        for car in &cars {
            let list = document(&driver, &format!("/api/v1/vehicles/{car}/trips")).await;
            let number = |trip: &Value, name: &str| trip[name].as_f64().unwrap();
            let over = items(&list).iter().filter(|trip| trip["done"] == true);
            let over: Vec<_> = over.collect();
            assert!(over.len() > 9, "{list}");
            for trip in &over {
                let hours = number(trip, "durationSeconds") / 3600.0;
                let speed = number(trip, "distanceKm") / hours;
                let told = number(trip, "averageSpeedKmh");
                // The car rounds all three of them.
                assert!((speed - told).abs() < 0.5, "{speed} km/h: {trip}");
                assert!((10.0..130.0).contains(&told), "{trip}");
            }
            for (after, before) in over.iter().zip(over.iter().skip(1)) {
                let driven = number(before, "startOdometerKm") + number(before, "distanceKm");
                let shown = number(after, "startOdometerKm");
                assert!((shown - driven).abs() < 0.25, "{before} {after}");
            }
        }
    }
}

/// Every place in a document, however deep.
fn places(json: &Value) -> Vec<(f64, f64)> {
    let inside: Vec<&Value> = match json {
        Value::Object(object) => object.values().collect(),
        Value::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    let here = json["latitude"].as_f64().zip(json["longitude"].as_f64());
    here.into_iter()
        .chain(inside.into_iter().flat_map(places))
        .collect()
}

#[tokio::test]
async fn whatever_has_a_place_has_it_in_france() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let read = Read::all(&driver).await;
    let mut kinds = 0;
    for (template, documents) in &read.0 {
        let found: Vec<_> = documents
            .iter()
            .flat_map(|(_, document)| places(document))
            .collect();
        for (latitude, longitude) in &found {
            // Longitude comes first upstream: exchanged, this would be in Somalia.
            let is_in_france = (42.0..52.0).contains(latitude) && (-5.0..9.0).contains(longitude);
            assert!(is_in_france, "{latitude} {longitude} in {template}");
        }
        kinds += usize::from(!found.is_empty());
    }
    // Status, position, alerts, alarms, trips, way points: lists and single ones.
    assert!(kinds >= 9, "{kinds}");
}
