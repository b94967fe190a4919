//! A trip.

use serde_json::{Map, Value, json};

use crate::api::document::put;
use crate::api::hal::link;
use crate::api::parts::energies::{consumptions, levels};
use crate::api::parts::position::position;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::instant::timestamp;
use crate::remote::snapshot::{Snapshot, tenths};
use crate::world::life::average;
use crate::world::quirk::Quirk;
use crate::world::trip::{Record, Trip};
use crate::world::vehicle::Vehicle;

/// Kilometres an hour in a metre a second.
const KMH: f64 = 3.6;

/// The vehicle and the trip that the first two variables name.
pub(crate) fn requested<'a>(ask: &ResourceRequest<'a>) -> Result<(&'a Vehicle, Trip), Refusal> {
    let vehicle = ask.telling(Refusal::NoTrip)?;
    Trip::all(&vehicle.life, ask.now)
        .into_iter()
        .find(|trip| id(vehicle, trip) == ask.variable(1))
        .map(|trip| (vehicle, trip))
        .ok_or(Refusal::NoTrip)
}

/// The kilometres of a trip so far.
pub(crate) fn distance(vehicle: &Vehicle, trip: &Trip, now: i64) -> f64 {
    let life = &vehicle.life;
    let until = trip.ends.min(now);
    tenths(life.mileage(until) - life.mileage(trip.started))
}

/// The seconds of a trip so far.
pub(crate) fn lasts(trip: &Trip, now: i64) -> i64 {
    trip.ends.min(now) - trip.started
}

/// Its identifier.
pub(crate) fn id(vehicle: &Vehicle, trip: &Trip) -> String {
    vehicle.record_id("trip", trip.nth)
}

/// A link to the trip that a moment is of.
pub(crate) fn link_at(vehicle: &Vehicle, at: i64) -> Option<Value> {
    let nth = Trip::at(&vehicle.life.moment(at))?;
    let id = vehicle.record_id("trip", nth);
    Some(link(&format!("/user/vehicles/{}/trips/{id}", vehicle.id)))
}

/// One trip as it is known at `now`.
pub(crate) fn trip(vehicle: &Vehicle, trip: &Trip, now: i64) -> Value {
    let here = format!("/user/vehicles/{}", vehicle.id);
    let id = id(vehicle, trip);
    let address = format!("{here}/trips/{id}");
    let start = Snapshot::at(vehicle, trip.started);
    let mut document = json!({
        "id": id,
        "createdAt": timestamp(trip.started),
        "startedAt": timestamp(trip.started),
        "duration": lasts(trip, now),
        "distance": distance(vehicle, trip, now),
        "startMileage": tenths(vehicle.life.mileage(trip.started)),
        "startEnergies": levels(&start),
        // In m/s, which only the numbers tell.
        "kinetic": { "avgSpeed": tenths(average(&trip.road) / KMH), "maxSpeed": 0 },
        "done": trip.done(now),
        "_links": {
            "self": link(&address),
            "vehicle": link(&here),
            "wayPoints": link(&format!("{address}/wayPoints")),
            "alerts": link(&format!("{address}/alerts")),
            "collisions": link(&format!("{address}/collisions")),
        },
    });
    if let Some(fields) = document.as_object_mut() {
        fields.extend(begins(trip, &start));
        fields.extend(ends(trip, vehicle, now));
    }
    let faults = faults(vehicle, trip, now);
    if !faults.is_empty() {
        put(&mut document, "faults", json!(faults));
    }
    if vehicle.has(Quirk::OldBox) {
        put(
            &mut document,
            "duration",
            json!(lasts(trip, now).to_string()),
        );
    }
    document
}

fn begins(trip: &Trip, start: &Snapshot<'_>) -> Map<String, Value> {
    let mut fields = Map::new();
    if let Some(mut position) = position(start) {
        // Now and then a feature comes without its place.
        if trip.nth % 25 == 9
            && let Some(position) = position.as_object_mut()
        {
            position.remove("geometry");
        }
        fields.insert(String::from("startPosition"), position);
    }
    fields
}

fn ends(trip: &Trip, vehicle: &Vehicle, now: i64) -> Map<String, Value> {
    let mut fields = Map::new();
    if !trip.done(now) {
        return fields;
    }
    let end = Snapshot::at(vehicle, trip.ends);
    let consumptions = consumptions(vehicle.motorization, distance(vehicle, trip, now));
    for (name, value) in [
        ("stoppedAt", json!(timestamp(trip.ends))),
        ("updatedAt", json!(timestamp(trip.ends + 30))),
        ("endEnergies", json!(levels(&end))),
        ("energyConsumptions", json!(consumptions)),
    ] {
        fields.insert(name.to_owned(), value);
    }
    if let Some(position) = position(&end) {
        fields.insert(String::from("stopPosition"), position);
    }
    fields
}

fn faults(vehicle: &Vehicle, trip: &Trip, now: i64) -> Vec<Value> {
    let cause = match vehicle.privacy() {
        "None" => "Connection",
        _ => "GeoPrivacy",
    };
    match trip.record(now) {
        Record::Nominal | Record::Unfinished => Vec::new(),
        record => vec![json!({ "fault": record.word(), "cause": cause })],
    }
}
