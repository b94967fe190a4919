//! A login for a client ends in an authorization code, and only the client that began it can
//! redeem it.

use super::*;
use crate::ports::{HttpFailure, RateLimit};
use crate::session::message::{Envelope, Message, Opaque, Reply};
use crate::session::object::SessionObject;
use crate::testing::{Inside, all_is_well, served, settings};
use shared::brand::Brand;

fn pairs(told: &[(String, String)]) -> Vec<(&str, &str)> {
    told.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

#[test]
fn a_client_may_ask_for_a_fresh_login() {
    let client = Client::phone(&World::new(all_is_well));
    let mut browser = Browser::new(&client.world);
    let begun = browser.visit(&client.address(&[("max_age", "60")]));
    assert!(crate::testing::link(&begun).ends_with("&max_age=60"));
    let refused = browser.visit(&client.address(&[("max_age", "soon")]));
    let refused = told(PHONE, &refused);
    assert_eq!(refused[0].1, "invalid_request", "{refused:?}");
    assert!(
        refused[1].1.starts_with("max_age is a number"),
        "{refused:?}"
    );
}

#[test]
fn a_client_is_answered_with_a_code_its_own_state_and_who_answers() {
    let mut phone = Client::phone(&World::new(all_is_well));
    let told = phone.answered();
    let code = &told[0].1;
    assert_eq!(
        pairs(&told),
        [
            ("code", code.as_str()),
            ("state", "st&te"),
            ("iss", "https://edge.test")
        ]
    );
    assert!(code.len() < 200, "{}", code.len());
    for secret in ["code-1", "access-1", "refresh-of"] {
        assert!(!format!("{told:?}").contains(secret));
    }
}

#[test]
fn a_redirect_uri_with_a_query_or_a_port_of_the_device_is_answered_as_it_was_asked() {
    let world = World::new(all_is_well);
    for (id, redirect_uri, before) in [
        (
            "tablet",
            "https://tablet.test/callback?x=1",
            "https://tablet.test/callback?x=1&code=",
        ),
        (
            "phone",
            "http://127.0.0.1:51004/callback",
            "http://127.0.0.1:51004/callback?code=",
        ),
    ] {
        let mut client = Client {
            id,
            redirect_uri,
            ..Client::phone(&world)
        };
        let state = client.browser.begin(&client.address(&[]));
        let callback = format!("/auth/callback?state={state}&code=c");
        let response = client.browser.visit(&callback);
        let place = location(&response);
        assert!(place.starts_with(before), "{place}");
        let code = &told(redirect_uri, &response)[0].1;
        assert_eq!(client.exchange(code, &[]).status(), 200);
    }
}

#[test]
fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let mut phone = Client::phone(&World::new(all_is_well));
    for changes in [
        vec![("client_id", "nobody")],
        vec![("client_id", "")],
        vec![("client_id", "phone"), ("client_id", "phone")],
        vec![("redirect_uri", "com.example.app:/callback/")],
        vec![("redirect_uri", "https://evil.test/")],
        vec![("redirect_uri", "")],
        vec![
            ("redirect_uri", PHONE),
            ("redirect_uri", "https://evil.test/"),
        ],
        vec![("redirect_uri", "https://other.test/callback")],
    ] {
        let response = phone.browser.visit(&phone.address(&changes));
        assert_eq!(response.status(), 400, "{changes:?}");
        assert!(!response.headers().contains_key("location"), "{changes:?}");
        assert_eq!(
            response.headers()["content-type"],
            "text/html; charset=utf-8"
        );
        assert!(phone.browser.cookies.is_empty());
    }
    let response = phone
        .browser
        .visit(&phone.address(&[("redirect_uri", "https://evil.test/<script>")]));
    let page = String::from_utf8(response.into_body()).unwrap();
    assert!(page.contains("Phone asks to be answered"), "{page}");
    assert!(!page.contains("evil"), "{page}");
}

#[test]
fn every_other_mistake_is_told_to_the_client() {
    let mut phone = Client::phone(&World::new(all_is_well));
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("response_type", "", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge_method", "", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("scope", "openid", "invalid_scope"),
        ("brand", "fiat", "invalid_request"),
        ("brand", "", "invalid_request"),
    ] {
        let response = phone.browser.visit(&phone.address(&[(name, value)]));
        assert_eq!(response.status(), 303, "{name}={value}");
        let told = told(PHONE, &response);
        let told = pairs(&told);
        assert_eq!(told[0], ("error", error), "{name}={value}");
        assert!(told[1].1.starts_with(name), "{name}={value}: {told:?}");
        assert_eq!(
            told[2..],
            [("state", "st&te"), ("iss", "https://edge.test")]
        );
        assert!(phone.browser.cookies.is_empty(), "{name}={value}");
    }
    let twice = [("brand", "opel"), ("brand", "ds")];
    let response = phone.browser.visit(&phone.address(&twice));
    assert_eq!(told(PHONE, &response)[0].1, "invalid_request");
}

#[test]
fn a_state_that_no_cookie_could_keep_is_refused_and_every_other_is_kept() {
    let mut phone = Client::phone(&World::new(all_is_well));
    for state in ["x".repeat(513), "\u{1}".to_owned(), "é".to_owned()] {
        let response = phone.browser.visit(&phone.address(&[("state", &state)]));
        assert_eq!(told(PHONE, &response)[0].1, "invalid_request");
    }
    // Of all that may be in a state, quotes take most room in the cookie.
    let state = "\"".repeat(512);
    phone.browser.visit(&phone.address(&[("state", &state)]));
    let (name, value) = phone.browser.cookies.first_key_value().unwrap();
    assert!(
        name.len() + value.len() <= 4096 - 512,
        "room for a long redirect URI"
    );
}

#[test]
fn what_is_refused_before_an_endpoint_is_reached_is_told_in_oauths_words_too() {
    for path in ["/auth/token", "/auth/revoke"] {
        let phone = Client::phone(&World::new(all_is_well));
        phone.world.platform.allow(RateLimit::HandOff, 1);
        let tried = || phone.post(path, "");
        assert_eq!(tried().status(), 400);
        let refused = tried();
        assert_eq!(refused.status(), 429, "{path}");
        assert_eq!(refused.headers()["retry-after"], "60");
        assert_eq!(json(&refused)["retryAfter"], 60);
        assert_eq!(json(&refused)["error"], "temporarily_unavailable");
        assert_eq!(json(&refused)["code"], "too-many-requests");

        let mut request = Request {
            method: "POST".to_owned(),
            path: path.to_owned(),
            query: "x".repeat(9000),
            ..Request::default()
        };
        let too_long = ask(&phone.world, &settings(), &request);
        assert_eq!(json(&too_long)["error"], "invalid_request", "{path}");
        assert_eq!(too_long.status(), 414);
        request.method = "GET".to_owned();
        let not_by_get = ask(&phone.world, &settings(), &request);
        assert_eq!(not_by_get.status(), 405);
        assert_eq!(not_by_get.headers()["allow"], "POST");
        assert_eq!(json(&not_by_get)["error"], "invalid_request");
    }
}

#[test]
fn a_login_that_comes_to_nothing_is_told_to_the_client() {
    let mut phone = Client::phone(&World::new(all_is_well));
    for (said, error, reason) in [
        ("error=access_denied", "access_denied", "denied"),
        (
            "error=server_error",
            "temporarily_unavailable",
            "unavailable",
        ),
        ("error=invalid_scope", "server_error", "misconfigured"),
    ] {
        let state = phone.browser.begin(&phone.address(&[]));
        let response = phone
            .browser
            .visit(&format!("/auth/callback?state={state}&{said}"));
        let told = told(PHONE, &response);
        assert_eq!(
            pairs(&told),
            [
                ("error", error),
                ("error_description", reason),
                ("state", "st&te"),
                ("iss", "https://edge.test")
            ]
        );
    }
    phone.world.serve(|_| Err(HttpFailure::Timeout));
    assert_eq!(phone.answered()[0].1, "temporarily_unavailable");
}

#[test]
fn a_code_is_good_with_the_verifier_the_client_and_the_redirect_uri_it_was_asked_with() {
    let mut phone = Client::phone(&World::new(all_is_well));
    let code = phone.code();
    let other = VERIFIER.replace('d', "e");
    for change in [
        ("code_verifier", other.as_str()),
        ("client_id", "tablet"),
        ("redirect_uri", "https://tablet.test/callback?x=1"),
        ("redirect_uri", "com.example.app:/callback/"),
        ("code", code.strip_suffix(|_: char| true).unwrap()),
        ("code", "AAAA"),
    ] {
        let refused = phone.exchange(&code, &[change]);
        assert_eq!(refused.status(), 400);
        assert_eq!(json(&refused)["error"], "invalid_grant", "{change:?}");
        assert_eq!(json(&refused)["code"], "code-refused");
    }
    let given = phone.exchange(&code, &[]);
    assert_eq!(given.status(), 200, "none of this spoilt the code");
    assert_eq!(given.headers()["cache-control"], "no-store");
    let given = json(&given);
    assert_eq!(given["token_type"], "Bearer");
    assert_eq!(given["expires_in"], 180 * 24 * 3600);
    assert_eq!(given.as_object().unwrap().len(), 3, "{given}");
}

#[test]
fn a_code_is_good_for_a_minute_and_its_session_ends_with_it() {
    let world = World::new(all_is_well);
    let mut phone = Client::phone(&world);
    let (late, in_time) = (phone.code(), phone.code());
    world.now.set(world.now.get() + 59);
    assert_eq!(phone.exchange(&in_time, &[]).status(), 200);
    world.now.set(world.now.get() + 1);
    assert_eq!(json(&phone.exchange(&late, &[]))["error"], "invalid_grant");
}

#[test]
fn the_tokens_behind_a_code_that_nobody_comes_for_are_revoked_and_no_others() {
    let world = World::new(all_is_well);
    let mut phone = Client::phone(&world);
    let (_, in_time) = (phone.code(), phone.code());
    let given = json(&phone.exchange(&in_time, &[]));
    world.pass(60);
    assert_eq!(revoked(&world), 1);
    let bearer = given["access_token"].as_str().unwrap();
    assert_eq!(phone.call("/api/v1/user", bearer).status(), 200);
}

#[test]
fn a_second_use_of_a_code_ends_what_the_first_one_got() {
    let world = World::new(all_is_well);
    let mut phone = Client::phone(&world);
    let code = phone.code();
    let given = json(&phone.exchange(&code, &[]));
    let bearer = given["access_token"].as_str().unwrap();
    assert_eq!(phone.call("/api/v1/user", bearer).status(), 200);

    // Who has no verifier cannot end it.
    let other = VERIFIER.replace('d', "e");
    phone.exchange(&code, &[("code_verifier", &other)]);
    assert_eq!(phone.call("/api/v1/user", bearer).status(), 200);

    assert_eq!(json(&phone.exchange(&code, &[]))["error"], "invalid_grant");
    assert_eq!(phone.call("/api/v1/user", bearer).status(), 401);
    let last = world.sent.borrow().last().unwrap().uri().path().to_owned();
    assert_eq!(last, "/am/oauth2/token/revoke");
}

#[test]
fn a_session_that_no_client_takes_over_deletes_itself() {
    let world = World::new(all_is_well);
    let object = SessionObject::new(Inside::new(&world), Ok(settings()));
    let secret = || Opaque(Secret::from("sixteen bytes ok"));
    let ask = |message| {
        let request_id = "8f3c".to_owned();
        soon(object.answer(Envelope {
            last_known: String::new(),
            request_id,
            message,
        }))
    };
    let open = || Message::Open {
        secret: secret(),
        brand: Brand::Opel,
        access: Opaque(Secret::from("access-0")),
        refresh: None,
        expires_in: 900,
        driver: None,
        awaits_code: true,
    };
    assert!(matches!(ask(open()), Reply::Done));
    world.now.set(world.now.get() + 60);
    soon(object.wake()).unwrap();
    assert_eq!(revoked(&world), 1, "the access token: it has no other");
    // There is room for another.
    assert!(matches!(ask(open()), Reply::Done));
    assert!(matches!(
        ask(Message::Redeem { secret: secret() }),
        Reply::Done
    ));
    world.now.set(world.now.get() + 61);
    soon(object.wake()).unwrap();
    assert!(matches!(
        ask(Message::View { secret: secret() }),
        Reply::View { .. }
    ));
}

#[test]
fn a_session_of_the_web_is_not_handed_to_a_client() {
    let world = World::new(all_is_well);
    let object = SessionObject::new(Inside::new(&world), Ok(settings()));
    let secret = Opaque(Secret::from("sixteen bytes ok"));
    let message = Message::Redeem { secret };
    let request_id = "8f3c".to_owned();
    let reply = soon(object.answer(Envelope {
        last_known: String::new(),
        request_id,
        message,
    }));
    assert!(matches!(reply, Reply::Ended));
}

#[test]
fn the_token_endpoint_refuses_in_oauths_words_and_ours() {
    let mut phone = Client::phone(&World::new(all_is_well));
    let code = phone.code();
    for (name, value, error, ours) in [
        (
            "grant_type",
            "refresh_token",
            "unsupported_grant_type",
            "invalid-parameter",
        ),
        ("grant_type", "", "invalid_request", "invalid-parameter"),
        ("client_id", "nobody", "invalid_client", "unknown-client"),
        ("client_id", "", "invalid_request", "invalid-parameter"),
        ("code", "", "invalid_request", "invalid-parameter"),
        ("redirect_uri", "", "invalid_request", "invalid-parameter"),
        ("code_verifier", "", "invalid_request", "invalid-parameter"),
        (
            "code_verifier",
            "short",
            "invalid_request",
            "invalid-parameter",
        ),
    ] {
        let refused = phone.exchange(&code, &[(name, value)]);
        assert_eq!(refused.status(), 400);
        assert_eq!(refused.headers()["content-type"], "application/json");
        assert_eq!(refused.headers()["cache-control"], "no-store");
        let refused = json(&refused);
        assert_eq!(refused["error"], error, "{name}={value}");
        assert_eq!(refused["code"], ours, "{name}={value}");
        let description = refused["error_description"].as_str().unwrap();
        assert!(!description.is_empty());
    }
    let json_body = phone.post("/auth/token", "{}");
    assert_eq!(json(&json_body)["error"], "invalid_request");
    let mut request = Request {
        method: "POST".to_owned(),
        path: "/auth/token".to_owned(),
        body: Body::TooLarge,
        ..Request::default()
    };
    let too_large = ask(&phone.world, &settings(), &request);
    assert_eq!(too_large.status(), 413);
    request.body = Body::Whole(form(&[("grant_type", "authorization_code")]).into_bytes());
    let no_form = json(&ask(&phone.world, &settings(), &request));
    assert!(
        no_form["error_description"]
            .as_str()
            .unwrap()
            .starts_with("content-type")
    );
}

#[test]
fn the_metadata_is_what_rfc_8414_wants_and_names_this_very_server() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let metadata = json(&browser.visit("/.well-known/oauth-authorization-server"));
    assert_eq!(metadata["issuer"], "https://edge.test");
    for (name, path) in [
        ("authorization_endpoint", "/auth/authorize"),
        ("token_endpoint", "/auth/token"),
        ("revocation_endpoint", "/auth/revoke"),
    ] {
        assert_eq!(metadata[name], format!("https://edge.test{path}"));
    }
    assert_eq!(metadata["code_challenge_methods_supported"][0], "S256");
    assert_eq!(
        metadata["authorization_response_iss_parameter_supported"],
        true
    );
}

#[test]
fn nothing_secret_of_an_authorization_code_is_in_the_log() {
    let world = World::new(all_is_well);
    let mut phone = Client::phone(&world);
    let code = phone.code();
    let bearer = json(&phone.exchange(&code, &[]));
    let bearer = bearer["access_token"].as_str().unwrap();
    phone.call("/api/v1/user", bearer);
    phone.exchange(&code, &[]);
    let log = world.log();
    assert!(
        log.contains("handed-off") && log.contains("code-used-twice"),
        "{log}"
    );
    for secret in [&code, bearer, VERIFIER, "access-1", "st&te"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}

#[test]
fn a_brand_whose_login_service_is_down_leaves_the_client_with_a_reason() {
    let world = World::new(|_| served(503, &[], "oops"));
    let mut phone = Client::phone(&world);
    assert_eq!(phone.answered()[0].1, "temporarily_unavailable");
}
