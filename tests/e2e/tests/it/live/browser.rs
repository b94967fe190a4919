//! Live connections of pages, in a real browser: of the service's own site and of another.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::client::bundle::page;
use crate::front_ends::{FrontEnds, OTHER_SITE, SAME_SITE};
use crate::journey::{brand_link, click, submit, wait_for};
use crate::running::{CAMILLE, account};

/// Connects from the page that is open, and gives what comes first, or the code that it is closed with.
async fn first_message(browser: &Browser, edge: &str, asks: bool) -> Value {
    let call = json!({"method": "POST", "headers": {"X-Kerbside": "1"}, "credentials": "include"});
    let ticket = match asks {
        true => format!("fetch('{edge}/api/v1/events/tickets', {call}).then((it) => it.json())"),
        false => "Promise.resolve({ ticket: 'none' })".to_owned(),
    };
    let url = format!("{}/api/v1/events", edge.replacen("http", "ws", 1));
    let script = format!(
        "{ticket}.then(({{ ticket }}) => new Promise((done) => {{
            const protocols = ['kerbside-live-v1', 'kerbside-ticket.' + ticket];
            const socket = new WebSocket('{url}', protocols);
            socket.onmessage = (event) => done([socket.protocol, JSON.parse(event.data).type]);
            socket.onclose = (event) => done(event.code);
        }}), (error) => error.name)"
    );
    browser.script(&script).await
}

#[tokio::test]
async fn pages_of_this_site_and_of_another_connect_and_a_stranger_does_not() {
    let pages = |edge: &str| ["same-site.ts", "other-site.ts"].map(|file| page(file, edge));
    let front_ends = FrontEnds::acting(pages, &[]).await;
    let (browser, edge) = (&front_ends.browser, front_ends.chain.origin().to_owned());
    let hello = json!(["kerbside-live-v1", "hello"]);

    // The service's own page, whose policy lets it connect.
    browser.page.goto(&edge).await.unwrap();
    let login = brand_link("peugeot");
    wait_for(browser, &login).await;
    click(browser, &login).await;
    wait_for(browser, "input[name=password]").await;
    submit(browser, &account(&front_ends.chain, CAMILLE)).await;
    wait_for(browser, "body[data-ready=true]").await;
    assert_eq!(first_message(browser, &edge, true).await, hello);
    assert_eq!(first_message(browser, &edge, false).await, 1006);

    front_ends.visit(SAME_SITE).await;
    assert_eq!(first_message(browser, &edge, true).await, hello);

    front_ends.visit(OTHER_SITE).await;
    let login = "#who button:first-child";
    wait_for(browser, login).await;
    click(browser, login).await;
    wait_for(browser, "input[name=password]").await;
    front_ends.log_in(OTHER_SITE).await;
    assert_eq!(first_message(browser, &edge, true).await, hello);

    front_ends.visit("evil.test").await;
    assert_eq!(first_message(browser, &edge, true).await, "TypeError");
    assert_eq!(first_message(browser, &edge, false).await, 1006);
    front_ends.close().await;
}
