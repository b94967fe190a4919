//! Logging in: what leads to an account, and that nothing else does.

use e2e::chain::{Chain, Plan};
use e2e::driver::{Answer, Driver};
use reqwest::Url;
use serde_json::json;
use shared::brand::Brand;

use crate::running::{CAMILLE, account, chain, logged_in, problem, slots};

/// Asserts that a login came to nothing for this reason: back on the page, and no account.
#[track_caller]
fn came_to_nothing(answer: &Answer, reason: &str) {
    assert_eq!(answer.status, 303, "{}", answer.body);
    let place = format!("/?login_error={reason}");
    assert_eq!(answer.header("location"), Some(place.as_str()));
    assert!(!sets_account(answer), "{:?}", answer.cookies());
}

fn sets_account(answer: &Answer) -> bool {
    let cookies = answer.cookies();
    cookies
        .iter()
        .any(|cookie| cookie.starts_with("ks-dev-") && !cookie.contains("Max-Age=0"))
}

/// A driver who has filled the form in, and the callback they are sent to.
async fn sent_back(chain: &Chain) -> (Driver, Url) {
    let driver = chain.driver().unwrap();
    let form = driver.begin("peugeot").await.unwrap();
    let callback = driver
        .fill_in(&form, &account(chain, CAMILLE))
        .await
        .unwrap();
    (driver, callback)
}

/// An address with one parameter otherwise.
pub(crate) fn with(url: &Url, name: &str, value: &str) -> Url {
    let mut changed = url.clone();
    let kept: Vec<_> = url
        .query_pairs()
        .filter(|(found, _)| found != name)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    changed
        .query_pairs_mut()
        .clear()
        .extend_pairs(kept)
        .append_pair(name, value);
    changed
}

#[tokio::test]
async fn drivers_of_every_brand_log_in_and_see_their_own_name() {
    let chain = chain();
    let drivers = &chain.sandbox().description().drivers;
    for brand in Brand::ALL {
        let first = drivers.iter().find(|driver| driver.brand == brand.slug());
        let username = &first.unwrap().username;
        let driver = logged_in(&chain, username).await;
        let session = driver.call("/auth/session").await.unwrap().json();
        assert_eq!(session["accounts"][0]["brand"], brand.slug());
        let user = driver.call("/api/v1/user").await.unwrap();
        let user = user.json();
        // The sandbox makes a user name of the first name.
        let name = user["firstName"].as_str().unwrap().to_lowercase();
        assert!(username.starts_with(&format!("{name}@")), "{user}");
    }
}

#[tokio::test]
async fn a_login_asks_for_a_code_with_pkce_and_tells_the_browser_nothing_else() {
    let chain = chain();
    let driver = chain.driver().unwrap();
    let form = driver.begin("opel").await.unwrap();
    let parameter = |name| {
        let mut pairs = form.query_pairs();
        pairs
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.into_owned())
    };
    assert_eq!(parameter("response_type").as_deref(), Some("code"));
    assert_eq!(parameter("code_challenge_method").as_deref(), Some("S256"));
    assert_eq!(parameter("code_challenge").unwrap().len(), 43);
    let redirect_uri = format!("{}/auth/callback", chain.origin());
    assert_eq!(parameter("redirect_uri"), Some(redirect_uri));
    let secret = &chain.sandbox().description().client.secret;
    assert!(!form.as_str().contains(secret));
}

#[tokio::test]
async fn a_callback_without_the_cookie_of_its_login_is_expired() {
    let chain = chain();
    let (_, callback) = sent_back(&chain).await;
    let stranger = chain.driver().unwrap();
    came_to_nothing(&stranger.follow(&callback).await.unwrap(), "expired");
}

#[tokio::test]
async fn a_callback_with_another_state_is_expired() {
    let chain = chain();
    let (driver, callback) = sent_back(&chain).await;
    let state = callback.query_pairs().find(|(name, _)| name == "state");
    let (slot, rest) = state.as_ref().unwrap().1.split_at(8);
    // The head names the cookie, so this one finds it and must still not fit.
    let forged = format!("{slot}{}", "A".repeat(rest.len()));
    for state in [forged.as_str(), "", "x"] {
        let answer = driver.follow(&with(&callback, "state", state)).await;
        came_to_nothing(&answer.unwrap(), "expired");
    }
}

#[tokio::test]
async fn a_driver_who_cancels_is_told_so() {
    let chain = chain();
    let driver = chain.driver().unwrap();
    let form = driver.begin("peugeot").await.unwrap();
    let callback = driver.cancel(&form).await.unwrap();
    assert!(callback.query().unwrap().contains("error=access_denied"));
    came_to_nothing(&driver.follow(&callback).await.unwrap(), "denied");
    assert_eq!(driver.cookies(), [], "the login's cookie is left behind");
}

#[tokio::test]
async fn a_used_code_is_expired() {
    let chain = chain();
    let (driver, callback) = sent_back(&chain).await;
    driver.follow(&callback).await.unwrap();
    let code = callback.query_pairs().find(|(name, _)| name == "code");
    let used = code.unwrap().1.into_owned();

    let (other, fresh) = sent_back(&chain).await;
    let answer = other.follow(&with(&fresh, "code", &used)).await.unwrap();
    came_to_nothing(&answer, "expired");
}

#[tokio::test]
async fn the_same_callback_twice_neither_fails_nor_logs_out() {
    let chain = chain();
    let (driver, callback) = sent_back(&chain).await;
    let first = driver.follow(&callback).await.unwrap();
    assert_eq!(first.header("location"), Some("/"));
    assert!(sets_account(&first));
    came_to_nothing(&driver.follow(&callback).await.unwrap(), "expired");
    assert_eq!(slots(&driver).await.len(), 1);
}

#[tokio::test]
async fn a_callback_repeated_while_it_is_under_way_costs_that_login_at_most() {
    let chain = chain();
    let (driver, callback) = sent_back(&chain).await;
    let (one, other) = tokio::join!(driver.follow(&callback), driver.follow(&callback));
    let (one, other) = (one.unwrap(), other.unwrap());
    let (first, repeat) = match sets_account(&one) {
        true => (one, other),
        false => (other, one),
    };
    assert_eq!(first.header("location"), Some("/"));
    came_to_nothing(&repeat, "expired");
    // The identity provider has revoked what the code gave.
    problem(
        &driver.call("/api/v1/user").await.unwrap(),
        401,
        "login-lost",
    );
    assert!(slots(&driver).await.is_empty());
    let again = driver.log_in(&account(&chain, CAMILLE)).await;
    assert!(again.is_ok());
}

#[tokio::test]
async fn a_callback_that_says_nothing_is_a_failed_login() {
    let chain = chain();
    let (driver, callback) = sent_back(&chain).await;
    let empty = with(&with(&callback, "code", ""), "iss", "");
    let answer = driver.follow(&empty).await.unwrap();
    came_to_nothing(&answer, "failed");
}

#[tokio::test]
async fn a_code_of_a_foreign_issuer_is_not_redeemed() {
    let chain = chain();
    let (driver, callback) = sent_back(&chain).await;
    let foreign = with(&callback, "iss", "https://evil.test/am/oauth2");
    came_to_nothing(&driver.follow(&foreign).await.unwrap(), "failed");
    let calls = chain.sandbox().calls().await.unwrap();
    let grants = calls["idp"].as_array().unwrap();
    assert!(grants.iter().all(|call| call["grant"].is_null()), "{calls}");
}

#[tokio::test]
async fn an_unknown_brand_is_a_bad_request() {
    let chain = chain();
    let driver = chain.driver().unwrap();
    for query in ["?brand=fiat", "?brand=", "", "?brand=peugeot.com"] {
        let answer = driver.get(&format!("/auth/login{query}")).await.unwrap();
        problem(&answer, 400, "unknown-brand");
        assert_eq!(answer.json()["parameter"], "brand");
    }
}

#[tokio::test]
async fn a_hostile_return_to_ends_on_the_front_page() {
    let chain = chain();
    for place in [
        "//evil.test",
        "/\\evil.test",
        "%2F%2Fevil.test",
        "/%2Fevil.test",
        "%2F%5Cevil.test",
        "%252F%252Fevil.test",
        "https://evil.test/",
        "https:evil.test",
        "javascript:alert(1)",
        "%09//evil.test",
        "/%0D%0ALocation:%20https://evil.test",
    ] {
        let driver = chain.driver().unwrap();
        let begun = driver
            .get(&format!("/auth/login?brand=peugeot&return_to={place}"))
            .await
            .unwrap();
        let form = Url::parse(begun.header("location").unwrap()).unwrap();
        let camille = account(&chain, CAMILLE);
        let callback = driver.fill_in(&form, &camille).await.unwrap();
        let landed = driver.follow(&callback).await.unwrap();
        assert_eq!(landed.header("location"), Some("/"), "{place}");
        assert!(sets_account(&landed), "{place}");
    }
}

#[tokio::test]
async fn a_driver_returns_to_the_page_they_came_from() {
    let chain = chain();
    let driver = chain.driver().unwrap();
    let begun = driver
        .get("/auth/login?brand=peugeot&return_to=/%3Fcar%3D1")
        .await
        .unwrap();
    let form = Url::parse(begun.header("location").unwrap()).unwrap();
    let callback = driver.cancel(&form).await.unwrap();
    let landed = driver.follow(&callback).await.unwrap();
    assert_eq!(
        landed.header("location"),
        Some("/?car=1&login_error=denied")
    );
}

#[tokio::test]
async fn a_wrong_client_secret_is_the_owners_to_mend() {
    let chain = Plan::default()
        .setting("CLIENT_SECRET", "not-the-secret")
        .start()
        .unwrap();
    let (driver, callback) = sent_back(&chain).await;
    came_to_nothing(&driver.follow(&callback).await.unwrap(), "misconfigured");
}

#[tokio::test]
async fn an_identity_provider_in_trouble_is_unavailable_and_logs_nobody_out() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    for fault in [
        json!({ "on": "idp", "path": "/access_token", "kind": "reset", "times": 1 }),
        json!({ "on": "idp", "path": "/access_token", "kind": "status", "times": 1 }),
        json!({ "on": "idp", "path": "/access_token", "kind": "html", "times": 1 }),
    ] {
        let form = driver.begin("peugeot").await.unwrap();
        let camille = account(&chain, CAMILLE);
        let callback = driver.fill_in(&form, &camille).await.unwrap();
        chain.sandbox().fault(fault.clone()).await.unwrap();
        let answer = driver.follow(&callback).await.unwrap();
        came_to_nothing(&answer, "unavailable");
        chain.sandbox().heal().await.unwrap();
        assert_eq!(
            driver.call("/api/v1/user").await.unwrap().status,
            200,
            "{fault}"
        );
    }
}
