//! Who may call with a driver's cookies, and which cookies count.

use e2e::chain::Plan;
use reqwest::Method;

use crate::running::{CAMILLE, account, chain, logged_in, problem, slots};

#[tokio::test]
async fn a_cookie_that_was_not_made_for_an_account_opens_none() {
    let chain = chain();
    let driver = chain.driver().unwrap();
    driver.begin("peugeot").await.unwrap();
    let (name, sealed) = driver.cookies().pop().unwrap();
    assert!(name.starts_with("ksl-dev-"), "{name}");
    let of_a_login = sealed.clone();
    let cut = &sealed[..sealed.len() / 2];
    for value in [&of_a_login, cut, "AAAA", "x", &"Q".repeat(3000)] {
        let visitor = chain.driver().unwrap();
        visitor.set_cookie("ks-dev-abcd2345", value);
        let answer = visitor.call("/api/v1/user").await.unwrap();
        problem(&answer, 401, "not-logged-in");
        assert_eq!(slots(&visitor).await.len(), 0);
        assert_eq!(visitor.cookies(), [], "the useless cookie is taken away");
    }
}

#[tokio::test]
async fn an_accounts_cookie_is_good_under_its_own_name_only() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let (name, value) = driver.cookies().pop().unwrap();
    let other = chain.driver().unwrap();
    other.set_cookie("ks-dev-abcd2345", &value);
    problem(
        &other.call("/api/v1/user").await.unwrap(),
        401,
        "not-logged-in",
    );
    other.set_cookie(&name, &value);
    assert_eq!(other.call("/api/v1/user").await.unwrap().status, 200);
}

#[tokio::test]
async fn a_call_without_the_header_of_the_page_is_refused() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    for (method, path) in [
        (Method::GET, "/auth/session"),
        (Method::GET, "/api/v1/user"),
        (Method::POST, "/auth/logout"),
    ] {
        let request = driver.request(method, path);
        let answer = driver.send(request).await.unwrap();
        problem(&answer, 403, "csrf-header-missing");
    }
    assert_eq!(slots(&driver).await.len(), 1, "the forged logout counted");
}

#[tokio::test]
async fn a_call_from_a_foreign_page_is_refused() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    for (name, value) in [
        ("origin", "https://evil.test"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
    ] {
        for (method, path) in [
            (Method::GET, "/api/v1/vehicles"),
            (Method::POST, "/auth/logout"),
        ] {
            let request = driver.request(method, path).header("x-kerbside", "1");
            let answer = driver.send(request.header(name, value)).await.unwrap();
            problem(&answer, 403, "origin-not-allowed");
            assert_eq!(answer.header("access-control-allow-origin"), None);
        }
    }
    assert_eq!(slots(&driver).await.len(), 1, "the forged logout counted");
}

#[tokio::test]
async fn a_listed_page_of_another_origin_may_call_and_be_returned_to() {
    const FRONT: &str = "https://front.test";
    let chain = Plan::default()
        .setting("ALLOWED_ORIGINS", FRONT)
        .start()
        .unwrap();
    let driver = chain.driver().unwrap();
    let preflight = driver
        .request(Method::OPTIONS, "/api/v1/user")
        .header("origin", FRONT)
        .header("access-control-request-headers", "x-kerbside");
    let preflight = driver.send(preflight).await.unwrap();
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-origin"), Some(FRONT));
    assert_eq!(
        preflight.header("access-control-allow-headers"),
        Some("x-kerbside, content-type")
    );

    let begin = driver.request(
        Method::GET,
        "/auth/login?brand=peugeot&return_to=https%3A%2F%2Ffront.test%2Fcars%3Fx%3D1",
    );
    let begun = driver.send(begin).await.unwrap();
    let form = begun.header("location").unwrap().parse().unwrap();
    let callback = driver
        .fill_in(&form, &account(&chain, CAMILLE))
        .await
        .unwrap();
    let back = driver.follow(&callback).await.unwrap();
    assert_eq!(back.header("location"), Some("https://front.test/cars?x=1"));

    let call = driver
        .request(Method::GET, "/api/v1/user")
        .header("x-kerbside", "1")
        .header("origin", FRONT);
    let answer = driver.send(call).await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.header("access-control-allow-origin"), Some(FRONT));
    assert_eq!(
        answer.header("access-control-allow-credentials"),
        Some("true")
    );
    assert_eq!(answer.header("vary"), Some("Origin"));
}
