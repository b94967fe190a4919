//! schemathesis, which is not ours, makes calls of the description of the API and judges what the
//! whole chain answers: drivers with every kind of car, a private one and one with none.

mod known;
mod report;
mod run;

use e2e::chain::{Chain, Plan};
use e2e::driver::Driver;
use serde_json::Value;

use crate::oauth::{APPS, bearer};
use crate::running::{CAMILLE, CLARA, FRIEDA, HUGO, LOUISE, logged_in};
use known::Known;
use report::Floor;
use run::{Credentials, Depth, Run};

/// Of Citroën, whose car may tell no app where it is.
const NORA: &str = "nora@citroen.test";
/// Of Vauxhall, whose car may tell no app anything.
const EMMA: &str = "emma@vauxhall.test";

/// A chain whose limits no number of calls reaches.
fn chain() -> Chain {
    let mut plan = Plan::default()
        .setting("APPS", APPS)
        .setting("PASSWORD_GRANT_BRANDS", "peugeot");
    for limit in [
        "API_LIMIT",
        "LOGIN_LIMIT",
        "CALLBACK_LIMIT",
        "HAND_OFF_LIMIT",
        "PASSWORD_LIMIT",
        "OWNER_LIMIT",
    ] {
        plan = plan.limit(limit, Some(1_000_000));
    }
    plan.start().unwrap()
}

/// A driver's cookie, and what it opens.
async fn page(chain: &Chain, username: &str) -> (Driver, Credentials) {
    let driver = logged_in(chain, username).await;
    let [(name, value)] = driver.cookies().try_into().unwrap();
    (driver, Credentials::Cookie { name, value })
}

/// Whether an operation ends the session that the others need: it has a run of its own.
fn logs_out(_path: &str, operation: &Value) -> bool {
    operation["operationId"] == "session.logOut"
}

fn is_read(path: &str, operation: &Value) -> bool {
    path.starts_with("/api/v1/") && !path.contains("{slot}") && !is_head(operation)
}

fn is_head(operation: &Value) -> bool {
    operation["operationId"]
        .as_str()
        .is_some_and(|id| id.ends_with(".head"))
}

#[tokio::test]
async fn every_operation_answers_one_driver_what_is_described() {
    let chain = chain();
    let (driver, credentials) = page(&chain, CAMILLE).await;
    let known = Known::of(&driver).await;
    let report = Run::new("camille", &chain, credentials, &known)
        .only(|path, operation| !logs_out(path, operation))
        .start(Depth::Deep);
    report.is_clean(&Floor {
        operations: 1,
        cases: 1,
        successes: 1,
    });
    assert_eq!(
        driver.call("/api/v1/user").await.unwrap().status,
        200,
        "the session is still there"
    );

    let (_, credentials) = page(&chain, HUGO).await;
    let report = Run::new("logging-out", &chain, credentials, &Known::default())
        .only(logs_out)
        .start(Depth::Deep);
    report.is_clean(&Floor {
        operations: 1,
        cases: 1,
        successes: 0,
    });
}

#[tokio::test]
async fn every_read_answers_drivers_of_little_what_is_described() {
    let chain = chain();
    for username in [LOUISE, FRIEDA, HUGO, NORA, EMMA] {
        let (driver, credentials) = page(&chain, username).await;
        let known = Known::of(&driver).await;
        let report = Run::new(username, &chain, credentials, &known)
            .only(is_read)
            .start(Depth::Coverage);
        report.is_clean(&Floor {
            operations: 1,
            cases: 1,
            successes: 1,
        });
    }
    let driver = logged_in(&chain, CLARA).await;
    let known = Known::of(&driver).await;
    let credentials = Credentials::Bearer(bearer(&chain, CLARA).await);
    let report = Run::new("app", &chain, credentials, &known)
        .only(is_read)
        .start(Depth::Coverage);
    report.is_clean(&Floor {
        operations: 1,
        cases: 1,
        successes: 1,
    });
}
