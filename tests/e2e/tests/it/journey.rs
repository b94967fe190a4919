//! A driver's way through the page, in a real browser, over https and across sites.

mod accounts;
mod left_open;
mod tabs;

use e2e::chain::{Chain, Plan};
use e2e::sandbox::Account;
use fantoccini::Locator;
use serde_json::{Value, json};
use shared::brand::Brand;

use crate::browser::Browser;
use crate::running::{CAMILLE, TIMEOUT, account};
use crate::secrets::{has_none, secrets};

const READY: &str = "body[data-ready=true]";
const CARS: &str = "[data-testid=car]";
const DRIVERS: &str = "[data-testid=account] [data-testid=driver]";
const NOTICE: &str = "[data-testid=notice-text]";
const NOTICES: &str = "[data-testid=notices]";
const BRANDS: &str = "[data-testid=brands] a";
const LOG_IN: &str = "[data-testid=log-in-again]";
const MENU: &str = "[data-testid=account-menu]";

/// What leads to the login of a brand.
pub(crate) fn brand_link(brand: &str) -> String {
    format!("{BRANDS}[href*='brand={brand}']")
}

/// A browser at the edge's front page, and a driver to be.
async fn arrive() -> (Chain, Browser, Account) {
    arrive_as(CAMILLE).await
}

async fn arrive_as(username: &str) -> (Chain, Browser, Account) {
    let chain = Plan::default().https().start().unwrap();
    let files = &chain.sandbox().description().files;
    let browser = Browser::open(&files.server_certificate).await;
    // What is looked at here is what the service is asked for: a service worker answers for it.
    browser
        .begin_with("delete Navigator.prototype.serviceWorker")
        .await;
    browser.page.goto(chain.origin()).await.unwrap();
    wait_for(&browser, READY).await;
    let account = account(&chain, username);
    (chain, browser, account)
}

pub(crate) async fn wait_for(browser: &Browser, css: &str) {
    let wait = browser.page.wait().at_most(TIMEOUT);
    wait.for_element(Locator::Css(css)).await.unwrap();
}

pub(crate) async fn click(browser: &Browser, css: &str) {
    let found = browser.page.find(Locator::Css(css)).await.unwrap();
    found.click().await.unwrap();
}

/// Chooses a brand on the page, which leads to the manufacturer's form.
async fn choose(browser: &Browser, brand: &str) {
    // Who is logged in already finds the brands in the settings.
    if browser.page.find(Locator::Css(BRANDS)).await.is_err() {
        click(browser, MENU).await;
        click(browser, "#account-menu a[href$='#accounts']").await;
        wait_for(browser, BRANDS).await;
    }
    click(browser, &brand_link(brand)).await;
    wait_for(browser, "input[name=password]").await;
}

async fn fill_in(browser: &Browser, account: &Account) {
    submit(browser, account).await;
    wait_for(browser, READY).await;
}

/// Fills the manufacturer's form in and sends it.
pub(crate) async fn submit(browser: &Browser, account: &Account) {
    for (name, text) in [
        ("username", &account.username),
        ("password", &account.password),
    ] {
        let css = format!("input[name={name}]");
        let field = browser.page.find(Locator::Css(&css)).await.unwrap();
        field.send_keys(text).await.unwrap();
    }
    click(browser, "button[value=login]").await;
}

pub(crate) async fn texts(browser: &Browser, css: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for element in browser.page.find_all(Locator::Css(css)).await.unwrap() {
        texts.push(element.text().await.unwrap());
    }
    texts
}

/// The cars on the page, by their VINs.
async fn cars(browser: &Browser, css: &str) -> Vec<String> {
    let mut vins = Vec::new();
    for car in browser.page.find_all(Locator::Css(css)).await.unwrap() {
        vins.push(car.attr("data-vin").await.unwrap().unwrap());
    }
    vins
}

/// Logs out of the only account, or of all, by the menu at the top of the page.
async fn log_out(browser: &Browser) {
    click(browser, MENU).await;
    click(browser, "[data-testid=log-out]").await;
}

/// Asserts that nothing of any account is left on the page, and that one can log in.
async fn is_empty(browser: &Browser) {
    wait_for(browser, "[data-testid=login]").await;
    for left in [MENU, "[data-testid=account]", "[data-testid=driver]"] {
        assert_eq!(texts(browser, left).await, [""; 0], "{left}");
    }
    let page = browser.page.source().await.unwrap();
    assert!(!page.contains("data-vin"), "{page}");
    assert_eq!(texts(browser, BRANDS).await.len(), Brand::ALL.len());
}

/// Whether each document was asked for with an account's cookie, as the stand-in for the
/// platform's assets saw it.
fn documents(chain: &Chain) -> Vec<bool> {
    let lines = chain.edge().stderr().lines();
    lines
        .iter()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|line| line["event"] == "document")
        .map(|line| line["account"].as_bool().unwrap())
        .collect()
}

#[tokio::test]
async fn a_driver_logs_in_sees_their_cars_and_logs_out_and_the_page_reads_no_secret() {
    let (chain, browser, account) = arrive().await;
    browser.picture("brands").await;
    assert_eq!(texts(&browser, BRANDS).await, Brand::ALL.map(Brand::name));
    choose(&browser, "peugeot").await;
    browser.picture("login-form").await;
    let there = browser.page.current_url().await.unwrap();
    assert_eq!(there.host_str(), Some("idpcvs.peugeot.test"));
    fill_in(&browser, &account).await;
    browser.picture("cars").await;
    let home = format!("{}/", chain.origin());
    assert_eq!(browser.page.current_url().await.unwrap().as_str(), home);
    assert_eq!(texts(&browser, CARS).await.len(), 3);
    assert_eq!(texts(&browser, DRIVERS).await, ["Camille Moreau · Peugeot"]);

    // HttpOnly keeps cookies from scripts, not from WebDriver.
    let mut secrets = secrets(&chain).await;
    let cookies = browser.page.get_all_cookies().await.unwrap();
    assert_eq!(cookies.len(), 1, "{cookies:?}");
    assert!(
        cookies[0].name().starts_with("__Host-Http-ks-"),
        "{cookies:?}"
    );
    secrets.extend(cookies.iter().map(|cookie| cookie.value().to_owned()));

    assert_eq!(browser.script("document.cookie").await, "");
    assert_eq!(
        browser
            .script("[localStorage.length, sessionStorage.length]")
            .await,
        json!([0, 0])
    );
    assert_eq!(
        browser
            .script("indexedDB.databases().then(all => all.length)")
            .await,
        0
    );
    let addresses = "[location.href, document.referrer, \
        ...performance.getEntries().map(entry => entry.name)].join('\\n')";
    let addresses = browser.script(addresses).await;
    let addresses = addresses.as_str().unwrap();
    assert!(addresses.contains("/api/v1/accounts/"), "{addresses}");
    has_none("an address", addresses, &secrets);
    assert!(!addresses.contains("code="), "{addresses}");
    has_none("the page", &browser.page.source().await.unwrap(), &secrets);

    log_out(&browser).await;
    wait_for(&browser, NOTICE).await;
    is_empty(&browser).await;
    assert_eq!(browser.page.get_all_cookies().await.unwrap().len(), 0);
    has_none("a log", &chain.logs(), &secrets);
    browser.page.clone().close().await.unwrap();
}

#[tokio::test]
async fn the_first_document_after_the_callback_has_no_session_and_the_pages_own_calls_do() {
    let (chain, browser, account) = arrive().await;
    choose(&browser, "peugeot").await;
    fill_in(&browser, &account).await;
    assert_eq!(documents(&chain), [false, false]);
    assert_eq!(texts(&browser, CARS).await.len(), 3);

    // Gone to from the page itself, the same address carries the cookie.
    browser.script("location.assign('/')").await;
    wait_for(&browser, READY).await;
    assert_eq!(documents(&chain), [false, false, true]);
    browser.page.clone().close().await.unwrap();
}

#[tokio::test]
async fn a_driver_who_cancels_is_told_so_once() {
    let (_chain, browser, _) = arrive().await;
    choose(&browser, "peugeot").await;
    click(&browser, "button[value=cancel]").await;
    wait_for(&browser, READY).await;
    browser.picture("cancelled").await;
    assert_eq!(texts(&browser, NOTICE).await, ["The login was cancelled."]);
    let address = browser.page.current_url().await.unwrap();
    assert_eq!(address.query(), None);
    browser.page.refresh().await.unwrap();
    wait_for(&browser, READY).await;
    assert_eq!(texts(&browser, NOTICES).await, [""]);
    browser.page.clone().close().await.unwrap();
}
