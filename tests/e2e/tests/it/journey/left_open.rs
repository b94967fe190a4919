//! A page that was left open asks again: past its token's end it goes on, past its login's or its
//! session's end it shows the way to a new one and no car.

use std::fs;
use std::net::Ipv4Addr;

use e2e::chain::Chain;
use e2e::sandbox::Account;
use reqwest::{Certificate, Client, Url};

use super::{
    CARS, LOG_IN, NOTICE, READY, arrive_as, cars, choose, click, documents, fill_in, is_empty,
    submit, texts, wait_for,
};
use crate::browser::Browser;
use crate::running::LUCAS;

const MORE: &str = "[data-testid=more]";

/// A page with more cars than it shows.
async fn left_open() -> (Chain, Browser, Account) {
    let (chain, browser, lucas) = arrive_as(LUCAS).await;
    choose(&browser, "peugeot").await;
    fill_in(&browser, &lucas).await;
    assert_eq!(texts(&browser, MORE).await, ["More cars"]);
    (chain, browser, lucas)
}

/// Ends a session by a copy of its cookie: the browser still has its own.
async fn end_session(chain: &Chain, cookie: &str) {
    let origin = Url::parse(chain.origin()).unwrap();
    let ca = fs::read(&chain.sandbox().description().files.ca).unwrap();
    let here = (Ipv4Addr::LOCALHOST, origin.port().unwrap()).into();
    let answer = Client::builder()
        .no_proxy()
        .tls_certs_only([Certificate::from_pem(&ca).unwrap()])
        .resolve(origin.host_str().unwrap(), here)
        .build()
        .unwrap()
        .post(origin.join("/auth/logout").unwrap())
        .header("x-kerbside", "1")
        .header("cookie", cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 204);
    assert_eq!(answer.headers().get_all("set-cookie").iter().count(), 1);
}

#[tokio::test]
async fn past_its_tokens_end_a_page_that_was_left_open_gets_more_cars_and_needs_no_login() {
    let (chain, browser, _) = left_open().await;
    let before = texts(&browser, CARS).await.len();
    let loaded = documents(&chain).len();
    chain.sandbox().expire_tokens().await.unwrap();
    chain.sandbox().forget_calls().await.unwrap();

    click(&browser, MORE).await;
    wait_for(&browser, &format!("{CARS}:nth-child({})", before + 1)).await;
    assert_eq!(texts(&browser, NOTICE).await, [""; 0]);
    assert_eq!(texts(&browser, "[data-testid=trouble]").await, [""; 0]);
    assert_eq!(documents(&chain).len(), loaded);
    let calls = chain.sandbox().calls().await.unwrap();
    let grants = calls["idp"].as_array().unwrap().iter();
    let grants: Vec<_> = grants.map(|call| call["grant"].as_str()).collect();
    assert_eq!(grants, [Some("refresh_token")]);
    browser.page.clone().close().await.unwrap();
}

#[tokio::test]
async fn past_its_logins_end_a_page_that_was_left_open_leads_to_a_new_one() {
    let (chain, browser, lucas) = left_open().await;
    chain.sandbox().revoke_tokens().await.unwrap();

    click(&browser, MORE).await;
    wait_for(&browser, LOG_IN).await;
    browser.picture("login-lost").await;
    let said = texts(&browser, NOTICE).await;
    assert_eq!(said, ["Peugeot has ended your login."]);
    assert_eq!(texts(&browser, LOG_IN).await, ["Log in again"]);
    is_empty(&browser).await;

    click(&browser, LOG_IN).await;
    wait_for(&browser, "input[name=password]").await;
    submit(&browser, &lucas).await;
    wait_for(&browser, READY).await;
    assert_eq!(texts(&browser, MORE).await, ["More cars"]);
    browser.page.clone().close().await.unwrap();
}

#[tokio::test]
async fn past_its_sessions_end_a_page_that_was_left_open_leads_to_a_new_login() {
    let (chain, browser, _) = left_open().await;
    let cookies = browser.page.get_all_cookies().await.unwrap();
    end_session(&chain, &cookies[0].stripped().to_string()).await;

    click(&browser, MORE).await;
    wait_for(&browser, LOG_IN).await;
    let said = texts(&browser, NOTICE).await;
    assert_eq!(said, ["You are no longer logged in with Peugeot."]);
    assert_eq!(texts(&browser, LOG_IN).await, ["Log in again"]);
    is_empty(&browser).await;
    assert_eq!(browser.page.get_all_cookies().await.unwrap().len(), 0);

    click(&browser, LOG_IN).await;
    wait_for(&browser, READY).await;
    let home = format!("{}/", chain.origin());
    assert_eq!(browser.page.current_url().await.unwrap().as_str(), home);
    choose(&browser, "peugeot").await;
    browser.page.clone().close().await.unwrap();
}

#[tokio::test]
async fn an_account_that_cannot_be_looked_at_stays_on_the_page_while_its_login_holds() {
    let (_chain, browser, _) = left_open().await;
    let before = cars(&browser, CARS).await;
    // The list of accounts leaves one out whose session is in trouble.
    let look = r#"(() => {
        const service = window.fetch;
        window.fetch = async (path, options) => {
            if (new URL(path, location).pathname === "/auth/session") return Response.json({ accounts: [], lost: [], brands: [] });
            const answer = await service(path, options);
            document.body.dataset.asked = path;
            return answer;
        };
        document.dispatchEvent(new Event("visibilitychange"));
    })()"#;
    browser.script(look).await;
    wait_for(&browser, "body[data-asked$='/user']").await;
    assert_eq!(texts(&browser, NOTICE).await, [""; 0]);
    assert_eq!(cars(&browser, CARS).await, before);
    browser.page.clone().close().await.unwrap();
}
