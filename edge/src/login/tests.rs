//! Logging in and out, from the browser's side, against an identity provider that is a function.

use shared::brand::Brand;

use crate::ports::{HttpFailure, RateLimit};
use crate::settings::tests::read;
use crate::testing::{Browser, World, all_is_well, json, location, served};

mod leave;
mod logout;

const REVOKE: &str = "/am/oauth2/token/revoke";

/// How often a token was revoked, or was to be.
fn revocations(browser: &Browser) -> usize {
    let sent = browser.world.sent.borrow();
    let is_one = |request: &&http::Request<Vec<u8>>| request.uri().path() == REVOKE;
    sent.iter().filter(is_one).count()
}

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
    assert!(browser.cookies.is_empty() && stranger.cookies.is_empty());
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
    let begun = browser.click("/auth/login?brand=peugeot&return_to=/cars");
    let kept = begun.headers()["set-cookie"].to_str().unwrap();
    assert!(kept.ends_with("; Max-Age=3600"), "{kept}");
    let state = browser.under_way(&begun);
    browser.world.now.set(browser.world.now.get() + 600);
    let response = browser.visit(&format!("/auth/callback?state={state}&code=c"));
    assert_eq!(location(&response), "/cars?login_error=expired");
    assert!(browser.cookies.is_empty() && browser.world.sent.borrow().is_empty());
}

#[test]
fn no_word_of_an_identity_provider_is_in_the_log() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let prose = "Camille%20Martin%20left%20AB-123-CD%20at%2048.85837";
    for said in [
        format!("error=access_denied&error_description={prose}"),
        format!("error={prose}"),
        format!("code=c&iss={prose}"),
    ] {
        let state = browser.begin("/auth/login?brand=peugeot");
        browser.visit(&format!("/auth/callback?state={state}&{said}"));
    }
    let state = browser.begin("/auth/login?brand=peugeot");
    browser.world.serve(|_| {
        let body = r#"{"error":"Camille","error_description":"Martin left AB-123-CD at 48.85837"}"#;
        served(400, &[], body)
    });
    browser.visit(&format!("/auth/callback?state={state}&code=c"));
    let log = browser.world.log();
    assert!(
        log.contains("foreign-issuer") && log.contains("code-exchange-failed"),
        "{log}"
    );
    for word in ["Camille", "Martin", "AB-123-CD", "48.85837"] {
        assert!(!log.contains(word), "{word}: {log}");
    }
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
    // Which setting is wrong is told by the word.
    let log = browser.world.log();
    assert!(log.contains(r#""event":"login-refused""#) && log.contains("invalid_scope"));
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
    let response = browser.click("/auth/login?brand=peugeot");
    assert_eq!(location(&response), "/?login_error=too-many-accounts");
}

#[test]
fn accounts_that_another_site_adds_beyond_the_eighth_are_logged_out() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    for _ in 0..9 {
        let page = browser.visit("/auth/login?brand=opel");
        let state = browser.under_way(&page);
        browser.visit(&format!("/auth/callback?state={state}&code=c"));
    }
    assert_eq!(browser.accounts().len(), 10);
    // The jar of this test is in the order of names, a browser's in that of age.
    let oldest: Vec<_> = browser
        .accounts()
        .iter()
        .take(8)
        .map(|&it| it.to_owned())
        .collect();
    let session = json(&browser.call("GET", "/auth/session"));
    assert_eq!(session["accounts"].as_array().unwrap().len(), 8);
    assert_eq!(browser.accounts(), oldest);
    assert_eq!(revocations(&browser), 2);
}

#[test]
fn a_login_beside_another_makes_a_session_of_its_own() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    let first = browser.cookies.clone();
    browser.log_in(Brand::Peugeot);
    assert_eq!(
        browser.world.insides.borrow().len(),
        2,
        "a session was taken over"
    );
    let (name, value) = first.first_key_value().unwrap();
    assert_eq!(
        browser.cookies.get(name),
        Some(value),
        "a cookie was rewritten"
    );
    assert_eq!(browser.accounts().len(), 2);
}

#[test]
fn what_the_request_says_of_its_host_is_in_no_address_of_a_login() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let headers = [
        ("host", "evil.test"),
        ("x-forwarded-host", "evil.test"),
        ("x-forwarded-proto", "http"),
        ("forwarded", "host=evil.test;proto=http"),
    ];
    for target in [
        "/auth/login?brand=opel",
        "/auth/session",
        "/.well-known/oauth-authorization-server",
    ] {
        let response = browser.ask(
            "GET",
            target,
            &[&headers[..], &[("x-kerbside", "1")]].concat(),
        );
        assert!(response.status().as_u16() < 400, "{target}");
        let said = format!("{response:?} {}", String::from_utf8_lossy(response.body()));
        assert!(!said.contains("evil.test"), "{said}");
        assert!(said.contains("edge.test"), "{said}");
    }
}

#[test]
fn a_drivers_browser_is_shown_a_page_where_a_login_cannot_begin_or_end() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.world.platform.allow(RateLimit::Callback, 0);
    for (target, status) in [
        ("/auth/login?brand=fiat", 400),
        ("/auth/callback?code=c", 429),
    ] {
        let accept = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        let page = browser.ask("GET", target, &[accept]);
        assert_eq!(page.status(), status);
        assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
        assert_eq!(page.headers().contains_key("retry-after"), status == 429);
        let program = browser.ask("GET", target, &[]);
        assert_eq!(
            program.headers()["content-type"],
            "application/problem+json"
        );
    }
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
fn a_call_that_does_not_reach_its_session_at_once_is_noticed_by_nobody() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.world.unheard.set(1);
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 200);
    browser.world.unheard.set(1);
    let session = json(&browser.call("GET", "/auth/session"));
    assert_eq!(session["accounts"].as_array().unwrap().len(), 1);
}

#[test]
fn tokens_that_no_session_takes_are_revoked_and_not_offered_again() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.world.unheard.set(1);
    let response = browser.log_in(Brand::Peugeot);
    assert_eq!(location(&response), "/?login_error=failed");
    assert!(browser.world.insides.borrow().is_empty());
    let sent = browser.world.sent.borrow();
    let body = sent.last().unwrap().body();
    assert!(body.starts_with(b"token=refresh-of-access-1&realm="));
}

#[test]
fn tokens_of_a_login_that_is_not_proven_are_revoked_once() {
    for is_up in [true, false] {
        let mut browser = Browser::new(&World::new(all_is_well));
        let settings = read(&[("SCOPES", "openid profile")]).unwrap();
        browser.world.deploy(settings);
        browser
            .world
            .serve(move |request| match request.uri().path() {
                REVOKE if !is_up => Err(HttpFailure::Timeout),
                _ => all_is_well(request),
            });
        let response = browser.log_in(Brand::Peugeot);
        assert_eq!(location(&response), "/?login_error=id-token-refused");
        assert_eq!(revocations(&browser), 1);
        assert_eq!(browser.world.log().contains("revoke-failed"), !is_up);
    }
}

#[test]
fn an_account_that_cannot_be_asked_is_neither_logged_in_nor_out() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Opel);
    let session = json(&browser.call("GET", "/auth/session"));
    assert!(session.get("unavailable").is_none(), "{session}");
    let slot = &session["accounts"][0]["slot"];
    browser.world.unheard.set(2);
    let answer = json(&browser.call("GET", "/auth/session"));
    assert_eq!(answer["unavailable"], serde_json::json!([{"slot": slot}]));
    assert_eq!(answer["accounts"], serde_json::json!([]));
    assert_eq!(json(&browser.call("GET", "/auth/session")), session);
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
