//! An app that has a bearer and follows what happens by the client.

use std::fs;
use std::path::Path;
use std::time::Duration;

use e2e::chain::Plan;
use e2e::process::{Process, command};
use serde_json::{Value, json};

use crate::client::bundle::{Platform, script};
use crate::commands::ordering::Ordering;
use crate::oauth::bearer;
use crate::running::CAMILLE;

const TIMEOUT: Duration = Duration::from_secs(30);

#[tokio::test]
async fn an_app_by_the_client_is_told_what_happens() {
    let apps = json!([{
        "id": "com.example.app", "name": "Example", "kind": "app", "actions": ["lock"],
        "redirectUris": ["com.example.app:/callback"],
    }]);
    let plan = Plan::default().acting(&["lock"]);
    let it = Ordering::of(plan.setting("APPS", &apps.to_string()), CAMILLE).await;
    it.remotes(json!({ "stepSeconds": 0 })).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("app.mjs");
    let text = include_str!("app.mjs");
    let bundled = script("app.mjs", text, it.chain.origin(), Platform::Node);
    fs::write(&file, bundled).unwrap();
    let mut node = command(Path::new("node"));
    node.arg(&file)
        .env("BEARER", bearer(&it.chain, CAMILLE).await);
    let app = Process::start("app", node).unwrap();
    app.says(app.stdout(), "that it is connected", TIMEOUT, |line| {
        (line == "live").then_some(())
    })
    .unwrap();
    let locked = it.done(&it.cars[0], &json!({ "type": "lock" })).await;
    let last = app.says(app.stdout(), "the end", TIMEOUT, |line| {
        let event: Value = serde_json::from_str(line).ok()?;
        (event["data"]["done"] == true).then_some(event)
    });
    assert_eq!(last.unwrap()["data"], locked);
}
