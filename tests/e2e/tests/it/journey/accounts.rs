//! Two brands in one browser: both are shown, and each has its own way out.

use super::{
    CARS, DRIVERS, MENU, NOTICE, arrive, cars, choose, click, fill_in, is_empty, log_out, texts,
    wait_for,
};
use crate::browser::Browser;
use crate::running::account;

const MANON: &str = "manon@citroen.test";

async fn go_to_settings(browser: &Browser) {
    click(browser, MENU).await;
    click(browser, "#account-menu a[href='/settings']").await;
    wait_for(browser, "[data-testid=settings-account]").await;
}

/// What the menu at the top of the page calls the way out.
async fn ways_out(browser: &Browser) -> Vec<String> {
    click(browser, MENU).await;
    let texts = texts(browser, "[data-testid=log-out]").await;
    click(browser, MENU).await;
    texts
}

#[tokio::test]
async fn two_brands_are_shown_together_and_logging_out_of_one_leaves_the_other() {
    let (chain, browser, camille) = arrive().await;
    choose(&browser, "peugeot").await;
    fill_in(&browser, &camille).await;
    let alone = cars(&browser, CARS).await;
    assert_eq!(alone.len(), 3);
    // Where there is one account, there is one way out.
    assert_eq!(ways_out(&browser).await, ["Log out of Peugeot"]);

    choose(&browser, "citroen").await;
    let there = browser.page.current_url().await.unwrap();
    assert_eq!(there.host_str(), Some("idpcvs.citroen.test"));
    fill_in(&browser, &account(&chain, MANON)).await;
    browser.picture("two-brands").await;
    let mut drivers = texts(&browser, DRIVERS).await;
    drivers.sort();
    assert_eq!(
        drivers,
        ["Camille Moreau · Peugeot", "Manon Lefèvre · Citroën"]
    );
    let of = |brand: &str| format!("[data-testid=account][data-brand={brand}] {CARS}");
    assert_eq!(cars(&browser, &of("peugeot")).await, alone);
    let second = cars(&browser, &of("citroen")).await;
    assert!(!second.is_empty());
    assert!(second.iter().all(|car| !alone.contains(car)), "{second:?}");
    assert_eq!(browser.page.get_all_cookies().await.unwrap().len(), 2);

    assert_eq!(ways_out(&browser).await, ["Log out of all"]);
    go_to_settings(&browser).await;
    click(
        &browser,
        "[data-testid=settings-account][data-brand=peugeot] button",
    )
    .await;
    wait_for(&browser, NOTICE).await;
    assert_eq!(
        texts(&browser, NOTICE).await,
        ["You are logged out of Peugeot."]
    );
    click(&browser, "[data-testid=home]").await;
    wait_for(&browser, CARS).await;
    assert_eq!(cars(&browser, CARS).await, second);
    assert_eq!(browser.page.get_all_cookies().await.unwrap().len(), 1);
    // Not only on this page: the other is still logged in, and the one is not.
    browser.page.refresh().await.unwrap();
    wait_for(&browser, super::READY).await;
    assert_eq!(texts(&browser, DRIVERS).await, ["Manon Lefèvre · Citroën"]);
    assert_eq!(cars(&browser, CARS).await, second);

    log_out(&browser).await;
    wait_for(&browser, NOTICE).await;
    is_empty(&browser).await;
    browser.page.clone().close().await.unwrap();
}
