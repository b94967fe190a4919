//! Captured answers, served in place of the world's.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use crate::running::{Running, command, json};
use crate::session::Session;

fn laid(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (file, body) in files {
        let file = dir.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, body).unwrap();
    }
    dir
}

#[tokio::test]
async fn a_file_answers_for_its_path_and_the_world_for_the_others() {
    let data = laid(&[
        (
            "user/vehicles/c0ffee/status.json",
            r#"{"odometer":{"mileage":7}}"#,
        ),
        ("user/vehicles/c0ffee/trips.404.json", r#"{"code":40400}"#),
        ("user/callbacks.json", "{ not JSON"),
    ]);
    let folder = data.path().to_str().unwrap();
    let camille = Session::new("camille", &["--data", folder]).await;
    let answer = camille.get("/user/vehicles/c0ffee/status").await;
    assert_eq!(answer.headers()["content-type"], "application/hal+json");
    assert_eq!(json(answer).await, json!({ "odometer": { "mileage": 7 } }));
    let trips = camille.refused("/user/vehicles/c0ffee/trips").await;
    assert_eq!(trips, (404, json!(40400)));
    let missing = camille.refused("/user/vehicles/c0ffee/alerts").await;
    assert_eq!(missing, (404, json!(40400)));
    let broken = camille.get("/user/callbacks").await;
    assert_eq!(broken.text().await.unwrap(), "{ not JSON");
    assert_eq!(camille.read("/user/vehicles").await["total"], 3);

    let file = data.path().join("user/vehicles/c0ffee/status.json");
    fs::write(file, "{}").unwrap();
    assert_eq!(
        camille.read("/user/vehicles/c0ffee/status").await,
        json!({})
    );
}

/// The query of a call is not looked at, so a link to another page would lead to the same one.
#[tokio::test]
async fn a_captured_page_leads_to_no_other() {
    let data = laid(&[(
        "user/vehicles/c0ffee/trips.json",
        r#"{"total":137,"totalPage":3,"currentPage":1,"_embedded":{"trips":[{"id":"a"},{"id":"b"}]},
            "_links":{"self":{"href":"?pageToken=1"},"first":{"href":"?pageToken=1"},
                "next":{"href":"?pageToken=2"},"last":{"href":"?pageToken=3"}}}"#,
    )]);
    let camille = Session::new("camille", &["--data", data.path().to_str().unwrap()]).await;
    let page = camille.read("/user/vehicles/c0ffee/trips").await;
    assert_eq!(page["total"], 2);
    let links: Vec<_> = page["_links"].as_object().unwrap().keys().collect();
    assert_eq!(links, ["first", "self"]);
    assert_eq!(page["_embedded"]["trips"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_file_is_for_those_who_are_let_in() {
    let data = laid(&[("user.json", "{}")]);
    let sandbox = Running::start(&["--data", data.path().to_str().unwrap()]).await;
    let client = sandbox.client(Some("client"));
    let camille = sandbox.log_in(&sandbox.driver("camille")).await;
    let call = sandbox.call(&client, "/user", &camille, "clientsB2COpel");
    assert_eq!(call.send().await.unwrap().status(), 401);
    let other = sandbox.client(Some("other"));
    let call = sandbox.call(&other, "/user", &camille, "clientsB2CPeugeot");
    assert_eq!(call.send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn no_path_reads_a_file_outside_the_folder() {
    let dir = laid(&[("secret.json", "secret"), ("data/user.json", "{}")]);
    let folder = dir.path().join("data");
    let camille = Session::new("camille", &["--data", folder.to_str().unwrap()]).await;
    for path in [
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/user/%2e%2e/%2e%2e/secret",
        "//secret",
    ] {
        let answer = camille.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named_at_the_start() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("nowhere");
    let ended = command(dir.path(), &["--data", data.to_str().unwrap()]).output();
    let ended = ended.await.unwrap();
    assert_eq!(ended.status.code(), Some(1));
    let message = String::from_utf8(ended.stderr).unwrap();
    assert!(
        message.contains("nowhere, which --data or SANDBOX_DATA names"),
        "{message}"
    );
}
