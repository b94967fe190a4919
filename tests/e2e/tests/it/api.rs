//! The API that front ends call: the driver, their cars, and whose is asked for.

use std::collections::HashSet;

use e2e::driver::Driver;
use serde_json::json;

use crate::running::{CAMILLE, HUGO, LUCAS, account, chain, logged_in, problem, slots};

#[tokio::test]
async fn a_driver_sees_their_name_and_their_cars() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let user = driver.call("/api/v1/user").await.unwrap();
    assert_eq!(user.header("content-type"), Some("application/json"));
    assert_eq!(user.header("cache-control"), Some("no-store"));
    let user = user.json();
    assert_eq!(user["lastName"], "Moreau");
    assert_eq!(user["email"], CAMILLE);

    let list = driver.call("/api/v1/vehicles").await.unwrap().json();
    assert_eq!(list["total"], 3);
    let cars = list["items"].as_array().unwrap();
    let kinds: Vec<_> = cars
        .iter()
        .map(|car| {
            (
                car["brand"].as_str().unwrap(),
                car["motorization"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("peugeot", "Electric"),
        ("peugeot", "Hybrid"),
        ("citroen", "Thermic"),
    ];
    assert_eq!(kinds, expected);

    let id = cars[0]["id"].as_str().unwrap();
    let car = driver
        .call(&format!("/api/v1/vehicles/{id}"))
        .await
        .unwrap();
    assert_eq!(car.status, 200, "{}", car.body);
    assert_eq!(car.json()["vin"], cars[0]["vin"]);
}

#[tokio::test]
async fn a_long_list_is_walked_by_its_cursors_and_each_car_comes_once() {
    let chain = chain();
    let driver = logged_in(&chain, LUCAS).await;
    for (first, pages) in [("/api/v1/vehicles", 3), ("/api/v1/vehicles?limit=20", 7)] {
        let mut seen = HashSet::new();
        let mut next = Some(first.to_owned());
        let mut walked = 0;
        while let Some(path) = next {
            let page = driver.call(&path).await.unwrap();
            assert_eq!(page.status, 200, "{}", page.body);
            let page = page.json();
            assert_eq!(page["total"], 137);
            for car in page["items"].as_array().unwrap() {
                assert!(seen.insert(car["id"].as_str().unwrap().to_owned()));
            }
            next = page["next"]
                .as_str()
                .map(|cursor| format!("/api/v1/vehicles?cursor={cursor}"));
            walked += 1;
        }
        assert_eq!((seen.len(), walked), (137, pages), "{first}");
    }
}

#[tokio::test]
async fn a_driver_without_a_car_has_an_empty_list() {
    let chain = chain();
    let driver = logged_in(&chain, HUGO).await;
    let list = driver.call("/api/v1/vehicles").await.unwrap();
    assert_eq!(list.status, 200, "{}", list.body);
    assert_eq!(list.json()["items"], json!([]));
    assert_eq!(list.json()["total"], 0);
}

#[tokio::test]
async fn a_car_that_is_not_the_drivers_is_not_shown() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let unknown = format!("/api/v1/vehicles/{}", "0a".repeat(97));
    let answer = driver.call(&unknown).await.unwrap();
    problem(&answer, 403, "not-this-drivers-vehicle");
}

#[tokio::test]
async fn what_can_be_no_cars_identifier_is_not_asked_for() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    for bad in ["..%2Fuser", "a%2Fb", "%00", "a.b", &"a".repeat(257)] {
        let answer = driver
            .call(&format!("/api/v1/vehicles/{bad}"))
            .await
            .unwrap();
        problem(&answer, 404, "not-found");
    }
    assert_eq!(chain.sandbox().calls().await.unwrap()["api"], json!([]));
}

#[tokio::test]
async fn a_bad_parameter_is_named_and_nothing_is_called() {
    let chain = chain();
    let driver = logged_in(&chain, LUCAS).await;
    for (query, name) in [
        ("cursor=x", "cursor"),
        ("cursor=", "cursor"),
        ("limit=61", "limit"),
        ("pageSize=3", "pageSize"),
    ] {
        let answer = driver
            .call(&format!("/api/v1/vehicles?{query}"))
            .await
            .unwrap();
        problem(&answer, 400, "invalid-parameter");
        assert_eq!(answer.json()["parameter"], name);
    }
    assert_eq!(chain.sandbox().calls().await.unwrap()["api"], json!([]));
}

#[tokio::test]
async fn with_several_accounts_one_has_to_be_named() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let camille = slots(&driver).await.remove(0);
    driver.log_in(&account(&chain, HUGO)).await.unwrap();
    let hugo = slots(&driver)
        .await
        .into_iter()
        .find(|slot| *slot != camille);

    let answer = driver.call("/api/v1/user").await.unwrap();
    problem(&answer, 409, "choose-account");
    let name = async |driver: &Driver, slot: &str| {
        let path = format!("/api/v1/accounts/{slot}/user");
        driver.call(&path).await.unwrap().json()["firstName"].clone()
    };
    assert_eq!(name(&driver, &camille).await, "Camille");
    assert_eq!(name(&driver, hugo.as_ref().unwrap()).await, "Hugo");

    let stranger = driver.call("/api/v1/accounts/abcd2345/user").await.unwrap();
    problem(&stranger, 401, "not-logged-in");
}

#[tokio::test]
async fn every_problem_has_a_page_that_explains_it() {
    let chain = chain();
    let driver = chain.driver().unwrap();
    let refused = driver.call("/api/v1/user").await.unwrap();
    let page = refused.json()["type"].as_str().unwrap().to_owned();
    let page = driver.get(&page).await.unwrap();
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Nobody is logged in"));
    problem(
        &driver.get("/problems/none-such").await.unwrap(),
        404,
        "not-found",
    );
}

#[tokio::test]
async fn nothing_under_the_services_own_paths_is_a_file_of_the_page() {
    let chain = chain();
    let driver = chain.driver().unwrap();
    for path in ["/auth/other", "/api/v2/user", "/nothing.html"] {
        problem(&driver.get(path).await.unwrap(), 404, "not-found");
    }
    let page = driver.get("/").await.unwrap();
    assert_eq!(page.status, 200);
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(
        page.header("content-security-policy")
            .unwrap()
            .contains("default-src 'none'")
    );
}
