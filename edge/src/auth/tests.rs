//! Logging in and out, from the browser's side, against an identity provider that is a function.

use shared::brand::Brand;

use crate::ports::HttpFailure;
use crate::testing::{Browser, World, all_is_well, json, location, served};

#[test]
fn a_login_ends_on_the_page_with_one_strict_cookie_and_no_code_in_its_address() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let state = browser.begin("/auth/login?brand=citro%C3%ABn&return_to=/cars");
    let response = browser.visit(&format!("/auth/callback?state={state}&code=code-1"));
    assert_eq!(response.status(), 303);
    assert_eq!(location(&response), "/cars");
    assert_eq!(response.headers()["referrer-policy"], "no-referrer");
    assert_eq!(browser.cookies.len(), 1, "{:?}", browser.cookies);
    assert_eq!(browser.accounts().len(), 1);

    let sent = browser.world.sent.borrow();
    assert_eq!(
        sent[0].uri(),
        "https://idpcvs.citroen.com/am/oauth2/access_token"
    );
    let body = std::str::from_utf8(sent[0].body()).unwrap();
    assert!(body.contains("code=code-1") && body.contains("code_verifier="));
    drop(sent);

    let session = json(&browser.call("GET", "/auth/session"));
    assert_eq!(session["accounts"][0]["brandName"], "Citroën");
}

#[test]
fn nothing_secret_is_written_to_the_log_or_answered() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    let answers = [
        browser.call("GET", "/auth/session"),
        browser.call("GET", "/api/v1/user"),
        browser.call("POST", "/auth/logout"),
    ];
    let mut seen = browser.world.log();
    for answer in &answers {
        seen.push_str(std::str::from_utf8(answer.body()).unwrap());
    }
    assert!(seen.contains("/api/v1/user"), "{seen}");
    for secret in ["access-1", "refresh-of", "code-1", "app-secret"] {
        assert!(!seen.contains(secret), "{secret} in {seen}");
    }
}

#[test]
fn a_callback_that_does_not_belong_to_a_login_of_this_browser_is_expired() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let state = browser.begin("/auth/login?brand=peugeot");
    let mut other_state = state.clone();
    other_state.pop();
    other_state.push('!');
    let mut stranger = Browser::new(&browser.world);
    for response in [
        stranger.visit(&format!("/auth/callback?state={state}&code=c")),
        browser.visit(&format!("/auth/callback?state={other_state}&code=c")),
        browser.visit("/auth/callback?code=c"),
        browser.visit("/auth/callback"),
    ] {
        assert_eq!(response.status(), 303);
        assert_eq!(location(&response), "/?login_error=expired");
    }
    assert!(browser.accounts().is_empty() && stranger.accounts().is_empty());
    assert!(browser.world.sent.borrow().is_empty(), "the code was used");
}

#[test]
fn the_same_callback_twice_is_expired_and_keeps_the_session() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let state = browser.begin("/auth/login?brand=peugeot");
    let target = format!("/auth/callback?state={state}&code=c");
    browser.visit(&target);
    assert_eq!(location(&browser.visit(&target)), "/?login_error=expired");
    assert_eq!(browser.accounts().len(), 1);
}

#[test]
fn a_login_that_took_too_long_is_expired() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let state = browser.begin("/auth/login?brand=peugeot");
    browser.world.now.set(browser.world.now.get() + 600);
    let response = browser.visit(&format!("/auth/callback?state={state}&code=c"));
    assert_eq!(location(&response), "/?login_error=expired");
}

#[test]
fn whatever_the_identity_provider_says_the_driver_is_told_in_one_of_a_few_words() {
    let mut browser = Browser::new(&World::new(all_is_well));
    for (said, told) in [
        ("error=access_denied", "denied"),
        ("error=login_required", "denied"),
        ("error=server_error", "unavailable"),
        ("error=invalid_scope", "misconfigured"),
        ("error=%3Cscript%3E", "failed"),
        ("code=", "failed"),
        ("", "failed"),
        ("code=c&iss=https%3A%2F%2Fevil.test%2Fam%2Foauth2", "failed"),
        (
            "code=c&iss=https%3A%2F%2Fidpcvs.opel.com%2Fam%2Foauth2",
            "failed",
        ),
    ] {
        let state = browser.begin("/auth/login?brand=peugeot&return_to=/x?y%23z");
        let response = browser.visit(&format!("/auth/callback?state={state}&{said}"));
        assert_eq!(location(&response), format!("/x?y&login_error={told}#z"));
        assert!(browser.cookies.is_empty(), "{said}: {:?}", browser.cookies);
    }
    let state = browser.begin("/auth/login?brand=peugeot");
    let iss = "https%3A%2F%2Fidpcvs.peugeot.com%3A443%2Fam%2Foauth2";
    browser.visit(&format!("/auth/callback?state={state}&code=c&iss={iss}"));
    assert_eq!(browser.accounts().len(), 1);
}

#[test]
fn a_code_that_cannot_be_exchanged_is_told_by_its_reason() {
    let mut browser = Browser::new(&World::new(all_is_well));
    for (status, body, told) in [
        (400, r#"{"error":"invalid_grant"}"#, "expired"),
        (401, r#"{"error":"invalid_client"}"#, "misconfigured"),
        (500, "oops", "unavailable"),
        (200, "<html>", "unavailable"),
    ] {
        browser.world.serve(move |_| served(status, &[], body));
        let response = browser.log_in(Brand::Peugeot);
        assert_eq!(location(&response), format!("/?login_error={told}"));
    }
    browser
        .world
        .serve(|_| Err(HttpFailure::Unreachable("down".to_owned())));
    let response = browser.log_in(Brand::Peugeot);
    assert_eq!(location(&response), "/?login_error=unavailable");
    assert!(browser.cookies.is_empty());
}

#[test]
fn two_tabs_can_log_in_at_once_and_a_fourth_login_pushes_the_first_out() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let states: Vec<_> = (0..4)
        .map(|_| {
            browser.world.now.set(browser.world.now.get() + 1);
            browser.begin("/auth/login?brand=peugeot")
        })
        .collect();
    assert_eq!(browser.cookies.len(), 3);
    let outcomes: Vec<_> = states
        .iter()
        .map(|state| {
            let response = browser.visit(&format!("/auth/callback?state={state}&code=c"));
            location(&response).to_owned()
        })
        .collect();
    assert_eq!(outcomes, ["/?login_error=expired", "/", "/", "/"]);
    assert_eq!(browser.accounts().len(), 3);
}

#[test]
fn a_ninth_account_is_refused_before_the_driver_types_a_password() {
    let mut browser = Browser::new(&World::new(all_is_well));
    for _ in 0..8 {
        assert_eq!(location(&browser.log_in(Brand::Peugeot)), "/");
    }
    let response = browser.visit("/auth/login?brand=peugeot");
    assert_eq!(location(&response), "/?login_error=too-many-accounts");
}

#[test]
fn an_account_too_many_is_refused_at_the_callback_too() {
    let mut browser = Browser::new(&World::new(all_is_well));
    for _ in 0..7 {
        browser.log_in(Brand::Peugeot);
    }
    let states = [(); 2].map(|()| browser.begin("/auth/login?brand=opel"));
    let outcomes = states.map(|state| {
        let response = browser.visit(&format!("/auth/callback?state={state}&code=c"));
        location(&response).to_owned()
    });
    assert_eq!(outcomes, ["/", "/?login_error=too-many-accounts"]);
    browser.call("POST", "/auth/logout");
    assert!(browser.accounts().is_empty());
}

#[test]
fn an_unknown_brand_is_named_as_the_parameter_that_is_wrong() {
    let mut browser = Browser::new(&World::new(all_is_well));
    for target in [
        "/auth/login",
        "/auth/login?brand=fiat",
        "/auth/login?brand=",
    ] {
        let response = browser.visit(target);
        assert_eq!(response.status(), 400);
        assert_eq!(json(&response)["code"], "unknown-brand");
        assert_eq!(json(&response)["parameter"], "brand");
    }
}

#[test]
fn a_cookie_that_is_not_ours_is_nobody_and_is_taken_away() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.begin("/auth/login?brand=peugeot");
    let login = browser.cookies.values().next().unwrap().clone();
    for value in ["", "AAAA", "%%%", &login] {
        let name = "__Host-Http-ks-abcd2345".to_owned();
        browser.cookies.insert(name, value.to_owned());
        let response = browser.call("GET", "/api/v1/user");
        assert_eq!(response.status(), 401);
        assert_eq!(json(&response)["code"], "not-logged-in");
        let session = json(&browser.call("GET", "/auth/session"));
        assert_eq!(session["accounts"], serde_json::json!([]));
        assert!(browser.accounts().is_empty(), "{value}");
    }
}

#[test]
fn logging_out_revokes_and_works_again_with_nothing_left() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    let kept = browser.cookies.clone();
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(browser.cookies.is_empty());
    let sent = browser.world.sent.borrow();
    let revoke = sent.last().unwrap();
    assert_eq!(revoke.uri().path(), "/am/oauth2/token/revoke");
    assert!(
        revoke
            .body()
            .starts_with(b"token=refresh-of-access-1&realm=")
    );
    drop(sent);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    // The cookie of another tab, or a stolen one, opens nothing any more.
    browser.cookies = kept;
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 401);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
}

#[test]
fn logging_out_works_while_the_identity_provider_is_down() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.world.serve(|_| Err(HttpFailure::Timeout));
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(browser.cookies.is_empty());
}

#[test]
fn logging_out_of_one_account_leaves_the_others() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.log_in(Brand::Opel);
    let session = json(&browser.call("GET", "/auth/session"));
    assert_eq!(session["accounts"].as_array().unwrap().len(), 2);
    let slot = session["accounts"][0]["slot"].as_str().unwrap().to_owned();
    let ambiguous = browser.call("GET", "/api/v1/user");
    assert_eq!(json(&ambiguous)["code"], "choose-account");
    let named = browser.call("GET", &format!("/api/v1/accounts/{slot}/user"));
    assert_eq!(named.status(), 200);
    browser.call("POST", &format!("/auth/logout?account={slot}"));
    assert_eq!(browser.accounts().len(), 1);
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 200);
}

#[test]
fn a_login_that_is_lost_is_named_once_with_the_way_back_in() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Opel);
    let kept = browser.cookies.clone();
    browser.world.serve(|request| match request.uri().path() {
        "/am/oauth2/access_token" => served(400, &[], r#"{"error":"invalid_grant"}"#),
        _ => served(
            401,
            &[("relay-answer", "upstream")],
            r#"{"moreInformation":"Token is invalid"}"#,
        ),
    });
    let lost = browser.call("GET", "/api/v1/user");
    let login = "https://edge.test/auth/login?brand=opel";
    assert_eq!(json(&lost)["code"], "login-lost");
    assert_eq!(json(&lost)["loginUrl"], login);
    assert!(browser.cookies.is_empty(), "it stands in nobody's way");

    // Another tab may ask for the session first.
    browser.cookies = kept;
    let session = json(&browser.call("GET", "/auth/session"));
    assert_eq!(session["lost"][0]["loginUrl"], login);
    assert!(browser.cookies.is_empty());
    browser.world.serve(all_is_well);
    browser.log_in(Brand::Opel);
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 200);
}

#[test]
fn a_call_without_the_header_or_from_a_foreign_page_is_refused_before_anything_happens() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    let before = browser.world.sent.borrow().len();
    for (method, target) in [
        ("GET", "/api/v1/user"),
        ("GET", "/auth/session"),
        ("POST", "/auth/logout"),
    ] {
        let bare = browser.ask(method, target, &[]);
        assert_eq!(json(&bare)["code"], "csrf-header-missing");
        let evil = [("x-kerbside", "1"), ("origin", "https://evil.test")];
        let foreign = browser.ask(method, target, &evil);
        assert_eq!(json(&foreign)["code"], "origin-not-allowed");
        assert!(
            !foreign
                .headers()
                .contains_key("access-control-allow-origin")
        );
    }
    assert_eq!(browser.world.sent.borrow().len(), before);
    assert_eq!(browser.accounts().len(), 1);
}
