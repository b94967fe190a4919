//! The cars with their status, in one call of the page's.

use e2e::chain::{Chain, Plan};
use e2e::driver::Driver;
use serde_json::{Value, json};

use crate::commands::ordering::until;
use crate::running::{
    CAMILLE, LOUISE, LUCAS, called, cars, chain, document, items, logged_in, problem, text,
};

const LIST: &str = "/api/v1/vehicles?include=status";

/// A status or a problem, without the name of the request.
fn without_request_id(mut answer: Value) -> Value {
    if let Some(problem) = answer.as_object_mut() {
        problem.remove("requestId");
        if let Some(upstream) = problem.get_mut("upstream").and_then(Value::as_object_mut) {
            // It names one answer.
            upstream.remove("uuid");
        }
    }
    answer
}

/// The status of each car, asked for one by one.
async fn one_by_one(driver: &Driver, cars: &[String]) -> Vec<Value> {
    let mut statuses = Vec::new();
    for car in cars {
        let path = format!("/api/v1/vehicles/{car}/status");
        statuses.push(without_request_id(driver.call(&path).await.unwrap().json()));
    }
    statuses
}

/// The status of each car, asked for with the list, and asked for alone. Some of the cars drive:
/// they are asked until nothing has changed meanwhile.
async fn both_ways(chain: &Chain, username: &str) -> (Vec<Value>, Vec<Value>) {
    let (driver, cars) = cars(chain, username).await;
    for _ in 0..3 {
        let before = one_by_one(&driver, &cars).await;
        chain.sandbox().forget_calls().await.unwrap();
        let list = document(&driver, LIST).await;
        assert_eq!(called(chain).await.len(), 1 + cars.len());
        let after = one_by_one(&driver, &cars).await;
        if before == after {
            let ids: Vec<_> = items(&list).iter().map(|car| text(&car["id"])).collect();
            assert_eq!(ids, cars);
            let with = items(&list)
                .iter()
                .map(|car| without_request_id(car["status"].clone()));
            return (with.collect(), after);
        }
    }
    panic!("the cars of {username} never keep still")
}

#[tokio::test]
async fn a_status_with_the_list_is_the_status_alone() {
    let chain = chain();
    let (with, alone) = both_ways(&chain, CAMILLE).await;
    assert_eq!(with, alone);
    assert!(
        with.iter()
            .all(|status| status["code"].is_null() && status["energies"].is_array())
    );
}

#[tokio::test]
async fn a_problem_stands_in_place_of_the_status_of_a_car_that_has_one() {
    let chain = chain();
    let (with, alone) = both_ways(&chain, LOUISE).await;
    assert_eq!(with, alone);
    let codes: Vec<_> = with.iter().map(|status| status["code"].as_str()).collect();
    assert_eq!(
        codes,
        [
            None,
            None,
            Some("no-data-yet"),
            Some("no-data-yet"),
            Some("telematics-box-replaced"),
            None,
            Some("service-not-subscribed"),
        ]
    );
}

#[tokio::test]
async fn no_more_than_four_are_asked_for_at_once_and_one_that_fails_costs_the_list_nothing() {
    let chain = Plan::default().deadline(7).start().unwrap();
    let driver = logged_in(&chain, LUCAS).await;
    let hang = json!({ "on": "api", "path": "/user/vehicles/", "kind": "hang", "times": 4 });
    chain.sandbox().fault(hang).await.unwrap();
    let under_way = async || {
        let paths = called(&chain).await;
        paths
            .iter()
            .filter(|path| path.ends_with("/status"))
            .count()
    };
    let watch = async {
        until(async || (under_way().await >= 4).then_some(())).await;
        // Whatever was asked for with those four has arrived before this is answered.
        document(&driver, "/api/v1/user").await;
        under_way().await
    };
    let (list, under_way) = tokio::join!(document(&driver, LIST), watch);
    assert_eq!(under_way, 4);
    let (failed, others) = items(&list).split_at(4);
    for car in failed {
        assert_eq!(car["status"]["code"], "upstream-timeout", "{car}");
        assert!(car["vin"].is_string(), "{car}");
    }
    assert_eq!(others.len(), 16);
    for car in others {
        assert!(car["status"]["energies"].is_array(), "{car}");
    }
}

#[tokio::test]
async fn many_cars_come_in_pages_of_twenty_each_with_its_status() {
    let chain = chain();
    let driver = logged_in(&chain, LUCAS).await;
    let mut seen = Vec::new();
    let mut sizes = Vec::new();
    let mut next = Some(LIST.to_owned());
    while let Some(path) = next {
        chain.sandbox().forget_calls().await.unwrap();
        let page = document(&driver, &path).await;
        sizes.push(items(&page).len());
        assert_eq!(called(&chain).await.len(), 1 + items(&page).len());
        for car in items(&page) {
            assert!(car["status"]["energies"].is_array(), "{car}");
            seen.push(text(&car["id"]).to_owned());
        }
        next = page["next"]
            .as_str()
            .map(|cursor| format!("/api/v1/vehicles?cursor={cursor}"));
        assert!(sizes.len() < 9, "the list has no end");
    }
    assert_eq!(sizes, [20, 20, 20, 20, 20, 20, 17]);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 137);
}

#[tokio::test]
async fn more_than_twenty_at_once_are_refused() {
    let chain = chain();
    let driver = logged_in(&chain, LUCAS).await;
    let answer = driver.call(&format!("{LIST}&limit=21")).await.unwrap();
    problem(&answer, 400, "invalid-parameter");
    assert_eq!(answer.json()["parameter"], "limit");
    assert_eq!(called(&chain).await, Vec::<String>::new());
}
