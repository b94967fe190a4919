//! Documents as people have captured them, through relay and edge: nothing in them is lost, and
//! nothing changes but into what was written down beside them by hand.
//!
//! `captures/upstream` is a folder for `sandbox --data`; `captures/answers` has what the edge makes
//! of it, under the paths below `/api/v1`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use e2e::chain::Plan;
use e2e::project::root;
use serde_json::Value;

use crate::running::{CAMILLE, called, logged_in, nothing_unread, problem, text};

/// A file's place, as the path and the status that it stands for, and what is in it.
struct File {
    path: String,
    status: u16,
    text: String,
}

fn folder(name: &str) -> PathBuf {
    root().join("tests/e2e/captures").join(name)
}

fn files(folder: &Path) -> Vec<File> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(below).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let place = path.strip_prefix(folder).unwrap().to_str().unwrap();
            let place = place.strip_suffix(".json").unwrap();
            let (place, status) = place.split_once('.').unwrap_or((place, "200"));
            files.push(File {
                path: format!("/{place}"),
                status: status.parse().unwrap(),
                text: fs::read_to_string(&path).unwrap(),
            });
        }
    }
    assert!(files.len() > 20, "the check sees nothing");
    files
}

#[tokio::test]
async fn every_capture_goes_through_and_no_field_of_it_is_lost_or_changed() {
    let chain = Plan::default().data(&folder("upstream")).start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    for expected in files(&folder("answers")) {
        let File {
            path,
            status,
            text: json,
        } = expected;
        let expected: Value =
            serde_json::from_str(&json).unwrap_or_else(|it| panic!("{path}: {it}"));
        let answer = driver.call(&format!("/api/v1{path}")).await.unwrap();
        if status == 200 {
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            assert_eq!(answer.json(), expected, "{path}");
            continue;
        }
        problem(&answer, status, text(&expected["code"]));
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(answer.json()[name], *value, "{path}");
        }
    }
    let called: BTreeSet<_> = called(&chain).await.into_iter().collect();
    let captured = files(&folder("upstream")).into_iter().map(|file| file.path);
    let captured: BTreeSet<_> = captured.collect();
    assert_eq!(called, captured);
    nothing_unread(&chain, &driver).await;
}
