//! Two pages of one browser: a logout in one leaves no car in the other.

use fantoccini::wd::WindowHandle;

use e2e::chain::Chain;

use super::{
    CARS, LOG_IN, NOTICE, READY, arrive, choose, fill_in, is_empty, log_out, texts, wait_for,
};
use crate::browser::Browser;

/// A page with cars, and a second one beside it, or in front of it in a tab. The browser is at the
/// second; the first is returned.
async fn two_pages(in_front: bool) -> (Chain, Browser, WindowHandle) {
    let (chain, browser, camille) = arrive().await;
    choose(&browser, "peugeot").await;
    fill_in(&browser, &camille).await;
    let first = browser.page.window().await.unwrap();
    let second = browser.page.new_window(in_front).await.unwrap().handle;
    browser.page.switch_to_window(second).await.unwrap();
    browser.page.goto(chain.origin()).await.unwrap();
    wait_for(&browser, READY).await;
    assert_eq!(texts(&browser, CARS).await.len(), 3);
    (chain, browser, first)
}

/// The first page shows that nobody is logged in any more.
async fn has_noticed(browser: &Browser, first: WindowHandle, notice: &str, links: &[&str]) {
    browser.page.switch_to_window(first).await.unwrap();
    wait_for(browser, NOTICE).await;
    assert_eq!(texts(browser, NOTICE).await, [notice]);
    assert_eq!(texts(browser, LOG_IN).await, links);
    is_empty(browser).await;
}

#[tokio::test]
async fn a_logout_is_noticed_at_once_by_a_page_that_stands_beside() {
    let (_chain, browser, first) = two_pages(false).await;
    log_out(&browser).await;
    wait_for(&browser, NOTICE).await;
    has_noticed(&browser, first, "You are logged out of Peugeot.", &[]).await;
    browser.page.clone().close().await.unwrap();
}

#[tokio::test]
async fn a_logout_that_a_tab_was_not_told_of_is_noticed_when_the_driver_comes_back_to_it() {
    let (_chain, browser, first) = two_pages(true).await;
    // As a front end of the same site does, which shares the cookie and not the page's script.
    let logout = "fetch('/auth/logout', { method: 'POST', headers: { 'X-Kerbside': '1' } })\
        .then(answer => answer.status)";
    assert_eq!(browser.script(logout).await, 204);
    let notice = "You are no longer logged in with Peugeot.";
    has_noticed(&browser, first, notice, &["Log in again"]).await;
    browser.page.clone().close().await.unwrap();
}
