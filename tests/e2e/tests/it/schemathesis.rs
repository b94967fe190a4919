//! schemathesis, which is not ours, makes calls of the description of the API and judges what the
//! whole chain answers: drivers with every kind of car, with private ones and with none.

mod description;
mod known;
mod report;
mod run;

use e2e::chain::{Chain, Plan};
use e2e::driver::Driver;
use e2e::project::root;
use e2e::wrangler::Wrangler;
use serde_json::json;

use crate::commands::ordering::{key, until_relays_take_commands};
use crate::oauth::{APPS, bearer};
use crate::running::{
    CAMILLE, CLARA, FRIEDA, HUGO, LOUISE, LUCAS, account, document, items, logged_in, text,
};
use known::Known;
use report::Floor;
use run::{Credentials, Depth, LOG_OUT, Run};

/// Of Citroën, whose car may tell no app where it is.
const NORA: &str = "nora@citroen.test";
/// Of Vauxhall, whose car may tell no app anything.
const EMMA: &str = "emma@vauxhall.test";

/// A chain whose limits no number of calls reaches.
fn chain() -> Chain {
    unlimited(Plan::default())
}

fn unlimited(plan: Plan) -> Chain {
    let mut plan = plan
        .eligibility("public")
        .setting("APPS", APPS)
        .setting("PASSWORD_GRANT_BRANDS", "peugeot");
    for limit in Wrangler::read(&root()).unwrap().ratelimits {
        plan = plan.limit(&limit.name, Some(1_000_000));
    }
    plan.start().unwrap()
}

/// A driver who is logged in, and what their page's calls carry.
async fn page(chain: &Chain, username: &str) -> (Driver, Credentials) {
    let driver = logged_in(chain, username).await;
    let [(name, value)] = driver.cookies().try_into().unwrap();
    (driver, Credentials::Cookie { name, value })
}

async fn is_logged_in(driver: &Driver) {
    let user = driver.call("/api/v1/user").await.unwrap();
    assert_eq!(user.status, 200, "the run has ended its own session");
}

/// Whether an operation is the same as another by an account's slot, or without the body.
fn is_other_form(path: &str, id: &str) -> bool {
    path.contains("{slot}") || id.ends_with(".head")
}

fn is_read(path: &str, id: &str) -> bool {
    path.starts_with("/api/v1/") && !is_other_form(path, id)
}

/// Whether an operation answers with our own models.
fn is_modelled(path: &str, id: &str) -> bool {
    is_read(path, id) && !path.starts_with("/api/v1/raw/")
}

#[tokio::test]
async fn every_operation_answers_what_is_described() {
    let chain = chain();
    let (driver, credentials) = page(&chain, CAMILLE).await;
    let known = Known::of(&driver).await;
    let louise = account(&chain, LOUISE);
    let password = json!({
        "brand": louise.brand, "username": louise.username, "password": louise.password,
    });
    let revoked = json!({ "client_id": "com.example.app", "token": "no bearer" });
    Run::new("every kind of car", &chain, credentials, &known)
        .body("/auth/password", "application/json", &password)
        .body(
            "/auth/revoke",
            "application/x-www-form-urlencoded",
            &revoked,
        )
        .only(|path, id| !is_other_form(path, id) && id != LOG_OUT)
        .start(Depth::Deep)
        .is_clean(&Floor {
            operations: 60,
            cases: 4000,
            successes: 57,
        });
    is_logged_in(&driver).await;

    let (_, credentials) = page(&chain, HUGO).await;
    Run::new("logging out", &chain, credentials, &Known::default())
        .only(|_, id| id == LOG_OUT)
        .start(Depth::Deep)
        .is_clean(&Floor {
            operations: 1,
            cases: 10,
            successes: 1,
        });
}

/// Those of a kind that is meant for trying: a horn and lights, of cars whose budgets are soon used
/// up, and rules, which soon are five.
#[tokio::test]
async fn commands_that_are_sent_answer_what_is_described() {
    let chain = unlimited(Plan::default().acting(&["horn", "lights", "rules"]));
    until_relays_take_commands(&chain).await;
    let at_once = json!({ "stepSeconds": 0 });
    chain.sandbox().remotes(at_once).await.unwrap();
    let (driver, credentials) = page(&chain, LUCAS).await;
    let cars = document(&driver, "/api/v1/vehicles").await;
    let rules = format!("/api/v1/vehicles/{}/rules", text(&items(&cars)[0]["id"]));
    let moves = json!({"name": "It moves", "when": {"all": [{"is": "moving"}]}});
    let made = driver.command(&rules, &key(), &moves).await.unwrap();
    assert_eq!(made.status, 201, "{}", made.body);
    let known = Known::of(&driver).await;
    Run::new("commands", &chain, credentials, &known)
        .only(|path, id| {
            let acting = ["/commands", "/actions", "/rules"];
            let is_acting = acting.iter().any(|part| path.contains(part));
            is_acting && !is_other_form(path, id)
        })
        .start(Depth::Deep)
        .is_clean(&Floor {
            operations: 10,
            cases: 200,
            successes: 6,
        });
    is_logged_in(&driver).await;
    let actions = chain.sandbox().actions().await.unwrap();
    assert!(!actions.is_empty(), "no command came to a car");
    let is_allowed = |member: &str| ["horn", "lights"].contains(&member);
    assert!(actions.iter().all(|action| is_allowed(&action.member)));
}

#[tokio::test]
async fn the_other_forms_of_every_operation_answer_what_is_described() {
    let chain = chain();
    let (driver, credentials) = page(&chain, CAMILLE).await;
    let known = Known::of(&driver).await;
    for (name, is_head, depth, operations, cases, successes) in [
        ("by an account's slot", false, Depth::Bounds, 60, 3000, 40),
        ("without the body", true, Depth::Valid, 100, 2000, 80),
    ] {
        Run::new(name, &chain, credentials.clone(), &known)
            .only(|path, id| is_other_form(path, id) && id.ends_with(".head") == is_head)
            .start(depth)
            .is_clean(&Floor {
                operations,
                cases,
                successes,
            });
    }
    is_logged_in(&driver).await;
}

#[tokio::test]
async fn every_read_answers_drivers_whose_cars_tell_little_what_is_described() {
    let chain = chain();
    for (name, username, successes) in [
        ("cars that tell little", LOUISE, 20),
        ("old cars", FRIEDA, 20),
        ("no car", HUGO, 4),
        ("cars without a place", NORA, 20),
        ("cars that tell nothing", EMMA, 5),
    ] {
        let (driver, credentials) = page(&chain, username).await;
        let known = Known::of(&driver).await;
        Run::new(name, &chain, credentials, &known)
            .only(is_modelled)
            .start(Depth::Valid)
            .is_clean(&Floor {
                operations: 25,
                cases: 1000,
                successes,
            });
    }
    let driver = logged_in(&chain, CLARA).await;
    let known = Known::of(&driver).await;
    let credentials = Credentials::Bearer(bearer(&chain, CLARA).await);
    Run::new("an app", &chain, credentials, &known)
        .only(is_read)
        .start(Depth::Bounds)
        .is_clean(&Floor {
            operations: 50,
            cases: 3500,
            successes: 35,
        });
}
