//! The trips of a car: in which order, in which pages, and which of them.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::session::{Session, linked};

fn starts(trips: &[Value]) -> Vec<&str> {
    trips
        .iter()
        .map(|trip| trip["startedAt"].as_str().unwrap())
        .collect()
}

fn ids(trips: &[Value]) -> Vec<String> {
    trips
        .iter()
        .map(|trip| trip["id"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn walking_back_from_last_meets_each_of_137_trips_once_while_one_is_added() {
    let lucas = Session::new("lucas", &[]).await;
    let path = lucas.car("e-Expert").await + "/trips";
    let first = lucas.read(&path).await;
    assert_eq!(
        (&first["total"], &first["totalPage"]),
        (&137.into(), &3.into())
    );
    let (mut seen, mut sizes) = (HashSet::new(), Vec::new());
    let mut here = linked(&first, "last");
    while let Some(address) = here {
        let page = lucas.read(&address).await;
        let trips = page["_embedded"]["trips"].as_array().unwrap();
        assert!(starts(trips).is_sorted());
        sizes.push(trips.len());
        for id in ids(trips) {
            assert!(seen.insert(id));
        }
        here = linked(&page, "prev");
        if sizes.len() == 1 {
            lucas.wait(3600).await;
        }
    }
    assert_eq!((seen.len(), sizes), (137, vec![17, 60, 60]));
    assert_eq!(lucas.read(&path).await["total"], 138);
}

#[tokio::test]
async fn every_fourth_car_has_137_trips() {
    let lucas = Session::new("lucas", &[]).await;
    let cars = lucas
        .items("/user/vehicles?indexRange=0-8", "vehicles")
        .await;
    for (nth, car) in cars.iter().enumerate() {
        let trips = lucas.read(&linked(car, "trips").unwrap()).await;
        assert_eq!(
            trips["total"] == 137,
            nth % 4 == 0,
            "{nth}: {}",
            trips["total"]
        );
    }
}

#[tokio::test]
async fn a_window_is_the_total_and_an_empty_one_is_not_found() {
    let lucas = Session::new("lucas", &[]).await;
    let path = lucas.car("e-Expert").await + "/trips";
    let page = lucas
        .read(&format!("{path}?indexRange=100-119&pageSize=15"))
        .await;
    assert_eq!(
        (&page["total"], &page["totalPage"]),
        (&20.into(), &2.into())
    );
    let rest = lucas.read(&linked(&page, "next").unwrap()).await;
    assert_eq!(rest["_embedded"]["trips"].as_array().unwrap().len(), 5);
    for empty in [
        "indexRange=137-",
        "timestamps=2001-01-01T00:00:00Z/P1D",
        "distance=900-",
    ] {
        let answer = lucas.refused(&format!("{path}?{empty}")).await;
        assert_eq!(answer, (404, json!(40400)), "{empty}");
    }
}

#[tokio::test]
async fn a_token_of_one_list_opens_no_other() {
    let lucas = Session::new("lucas", &[]).await;
    let path = lucas.car("e-Expert").await;
    let page = lucas.read(&format!("{path}/trips")).await;
    let next = linked(&page, "next").unwrap();
    let elsewhere = next.replace("/trips?", "/alerts?");
    assert_eq!(lucas.refused(&elsewhere).await, (400, json!("40000")));
}

#[tokio::test]
async fn filters_narrow_and_a_link_is_to_a_page_without_them() {
    let camille = Session::new("camille", &[]).await;
    let path = camille.car("308 Plug-in Hybrid").await + "/trips";
    let all = camille.read(&path).await["total"].as_u64().unwrap();

    let far = camille
        .read(&format!("{path}?distance=15.0-&pageSize=5"))
        .await;
    let total = far["total"].as_u64().unwrap();
    assert!((6..all).contains(&total), "{total} of {all}");
    let link = linked(&far, "last").unwrap();
    assert_eq!(camille.read(&link).await["total"], all);
    let last = camille.read(&format!("{link}&distance=15.0-")).await;
    assert_eq!(last["total"], total);
    for trip in last["_embedded"]["trips"].as_array().unwrap() {
        assert!(trip["distance"].as_f64().unwrap() >= 15.0);
    }

    let quick = camille
        .items(&format!("{path}?duration=0-1500"), "trips")
        .await;
    assert!(
        quick
            .iter()
            .all(|trip| trip["duration"].as_i64().unwrap() <= 1500)
    );

    let unfinished = camille
        .items(&format!("{path}?states=Unfinished"), "trips")
        .await;
    assert_eq!(unfinished.len(), 1);
    assert_eq!(unfinished[0]["done"], false);
    assert_eq!(unfinished[0].get("stoppedAt"), None);
    let faulty = "states=DataLacking&states=Unstarted";
    let faulty = camille.items(&format!("{path}?{faulty}"), "trips").await;
    let faults: HashSet<&str> = faulty
        .iter()
        .map(|trip| trip["faults"][0]["fault"].as_str().unwrap())
        .collect();
    assert_eq!(faults, HashSet::from(["DataLacking", "Unstarted"]));

    let trips = camille.items(&path, "trips").await;
    let from = trips[3]["startedAt"].as_str().unwrap();
    let one = camille
        .items(&format!("{path}?timestamps={from}/PT1M"), "trips")
        .await;
    assert_eq!(ids(&one), ids(&trips[3..4]));
}

#[tokio::test]
async fn values_that_make_no_sense_are_refused() {
    let camille = Session::new("camille", &[]).await;
    let path = camille.car("e-208").await + "/trips";
    let eleven = ["timestamps=2026-11-01T12:00:00Z/PT1H"; 11].join("&");
    for bad in [
        eleven.as_str(),
        "timestamps=yesterday",
        "timestamps=2026-11-02T00:00:00Z/2026-11-01T00:00:00Z",
        "distance=9-1",
        "distance=0.15-",
        "duration=10.5-",
        "duration=10",
        "states=Lost",
        "since=1",
    ] {
        let answer = camille.refused(&format!("{path}?{bad}")).await;
        assert_eq!(answer, (400, json!("40000")), "{bad}");
    }
}

#[tokio::test]
async fn an_average_speed_is_in_metres_a_second() {
    let camille = Session::new("camille", &[]).await;
    let path = camille.car("e-208").await + "/trips";
    for trip in camille.items(&path, "trips").await {
        let kilometres = trip["distance"].as_f64().unwrap();
        let seconds = trip["duration"].as_f64().unwrap();
        let told = trip["kinetic"]["avgSpeed"].as_f64().unwrap();
        assert!((told - kilometres * 1000.0 / seconds).abs() < 0.2, "{trip}");
    }
}

#[tokio::test]
async fn parts_of_a_trip_may_be_missing() {
    let camille = Session::new("camille", &[]).await;
    let path = camille.car("e-208").await + "/trips";
    let trips = camille.items(&path, "trips").await;
    let placeless = |trip: &&Value| trip["startPosition"].get("geometry").is_none();
    assert!((1..10).contains(&trips.iter().filter(placeless).count()));
    let frieda = Session::new("frieda", &[]).await;
    let path = frieda.car("Ampera-e").await + "/trips";
    assert!(frieda.items(&path, "trips").await[0]["duration"].is_string());
}
