//! Logging in by password, from a page's side.

use serde_json::json;

use crate::ports::{HttpFailure, RateLimit};
use crate::settings::tests::read;
use crate::testing::{Browser, World, json, served};

const PAGE: [(&str, &str); 3] = [
    ("x-kerbside", "1"),
    ("origin", "https://edge.test"),
    ("content-type", "application/json"),
];
const SENT: &str = r#"{"brand":"citroen","username":"Manon@citroen.test","password":"pa55-w0rd"}"#;
const PREPRODUCTION: &str = "https://idpcvs-preprod.{tld}/am/oauth2";

/// A browser of an edge that takes passwords for Citroën, whose identity provider knows one.
fn browser() -> Browser {
    let world = World::new(|request| {
        let body = String::from_utf8(request.body().clone()).unwrap();
        if !body.contains("password=pa55-w0rd") {
            return served(400, &[], r#"{"error":"invalid_grant"}"#);
        }
        let claims = json!({
            "iss": "https://idpcvs-preprod.citroen.com:443/am/oauth2",
            "sub": "AC-ACNT2000",
            "aud": "app",
            "iat": 1_795_000_000_u64,
            "exp": 1_795_000_600_u64,
        });
        let id_token = crate::login::id_token::tests::rs256(&claims);
        let body = json!({ "access_token": "access-1", "expires_in": 900, "id_token": id_token });
        served(200, &[], &body.to_string())
    });
    let browser = Browser::new(&world);
    browser.world.deploy(
        read(&[
            ("IDP_BASE", PREPRODUCTION),
            ("PASSWORD_GRANT_BRANDS", "citroen"),
        ])
        .unwrap(),
    );
    browser
}

/// The slug of the problem that a request is answered with.
fn refused(browser: &mut Browser, headers: &[(&'static str, &str)], body: &str) -> (u16, String) {
    let answer = browser.send("POST", "/auth/password", headers, body);
    assert!(browser.accounts().is_empty());
    let code = json(&answer)["code"].as_str().unwrap().to_owned();
    (answer.status().as_u16(), code)
}

#[test]
fn only_a_page_that_may_have_the_accounts_own_cookies_is_listened_to() {
    let mut browser = browser();
    let [header, _, media_type] = PAGE;
    for headers in [
        vec![
            ("authorization", "x"),
            ("origin", "https://evil.test"),
            media_type,
        ],
        vec![
            ("authorization", "x"),
            ("origin", "https://edge.test"),
            media_type,
        ],
        vec![header, ("origin", "https://other.test"), media_type],
    ] {
        let refused = refused(&mut browser, &headers, SENT);
        assert_eq!(
            refused,
            (403, "origin-not-allowed".to_owned()),
            "{headers:?}"
        );
    }
    assert_eq!(browser.world.sent_to("idpcvs-preprod.citroen.com"), 0);
}

#[test]
fn a_password_logs_in_as_the_login_page_does() {
    let mut browser = browser();
    let answer = browser.send("POST", "/auth/password", &PAGE, SENT);
    assert_eq!(answer.status(), 204, "{}", browser.world.log());
    assert_eq!(browser.accounts().len(), 1);
    let session = json(&browser.call("GET", "/auth/session"));
    assert_eq!(session["accounts"][0]["brand"], "citroen");

    let sent = browser.world.sent.borrow();
    assert_eq!(
        sent[0].uri(),
        "https://idpcvs-preprod.citroen.com/am/oauth2/access_token"
    );
    assert!(
        sent[0].headers()["authorization"]
            .to_str()
            .unwrap()
            .starts_with("Basic ")
    );
    assert_eq!(
        std::str::from_utf8(sent[0].body()).unwrap(),
        "realm=clientsB2CCitroen&grant_type=password&username=Manon%40citroen.test\
         &password=pa55-w0rd&scope=profile+openid"
    );
}

#[test]
fn it_is_not_there_unless_a_setting_turns_it_on_and_for_no_other_brand() {
    let mut off = browser();
    off.world
        .deploy(read(&[("IDP_BASE", PREPRODUCTION)]).unwrap());
    assert_eq!(
        refused(&mut off, &PAGE, SENT),
        (404, "not-found".to_owned())
    );
    let mut on = browser();
    let other = SENT.replace("citroen\"", "peugeot\"");
    assert_eq!(
        refused(&mut on, &PAGE, &other),
        (400, "unknown-brand".to_owned())
    );
    assert!(off.world.sent.borrow().is_empty() && on.world.sent.borrow().is_empty());
}

#[test]
fn only_a_page_of_ours_that_sends_json_is_listened_to() {
    let [header, origin, json] = PAGE;
    for (headers, status, code) in [
        (vec![origin, json], 403, "csrf-header-missing"),
        (vec![header, json], 403, "origin-not-allowed"),
        (
            vec![header, ("origin", "https://evil.test"), json],
            403,
            "origin-not-allowed",
        ),
        (vec![header, origin], 415, "unsupported-media-type"),
        (
            vec![header, origin, ("content-type", "text/plain")],
            415,
            "unsupported-media-type",
        ),
        (
            vec![
                header,
                origin,
                ("content-type", "application/x-www-form-urlencoded"),
            ],
            415,
            "unsupported-media-type",
        ),
    ] {
        let mut browser = browser();
        let answer = refused(&mut browser, &headers, SENT);
        assert_eq!(answer, (status, code.to_owned()), "{headers:?}");
        assert!(browser.world.sent.borrow().is_empty());
    }
}

#[test]
fn a_body_that_is_not_as_it_should_be_is_refused_without_being_quoted() {
    for body in [
        "",
        "null",
        "pa55-w0rd",
        r#"{"brand":"citroen","username":"x"}"#,
        r#"{"brand":"citroen","username":"x","password":7}"#,
    ] {
        let mut browser = browser();
        let answer = browser.send("POST", "/auth/password", &PAGE, body);
        assert_eq!(json(&answer)["code"], "invalid-body", "{body}");
        let text = std::str::from_utf8(answer.body()).unwrap();
        assert!(!text.contains("pa55"), "{text}");
    }
}

#[test]
fn a_wrong_password_is_told_as_that_and_other_trouble_as_itself() {
    let wrong = SENT.replace("pa55", "other");
    let mut browser = browser();
    assert_eq!(
        refused(&mut browser, &PAGE, &wrong),
        (401, "wrong-credentials".to_owned())
    );
    for (status, body, code) in [
        (400, r#"{"error":"server_error"}"#, "login-unavailable"),
        (401, r#"{"error":"invalid_client"}"#, "partner-access"),
        (200, r#"{"access_token":"a"}"#, "login-unproven"),
    ] {
        browser.world.serve(move |_| served(status, &[], body));
        assert_eq!(refused(&mut browser, &PAGE, SENT).1, code);
    }
    browser.world.serve(|_| Err(HttpFailure::Timeout));
    let down = refused(&mut browser, &PAGE, SENT);
    assert_eq!(down, (503, "login-unavailable".to_owned()));
}

#[test]
fn the_password_is_in_no_log_cookie_answer_or_session() {
    let mut browser = browser();
    let answer = browser.send("POST", "/auth/password", &PAGE, SENT);
    browser.send(
        "POST",
        "/auth/password",
        &PAGE,
        &SENT.replace("citroen\"", "opel\""),
    );
    let session = browser.call("GET", "/auth/session");
    let seen = format!(
        "{} {:?} {:?} {:?} {:?}",
        browser.world.log(),
        browser.cookies,
        answer,
        session,
        browser.world.platform.counts.borrow(),
    );
    assert!(seen.contains("/auth/password"), "{seen}");
    for secret in ["pa55-w0rd", "manon", "Manon", "app-secret"] {
        assert!(!seen.contains(secret), "{secret} in {seen}");
    }
}

#[test]
fn guesses_are_counted_by_place_and_by_user_name_however_it_is_written() {
    let mut browser = browser();
    browser.world.platform.allow(RateLimit::PasswordFor, 2);
    let guess = |browser: &mut Browser, name: &str| {
        let body = SENT
            .replace("Manon@citroen.test", name)
            .replace("pa55", "guess");
        refused(browser, &PAGE, &body).0
    };
    assert_eq!(guess(&mut browser, "manon@citroen.test"), 401);
    assert_eq!(guess(&mut browser, " MANON@citroen.test "), 401);
    assert_eq!(guess(&mut browser, "manon@citroen.test"), 429);
    assert_eq!(guess(&mut browser, "other@citroen.test"), 401);
    let asked = browser.world.sent.borrow().len();
    assert_eq!(
        asked, 3,
        "the identity provider is not asked for the guess too many"
    );

    browser.world.platform.allow(RateLimit::PasswordFrom, 4);
    assert_eq!(guess(&mut browser, "yet-another@citroen.test"), 429);
}

#[test]
fn a_ninth_account_is_refused_here_too() {
    let mut browser = browser();
    for _ in 0..8 {
        browser.send("POST", "/auth/password", &PAGE, SENT);
    }
    let answer = browser.send("POST", "/auth/password", &PAGE, SENT);
    assert_eq!(json(&answer)["code"], "too-many-accounts");
    assert_eq!(browser.accounts().len(), 8);
}
