//! What a driver has, by the identifiers that stand in paths, so that calls reach it.

use std::collections::BTreeMap;

use e2e::driver::Driver;
use serde_json::Value;

/// Values by the name of their parameter.
pub(super) type Values = BTreeMap<&'static str, Vec<String>>;

/// The lists below a car whose items have identifiers: the path, the parameter of an item, and what
/// is in the paths that have it. Of two that fit a path, the later has its values.
const LISTS: &[(&str, &str, &str)] = &[
    ("alerts", "aid", "{id}/alerts/{"),
    ("alarms", "aid", "{id}/alarms/{"),
    ("collisions", "cid", "{id}/collisions/{"),
    ("rules", "ruid", "{id}/rules/{"),
    ("trips", "tid", "{tid}"),
    ("trips/{tid}/alerts", "aid", "{tid}/alerts/{"),
    ("trips/{tid}/collisions", "cid", "{tid}/collisions/{"),
    ("callbacks/{cbid}/monitors", "mid", "{cbid}/monitors"),
    ("callbacks/{cbid}/remotes", "rid", "{cbid}/remotes"),
];
/// The most cars that are looked at.
const MOST_CARS: usize = 7;
/// The most of another list.
const MOST: usize = 8;

/// What is known of a driver.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The slot of the account, the cars, the callbacks.
    pub(super) all: Values,
    /// What belongs together in the paths that have a text.
    pub(super) below: Vec<(&'static str, Values)>,
}

impl Known {
    /// What a parameter may be in a path.
    pub(super) fn in_path(&self, path: &str, parameter: &str) -> Option<&Vec<String>> {
        let mut below = self
            .below
            .iter()
            .rev()
            .filter(|(part, _)| path.contains(part));
        let together = below.find_map(|(_, values)| values.get(parameter));
        together.or_else(|| self.all.get(parameter))
    }

    /// What a driver has.
    pub(super) async fn of(driver: &Driver) -> Self {
        let session = driver.call("/auth/session").await.unwrap().json();
        let slot = session["accounts"][0]["slot"].as_str().unwrap().to_owned();
        let cars = ids(driver, "/api/v1/vehicles", MOST_CARS).await;
        let callbacks = ids(driver, "/api/v1/user/callbacks", MOST).await;
        let mut below = Vec::new();
        for (list, parameter, paths) in LISTS {
            if let Some(values) = items(driver, &cars, &callbacks, list, parameter).await {
                below.push((*paths, values));
            }
        }
        let mut all = Values::from([("slot", vec![slot]), ("id", cars), ("cbid", callbacks)]);
        all.retain(|_, values| !values.is_empty());
        Self { all, below }
    }
}

/// The first car that has items of a list, and what leads to them.
async fn items(
    driver: &Driver,
    cars: &[String],
    callbacks: &[String],
    list: &str,
    parameter: &'static str,
) -> Option<Values> {
    for car in cars {
        let path = format!("/api/v1/vehicles/{car}");
        let (outer, above) = match list.split_once('/') {
            Some(("trips", _)) => ("tid", ids(driver, &format!("{path}/trips"), MOST).await),
            Some(_) => ("cbid", callbacks.to_vec()),
            None => ("", vec![String::new()]),
        };
        for one in above {
            let list = list.replace(&format!("{{{outer}}}"), &one);
            let found = ids(driver, &format!("{path}/{list}"), MOST).await;
            if !found.is_empty() {
                let mut values = Values::from([("id", vec![car.clone()]), (parameter, found)]);
                if !outer.is_empty() {
                    values.insert(outer, vec![one]);
                }
                return Some(values);
            }
        }
    }
    None
}

/// The identifiers of a list, or none where it is refused.
async fn ids(driver: &Driver, path: &str, most: usize) -> Vec<String> {
    let answer = driver.call(path).await.unwrap();
    let items = match answer.status {
        200 => answer.json()["items"].take(),
        _ => Value::Null,
    };
    let ids = items.as_array().into_iter().flatten();
    ids.filter_map(|item| item["id"].as_str().map(str::to_owned))
        .take(most)
        .collect()
}
