//! Rules: what a driver wants to know of is told once, as the car lives.

use e2e::chain::Plan;
use serde_json::{Value, json};

use super::{events, later, only_200_and_500};
use crate::commands::ordering::{Ordering, key};
use crate::running::CAMILLE;

/// A driver who has rules for the first car.
async fn watching(rules: &[Value]) -> Ordering {
    let it = Ordering::of(Plan::default().acting(&["rules"]), CAMILLE).await;
    let path = format!("/api/v1/vehicles/{}/rules", it.cars[0]);
    for rule in rules {
        let answer = it.driver.command(&path, &key(), rule).await.unwrap();
        assert_eq!(answer.status, 201, "{}", answer.body);
    }
    it
}

/// What rules told: their names, whether as a reminder, and their values.
async fn fired(it: &Ordering) -> Vec<Value> {
    let events = events(it).await.into_iter();
    let rules = events.filter(|event| event["type"] == "rule");
    rules
        .map(|event| {
            assert_eq!(event["vehicleId"], it.cars[0]);
            let data = &event["data"];
            json!([data["name"], data["reminder"], data["values"]])
        })
        .collect()
}

#[tokio::test]
async fn a_car_that_is_charged_is_told_of_once_also_by_an_edge_that_was_away_meanwhile() {
    let rule = |name: &str, percent: u32, remind: Option<u32>| {
        let mut rule = json!({ "name": name, "when": { "all": [
            { "is": "charge-above", "percent": percent },
        ] } });
        if let Some(remind) = remind {
            rule["remindEverySeconds"] = json!(remind);
        }
        rule
    };
    let mut it = watching(&[rule("most", 70, None), rule("charged", 80, Some(900))]).await;
    let charge = json!({ "from": 60, "to": 100, "seconds": 3600 });
    let charge = json!({ "car": it.cars[0], "charge": charge });
    it.chain.sandbox().car(charge).await.unwrap();
    // Past 70 %.
    later(&it, 1200).await;
    let fires = |name: &str, reminder: bool, value: u32| json!([name, reminder, [{ "what": "chargePercent", "value": value }]]);
    let most = fires("most", false, 71);
    assert_eq!(fired(&it).await, std::slice::from_ref(&most));
    it.chain.kill_edge();
    // Past 80 %, and a quarter of an hour more.
    later(&it, 1700).await;
    it.chain.restart_edge().unwrap();
    let deliveries = later(&it, 10).await;
    only_200_and_500(&deliveries);
    assert!(
        deliveries.iter().all(|delivery| delivery.taken),
        "{deliveries:?}"
    );
    let charged = [fires("charged", false, 81), fires("charged", true, 91)];
    let all = fired(&it).await;
    assert_eq!(all, [vec![most], charged.to_vec()].concat());
    // Until it is told again nothing more comes of it.
    later(&it, 300).await;
    assert_eq!(fired(&it).await, all);
}

#[tokio::test]
async fn with_nobody_logged_in_nothing_is_posted() {
    let rule = json!({ "name": "open", "when": { "any": [{ "is": "locks-changed" }] } });
    let it = watching(&[rule]).await;
    let locked = async |locked: bool| {
        let order = json!({ "car": it.cars[0], "locked": locked });
        it.chain.sandbox().car(order).await.unwrap();
        later(&it, 2).await;
        fired(&it).await.len()
    };
    assert_eq!(locked(false).await, 1);
    assert_eq!(locked(true).await, 2);
    it.driver.log_out().await.unwrap();
    let deliveries = later(&it, 2).await;
    only_200_and_500(&deliveries);
    // With nobody logged in nothing is posted.
    let order = json!({ "car": it.cars[0], "locked": false });
    it.chain.sandbox().car(order).await.unwrap();
    assert_eq!(later(&it, 2).await.len(), deliveries.len());
}
