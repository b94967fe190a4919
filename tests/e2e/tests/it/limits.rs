//! How often one caller may come, in the whole chain: each endpoint by its own limit of
//! wrangler.toml, and what becomes of it while nobody can count.

use std::fs;

use e2e::chain::{Chain, Plan};
use e2e::driver::{Answer, Driver};
use e2e::project::root;
use e2e::wrangler::Wrangler;
use reqwest::Method;
use serde_json::json;

use crate::running::{CAMILLE, account, chain, logged_in, problem, wrote};

/// A request as it comes from an address.
async fn from(driver: &Driver, address: &str, path: &str) -> Answer {
    let request = driver
        .request(Method::GET, path)
        .header("cf-connecting-ip", address)
        .header("x-kerbside", "1");
    driver.send(request).await.unwrap()
}

fn allowing(limit: &str, most: u32) -> Chain {
    Plan::default().limit(limit, Some(most)).start().unwrap()
}

#[track_caller]
fn is_too_many(answer: &Answer) {
    problem(answer, 429, "too-many-requests");
    assert_eq!(answer.header("retry-after"), Some("60"));
}

#[tokio::test]
async fn a_login_too_many_from_one_address_waits_and_another_address_does_not() {
    let chain = allowing("LOGIN_LIMIT", 2);
    let driver = chain.driver().unwrap();
    let path = "/auth/login?brand=peugeot";
    for _ in 0..2 {
        assert_eq!(from(&driver, "192.0.2.7", path).await.status, 303);
    }
    is_too_many(&from(&driver, "192.0.2.7", path).await);
    assert_eq!(from(&driver, "192.0.2.8", path).await.status, 303);
}

/// The driver's cookie and code are as they were: what was too early works a minute later.
#[tokio::test]
async fn a_callback_too_many_uses_nothing_up() {
    let chain = allowing("CALLBACK_LIMIT", 1);
    let driver = chain.driver().unwrap();
    let form = driver.begin("peugeot").await.unwrap();
    let camille = account(&chain, CAMILLE);
    let callback = driver.fill_in(&form, &camille).await.unwrap();
    let stray = chain.driver().unwrap();
    assert_eq!(stray.get("/auth/callback").await.unwrap().status, 303);

    let early = driver.follow(&callback).await.unwrap();
    is_too_many(&early);
    assert_eq!(early.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(early.cookies(), Vec::<&str>::new());
    let path = format!("/auth/callback?{}", callback.query().unwrap());
    let later = from(&driver, "192.0.2.8", &path).await;
    assert_eq!(later.header("location"), Some("/"));
}

#[tokio::test]
async fn a_session_that_calls_too_often_waits_and_its_neighbours_do_not() {
    let chain = allowing("API_LIMIT", 2);
    let busy = logged_in(&chain, CAMILLE).await;
    let other = logged_in(&chain, CAMILLE).await;
    for _ in 0..2 {
        assert_eq!(busy.call("/api/v1/user").await.unwrap().status, 200);
    }
    is_too_many(&busy.call("/api/v1/user").await.unwrap());
    is_too_many(&busy.call("/auth/session").await.unwrap());
    assert_eq!(other.call("/api/v1/user").await.unwrap().status, 200);
    assert_eq!(busy.get("/").await.unwrap().status, 200);
    assert_eq!(busy.log_out().await.unwrap().status, 204);
}

/// With a limiter in trouble a driver logs in and reads; that it is in trouble is in the log.
#[tokio::test]
async fn while_nothing_can_be_counted_drivers_are_let_in() {
    let mut plan = Plan::default();
    for name in ["LOGIN_LIMIT", "CALLBACK_LIMIT", "API_LIMIT"] {
        plan = plan.limit(name, None);
    }
    let chain = plan.start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    assert_eq!(driver.call("/api/v1/user").await.unwrap().status, 200);
    wrote(chain.edge(), "limiter-failed");
}

#[tokio::test]
async fn keys_shown_as_the_owners_are_counted() {
    for (most, status, code) in [
        (Some(1), 429, "too-many-requests"),
        (None, 503, "limiter-unavailable"),
    ] {
        let chain = Plan::default().limit("OWNER_LIMIT", most).start().unwrap();
        let driver = chain.driver().unwrap();
        let show = |key: &str| {
            let request = driver.request(Method::GET, "/health?relay=1");
            driver.send(request.bearer_auth(key.to_owned()))
        };
        if most.is_some() {
            problem(&show("a guess").await.unwrap(), 404, "not-found");
        }
        let shown = show(&chain.keys().owner).await.unwrap();
        problem(&shown, status, code);
    }
}

/// What is counted by objects has another way to fail than the platform's limits.
#[tokio::test]
async fn while_the_objects_cannot_count_no_password_is_tried_and_no_car_asked_about() {
    let plan = Plan::default()
        .setting("PASSWORD_GRANT_BRANDS", "peugeot")
        .eligibility("public")
        .limit("ATTEMPTS", None);
    let chain = plan.start().unwrap();
    let driver = chain.driver().unwrap();
    for (path, sent) in [
        (
            "/auth/password",
            json!({"brand": "peugeot", "username": CAMILLE, "password": "x"}),
        ),
        (
            "/api/v1/eligibility",
            json!({"brand": "peugeot", "vin": "VF3AAAAAAAAAAAAAA"}),
        ),
    ] {
        let request = driver.request(Method::POST, path);
        let request = request
            .header("x-kerbside", "1")
            .header("origin", chain.origin());
        let answer = driver.send(request.json(&sent)).await.unwrap();
        problem(&answer, 503, "limiter-unavailable");
    }
    let calls = chain.sandbox().calls().await.unwrap();
    assert_eq!((&calls["idp"], &calls["api"]), (&json!([]), &json!([])));
}

#[tokio::test]
async fn what_is_too_large_is_refused_by_its_name() {
    let chain = chain();
    let driver = chain.driver().unwrap();
    let long = "a".repeat(17_000);
    let address = driver.get(&format!("/auth/login?brand={long}")).await;
    problem(&address.unwrap(), 414, "address-too-long");
    driver.set_cookie("other", &long);
    let cookies = driver.call("/api/v1/brands").await.unwrap();
    problem(&cookies, 431, "headers-too-large");
    // Nobody is locked out by cookies: these endpoints take them away.
    assert_eq!(driver.call("/auth/session").await.unwrap().status, 200);
    assert_eq!(driver.log_out().await.unwrap().status, 204);
    let visitor = chain.driver().unwrap();
    let request = visitor
        .request(Method::GET, "/api/v1/brands")
        .header("x-other", "a".repeat(33_000));
    let headers = visitor.send(request).await.unwrap();
    problem(&headers, 431, "headers-too-large");
}

/// The first column of a row of docs/security.md, and the limits of wrangler.toml that it tells of.
const DOCUMENTED: [(&str, &[&str]); 7] = [
    ("login, callback", &["LOGIN_LIMIT", "CALLBACK_LIMIT"]),
    (
        "codes exchanged and bearers revoked by apps",
        &["HAND_OFF_LIMIT"],
    ),
    ("API and `/auth/session`", &["API_LIMIT"]),
    ("password", &["PASSWORD_LIMIT"]),
    ("the owner's part of `/health`", &["OWNER_LIMIT"]),
    (
        "what a car can do, where everyone may ask",
        &["ELIGIBILITY_LIMIT"],
    ),
    ("notifications", &["HOOK_LIMIT"]),
];

#[test]
fn the_limits_that_are_documented_are_those_of_wrangler_toml() {
    let document = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let (_, section) = document
        .split_once("\n## When the limiter fails\n")
        .unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let rows = section.lines().filter_map(|line| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        // A row without a number has no limit.
        let number = cells.get(2)?.split(' ').next()?.parse().ok()?;
        Some((cells[1], number, cells[2]))
    });
    let mut documented = Vec::new();
    for (place, number, words) in rows {
        let row = DOCUMENTED.iter().find(|(name, _)| *name == place);
        let (_, names) = row.unwrap_or_else(|| panic!("{place} names no limit"));
        assert!(words.contains(" a minute"), "{place}: {words}");
        documented.extend(names.iter().map(|name| ((*name).to_owned(), number, 60)));
    }
    let limits = Wrangler::read(&root()).unwrap().ratelimits.into_iter();
    let mut set: Vec<(String, u32, u32)> = limits
        .map(|it| (it.name, it.simple.limit, it.simple.period))
        .collect();
    documented.sort();
    set.sort();
    assert_eq!(documented, set);
}
