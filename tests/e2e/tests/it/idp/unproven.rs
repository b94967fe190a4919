//! An identity provider that is not ours answers an id_token that it truly signed, with one thing
//! wrong: the login ends for that reason, and nobody is logged in.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use e2e::driver::{Answer, Driver};
use reqwest::Url;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{CLIENT, Foreign, TIMEOUT, fill_in, log_in};
use crate::login::with;
use crate::running::{slots, wrote};

const ANOTHER: &str = "another";
/// What a driver sends whose app is another client: any 43 characters (RFC 7636 section 4.1).
const VERIFIER: &str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

/// Asserts that a login whose code was redeemed came to nothing, and that this is why.
#[track_caller]
fn is_refused(foreign: &Foreign, answer: &Answer, why: &str) {
    let place = answer.header("location");
    assert_eq!(place, Some("/?login_error=id-token-refused"), "{why}");
    foreign.did("grant", |grant| grant["type"] == "authorization_code");
    wrote(foreign.chain.edge(), why);
}

async fn is_logged_out(driver: &Driver) {
    assert_eq!(driver.cookies(), []);
    assert_eq!(slots(driver).await, [""; 0]);
}

/// Asserts that nobody logs in at a provider with this wrong with it.
async fn nobody_logs_in(wrong: Value, why: &str) {
    let foreign = Foreign::start_wrong(&wrong, |plan| plan);
    let driver = foreign.chain.driver().unwrap();
    is_refused(&foreign, &log_in(&driver).await, why);
    is_logged_out(&driver).await;
}

fn parameter(url: &Url, name: &str) -> String {
    let mut pairs = url.query_pairs();
    let (_, value) = pairs.find(|(found, _)| found == name).unwrap();
    value.into_owned()
}

/// Has the provider sign an id_token for another client, in a login that is otherwise the one that
/// begins at `form`: the same nonce, the same driver.
async fn sign_for_another(form: &Url) {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let theirs = with(form, "client_id", ANOTHER);
    let theirs = with(&theirs, "code_challenge", &challenge);
    let callback = fill_in(theirs).await;
    let token = form.join("access_token").unwrap();
    let client = reqwest::Client::builder().no_proxy().timeout(TIMEOUT);
    let answer = client
        .build()
        .unwrap()
        .post(token)
        .basic_auth(ANOTHER, Some(CLIENT.1))
        .form(&[
            ("grant_type", "authorization_code"),
            ("code", &parameter(&callback, "code")),
            ("redirect_uri", &parameter(form, "redirect_uri")),
            ("code_verifier", VERIFIER),
        ])
        .send()
        .await
        .unwrap();
    let answer: Value = answer.json().await.unwrap();
    assert!(answer["id_token"].is_string(), "{answer}");
}

#[tokio::test]
async fn one_of_another_login_logs_nobody_in() {
    let foreign = Foreign::start_wrong(&json!({ "replays": true }), |plan| plan);
    let first = foreign.chain.driver().unwrap();
    assert_eq!(log_in(&first).await.header("location"), Some("/"));

    let second = foreign.chain.driver().unwrap();
    is_refused(&foreign, &log_in(&second).await, "its nonce is another");
    is_logged_out(&second).await;
    assert_eq!(slots(&first).await.len(), 1);
}

#[tokio::test]
async fn one_for_another_client_logs_nobody_in() {
    let foreign = Foreign::start_wrong(&json!({ "replays": true }), |plan| plan);
    let driver = foreign.chain.driver().unwrap();
    let form = driver.begin("peugeot").await.unwrap();
    sign_for_another(&form).await;
    let callback = fill_in(form).await;
    let answer = driver.follow(&callback).await.unwrap();
    is_refused(&foreign, &answer, "its audience is another");
    is_logged_out(&driver).await;
}

#[tokio::test]
async fn one_of_another_issuer_logs_nobody_in() {
    let foreign = Foreign::start_wrong(&json!({}), |plan| plan.without("ACCEPTED_ISSUERS_PEUGEOT"));
    let driver = foreign.chain.driver().unwrap();
    let form = driver.begin("peugeot").await.unwrap();
    let callback = fill_in(form.clone()).await;
    let issuer = parameter(&callback, "iss");
    // In the callback it calls itself as it should: what the token says is looked at by itself.
    let base = form.join("/am/oauth2").unwrap();
    let callback = with(&callback, "iss", base.as_str());
    let answer = driver.follow(&callback).await.unwrap();
    let length = issuer.len();
    let why = format!("its issuer is another, of {length} bytes; ACCEPTED_ISSUERS would take it");
    is_refused(&foreign, &answer, &why);
    is_logged_out(&driver).await;
}

#[tokio::test]
async fn one_of_another_time_logs_nobody_in() {
    for (clock, why) in [
        (-1200, "its time is over"),
        (-300, "it was issued at another time than the login's"),
        (300, "it was issued at another time than the login's"),
    ] {
        nobody_logs_in(json!({ "clock": clock }), why).await;
    }
}

#[tokio::test]
async fn one_that_is_signed_by_a_shared_secret_logs_nobody_in() {
    let wrong = json!({ "algorithm": "HS256" });
    nobody_logs_in(wrong, "its algorithm is not taken").await;
}
