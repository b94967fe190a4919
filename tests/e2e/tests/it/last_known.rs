//! What was last known: nothing runs backwards, trouble is answered with it, and it is kept so
//! that nobody else can read it and goes with the session.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use e2e::chain::{Chain, Plan};
use e2e::driver::Driver;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::running::{CAMILLE, TIMEOUT, called, document, items, logged_in, problem, text, wrote};

const LIST: &str = "/api/v1/vehicles?include=status";
/// The name of the states' table, which is readable in the storage.
const TABLE: &[u8] = b"last_states";

/// A driver who looks at a car, and the answers that this must leave on record.
struct Seen {
    chain: Chain,
    driver: Driver,
    /// Each address, with what it was answered.
    answers: Vec<(String, Value)>,
}

impl Seen {
    async fn with(plan: Plan) -> Self {
        let chain = plan.start().unwrap();
        let driver = logged_in(&chain, CAMILLE).await;
        let list = document(&driver, LIST).await;
        let car = format!("/api/v1/vehicles/{}", text(&items(&list)[0]["id"]));
        let mut answers = vec![(LIST.to_owned(), list)];
        for path in [
            "/api/v1/vehicles".to_owned(),
            car.clone(),
            format!("{car}/status"),
            format!("{car}/position"),
            format!("{car}/maintenance"),
        ] {
            answers.push((path.clone(), document(&driver, &path).await));
        }
        let seen = Self {
            chain,
            driver,
            answers,
        };
        seen.recorded().await;
        seen
    }

    /// Waits until all that was answered is on record: nobody else does.
    async fn recorded(&self) {
        self.fault(json!({ "kind": "status", "status": 503 })).await;
        timeout(TIMEOUT, async {
            for (path, _) in &self.answers {
                while self.driver.call(path).await.unwrap().status != 200 {}
            }
        })
        .await
        .unwrap();
        self.chain.sandbox().heal().await.unwrap();
    }

    async fn fault(&self, mut fault: Value) {
        fault["on"] = json!("api");
        self.chain.sandbox().fault(fault).await.unwrap();
    }

    /// Asserts that each address is answered with the last known state, for this reason.
    async fn is_stale(&self, code: &str) {
        for (path, before) in &self.answers {
            let answer = self.driver.call(path).await.unwrap();
            assert_eq!(answer.status, 200, "{code} {path}: {}", answer.body);
            let answer = answer.json();
            let stale = &answer["stale"];
            assert_eq!(stale["because"]["code"], code, "{path}: {answer}");
            assert_eq!(
                stale["because"]["requestId"].as_str().map(str::len),
                Some(32)
            );
            assert!(text(&stale["since"]).ends_with('Z'), "{stale}");
            for car in answer["items"].as_array().into_iter().flatten() {
                if path == LIST && car["status"]["energies"].is_array() {
                    assert_eq!(car["status"]["stale"]["because"]["code"], code);
                }
            }
            for member in ["odometer", "latitude", "vin", "total", "kmToMaintenance"] {
                assert_eq!(answer[member], before[member], "{code} {path}");
            }
            assert_ne!(*before, answer);
        }
    }
}

#[tokio::test]
async fn each_kind_of_trouble_is_answered_with_the_last_known_state_after_a_restart_too() {
    let mut seen = Seen::with(Plan::default()).await;
    for (fault, code) in [
        (
            json!({ "kind": "status", "status": 503 }),
            "upstream-unavailable",
        ),
        (json!({ "kind": "garbage" }), "upstream-unreadable"),
        (json!({ "kind": "reset" }), "upstream-broken"),
        (json!({ "kind": "truncate" }), "upstream-broken"),
    ] {
        seen.fault(fault).await;
        seen.is_stale(code).await;
        seen.chain.sandbox().heal().await.unwrap();
    }
    let fault = json!({ "kind": "rate-limit" });
    seen.fault(fault).await;
    seen.is_stale("rate-limited").await;

    seen.chain.restart_edge().unwrap();
    seen.is_stale("rate-limited").await;
    wrote(seen.chain.edge(), "answered-stale");
    seen.chain.relays()[0].end();
    seen.is_stale("relay-unreachable").await;
}

#[tokio::test]
async fn an_upstream_that_says_nothing_is_answered_with_the_last_known_state() {
    // Each address waits that long.
    let seen = Seen::with(Plan::default().deadline(2)).await;
    seen.fault(json!({ "kind": "hang" })).await;
    seen.is_stale("upstream-timeout").await;
}

#[tokio::test]
async fn a_login_service_that_is_down_leaves_what_is_known_and_nobody_is_logged_out() {
    let seen = Seen::with(Plan::default()).await;
    seen.chain.sandbox().expire_tokens().await.unwrap();
    let fault = json!({ "on": "idp", "path": "/access_token", "kind": "status" });
    seen.chain.sandbox().fault(fault).await.unwrap();
    seen.is_stale("login-unavailable").await;
    let user = seen.driver.call("/api/v1/user").await.unwrap();
    problem(&user, 503, "login-unavailable");
}

#[tokio::test]
async fn a_definite_answer_is_a_problem_and_what_was_known_is_gone() {
    let seen = Seen::with(Plan::default()).await;
    let (status, _) = &seen.answers[3];
    let words = json!({ "kind": "status", "status": 403, "code": 40300, "text": "Access denied" });
    seen.fault(words).await;
    let answer = seen.driver.call(status).await.unwrap();
    problem(&answer, 403, "not-this-drivers-vehicle");
    seen.chain.sandbox().heal().await.unwrap();
    seen.fault(json!({ "kind": "status", "status": 503 })).await;
    timeout(TIMEOUT, async {
        while seen.driver.call(status).await.unwrap().status == 200 {}
    })
    .await
    .unwrap();
    let answer = seen.driver.call(status).await.unwrap();
    problem(&answer, 503, "upstream-unavailable");
}

/// The upstream answers with files of ours.
fn lay(folder: &Path, minute: u32) {
    let time = format!("2026-03-01T08:{minute:02}:00Z");
    let status = json!({
        "updatedAt": time,
        "odometer": {"mileage": minute, "createdAt": time},
        "energies": [{"type": "Electric", "level": minute, "createdAt": time}],
    });
    let path = folder.join("user/vehicles/0c/status.json");
    fs::write(path, status.to_string()).unwrap();
}

#[tokio::test]
async fn an_older_state_between_newer_ones_is_not_shown_and_costs_no_more_calls() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("user/vehicles/0c")).unwrap();
    let mut chain = Plan::default().data(folder.path()).start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let path = "/api/v1/vehicles/0c/status";
    lay(folder.path(), 5);
    assert_eq!(document(&driver, path).await["odometer"]["odometerKm"], 5);
    lay(folder.path(), 7);
    assert_eq!(document(&driver, path).await["odometer"]["odometerKm"], 7);
    lay(folder.path(), 6);
    // The answer before may not be on record yet.
    timeout(TIMEOUT, async {
        while document(&driver, path).await["odometer"]["odometerKm"] != 7 {}
    })
    .await
    .unwrap();
    for minute in [6, 3, 5] {
        lay(folder.path(), minute);
        chain.sandbox().forget_calls().await.unwrap();
        let status = document(&driver, path).await;
        assert_eq!(status["odometer"]["odometerKm"], 7, "{status}");
        assert_eq!(status["energies"][0]["observedAt"], "2026-03-01T08:07:00Z");
        assert!(status.get("stale").is_none());
        assert_eq!(called(&chain).await.len(), 1);
    }
    chain.restart_edge().unwrap();
    assert_eq!(document(&driver, path).await["odometer"]["odometerKm"], 7);
    lay(folder.path(), 8);
    assert_eq!(document(&driver, path).await["odometer"]["odometerKm"], 8);
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Everything sealed that is in the storage: long runs of base64url.
fn sealed(bytes: &[u8]) -> BTreeSet<Vec<u8>> {
    bytes
        .split(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')))
        .filter(|run| run.len() > 300)
        .map(|run| run[..300].to_vec())
        .collect()
}

#[tokio::test]
async fn what_is_kept_is_not_readable_and_nothing_of_it_is_left_after_a_logout() {
    let seen = Seen::with(Plan::default()).await;
    let kept = seen.chain.storage().unwrap();
    assert!(contains(&kept, TABLE), "the check sees nothing");
    let sealed = sealed(&kept);
    assert!(sealed.len() >= 5, "the check sees too little");
    let (_, list) = &seen.answers[0];
    for car in items(list) {
        for telling in [&car["id"], &car["vin"]] {
            assert!(!contains(&kept, text(telling).as_bytes()), "{telling}");
        }
        for coordinate in ["latitude", "longitude"] {
            let degrees = car["status"]["position"][coordinate].to_string();
            assert!(degrees.len() > 4 && !contains(&kept, degrees.as_bytes()));
        }
    }

    assert_eq!(seen.driver.log_out().await.unwrap().status, 204);
    let left = seen.chain.storage().unwrap();
    assert!(!contains(&left, TABLE));
    for state in sealed {
        assert!(!contains(&left, &state));
    }
}

#[tokio::test]
async fn with_the_setting_off_nothing_is_ever_stored_and_trouble_is_a_problem() {
    let chain = Plan::default()
        .setting("LAST_STATE", "off")
        .start()
        .unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let list = document(&driver, LIST).await;
    let path = format!("/api/v1/vehicles/{}/status", text(&items(&list)[0]["id"]));
    document(&driver, &path).await;
    let fault = json!({ "on": "api", "kind": "status", "status": 503 });
    chain.sandbox().fault(fault).await.unwrap();
    for path in [LIST, &path] {
        let answer = driver.call(path).await.unwrap();
        problem(&answer, 503, "upstream-unavailable");
    }
    assert!(!contains(&chain.storage().unwrap(), TABLE));
}
