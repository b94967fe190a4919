//! Phone apps: a client library that is not ours logs a driver in, calls and revokes.

use std::path::Path;

use e2e::chain::{Chain, Plan};
use e2e::driver::{Answer, Driver};
use e2e::process::command;
use reqwest::{Method, Url};
use serde_json::{Value, json};

use crate::running::{CAMILLE, account, logged_in, problem};
use crate::secrets::{has_none, secrets};

/// The apps of a chain.
pub(crate) const APPS: &str = r#"[
    {"id": "com.example.app", "name": "Example", "kind": "app",
     "redirectUris": ["com.example.app:/callback", "http://127.0.0.1/callback"]},
    {"id": "other", "name": "Another", "kind": "app", "redirectUris": ["https://app.test/"]}
]"#;
const ID: &str = "com.example.app";
const REDIRECT_URI: &str = "com.example.app:/callback";

/// An app that has begun a login.
struct Begun {
    url: Url,
    state: String,
    verifier: String,
}

fn chain() -> Chain {
    Plan::default().setting("APPS", APPS).start().unwrap()
}

/// Has the library do a step, and says what came of it.
fn library(step: &[&str]) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/oauth/client.mjs");
    let mut node = command(Path::new("node"));
    let ended = node.arg(script).args(step).output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(
        !said.is_empty(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    serde_json::from_str(&said).unwrap()
}

fn begin(chain: &Chain) -> Begun {
    begin_with(chain, "peugeot")
}

fn begin_with(chain: &Chain, brand: &str) -> Begun {
    let begun = library(&["begin", chain.origin(), ID, REDIRECT_URI, brand]);
    let text = |name: &str| begun["ok"][name].as_str().unwrap().to_owned();
    Begun {
        url: text("url").parse().unwrap(),
        state: text("state"),
        verifier: text("verifier"),
    }
}

/// The bearer that an app has for a driver.
pub(crate) async fn bearer(chain: &Chain, username: &str) -> String {
    let begun = begin_with(chain, &account(chain, username).brand);
    let answered = answered_as(chain, &begun.url, username).await;
    let given = exchange(chain, &begun, &answered);
    given["ok"]["access_token"].as_str().unwrap().to_owned()
}

/// The driver goes on from the page that asks them and logs in, and the system gives the app the
/// address that the browser is sent to.
pub(crate) async fn answered(chain: &Chain, begun: &Url) -> String {
    answered_as(chain, begun, CAMILLE).await
}

async fn answered_as(chain: &Chain, begun: &Url, username: &str) -> String {
    let browser = chain.driver().unwrap();
    let page = browser.follow(begun).await.unwrap();
    assert_eq!(page.status, 200, "{}", page.body);
    let (_, rest) = page.body.split_once("class=\"button\" href=\"").unwrap();
    let (form, _) = rest.split_once('"').unwrap();
    let form = form.replace("&amp;", "&").parse().unwrap();
    let account = account(chain, username);
    let callback = browser.fill_in(&form, &account).await.unwrap();
    let landed = browser.follow(&callback).await.unwrap();
    assert_eq!(landed.status, 303, "{}", landed.body);
    assert_eq!(browser.cookies(), [], "the browser keeps nothing of it");
    landed.header("location").unwrap().to_owned()
}

fn exchange(chain: &Chain, begun: &Begun, answered: &str) -> Value {
    let (state, verifier) = (&begun.state, &begun.verifier);
    library(&[
        "exchange",
        chain.origin(),
        ID,
        REDIRECT_URI,
        answered,
        state,
        verifier,
    ])
}

fn call(chain: &Chain, bearer: &str) -> Value {
    let url = format!("{}/api/v1/vehicles", chain.origin());
    library(&["call", &url, bearer])
}

fn refused(error: &str) -> Value {
    json!({ "name": "ResponseBodyError", "status": 400, "error": error })
}

#[tokio::test]
async fn an_app_logs_a_driver_in_sees_their_cars_and_revokes() {
    let chain = chain();
    let begun = begin(&chain);
    let answered = answered(&chain, &begun.url).await;
    assert!(answered.starts_with("com.example.app:/callback?code="));
    let given = exchange(&chain, &begun, &answered);
    assert_eq!(given["ok"]["token_type"], "bearer", "{given}");
    assert!(given["ok"]["refresh_token"].is_null());
    let bearer = given["ok"]["access_token"].as_str().unwrap();

    let cars = call(&chain, bearer);
    assert_eq!(cars["ok"]["items"].as_array().unwrap().len(), 3, "{cars}");
    // Expired at the manufacturer's is nothing that an app has to know of.
    chain.sandbox().expire_tokens().await.unwrap();
    assert_eq!(call(&chain, bearer), cars);
    let mut secrets = secrets(&chain).await;

    let revoked = library(&["revoke", chain.origin(), ID, bearer]);
    assert_eq!(revoked["ok"], "revoked", "{revoked}");
    let challenge = call(&chain, bearer);
    assert_eq!(challenge["failed"]["name"], "WWWAuthenticateChallengeError");
    assert_eq!(challenge["failed"]["error"], "invalid_token");
    let tokens = chain.sandbox().tokens().await.unwrap();
    assert_eq!(tokens["access"], json!([]), "revoked at the manufacturer's");

    let answered: Url = answered.parse().unwrap();
    let (_, code) = answered.query_pairs().next().unwrap();
    has_none("the app's address", answered.as_str(), &secrets);
    secrets.extend([bearer.to_owned(), code.into_owned(), begun.verifier]);
    has_none("a log", &chain.logs(), &secrets);
    assert!(chain.logs().contains("handed-off"));
}

#[tokio::test]
async fn a_code_is_refused_to_who_did_not_begin_the_login_and_after_its_use() {
    let chain = chain();
    let begun = begin(&chain);
    let answered = answered(&chain, &begun.url).await;
    let thief = Begun {
        verifier: "A".repeat(43),
        state: begun.state.clone(),
        url: begun.url.clone(),
    };
    let stolen = exchange(&chain, &thief, &answered);
    assert_eq!(stolen["failed"], refused("invalid_grant"));
    let elsewhere = library(&[
        "exchange",
        chain.origin(),
        ID,
        "http://127.0.0.1/callback",
        &answered,
        &begun.state,
        &begun.verifier,
    ]);
    assert_eq!(elsewhere["failed"], refused("invalid_grant"));
    let other = library(&[
        "exchange",
        chain.origin(),
        "other",
        REDIRECT_URI,
        &answered,
        &begun.state,
        &begun.verifier,
    ]);
    assert_eq!(other["failed"], refused("invalid_grant"));

    let given = exchange(&chain, &begun, &answered);
    let bearer = given["ok"]["access_token"].as_str().unwrap();
    assert!(call(&chain, bearer)["ok"].is_object());
    let again = exchange(&chain, &begun, &answered);
    assert_eq!(again["failed"], refused("invalid_grant"));
    assert_eq!(call(&chain, bearer)["failed"]["error"], "invalid_token");
}

#[tokio::test]
async fn two_who_redeem_a_code_at_once_are_not_both_given_a_bearer() {
    let chain = chain();
    let begun = begin(&chain);
    let answered: Url = answered(&chain, &begun.url).await.parse().unwrap();
    let (_, code) = answered.query_pairs().next().unwrap();
    let app = chain.driver().unwrap();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", ID),
        ("redirect_uri", REDIRECT_URI),
        ("code", &code),
        ("code_verifier", &begun.verifier),
    ];
    let post = || app.send(app.request(Method::POST, "/auth/token").form(&form));
    let (one, two) = tokio::join!(post(), post());
    let mut statuses = [one.unwrap().status, two.unwrap().status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400]);
}

#[tokio::test]
async fn a_driver_is_sent_nowhere_for_a_client_that_is_not_registered() {
    let chain = chain();
    let begun = begin(&chain);
    let browser = chain.driver().unwrap();
    for (name, value) in [
        ("client_id", "com.example.evil"),
        ("redirect_uri", "com.example.evil:/callback"),
        ("redirect_uri", "com.example.app:/callback/"),
        ("redirect_uri", "https://evil.test/"),
    ] {
        let mut url = begun.url.clone();
        let pairs = begun.url.query_pairs().filter(|(other, _)| other != name);
        url.query_pairs_mut()
            .clear()
            .extend_pairs(pairs)
            .append_pair(name, value);
        let page = browser.follow(&url).await.unwrap();
        assert_eq!(page.status, 400, "{value}");
        assert_eq!(page.header("location"), None);
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert!(page.body.contains("<h1>This app is not registered here"));
    }
}

#[tokio::test]
async fn a_call_with_a_cookie_and_a_bearer_is_refused() {
    let chain = chain();
    let begun = begin(&chain);
    let given = exchange(&chain, &begun, &answered(&chain, &begun.url).await);
    let bearer = given["ok"]["access_token"].as_str().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let refused = with_bearer(&driver, bearer).await;
    problem(&refused, 400, "cookie-and-bearer");
    let app = chain.driver().unwrap();
    assert_eq!(with_bearer(&app, bearer).await.status, 200);
    let (_, cookie) = driver.cookies().pop().unwrap();
    problem(&with_bearer(&app, &cookie).await, 401, "not-logged-in");
}

async fn with_bearer(driver: &Driver, bearer: &str) -> Answer {
    let request = driver.request(Method::GET, "/api/v1/user");
    driver.send(request.bearer_auth(bearer)).await.unwrap()
}
