//! Logins whose id_token proves too little, from the browser's side.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::driver::DriverName;
use crate::settings::tests::read;
use crate::testing::{Browser, Served, World, all_is_well, location, served};

#[cfg(not(target_arch = "wasm32"))]
mod signature;

const NOW: u64 = 1_795_000_000;
const KEY_SET: &str = "/am/oauth2/connect/jwk_uri";

/// A driver who is asked for an id_token at an edge with these settings.
fn browser(changes: &[(&str, &str)]) -> Browser {
    let all = [changes, &[("SCOPES", "openid profile")]].concat();
    let browser = Browser::new(&World::new(all_is_well));
    browser.world.deploy(read(&all).unwrap());
    browser
}

/// Claims that prove everything, for a nonce.
fn good(nonce: &str) -> Value {
    json!({
        "iss": "https://idpcvs.peugeot.com:443/am/oauth2",
        "sub": "AP-ACNT2000",
        "aud": ["app"],
        "azp": "app",
        "iat": NOW,
        "exp": NOW + 600,
        "nonce": nonce,
    })
}

/// A JWT with a signature of no key's.
fn jwt(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.c2ln", part(header), part(claims))
}

pub(crate) fn rs256(claims: &Value) -> String {
    jwt(&json!({ "alg": "RS256", "kid": "k" }), claims)
}

/// Where a login ends in which the identity provider answers this, made for the login's nonce.
fn log_in(browser: &mut Browser, id_token: impl Fn(&str) -> Option<String>) -> String {
    log_in_with_keys(browser, id_token, || served(404, &[], ""))
}

/// The same while its key set is answered by `set`.
fn log_in_with_keys(
    browser: &mut Browser,
    id_token: impl Fn(&str) -> Option<String>,
    set: impl Fn() -> Served + 'static,
) -> String {
    let begun = browser.visit("/auth/login?brand=peugeot");
    let url: url::Url = location(&begun).parse().unwrap();
    let parameter = |name: &str| {
        let mut pairs = url.query_pairs();
        let found = pairs.find(|(found, _)| found == name);
        found.unwrap().1.into_owned()
    };
    let id_token = id_token(&parameter("nonce"));
    browser
        .world
        .serve(move |request| match request.uri().path() {
            "/am/oauth2/access_token" => {
                let mut body = json!({ "access_token": "a", "expires_in": 900 });
                if let Some(id_token) = &id_token {
                    body["id_token"] = id_token.as_str().into();
                }
                served(200, &[], &body.to_string())
            }
            KEY_SET => set(),
            _ => all_is_well(request),
        });
    let state = parameter("state");
    let back = browser.visit(&format!("/auth/callback?state={state}&code=c"));
    location(&back).to_owned()
}

/// Asserts that claims, changed like this, end the login and are written down so.
#[track_caller]
fn is_refused(change: impl Fn(&mut Value), written: &str) {
    let mut browser = browser(&[]);
    let end = log_in(&mut browser, |nonce| {
        let mut claims = good(nonce);
        change(&mut claims);
        Some(rs256(&claims))
    });
    assert_eq!(end, "/?login_error=id-token-refused", "{written}");
    assert!(browser.accounts().is_empty());
    let log = browser.world.log();
    assert!(
        log.contains("id-token-refused") && log.contains(written),
        "{log}"
    );
}

/// Where a login ends that was begun with `max_age=60`, by when the driver proved who they are.
fn fresh_login(auth_time: Option<u64>) -> (String, Browser) {
    let mut browser = browser(&[]);
    let target = "/auth/login?brand=peugeot&max_age=60";
    let end = browser.log_in_as(target, "AP-ACNT2000", auth_time);
    (location(&end).to_owned(), browser)
}

#[test]
fn a_fresh_login_needs_a_fresh_proof() {
    for auth_time in [NOW - 120, NOW - 1, NOW, NOW + 60] {
        let (end, _) = fresh_login(Some(auth_time));
        assert_eq!(end, "/", "{auth_time}");
    }
    for auth_time in [None, Some(NOW - 121), Some(0), Some(NOW + 61)] {
        let (end, browser) = fresh_login(auth_time);
        assert_eq!(end, "/?login_error=id-token-refused", "{auth_time:?}");
        assert!(browser.world.log().contains("did not prove anew"));
    }
}

#[test]
fn who_has_logged_in_is_kept_and_when_they_proved_it() {
    let (_, browser) = fresh_login(Some(NOW + 30));
    let record = |browser: &Browser| {
        let insides = browser.world.insides.borrow();
        insides.values().find_map(|inside| inside.record()).unwrap()
    };
    let driver = record(&browser).driver.unwrap();
    let name = DriverName::new("clientsB2CPeugeot", "AP-ACNT2000");
    assert_eq!((driver.name, driver.auth_time), (name, Some(NOW)));
    let mut other = super::tests::browser(&[]);
    other.log_in_as("/auth/login?brand=peugeot", "AP-ACNT2000", None);
    assert_eq!(record(&other).driver.unwrap().auth_time, None);
    let kept = serde_json::to_string(&record(&other)).unwrap();
    assert!(!kept.contains("AP-ACNT2000"), "{kept}");
}

#[test]
fn an_id_token_for_this_login_lets_it_through() {
    for change in [
        |_: &mut Value| {},
        |claims: &mut Value| claims["aud"] = "app".into(),
        |claims: &mut Value| claims["aud"] = json!(["other", "app"]),
        |claims: &mut Value| claims["iss"] = "https://idpcvs.peugeot.com/am/oauth2".into(),
        |claims: &mut Value| claims["exp"] = (NOW - 59).into(),
        |claims: &mut Value| claims["iat"] = (NOW as f64 + 59.5).into(),
        |claims: &mut Value| claims["updated_at"] = "0".into(),
    ] {
        let mut browser = browser(&[]);
        let end = log_in(&mut browser, |nonce| {
            let mut claims = good(nonce);
            change(&mut claims);
            Some(rs256(&claims))
        });
        assert_eq!(end, "/", "{}", browser.world.log());
        assert_eq!(browser.accounts().len(), 1);
    }
}

#[test]
fn none_is_fine_unless_openid_was_asked_for() {
    let mut without = browser(&[("SCOPES", "profile")]);
    assert_eq!(log_in(&mut without, |_| None), "/");
    let mut with = browser(&[]);
    let end = log_in(&mut with, |_| None);
    assert_eq!(end, "/?login_error=id-token-refused");
    assert!(with.world.log().contains("openid was asked for"));
}

#[test]
fn one_that_nobody_asked_for_is_checked_all_the_same() {
    let mut browser = browser(&[("SCOPES", "profile")]);
    let end = log_in(&mut browser, |_| Some(rs256(&good("another"))));
    assert_eq!(end, "/?login_error=id-token-refused");
}

#[test]
fn a_foreign_issuer_is_refused_and_its_length_is_in_the_log() {
    for issuer in [
        "https://idpcvs.citroen.com:443/am/oauth2",
        "http://idpcvs.peugeot.com/am/oauth2",
        "https://idpcvs.peugeot.com:8443/am/oauth2",
        "https://idpcvs.peugeot.com/other",
        "https://evil.test/am/oauth2",
    ] {
        let why = format!("its issuer is another, of {} bytes", issuer.len());
        is_refused(|claims| claims["iss"] = issuer.into(), &why);
    }
}

#[test]
fn an_issuer_that_the_settings_accept_is_one_of_ours() {
    let accepted = ("ACCEPTED_ISSUERS", "https://sso.test/oidc");
    let end = log_in(&mut browser(&[accepted]), |nonce| {
        let mut claims = good(nonce);
        claims["iss"] = "https://sso.test:443/oidc".into();
        Some(rs256(&claims))
    });
    assert_eq!(end, "/");
}

#[test]
fn one_for_another_app_or_for_others_besides_is_refused() {
    for aud in [json!("other"), json!(["other"]), json!([])] {
        is_refused(|claims| claims["aud"] = aud.clone(), "audience");
    }
    is_refused(|claims| claims["azp"] = "other".into(), "audience");
    is_refused(
        |claims| {
            claims["aud"] = json!(["app", "other"]);
            claims.as_object_mut().unwrap().remove("azp");
        },
        "audience",
    );
}

#[test]
fn one_of_another_time_is_refused() {
    is_refused(
        |claims| claims["exp"] = (NOW - 60).into(),
        "its time is over",
    );
    is_refused(|claims| claims["iat"] = (NOW + 61).into(), "another time");
    is_refused(|claims| claims["iat"] = (NOW - 61).into(), "another time");
}

#[test]
fn one_of_another_login_is_refused() {
    is_refused(|claims| claims["nonce"] = "another".into(), "nonce");
    is_refused(
        |claims| {
            claims.as_object_mut().unwrap().remove("nonce");
        },
        "nonce",
    );
}

#[test]
fn what_is_not_signed_is_refused() {
    for alg in ["none", "NONE", "None"] {
        let mut browser = browser(&[]);
        let end = log_in(&mut browser, |nonce| {
            Some(jwt(&json!({ "alg": alg }), &good(nonce)))
        });
        assert_eq!(end, "/?login_error=id-token-refused", "{alg}");
    }
    let mut browser = browser(&[]);
    let end = log_in(&mut browser, |nonce| {
        let signed = rs256(&good(nonce));
        Some(signed.trim_end_matches("c2ln").to_owned())
    });
    assert_eq!(end, "/?login_error=id-token-refused");
}

#[test]
fn what_is_no_id_token_is_refused() {
    for name in ["iss", "sub", "aud", "exp", "iat"] {
        is_refused(|claims| claims[name] = Value::Null, "no id_token");
    }
    is_refused(|claims| claims["sub"] = "".into(), "no id_token");
    for token in ["x", "a.b", "..", "%.%.%", "bnVsbA.bnVsbA.eA"] {
        let end = log_in(&mut browser(&[]), |_| Some(token.to_owned()));
        assert_eq!(end, "/?login_error=id-token-refused", "{token}");
    }
}
