//! Two brands in one browser: both are shown, and each has its own way out.

use super::{CARS, DRIVERS, NOTICE, arrive, choose, click, fill_in, is_empty, texts, wait_for};
use crate::running::account;

const MANON: &str = "manon@citroen.test";

#[tokio::test]
async fn two_brands_are_shown_together_and_logging_out_of_one_leaves_the_other() {
    let (chain, browser, camille) = arrive().await;
    choose(&browser, "peugeot").await;
    fill_in(&browser, &camille).await;
    let alone = texts(&browser, CARS).await;
    assert_eq!(alone.len(), 3);
    // Where there is one account, there is one way out.
    assert_eq!(texts(&browser, ".account .logout").await, [""]);

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
    assert_eq!(texts(&browser, "[data-brand=peugeot] li").await, alone);
    let second = texts(&browser, "[data-brand=citroen] li").await;
    assert!(!second.is_empty());
    assert!(second.iter().all(|car| !alone.contains(car)), "{second:?}");
    assert_eq!(browser.page.get_all_cookies().await.unwrap().len(), 2);

    click(&browser, "[data-brand=peugeot] .logout").await;
    wait_for(&browser, NOTICE).await;
    assert_eq!(
        texts(&browser, NOTICE).await,
        ["You are logged out of Peugeot."]
    );
    assert_eq!(texts(&browser, CARS).await, second);
    assert_eq!(browser.page.get_all_cookies().await.unwrap().len(), 1);
    // Not only on this page: the other is still logged in, and the one is not.
    browser.page.refresh().await.unwrap();
    wait_for(&browser, super::READY).await;
    assert_eq!(texts(&browser, DRIVERS).await, ["Manon Lefèvre · Citroën"]);
    assert_eq!(texts(&browser, CARS).await, second);

    click(&browser, "#logout").await;
    wait_for(&browser, NOTICE).await;
    is_empty(&browser).await;
    browser.page.clone().close().await.unwrap();
}
