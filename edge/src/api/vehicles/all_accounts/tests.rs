//! The cars of several accounts, and what becomes of those of an account that fails.

use super::*;
use crate::testing::{Browser, Served, World, all_is_well, json, served};

const UPSTREAM: (&str, &str) = ("relay-answer", "upstream");

/// A browser with an account of each of these brands, whose cars are served by realm.
fn logged_in(brands: &[Brand], cars: fn(&str) -> Served) -> Browser {
    let mut browser = Browser::new(&World::new(all_is_well));
    for brand in brands {
        browser.log_in(*brand);
    }
    browser.world.serve(move |request| {
        let realm = request.headers().get("x-introspect-realm");
        match realm {
            Some(realm) => cars(realm.to_str().unwrap()),
            None => all_is_well(request),
        }
    });
    browser
}

fn one_car(realm: &str) -> Served {
    let id = realm.strip_prefix("clientsB2C").unwrap().to_lowercase();
    let next = "https://api.groupe-psa.com/connectedcar/v4/user/vehicles?pageToken=t";
    let body = format!(
        r#"{{"total":2,"_embedded":{{"vehicles":[{{"id":"{id}"}}]}},"_links":{{"next":{{"href":"{next}"}}}}}}"#
    );
    served(200, &[UPSTREAM], &body)
}

fn slots_by_brand(browser: &mut Browser) -> Vec<(String, String)> {
    let session = json(&browser.call("GET", "/auth/session"));
    let accounts = session["accounts"].as_array().unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    accounts
        .iter()
        .map(|account| (text(&account["brand"]), text(&account["slot"])))
        .collect()
}

#[test]
fn the_cars_of_all_accounts_come_at_once_each_with_its_account() {
    let mut browser = logged_in(&[Brand::Peugeot, Brand::Opel], one_car);
    let refusal = browser.call("GET", "/api/v1/vehicles");
    assert_eq!(json(&refusal)["code"], "choose-account");

    let garage = json(&browser.call("GET", "/api/v1/vehicles?accounts=all"));
    let accounts = slots_by_brand(&mut browser);
    assert_eq!(accounts.len(), 2);
    for (at, (brand, slot)) in accounts.iter().enumerate() {
        let named = serde_json::json!({"slot": slot, "brand": brand});
        assert_eq!(garage["items"][at]["account"], named);
        assert_eq!(garage["items"][at]["id"], *brand);
        assert_eq!(garage["accounts"][at]["total"], 2);
        // The next page is asked for by account.
        let next = garage["accounts"][at]["next"].as_str().unwrap();
        let page = format!("/api/v1/accounts/{slot}/vehicles?cursor={next}");
        assert_eq!(json(&browser.call("GET", &page))["items"][0]["id"], *brand);
    }
}

#[test]
fn an_account_that_fails_leaves_the_others_their_cars() {
    let cars = |realm: &str| match realm {
        "clientsB2COpel" => served(500, &[UPSTREAM], "{}"),
        realm => one_car(realm),
    };
    let mut browser = logged_in(&[Brand::Opel, Brand::Ds], cars);
    let answer = browser.call("GET", "/api/v1/vehicles?accounts=all");
    assert_eq!(answer.status(), 200);
    let garage = json(&answer);
    assert_eq!(garage["items"].as_array().unwrap().len(), 1);
    assert_eq!(garage["items"][0]["account"]["brand"], "ds");
    let accounts = garage["accounts"].as_array().unwrap();
    let opel = accounts.iter().find(|it| it["brand"] == "opel").unwrap();
    assert_eq!(opel["problem"]["code"], "upstream-unavailable");
    assert!(opel.get("total").is_none());
    assert_eq!(browser.accounts().len(), 2);
}

#[test]
fn an_account_whose_login_is_lost_is_named_with_its_brand_and_forgotten() {
    let mut browser = logged_in(&[Brand::Opel, Brand::Ds], one_car);
    // The manufacturer withdraws one of the two.
    browser.world.serve(
        |request| match request.headers().get("x-introspect-realm") {
            Some(realm) if realm == "clientsB2CDS" => one_car("clientsB2CDS"),
            Some(_) => served(
                401,
                &[
                    UPSTREAM,
                    ("www-authenticate", "Bearer error='invalid_token'"),
                ],
                "{}",
            ),
            None => served(400, &[], r#"{"error":"invalid_grant"}"#),
        },
    );
    for _ in 0..2 {
        let before = browser.accounts().len();
        let garage = json(&browser.call("GET", "/api/v1/vehicles?accounts=all"));
        assert_eq!(garage["items"].as_array().unwrap().len(), 1);
        assert_eq!(garage["accounts"].as_array().unwrap().len(), before);
    }
    assert_eq!(browser.accounts().len(), 1);
}

#[test]
fn nobody_has_no_cars() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let answer = browser.call("GET", "/api/v1/vehicles?accounts=all");
    assert_eq!(json(&answer)["code"], "not-logged-in");
}

#[test]
fn what_is_of_one_account_does_not_go_with_all() {
    let mut browser = logged_in(&[Brand::Opel, Brand::Ds], one_car);
    let (_, slot) = slots_by_brand(&mut browser).remove(0);
    for (target, parameter) in [
        ("vehicles?accounts=all&offset=1".to_owned(), "offset"),
        ("vehicles?accounts=all&accounts=all".to_owned(), "accounts"),
        ("vehicles?accounts=all&cursor=e30".to_owned(), "accounts"),
        (
            "vehicles?accounts=all&include=status&limit=11".to_owned(),
            "limit",
        ),
        (format!("accounts/{slot}/vehicles?accounts=all"), "accounts"),
        (format!("accounts/{slot}/vehicles?accounts=1"), "accounts"),
    ] {
        let answer = json(&browser.call("GET", &format!("/api/v1/{target}")));
        assert_eq!(answer["parameter"], parameter, "{target}: {answer}");
    }
}

#[test]
fn however_many_accounts_there_are_one_request_stays_within_its_calls() {
    let most: Vec<_> = (1..=crate::caller::cookies::MAX_ACCOUNTS)
        .map(most_with_status)
        .collect();
    assert_eq!(most, [20, 10, 6, 4, 3, 2, 1, 1]);
    for (accounts, most) in (1..).zip(most) {
        let cars = accounts * usize::from(most);
        let calls = accounts * CALLS_PER_ACCOUNT + cars * CALLS_PER_VEHICLE;
        assert!(calls <= MAX_CALLS, "{accounts} accounts: {calls} calls");
    }
}
