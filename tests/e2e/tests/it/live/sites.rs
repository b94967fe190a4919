//! Pages of the service itself, of its site and of another one are told what happens, each in a tab of
//! a real browser, by the client.

use serde_json::{Value, json};

use super::follower::Follower;
use crate::client::bundle::page;
use crate::commands::browser::until_relays_take_commands;
use crate::commands::ordering::until;
use crate::front_ends::{FrontEnds, OTHER_SITE, SAME_SITE};
use crate::journey::{click, wait_for};

/// Where the pages of the examples offer a login.
const LOGIN: &str = "#who button:first-child";

#[tokio::test]
async fn pages_of_the_same_site_and_of_another_are_told_what_happens() {
    let pages = |edge: &str| ["same-site.ts", "other-site.ts"].map(|file| page(file, edge));
    let front_ends = FrontEnds::acting(pages, &["lock"]).await;
    let (browser, chain) = (&front_ends.browser, &front_ends.chain);
    until_relays_take_commands(browser, chain).await;
    let order = json!({ "stepSeconds": 0 });
    chain.sandbox().remotes(order).await.unwrap();

    let mut tabs = Vec::new();
    for host in [SAME_SITE, OTHER_SITE] {
        front_ends.visit(host).await;
        wait_for(browser, LOGIN).await;
        click(browser, LOGIN).await;
        wait_for(browser, "input[name=password]").await;
        front_ends.log_in(host).await;
        Follower::begin(browser, chain).await;
        tabs.push(browser.page.window().await.unwrap());
        let next = browser.page.new_window(true).await.unwrap().handle;
        browser.page.switch_to_window(next).await.unwrap();
    }
    // The session of the same site's page is the one of the service's own.
    let tab = Follower::open(browser, chain).await;
    tabs.push(browser.page.window().await.unwrap());
    let car = tab.car().await;
    let command = tab
        .call(&format!("commands.send({car}, {{ type: 'lock' }})"))
        .await;

    let mut told = Vec::new();
    for handle in tabs {
        browser.page.switch_to_window(handle).await.unwrap();
        let events = until(async || {
            let events = tab.events("command").await;
            let is_done = events.last().is_some_and(|it| it["data"]["done"] == true);
            is_done.then_some(events)
        });
        let steps = events.await.into_iter().map(|event| {
            assert_eq!(event["data"]["id"], command["id"], "{event}");
            json!([event["id"], event["at"], event["data"]["state"]])
        });
        told.push(steps.collect::<Vec<Value>>());
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
    front_ends.close().await;
}
