//! What a car tells, resource by resource, and what is said where there is nothing.

use serde_json::{Value, json};

use crate::running::json;
use crate::session::{Session, linked};

#[tokio::test]
async fn a_car_without_data_is_not_found_and_a_replaced_box_is_an_error() {
    let louise = Session::new("louise", &[]).await;
    let nothing = (404, json!(40400));
    for model in ["108", "508"] {
        let car = louise.car(model).await;
        for resource in ["status", "lastPosition", "maintenance", "alerts", "trips"] {
            let answer = louise.refused(&format!("{car}/{resource}")).await;
            assert_eq!(answer, nothing, "{model} {resource}");
        }
    }
    let private = louise.car("208").await;
    for resource in ["maintenance", "alerts", "trips", "telemetry"] {
        let answer = louise.refused(&format!("{private}/{resource}")).await;
        assert_eq!(answer, nothing, "{resource}");
    }
    let replaced = louise.car("Rifter").await;
    let answer = louise.refused(&format!("{replaced}/status")).await;
    assert_eq!(answer, (500, json!("50000")));
    let lapsed = louise.car("3008").await;
    let answer = louise.refused(&format!("{lapsed}/status")).await;
    assert_eq!(answer, (403, json!("40300")));
    let new = louise.car("e-308").await;
    assert_eq!(louise.refused(&format!("{new}/trips")).await, nothing);
    louise.read(&format!("{new}/status")).await;
}

#[tokio::test]
async fn a_private_car_tells_no_position_anywhere() {
    let louise = Session::new("louise", &[]).await;
    let car = louise.car("e-2008").await;
    for resource in [
        "status",
        "trips",
        "alerts",
        "telemetry?extension=location&pageSize=2000",
    ] {
        let document = louise.read(&format!("{car}/{resource}")).await.to_string();
        assert!(!document.contains("coordinates"), "{resource}");
    }
    let nothing = (404, json!(40400));
    assert_eq!(
        louise.refused(&format!("{car}/lastPosition")).await,
        nothing
    );
    let trips = louise.items(&format!("{car}/trips"), "trips").await;
    let way = linked(&trips[0], "wayPoints").unwrap();
    assert_eq!(louise.refused(&way).await, nothing);
}

#[tokio::test]
async fn a_refusal_says_what_it_is_about_unless_the_api_only_finds_nothing() {
    let louise = Session::new("louise", &[]).await;
    for (model, resource, word) in [
        ("208", "maintenance", "privacy"),
        ("3008", "status", "subscribed"),
        ("Rifter", "status", "CORVET"),
        ("108", "status", "status"),
    ] {
        let car = louise.car(model).await;
        let answer = louise.get(&format!("{car}/{resource}")).await;
        let message = json(answer).await["message"].clone();
        let message = message.as_str().unwrap();
        assert!(message.contains(word), "{model}: {message}");
    }
}

#[tokio::test]
async fn what_a_driver_does_not_grant_is_refused_or_left_out() {
    let refused = (403, json!("40300"));
    let nora = Session::new("nora", &[]).await;
    let car = nora.car("ë-C3").await;
    let status = nora.read(&format!("{car}/status")).await;
    assert_eq!(status["privacy"]["state"], "None");
    assert!(status["odometer"].is_object());
    assert_eq!(status.get("lastPosition"), None);
    let trips = nora.items(&format!("{car}/trips"), "trips").await;
    assert_eq!(trips[0].get("startPosition"), None);
    let way = linked(&trips[0], "wayPoints").unwrap();
    for path in [format!("{car}/lastPosition"), way] {
        assert_eq!(nora.refused(&path).await, refused, "{path}");
        let challenge = nora.get(&path).await.headers()["www-authenticate"].clone();
        assert_eq!(challenge, "Bearer error='insufficient_scope'");
    }

    let emma = Session::new("emma", &[]).await;
    let car = emma.car("Mokka Electric").await;
    emma.read("/user").await;
    for resource in ["status", "maintenance", "alerts", "trips", "telemetry"] {
        let answer = emma.refused(&format!("{car}/{resource}")).await;
        assert_eq!(answer, refused, "{resource}");
    }
}

#[tokio::test]
async fn a_status_takes_no_extension() {
    let camille = Session::new("camille", &[]).await;
    let car = camille.car("e-208").await;
    for name in ["extension=odometer", "extension=kinetic"] {
        let answer = camille.refused(&format!("{car}/status?{name}")).await;
        assert_eq!(answer, (400, json!("40000")), "{name}");
    }
}

#[tokio::test]
async fn maintenance_is_there_where_it_is_linked() {
    let camille = Session::new("camille", &[]).await;
    for (model, linked) in [("e-208", true), ("C3", false)] {
        let car = camille.car(model).await;
        let links = &camille.read(&car).await["_links"];
        assert_eq!(links["maintenance"].is_object(), linked, "{model}");
        let answer = camille.get(&format!("{car}/maintenance")).await;
        assert_eq!(answer.status() == 200, linked, "{model}");
    }
    let jonas = Session::new("jonas", &[]).await;
    let overdue = jonas.car("Mokka-e").await;
    let overdue = jonas.read(&format!("{overdue}/maintenance")).await;
    assert!(overdue["daysBeforeMaintenance"].as_i64().unwrap() < 0);
    assert!(overdue["mileageBeforeMaintenance"].as_f64().unwrap() < 0.0);
}

#[tokio::test]
async fn a_car_whose_states_are_out_of_order_answers_an_older_whole_one_in_between() {
    let fleet = Session::new("lucas", &[]).await;
    let status = format!("{}/status", fleet.car("Vivaro").await);
    let mut times = Vec::new();
    for _ in 0..7 {
        let status = fleet.read(&status).await;
        let odometer = status["odometer"]["mileage"].as_f64().unwrap();
        times.push((status["updatedAt"].as_str().unwrap().to_owned(), odometer));
        fleet.wait(60).await;
    }
    let older = times.windows(2).filter(|pair| pair[1].0 < pair[0].0);
    assert!((2..=3).contains(&older.clone().count()), "{times:?}");
    for pair in older {
        assert!(pair[1].1 <= pair[0].1, "{times:?}");
    }
}

#[tokio::test]
async fn a_last_position_is_bare_geo_json() {
    let camille = Session::new("camille", &[]).await;
    let car = camille.car("e-208").await;
    let answer = camille.get(&format!("{car}/lastPosition")).await;
    assert_eq!(answer.headers()["content-type"], "application/vnd.geo+json");
    let position: Value = answer.json().await.unwrap();
    let status = camille.read(&format!("{car}/status")).await;
    assert_eq!(position, status["lastPosition"]);
    assert_eq!(position["type"], "Feature");
}

#[tokio::test]
async fn each_item_of_a_list_can_be_read_alone() {
    let clara = Session::new("clara", &[]).await;
    let car = clara.car("DS 7 E-Tense").await;
    for (list, embedded) in [
        ("alerts", "alerts"),
        ("alarms", "alarms"),
        ("collisions", "Collisions"),
        ("trips", "trips"),
    ] {
        let path = format!("{car}/{list}");
        let items = clara.items(&path, embedded).await;
        let id = items[0]["id"].as_str().unwrap();
        assert_eq!(id.len(), 129, "{list}");
        let one = clara.read(&format!("{path}/{id}")).await;
        assert_eq!(one["id"], id, "{list}");
        let other = clara.refused(&format!("{path}/{}", "0".repeat(129))).await;
        assert_eq!(other, (404, json!(40400)), "{list}");
    }
}

#[tokio::test]
async fn what_happened_on_a_trip_is_listed_with_it() {
    let clara = Session::new("clara", &[]).await;
    let car = clara.car("DS 7 E-Tense").await;
    let trips = clara.items(&format!("{car}/trips"), "trips").await;
    for (list, embedded, at) in [
        ("alerts", "alerts", "startedAt"),
        ("collisions", "Collisions", "createdAt"),
    ] {
        let all = clara.items(&format!("{car}/{list}"), embedded).await;
        let happened = all[0][at].as_str().unwrap();
        let on = |trip: &&Value| {
            let from = trip["startedAt"].as_str().unwrap();
            let to = trip["stoppedAt"].as_str().unwrap();
            (from..=to).contains(&happened)
        };
        let trip = trips.iter().find(on).unwrap();
        let path = linked(trip, list).unwrap();
        let here = clara.items(&path, embedded).await;
        assert_eq!(here, all[..1]);
        let id = all[0]["id"].as_str().unwrap();
        assert_eq!(clara.read(&format!("{path}/{id}")).await, all[0]);
        let quiet = linked(trips.iter().find(|trip| !on(trip)).unwrap(), list).unwrap();
        assert_eq!(clara.refused(&quiet).await, (404, json!(40400)));
    }
}

#[tokio::test]
async fn a_way_leads_from_the_start_to_the_stop_and_is_simpler_with_a_tolerance() {
    let camille = Session::new("camille", &[]).await;
    let car = camille.car("e-208").await;
    let trips = camille.items(&format!("{car}/trips"), "trips").await;
    let way = linked(&trips[0], "wayPoints").unwrap();
    let points = camille.items(&way, "positions").await;
    assert!(points.len() > 8, "{}", points.len());
    let place = |position: &Value| {
        let numbers = &position["geometry"]["coordinates"];
        [0, 1].map(|nth| (numbers[nth].as_f64().unwrap() * 1000.0).round())
    };
    assert_eq!(place(&points[0]), place(&trips[0]["startPosition"]));
    let simpler = camille
        .items(&format!("{way}?tolerance=2"), "positions")
        .await;
    assert!((2..points.len()).contains(&simpler.len()));
    for bad in ["-1", "x", "NaN"] {
        let answer = camille.refused(&format!("{way}?tolerance={bad}")).await;
        assert_eq!(answer, (400, json!("40000")), "{bad}");
    }
}

#[tokio::test]
async fn telemetry_comes_in_pages_of_2000_and_in_the_groups_asked_for() {
    let camille = Session::new("camille", &[]).await;
    let car = camille.car("e-208").await;
    let path = format!("{car}/telemetry");
    let page = camille.read(&format!("{path}?pageSize=2000")).await;
    assert_eq!(
        page["_embedded"]["telemetries"].as_array().unwrap().len(),
        2000
    );
    assert!(page["total"].as_u64().unwrap() > 2000);
    let next = linked(&page, "next").unwrap();
    assert!(!camille.items(&next, "telemetries").await.is_empty());
    let answer = camille.refused(&format!("{path}?pageSize=2001")).await;
    assert_eq!(answer, (400, json!("40000")));

    let some = "type=vehicle.energies&type=privacy&extension=location&pageSize=1";
    let some = &camille
        .items(&format!("{path}?{some}"), "telemetries")
        .await[0];
    let mut groups: Vec<&String> = some["vehicle"].as_object().unwrap().keys().collect();
    groups.sort();
    assert_eq!(groups, ["energies"]);
    assert_eq!(some["vehicle"]["energies"][0].get("createdAt"), None);
    assert_eq!(some.get("environment"), None);
    assert!(some["privacy"].is_object());
    assert!(some["_embedded"]["extension"]["location"].is_object());
}

#[tokio::test]
async fn telemetry_of_a_trip_links_to_no_page() {
    let camille = Session::new("camille", &[]).await;
    let car = camille.car("e-208").await;
    let trips = camille.items(&format!("{car}/trips"), "trips").await;
    let path = linked(&trips[0], "self").unwrap() + "/telemetry";
    let page = camille.read(&format!("{path}?pageSize=3")).await;
    assert_eq!(
        page["_embedded"]["telemetries"].as_array().unwrap().len(),
        3
    );
    assert_eq!(page["_links"].get("next"), None);
    let window = format!("{path}?indexRange=3-5");
    assert_eq!(camille.items(&window, "telemetries").await.len(), 3);
}

#[tokio::test]
async fn callbacks_lead_to_what_is_watched_and_ordered() {
    let camille = Session::new("camille", &[]).await;
    let car = camille.car("e-208").await;
    let other = camille.car("C3").await;
    for (topic, list, embedded, name, count) in [
        ("Monitor", "monitors", "monitors", "monitorId", 2),
        ("Remote", "remotes", "remoteActions", "remoteActionId", 7),
    ] {
        let callbacks = format!("/user/callbacks?types={topic}");
        let callbacks = camille.items(&callbacks, "callbacks").await;
        assert_eq!(callbacks.len(), 1, "{topic}");
        let callback = linked(&callbacks[0], "self").unwrap();
        assert_eq!(camille.read(&callback).await, callbacks[0]);
        let id = callbacks[0]["id"].as_str().unwrap();
        let path = format!("{car}/callbacks/{id}/{list}");
        let items = camille.items(&path, embedded).await;
        assert_eq!(items.len(), count);
        let one = format!("{path}/{}", items[0][name].as_str().unwrap());
        assert_eq!(camille.read(&one).await, items[0]);
        let elsewhere = format!("{other}/callbacks/{id}/{list}");
        let answer = camille.refused(&elsewhere).await;
        assert_eq!(answer, (404, json!(40400)));
    }
    let manon = Session::new("manon", &[]).await;
    assert_eq!(manon.refused("/user/callbacks").await, (404, json!(40400)));
}

#[tokio::test]
async fn what_was_posted_is_repeated_with_its_secrets() {
    let camille = Session::new("camille", &[]).await;
    let car = camille.car("e-208").await;
    let callbacks = camille.items("/user/callbacks", "callbacks").await;
    let [webhook, phones] = callbacks.as_slice() else {
        panic!("{callbacks:?}")
    };
    let sent = &webhook["subscribe"]["callback"]["webhook"];
    assert!(sent["target"].as_str().unwrap().len() > 60, "{sent}");
    assert_eq!(sent["attributes"][0]["key"], "Authorization");
    assert_eq!(webhook["subscribe"]["type"], json!(["Monitor"]));
    assert_eq!(phones["subscribe"]["type"], "Remote");
    let devices = &phones["subscribe"]["callback"]["pushnotif"]["devices"];
    assert_eq!(devices.as_array().unwrap().len(), 2);

    let below = |callback: &Value, list| {
        format!(
            "{car}/callbacks/{}/{list}",
            callback["id"].as_str().unwrap()
        )
    };
    let monitors = camille.items(&below(webhook, "monitors"), "monitors").await;
    assert_eq!(
        monitors[0]["monitor"]["triggerParam"]["triggers"]
            .as_array()
            .unwrap()
            .len(),
        4
    );
    assert_eq!(monitors[1].get("monitor"), None);
    let remotes = camille
        .items(&below(phones, "remotes"), "remoteActions")
        .await;
    let repeated = remotes.iter().filter(|remote| remote["remote"].is_object());
    assert_eq!(repeated.count(), remotes.len() - 1);
}

#[tokio::test]
async fn a_car_is_described_with_what_is_asked_for() {
    let camille = Session::new("camille", &[]).await;
    for (model, form) in [("e-208", "charging"), ("C3", "operation")] {
        let car = camille.car(model).await;
        let document = camille
            .read(&format!("{car}?extension=onboardCapabilities&country=BR"))
            .await;
        let remote = &document["_embedded"]["extension"]["onboardCapabilities"]["remote"];
        assert!(remote.get(form).is_some(), "{model}: {remote}");
        assert_eq!(document["callCenter"]["stolen"]["countryCode"], "BR");
        assert_eq!(document["_links"]["remotes"]["templated"], true);
        assert_eq!(camille.read(&car).await.get("callCenter"), None);
    }
    let user = camille.read("/user?country=CL").await;
    assert_eq!(
        user["_embedded"]["vehicles"][0]["callCenter"]["stolen"]["countryCode"],
        "CL"
    );
}

#[tokio::test]
async fn warnings_and_measurements_of_some_cars_link_to_the_trips_they_are_of() {
    let camille = Session::new("camille", &[]).await;
    for (model, is_linked) in [("e-208", false), ("308 Plug-in Hybrid", true)] {
        let car = camille.car(model).await;
        let alerts = camille.items(&format!("{car}/alerts"), "alerts").await;
        let trip = alerts[0]["_links"]["trips"][0]["href"].as_str();
        assert_eq!(trip.is_some(), is_linked, "{model}");
        let moments = camille
            .items(&format!("{car}/telemetry?pageSize=2000"), "telemetries")
            .await;
        let of_trips = moments
            .iter()
            .filter(|moment| moment["_links"].get("trip").is_some());
        assert_eq!(of_trips.count() > 0, is_linked, "{model}");
        if is_linked {
            let trips = camille.items(&format!("{car}/trips"), "trips").await;
            let known = trips
                .iter()
                .any(|other| other["_links"]["self"]["href"].as_str() == trip);
            assert!(known, "{trip:?}");
        }
    }
    let clara = Session::new("clara", &[]).await;
    let car = clara.car("DS 7 E-Tense").await;
    let collisions = clara
        .items(&format!("{car}/collisions"), "Collisions")
        .await;
    let trip = linked(&collisions[0], "trip").unwrap();
    clara.read(&trip).await;
}
