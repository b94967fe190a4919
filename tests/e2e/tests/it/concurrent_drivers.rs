//! Drivers who read at the same time through one edge and one relay see nothing of one another,
//! whatever edge and relay remember and in whatever order the answers come.

use std::collections::BTreeSet;

use e2e::chain::Plan;
use e2e::driver::Driver;
use e2e::sandbox::Account;
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::running::{document, items, text};

const DRIVERS: usize = 20;
/// Cars of each.
const CARS: usize = 5;
/// The first reads find nothing remembered, those after them tokens and answers.
const ROUNDS: usize = 3;

/// The VINs of these cars.
fn vins(cars: &[Value]) -> BTreeSet<String> {
    cars.iter()
        .map(|car| text(&car["vin"]).to_owned())
        .collect()
}

/// Reads twice at the same time, and returns the VINs that the driver was told of.
async fn read((driver, account): &(Driver, Account)) -> BTreeSet<String> {
    let (user, list) = tokio::join!(
        document(driver, "/api/v1/user"),
        document(driver, "/api/v1/vehicles"),
    );
    assert_eq!(text(&user["email"]), account.username);
    let cars = vins(items(&list));
    assert_eq!(vins(user["vehicles"].as_array().unwrap()), cars);
    assert_eq!(cars.len(), CARS, "{}", account.username);
    cars
}

#[tokio::test(flavor = "multi_thread")]
async fn drivers_who_read_at_the_same_time_see_only_their_own_name_and_cars() {
    // All come from one address.
    let limits = ["LOGIN_LIMIT", "CALLBACK_LIMIT"];
    let plan = Plan::default()
        .crowd(DRIVERS)
        .holding()
        .setting("TOKEN_MEMORY_SECONDS", "5");
    let plan = limits
        .iter()
        .fold(plan, |plan, limit| plan.limit(limit, Some(100_000)));
    let chain = plan.start().unwrap();
    let logins = chain.sandbox().crowd().map(|account| async {
        let driver = chain.driver().unwrap();
        driver.log_in(account).await.unwrap();
        (driver, account.clone())
    });
    let drivers = join_all(logins).await;
    assert_eq!(drivers.len(), DRIVERS);
    // Answers come in another order than that of the calls.
    for (every, ms) in [(3, 600), (2, 300)] {
        let fault = json!({ "on": "api", "kind": "delay", "every": every, "ms": ms });
        chain.sandbox().fault(fault).await.unwrap();
    }
    let mut before = None;
    for _ in 0..ROUNDS {
        let seen = join_all(drivers.iter().map(read)).await;
        let all: BTreeSet<_> = seen.iter().flatten().collect();
        assert_eq!(
            all.len(),
            DRIVERS * CARS,
            "two drivers were told of one car"
        );
        assert_eq!(*before.get_or_insert_with(|| seen.clone()), seen);
    }
}
