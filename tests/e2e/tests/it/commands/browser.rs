//! Commands from pages elsewhere, in a real browser: the client's example locks a car and follows
//! it, and a page of another site may what it is registered for.

use e2e::chain::Chain;
use serde_json::{Value, json};

use super::ordering::{do_take_commands, key, path, until};
use crate::browser::Browser;
use crate::client::bundle::page;
use crate::front_ends::{FrontEnds, OTHER_SITE, SAME_SITE};
use crate::journey::{brand_link, click, submit, texts, wait_for};
use crate::running::{CAMILLE, account};

const BUTTON: &str = "body > button";

/// Waits until every relay takes commands. The edge's own page is open then.
pub(crate) async fn until_relays_take_commands(browser: &Browser, chain: &Chain) {
    browser.page.goto(chain.origin()).await.unwrap();
    let owner = json!({ "headers": { "Authorization": format!("Bearer {}", chain.keys().owner) } });
    let ask = format!("fetch('/health?relay=1', {owner}).then((answer) => answer.json())");
    until(async || {
        let health = browser.script(&ask).await;
        do_take_commands(&health).then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_example_of_a_page_that_locks_a_car_follows_it_to_the_end() {
    let pages = |edge: &str| [page("lock.ts", edge), page("lock.ts", edge)];
    let front_ends = FrontEnds::acting(pages, &["lock"]).await;
    let browser = &front_ends.browser;
    let sandbox = front_ends.chain.sandbox();
    until_relays_take_commands(browser, &front_ends.chain).await;
    sandbox.remotes(json!({ "stepSeconds": 0 })).await.unwrap();
    let login = brand_link("peugeot");
    wait_for(browser, &login).await;
    click(browser, &login).await;
    wait_for(browser, "input[name=password]").await;
    submit(browser, &account(&front_ends.chain, CAMILLE)).await;
    wait_for(browser, "body[data-ready=true]").await;

    front_ends.visit(SAME_SITE).await;
    wait_for(browser, BUTTON).await;
    click(browser, BUTTON).await;
    let told = until(async || {
        let told = texts(browser, "body > p:not([id])").await;
        let is_done = told.last().is_some_and(|it| it == "already-done");
        is_done.then_some(told)
    });
    let told = told.await;
    assert_eq!(
        told.first().map(String::as_str),
        Some("accepted"),
        "{told:?}"
    );
    let actions = sandbox.actions().await.unwrap();
    assert_eq!(actions.len(), 1);
    assert_eq!(actions[0].member, "door");
    front_ends.close().await;
}

/// Sends a command from the page that is open: the status and the code of the answer, or why there
/// is none.
async fn send(front_ends: &FrontEnds, car: &str, command: &Value) -> Value {
    let url = format!("{}{}", front_ends.chain.origin(), path(car));
    let options = json!({
        "method": "POST",
        "credentials": "include",
        "headers": {
            "X-Kerbside": "1", "Content-Type": "application/json", "Idempotency-Key": key(),
        },
        "body": command.to_string(),
    });
    let call = format!(
        "fetch({url:?}, {options}).then(async (answer) => \
         [answer.status, (await answer.json()).code ?? null], error => error.name)"
    );
    front_ends.browser.script(&call).await
}

#[tokio::test]
async fn a_page_of_another_site_does_what_its_client_is_registered_for() {
    let login = "#who button:first-child";
    for (words, locks, unlocks) in [
        (&[][..], json!("TypeError"), json!("TypeError")),
        (
            &["lock"],
            json!([202, null]),
            json!([403, "action-not-allowed"]),
        ),
    ] {
        let pages = |edge: &str| ["same-site.ts", "other-site.ts"].map(|file| page(file, edge));
        let front_ends = FrontEnds::acting(pages, words).await;
        let browser = &front_ends.browser;
        until_relays_take_commands(browser, &front_ends.chain).await;
        front_ends.visit(OTHER_SITE).await;
        wait_for(browser, login).await;
        click(browser, login).await;
        wait_for(browser, "input[name=password]").await;
        front_ends.log_in(OTHER_SITE).await;
        let list = format!("{}/api/v1/vehicles", front_ends.chain.origin());
        let read = format!(
            "fetch({list:?}, {{credentials: 'include', headers: {{'X-Kerbside': '1'}}}})\
             .then(async (answer) => (await answer.json()).items[0].id)"
        );
        let car = browser.script(&read).await;
        let car = car.as_str().unwrap();
        let unlock = json!({"type": "unlock"});
        assert_eq!(send(&front_ends, car, &unlock).await, unlocks, "{words:?}");
        let lock = json!({"type": "lock"});
        assert_eq!(send(&front_ends, car, &lock).await, locks, "{words:?}");
        let actions = front_ends.chain.sandbox().actions().await.unwrap();
        assert_eq!(actions.len(), words.len());
        front_ends.close().await;
    }
}
