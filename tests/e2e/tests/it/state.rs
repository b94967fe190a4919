//! What a car says of itself, from the sandbox's world to the shapes that a front end gets.

use e2e::driver::{Answer, Driver};
use serde_json::Value;

use crate::running::{
    CAMILLE, FRIEDA, LOUISE, cars, chain, document, items, logged_in, nothing_unread, problem, text,
};

/// As many kinds of cars as any driver has. Who has many has few kinds of them, in turn.
const MOST_KINDS: usize = 7;

/// Why a car of the world has no status.
const WITHOUT_STATUS: [&str; 4] = [
    "no-data-yet",
    "service-not-subscribed",
    "telematics-box-replaced",
    "consent-missing",
];

async fn ask(driver: &Driver, car: &str, part: &str) -> Answer {
    let path = format!("/api/v1/vehicles/{car}/{part}");
    driver.call(&path).await.unwrap()
}

fn energy<'a>(status: &'a Value, kind: &str) -> &'a Value {
    let energies = status["energies"].as_array().unwrap();
    let mut of_kind = energies.iter().filter(|energy| energy["type"] == kind);
    let energy = of_kind.next().unwrap_or(&Value::Null);
    assert!(of_kind.next().is_none(), "{kind} twice in {status}");
    energy
}

#[tokio::test]
async fn an_electric_a_hybrid_and_a_thermal_car_tell_their_energies_by_type() {
    let chain = chain();
    let (driver, cars) = cars(&chain, CAMILLE).await;
    let kinds = [(true, false), (true, true), (false, true)];
    assert_eq!(cars.len(), kinds.len());
    for (car, (electric, fuel)) in cars.iter().zip(kinds) {
        let answer = ask(&driver, car, "status").await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let status = answer.json();
        for (kind, has) in [("Electric", electric), ("Fuel", fuel)] {
            let energy = energy(&status, kind);
            assert_eq!(energy["levelPercent"].is_number(), has, "{kind}: {status}");
            assert!(!has || energy["observedAt"].is_string(), "{status}");
        }
        assert!(status["observedAt"].is_string(), "{status}");
    }
}

#[tokio::test]
async fn a_position_is_the_statuss_own_and_is_where_the_car_is() {
    let chain = chain();
    let (driver, cars) = cars(&chain, CAMILLE).await;
    for car in &cars {
        let position = ask(&driver, car, "position").await.json();
        let latitude = position["latitude"].as_f64().unwrap();
        let longitude = position["longitude"].as_f64().unwrap();
        // In France: the two have not changed places.
        assert!((42.0..52.0).contains(&latitude), "{position}");
        assert!((-5.0..9.0).contains(&longitude), "{position}");
    }
    let calls = chain.sandbox().calls().await.unwrap();
    assert!(
        !calls.to_string().contains("lastPosition"),
        "the deprecated operation was asked"
    );
}

#[tokio::test]
async fn maintenance_is_told_and_a_car_that_tells_none_is_no_data_yet() {
    let chain = chain();
    let (driver, cars) = cars(&chain, CAMILLE).await;
    let [electric, _, thermal] = cars.as_slice() else {
        panic!("{cars:?}")
    };
    let answer = ask(&driver, electric, "maintenance").await.json();
    assert!(answer["kmToMaintenance"].is_number(), "{answer}");
    assert!(answer["daysToMaintenance"].is_number(), "{answer}");
    let none = ask(&driver, thermal, "maintenance").await;
    problem(&none, 404, "no-data-yet");
}

#[tokio::test]
async fn what_a_car_does_not_tell_says_why() {
    let chain = chain();
    let (driver, cars) = cars(&chain, LOUISE).await;
    let [hidden, silent_owner, not_subscribed, ..] = cars.as_slice() else {
        panic!("{cars:?}")
    };
    let status = ask(&driver, hidden, "status").await.json();
    assert_eq!(status["position"]["unavailable"], "privacy", "{status}");
    assert!(energy(&status, "Electric")["levelPercent"].is_number());
    let position = ask(&driver, hidden, "position").await;
    assert_eq!(position.status, 200);
    assert_eq!(position.json()["unavailable"], "privacy");

    let status = ask(&driver, silent_owner, "status").await.json();
    assert_eq!(status["privacy"]["state"], "Full");
    assert_eq!(status["odometer"]["unavailable"], "privacy");

    let none = ask(&driver, not_subscribed, "status").await;
    problem(&none, 404, "no-data-yet");
}

#[tokio::test]
async fn a_car_of_the_older_generation_tells_as_much() {
    let chain = chain();
    let (driver, cars) = cars(&chain, FRIEDA).await;
    assert_eq!(cars.len(), 2);
    for (car, kind) in cars.iter().zip(["Electric", "Fuel"]) {
        let status = ask(&driver, car, "status").await.json();
        assert!(
            energy(&status, kind)["levelPercent"].is_number(),
            "{status}"
        );
        assert!(status["odometer"]["odometerKm"].is_number(), "{status}");
    }
}

#[tokio::test]
async fn nothing_of_the_sandboxs_world_is_left_unread() {
    let chain = chain();
    for account in &chain.sandbox().description().drivers {
        let driver = logged_in(&chain, &account.username).await;
        let list = document(&driver, "/api/v1/vehicles").await;
        for car in items(&list).iter().take(MOST_KINDS) {
            let answer = ask(&driver, text(&car["id"]), "status").await;
            let code = &answer.json()["code"];
            let is_told = answer.status == 200 || WITHOUT_STATUS.iter().any(|it| code == it);
            assert!(is_told, "{}: {}", account.username, answer.body);
        }
        nothing_unread(&chain, &driver).await;
    }
}
