//! What every topic needs: a chain, drivers, and problems as they should look.

use std::time::Duration;

use e2e::chain::{Chain, Plan};
use e2e::driver::{Answer, Driver};
use e2e::process::Process;
use e2e::sandbox::Account;

/// The longest that a line of a log may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A driver with three cars, of Peugeot.
pub(crate) const CAMILLE: &str = "camille@peugeot.test";
/// A driver with 137 cars, of Peugeot.
pub(crate) const LUCAS: &str = "lucas@peugeot.test";
/// A driver without a car, of Citroën.
pub(crate) const HUGO: &str = "hugo@citroen.test";

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
        .find(PATIENCE, |line| line.contains(text).then_some(()));
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
