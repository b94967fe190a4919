//! What a driver has, by the identifiers that stand in paths, so that calls reach it.

use std::collections::BTreeMap;

use e2e::driver::Driver;
use serde_json::Value;

/// The lists whose items have identifiers, below a car, and the parameter of each.
const LISTS: &[(&str, &str)] = &[
    ("tid", "trips"),
    ("aid", "alerts"),
    ("aid", "alarms"),
    ("cid", "collisions"),
];
/// The same below a callback of a car.
const LISTS_OF_CALLBACK: &[(&str, &str)] = &[("mid", "monitors"), ("rid", "remotes")];
/// The most of one list.
const MOST: usize = 3;

/// Identifiers by the name of their parameter.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The slot and every car.
    pub(super) cars: BTreeMap<&'static str, Vec<String>>,
    /// One car and what it has.
    pub(super) car: BTreeMap<&'static str, Vec<String>>,
}

impl Known {
    /// What a driver has.
    pub(super) async fn of(driver: &Driver) -> Self {
        let mut known = Self::default();
        let session = driver.call("/auth/session").await.unwrap().json();
        let slot = session["accounts"][0]["slot"].as_str().unwrap().to_owned();
        known.cars.insert("slot", vec![slot]);
        let cars = ids(driver, "/api/v1/vehicles").await;
        for car in &cars {
            let of_this = below(driver, car).await;
            if of_this.len() > known.car.len() {
                known.car = of_this;
            }
        }
        if !cars.is_empty() {
            known.cars.insert("id", cars);
        }
        known
    }
}

/// What one car has.
async fn below(driver: &Driver, car: &str) -> BTreeMap<&'static str, Vec<String>> {
    let path = format!("/api/v1/vehicles/{car}");
    let mut found = BTreeMap::from([("id", vec![car.to_owned()])]);
    let callbacks = ids(driver, "/api/v1/user/callbacks").await;
    let mut lists: Vec<_> = LISTS
        .iter()
        .map(|(name, list)| (*name, format!("{path}/{list}")))
        .collect();
    for callback in &callbacks {
        let lists_of_callback = LISTS_OF_CALLBACK.iter();
        lists.extend(
            lists_of_callback
                .map(|(name, list)| (*name, format!("{path}/callbacks/{callback}/{list}"))),
        );
    }
    for (name, list) in lists {
        let ids = ids(driver, &list).await;
        if !ids.is_empty() {
            found.entry(name).or_default().extend(ids);
        }
    }
    if !callbacks.is_empty() {
        found.insert("cbid", callbacks);
    }
    found
}

/// The identifiers of a list, or none where it is refused.
async fn ids(driver: &Driver, path: &str) -> Vec<String> {
    let answer = driver.call(path).await.unwrap();
    let items = match answer.status {
        200 => answer.json()["items"].take(),
        _ => Value::Null,
    };
    let ids = items.as_array().into_iter().flatten();
    ids.filter_map(|item| item["id"].as_str().map(str::to_owned))
        .take(MOST)
        .collect()
}
