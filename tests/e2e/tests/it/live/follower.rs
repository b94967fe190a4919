//! A page that follows what happens by the client, in a real browser: a script of the test's in a page
//! that is open, so that it does not matter what the page shows.

use e2e::chain::Chain;
use serde_json::Value;

use crate::browser::Browser;
use crate::client::bundle::{Platform, script};
use crate::commands::ordering::until;
use crate::journey::{submit, wait_for};
use crate::running::account;

const SCRIPT: &str = include_str!("follow.mjs");
/// A page of the edge's own that follows nothing by itself.
const QUIET: &str = "/docs/";

/// A page that follows what happens: the one that the browser is at.
pub(super) struct Follower<'a> {
    browser: &'a Browser,
}

/// Logs a driver in with the edge itself.
pub(super) async fn log_in(browser: &Browser, chain: &Chain, username: &str) {
    let account = account(chain, username);
    // Back to a page that does not connect by itself.
    let quiet = format!("{}{QUIET}", chain.origin());
    let login = format!(
        "{}/auth/login?brand={}&return_to={quiet}",
        chain.origin(),
        account.brand
    );
    browser.page.goto(&login).await.unwrap();
    wait_for(browser, "input[name=password]").await;
    submit(browser, &account).await;
    let wait = browser.page.wait();
    wait.for_url(&quiet.parse().unwrap()).await.unwrap();
}

impl<'a> Follower<'a> {
    /// Opens a page of the edge's own, which follows from then on.
    pub(super) async fn open(browser: &'a Browser, chain: &Chain) -> Self {
        let page = format!("{}{QUIET}", chain.origin());
        browser.page.goto(&page).await.unwrap();
        Self::begin(browser, chain).await
    }

    /// Has the page that is open follow from now on.
    pub(super) async fn begin(browser: &'a Browser, chain: &Chain) -> Self {
        let script = script("follow.mjs", SCRIPT, chain.origin(), Platform::Browser);
        browser.page.execute(&script, Vec::new()).await.unwrap();
        let it = Self { browser };
        it.is_live(1).await;
        it
    }

    /// What it was told so far, and of its connections.
    pub(super) async fn record(&self) -> Value {
        self.browser.script("record").await
    }

    /// Waits until it is connected for the so-manieth time.
    pub(super) async fn is_live(&self, times: usize) {
        until(async || {
            let record = self.record().await;
            let modes = record["modes"].as_array().unwrap();
            assert!(modes.iter().all(|mode| mode != "polling"), "{record}");
            assert_eq!(record["ended"], Value::Null, "{record}");
            let lives = modes.iter().filter(|mode| *mode == "live").count();
            (lives >= times).then_some(())
        })
        .await;
    }

    /// The events of a kind that it was told.
    pub(super) async fn events(&self, kind: &str) -> Vec<Value> {
        let mut record = self.record().await;
        let Value::Array(mut events) = record["events"].take() else {
            panic!("{record}")
        };
        events.retain(|event| event["type"] == kind);
        events
    }

    /// The same, once there are so many.
    pub(super) async fn events_once(&self, kind: &str, number: usize) -> Vec<Value> {
        until(async || {
            let events = self.events(kind).await;
            (events.len() >= number).then_some(events)
        })
        .await
    }

    /// What the client gives for a call.
    pub(super) async fn call(&self, call: &str) -> Value {
        let call = format!(
            "service.{call}.then((it) => it ?? null, (error) => {{ throw new Error(error.code ?? error); }})"
        );
        self.browser.script(&call).await
    }

    /// The identifier of the driver's first car.
    pub(super) async fn car(&self) -> Value {
        let first =
            "(async () => { for await (const { id } of service.vehicles.list()) return id; })()";
        self.browser.script(first).await
    }
}
