//! What every topic needs: a chain, drivers, and problems as they should look.

use std::time::Duration;

use e2e::chain::{Chain, Plan};
use e2e::direct::Direct;
use e2e::driver::{Answer, Driver};
use e2e::process::Process;
use e2e::sandbox::Account;
use serde_json::Value;

/// How long anything may take before it counts as never coming.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(60);

/// A driver with three cars, of Peugeot.
pub(crate) const CAMILLE: &str = "camille@peugeot.test";
/// A driver with 137 cars, of Peugeot.
pub(crate) const LUCAS: &str = "lucas@peugeot.test";
/// A driver without a car, of Citroën.
pub(crate) const HUGO: &str = "hugo@citroen.test";

/// A driver whose cars tell little, each for a reason of its own, of Peugeot.
pub(crate) const LOUISE: &str = "louise@peugeot.test";
/// A driver of cars from before the newer generation of the status, of Opel.
pub(crate) const FRIEDA: &str = "frieda@opel.test";
/// A driver whose car was in a collision, of DS.
pub(crate) const CLARA: &str = "clara@ds.test";

/// A chain of one relay.
pub(crate) fn chain() -> Chain {
    Plan::default().start().unwrap()
}

/// The account of a driver.
pub(crate) fn account(chain: &Chain, username: &str) -> Account {
    chain.sandbox().driver(username).unwrap().clone()
}

/// A driver who is logged in.
pub(crate) async fn logged_in(chain: &Chain, username: &str) -> Driver {
    let driver = chain.driver().unwrap();
    driver.log_in(&account(chain, username)).await.unwrap();
    driver
}

/// A driver who is logged in, and the identifiers of their cars.
pub(crate) async fn cars(chain: &Chain, username: &str) -> (Driver, Vec<String>) {
    let driver = logged_in(chain, username).await;
    let list = document(&driver, "/api/v1/vehicles").await;
    let ids = items(&list).iter().map(|car| text(&car["id"]).to_owned());
    let ids: Vec<_> = ids.collect();
    assert!(!ids.is_empty(), "{username} has no car");
    (driver, ids)
}

/// The upstream, asked for the only driver who is logged in.
pub(crate) async fn direct(chain: &Chain, username: &str) -> Direct {
    let tokens = chain.sandbox().tokens().await.unwrap();
    let [token] = tokens["access"].as_array().unwrap().as_slice() else {
        panic!("not one token: {tokens}")
    };
    let brand = account(chain, username).brand;
    Direct::new(chain.sandbox().description(), &brand, text(token)).unwrap()
}

/// What a page is answered, which must be a success.
pub(crate) async fn document(driver: &Driver, path: &str) -> Value {
    let answer = driver.call(path).await.unwrap();
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.json()
}

/// The items of a list.
#[track_caller]
pub(crate) fn items(list: &Value) -> &[Value] {
    list["items"].as_array().unwrap()
}

/// A text of a document's.
#[track_caller]
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The paths of the upstream that were called so far, below its base.
pub(crate) async fn called(chain: &Chain) -> Vec<String> {
    let calls = chain.sandbox().calls().await.unwrap();
    let calls = calls["api"].as_array().unwrap().iter();
    let paths = calls.map(|call| {
        text(&call["path"])
            .strip_prefix("/connectedcar/v4")
            .unwrap()
    });
    paths.map(str::to_owned).collect()
}

/// Asserts that the edge could read every field of what it has answered so far.
pub(crate) async fn nothing_unread(chain: &Chain, driver: &Driver) {
    // What it writes down of this comes after what it wrote down of all before it.
    let last = driver.call("/api/v1/vehicles/0a").await.unwrap();
    wrote(chain.edge(), text(&last.json()["requestId"]));
    let mut lines = chain.edge().stderr().lines();
    lines.retain(|line| line.contains("fields-unread"));
    assert_eq!(lines, Vec::<String>::new());
}

/// Asserts that an answer is this problem, wholly formed, and gives the name of its request.
#[track_caller]
pub(crate) fn problem(answer: &Answer, status: u16, code: &str) -> String {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json"),
        "{}",
        answer.body
    );
    let problem = answer.json();
    assert_eq!(problem["code"], code, "{problem}");
    assert_eq!(problem["status"], status);
    assert_eq!(problem["type"], format!("/problems/{code}"));
    assert!(problem["title"].is_string(), "{problem}");
    let id = problem["requestId"].as_str().unwrap().to_owned();
    assert_eq!(answer.header("x-request-id"), Some(id.as_str()));
    match problem["retryAfter"].as_u64() {
        Some(seconds) => assert_eq!(
            answer.header("retry-after"),
            Some(seconds.to_string().as_str())
        ),
        None => assert_eq!(answer.header("retry-after"), None),
    }
    id
}

/// Asserts that a process wrote this down. It may do so after it has answered.
#[track_caller]
pub(crate) fn wrote(process: &Process, text: &str) {
    let found = process
        .stderr()
        .find(TIMEOUT, |line| line.contains(text).then_some(()));
    let lines = process.last_lines();
    assert!(
        found.is_some(),
        "{text} is not in the log of the {}: {lines}",
        process.name()
    );
}

/// The slots of the accounts that a browser has logged in.
pub(crate) async fn slots(driver: &Driver) -> Vec<String> {
    let session = driver.call("/auth/session").await.unwrap();
    assert_eq!(session.status, 200, "{}", session.body);
    let accounts = session.json()["accounts"].as_array().unwrap().clone();
    accounts
        .iter()
        .map(|account| account["slot"].as_str().unwrap().to_owned())
        .collect()
}
