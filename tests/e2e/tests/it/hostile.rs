//! Documents that no upstream should send: each is the right problem, or the right document, and
//! neither relay nor edge is any the worse for it.

use std::fs;
use std::path::Path;

use e2e::chain::{Chain, Plan};
use e2e::driver::Driver;
use e2e::process::Process;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::running::{CAMILLE, document, items, logged_in, problem, wrote};

const CAR: &str = "/api/v1/vehicles/0c";
/// More than a relay passes on of one answer.
const HUGE: usize = 20 << 20;
const MANY: usize = 9_999;

/// A chain whose upstream answers with given bytes.
struct Hostile {
    chain: Chain,
    driver: Driver,
    folder: TempDir,
}

impl Hostile {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("user/vehicles/0c")).unwrap();
        let chain = Plan::default().data(folder.path()).start().unwrap();
        let driver = logged_in(&chain, CAMILLE).await;
        Self {
            chain,
            driver,
            folder,
        }
    }

    /// The upstream answers so from now on.
    fn lay(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.folder.path().join(path), bytes).unwrap();
    }

    /// Asserts that the next good document is answered as if nothing had been.
    async fn goes_on(&self) {
        self.lay(
            "user/vehicles/0c/maintenance.json",
            br#"{"daysBeforeMaintenance":9}"#,
        );
        let answer = document(&self.driver, &format!("{CAR}/maintenance")).await;
        assert_eq!(answer, json!({"daysToMaintenance": 9}));
    }
}

#[tokio::test]
async fn what_is_no_document_is_unreadable_whoever_asks_for_it() {
    let hostile = Hostile::start().await;
    let deep = |open: &str, close: &str| [open.repeat(1000), close.repeat(1000)].concat();
    let whole = r#"{"createdAt":"2026-03-01T08:15:30Z","daysBeforeMaintenance":112}"#;
    let bodies: [(&str, Vec<u8>); 11] = [
        ("cut short", whole[..whole.len() - 9].into()),
        ("empty", Vec::new()),
        (
            "a page",
            b"<!doctype html><title>Request Rejected</title>".to_vec(),
        ),
        ("not a number", br#"{"daysBeforeMaintenance":NaN}"#.to_vec()),
        (
            "not UTF-8",
            b"{\"daysBeforeMaintenance\":9,\"label\":\"Citro\xebn\"}".to_vec(),
        ),
        (
            "an error",
            br#"{"code":50000,"uuid":"8a","message":"Internal error"}"#.to_vec(),
        ),
        (
            "nested lists",
            format!(r#"{{"a":{}}}"#, deep("[", "]")).into(),
        ),
        (
            "nested objects",
            format!(
                r#"{{"a":{}1{}}}"#,
                r#"{"a":"#.repeat(1000),
                "}".repeat(1000)
            )
            .into(),
        ),
        ("a list", b"[]".to_vec()),
        ("text", b"\"daysBeforeMaintenance\"".to_vec()),
        ("two documents", [whole, whole].concat().into()),
    ];
    for (what, body) in bodies {
        hostile.lay("user/vehicles/0c/maintenance.json", &body);
        for path in [
            format!("{CAR}/maintenance"),
            "/api/v1/raw/user/vehicles/0c/maintenance".to_owned(),
        ] {
            let answer = hostile.driver.call(&path).await.unwrap();
            assert_eq!(
                answer.json()["code"],
                "upstream-unreadable",
                "{what}: {}",
                answer.body
            );
            let id = problem(&answer, 502, "upstream-unreadable");
            wrote(hostile.chain.edge(), &id);
        }
    }
    hostile.goes_on().await;
}

#[tokio::test]
async fn an_unreadable_list_or_status_is_no_empty_one() {
    let hostile = Hostile::start().await;
    for (file, path) in [
        ("user.json", "/api/v1/user"),
        ("user/vehicles.json", "/api/v1/vehicles"),
        ("user/vehicles/0c/status.json", "/api/v1/vehicles/0c/status"),
        (
            "user/vehicles/0c/status.json",
            "/api/v1/vehicles/0c/position",
        ),
        ("user/vehicles/0c/trips.json", "/api/v1/vehicles/0c/trips"),
        ("user/vehicles/0c/alerts.json", "/api/v1/vehicles/0c/alerts"),
    ] {
        hostile.lay(file, br#"{"_embedded":{"#);
        let answer = hostile.driver.call(path).await.unwrap();
        problem(&answer, 502, "upstream-unreadable");
    }
    hostile.goes_on().await;
}

#[tokio::test]
async fn of_duplicate_keys_the_last_wins() {
    let hostile = Hostile::start().await;
    let twice =
        br#"{"daysBeforeMaintenance":1,"mileageBeforeMaintenance":2,"daysBeforeMaintenance":3}"#;
    hostile.lay("user/vehicles/0c/maintenance.json", twice);
    let answer = document(&hostile.driver, &format!("{CAR}/maintenance")).await;
    assert_eq!(
        answer,
        json!({"daysToMaintenance": 3, "kmToMaintenance": 2})
    );
    let raw = document(&hostile.driver, "/api/v1/raw/user/vehicles/0c/maintenance").await;
    assert_eq!(raw["daysBeforeMaintenance"], 3);
}

#[tokio::test]
async fn a_flood_of_unreadable_fields_is_counted_in_one_short_line() {
    let hostile = Hostile::start().await;
    let alerts = vec!["7"; MANY].join(",");
    let list =
        format!(r#"{{"total":1,"_embedded":{{"alerts":[{alerts},{{"id":"a1","active":true}}]}}}}"#);
    hostile.lay("user/vehicles/0c/alerts.json", list);
    let answer = document(&hostile.driver, &format!("{CAR}/alerts")).await;
    assert_eq!(items(&answer), [json!({"id": "a1", "active": true})]);
    wrote(hostile.chain.edge(), &format!("{MANY}: "));
    let longest = hostile
        .chain
        .edge()
        .stderr()
        .lines()
        .iter()
        .map(String::len)
        .max();
    assert!(longest < Some(2000), "{longest:?}");
    // More items than any page has are no page.
    let alerts = vec!["7"; 100_000].join(",");
    hostile.lay(
        "user/vehicles/0c/alerts.json",
        format!(r#"{{"_embedded":{{"alerts":[{alerts}]}}}}"#),
    );
    let answer = hostile.driver.call(&format!("{CAR}/alerts")).await.unwrap();
    problem(&answer, 502, "upstream-unreadable");
    hostile.goes_on().await;
}

#[tokio::test]
async fn a_number_that_no_double_holds_costs_its_own_field_only() {
    let hostile = Hostile::start().await;
    let json = br#"{"daysBeforeMaintenance":-1e999,"mileageBeforeMaintenance":12000}"#;
    hostile.lay("user/vehicles/0c/maintenance.json", json);
    let answer = document(&hostile.driver, &format!("{CAR}/maintenance")).await;
    assert_eq!(answer, json!({"kmToMaintenance": 12000}));
    wrote(hostile.chain.edge(), "1: daysBeforeMaintenance");
}

/// What a process has in memory, in MiB.
fn memory(process: &Process) -> u64 {
    let status = Path::new("/proc")
        .join(process.id().to_string())
        .join("status");
    let status = fs::read_to_string(status).unwrap();
    let resident = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap();
    let kib: u64 = resident
        .trim()
        .strip_suffix(" kB")
        .unwrap()
        .parse()
        .unwrap();
    kib >> 10
}

#[tokio::test]
async fn a_document_of_20_mib_is_too_large_and_leaves_no_memory_behind() {
    let mut hostile = Hostile::start().await;
    hostile.goes_on().await;
    let memories = |hostile: &mut Hostile| {
        let edge = memory(hostile.chain.edge());
        (edge, memory(&hostile.chain.relays()[0]))
    };
    let before = memories(&mut hostile);
    let text = Value::from("9".repeat(HUGE));
    hostile.lay(
        "user/vehicles/0c/status.json",
        json!({ "createdAt": text }).to_string(),
    );
    // Of an answer that does not say how long it is, the relay reads 4 MiB: 120 MiB for all 30.
    hostile.lay(
        "user/vehicles/0c/alerts.json",
        br#"{"_embedded":{"alerts":[]}}"#,
    );
    let fault = json!({ "on": "api", "path": "/user/vehicles/0c/alerts", "kind": "huge" });
    hostile.chain.sandbox().fault(fault).await.unwrap();
    for (path, times) in [("status", 5), ("alerts", 30)] {
        for _ in 0..times {
            let answer = hostile.driver.call(&format!("{CAR}/{path}")).await;
            problem(&answer.unwrap(), 502, "upstream-too-large");
        }
    }
    let after = memories(&mut hostile);
    let is_bounded = after.0 < before.0 + 40 && after.1 < before.1 + 40;
    assert!(
        is_bounded,
        "edge and relay from {before:?} to {after:?} MiB"
    );
    hostile.goes_on().await;
}

#[tokio::test]
async fn a_half_of_a_character_costs_itself_only() {
    let hostile = Hostile::start().await;
    let list =
        br#"{"total":1,"_embedded":{"vehicles":[{"id":"0c","vin":"VF3C","label":"Mia \ud83d"}]}}"#;
    hostile.lay("user/vehicles.json", list);
    let cars = document(&hostile.driver, "/api/v1/vehicles").await;
    assert_eq!(items(&cars)[0]["label"], "Mia \u{fffd}");
    assert_eq!(items(&cars)[0]["vin"], "VF3C");
}
