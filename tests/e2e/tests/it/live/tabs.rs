//! Two tabs of one browser: each has a connection of its own.

use e2e::chain::{Chain, Plan};
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};

use super::follower::{Follower, log_in};
use crate::browser::Browser;
use crate::commands::browser::until_relays_take_commands;
use crate::commands::ordering::until;
use crate::running::CAMILLE;

/// A chain and a browser in which a driver is logged in.
async fn arrive() -> (Chain, Browser) {
    let plan = Plan::default().https().acting(&["lock"]);
    let chain = plan.limit("OWNER_LIMIT", Some(10_000)).start().unwrap();
    let certificate = &chain.sandbox().description().files.server_certificate;
    let browser = Browser::open(certificate).await;
    until_relays_take_commands(&browser, &chain).await;
    log_in(&browser, &chain, CAMILLE).await;
    (chain, browser)
}

/// Two tabs that follow, beside each other. The browser is at the second.
async fn two_tabs<'a>(chain: &Chain, browser: &'a Browser) -> ([WindowHandle; 2], Follower<'a>) {
    Follower::open(browser, chain).await;
    let first = browser.page.window().await.unwrap();
    let second = browser.page.new_window(false).await.unwrap().handle;
    browser.page.switch_to_window(second.clone()).await.unwrap();
    let follower = Follower::open(browser, chain).await;
    ([first, second], follower)
}

/// How many requests of this route the edge has answered.
fn requests(chain: &Chain, route: &str) -> usize {
    let lines = chain.edge().stderr().lines();
    let lines = lines
        .iter()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let is_one = |line: &Value| line["event"] == "request" && line["route"] == route;
    lines.filter(is_one).count()
}

/// Locks a car, and gives the events by which each of the tabs is told of that, to its end.
async fn lock(
    browser: &Browser,
    tab: &Follower<'_>,
    car: &Value,
    tabs: &[WindowHandle],
) -> Vec<Vec<Value>> {
    let command = tab
        .call(&format!("commands.send({car}, {{ type: 'lock' }})"))
        .await;
    let mut told = Vec::new();
    for handle in tabs {
        browser.page.switch_to_window(handle.clone()).await.unwrap();
        let events = until(async || {
            let mut events = tab.events("command").await;
            events.retain(|event| event["data"]["id"] == command["id"]);
            let is_done = events.last().is_some_and(|it| it["data"]["done"] == true);
            is_done.then_some(events)
        });
        told.push(events.await);
    }
    told
}

#[tokio::test]
async fn each_tab_has_a_connection_of_its_own_that_takes_two_requests_however_much_is_told() {
    let (chain, browser) = arrive().await;
    let order = json!({ "stepSeconds": 0 });
    chain.sandbox().remotes(order).await.unwrap();
    let (tabs, tab) = two_tabs(&chain, &browser).await;
    let car = tab.car().await;
    let told = lock(&browser, &tab, &car, &tabs).await;
    assert_eq!(told[0], told[1]);
    let ids: Vec<_> = told[0].iter().map(|event| event["id"].as_u64()).collect();
    assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}");

    // The tab that is left goes on with the connection that it has.
    browser.page.close_window().await.unwrap();
    let first = &tabs[..1];
    browser
        .page
        .switch_to_window(first[0].clone())
        .await
        .unwrap();
    lock(&browser, &tab, &car, first).await;
    let told = tab.record().await;
    assert_eq!((&told["opened"], &told["closed"]), (&json!(1), &json!([])));
    for route in ["/api/v1/events/tickets", "/api/v1/events"] {
        assert_eq!(requests(&chain, route), tabs.len(), "{route}");
    }
    browser.page.clone().close().await.unwrap();
}

#[tokio::test]
async fn a_logout_in_one_tab_puts_out_the_connections_of_all() {
    let (chain, browser) = arrive().await;
    let (tabs, tab) = two_tabs(&chain, &browser).await;
    browser.script("service.logout()").await;
    for handle in tabs {
        browser.page.switch_to_window(handle).await.unwrap();
        let told = until(async || {
            let told = tab.record().await;
            (told["ended"] != Value::Null).then_some(told)
        });
        let told = told.await;
        assert_eq!(told["ended"], "not-logged-in", "it does not try for ever");
        assert_eq!(told["opened"], 1, "{told}");
        assert_eq!(told["closed"], json!([4401]), "{told}");
    }
    browser.page.clone().close().await.unwrap();
}
