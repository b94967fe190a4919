//! What codes and tokens are good for, and for whom.

use super::*;
use crate::world::brand::Brand;

const NOW: SystemTime = SystemTime::UNIX_EPOCH;
const APP: Bearer<'_> = Bearer {
    client_id: "app",
    brand: Brand::Opel,
};
const OTHER_APP: Bearer<'_> = Bearer {
    client_id: "other",
    brand: Brand::Opel,
};
const OTHER_BRAND: Bearer<'_> = Bearer {
    client_id: "app",
    brand: Brand::Vauxhall,
};
const URI: &str = "https://app.test/callback";
/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

fn store(grace: u64) -> Tokens {
    Tokens::new(Chance::fresh().unwrap(), seconds(3600), seconds(grace))
}

fn login() -> Login {
    Login {
        brand: Brand::Opel,
        username: String::from("jonas"),
        client_id: String::from("app"),
        scope: String::from("openid"),
        nonce: None,
        at: NOW,
    }
}

fn code(tokens: &Tokens, challenge: Option<&str>) -> String {
    let binding = Binding {
        redirect_uri: String::from(URI),
        challenge: challenge.map(str::to_owned),
        given: NOW,
    };
    tokens.code(login(), binding)
}

#[test]
fn a_code_is_good_for_exactly_what_it_was_given_for() {
    let tokens = store(60);
    let later = NOW + seconds(59);
    let refused: [(Bearer<'_>, &str, Option<&str>, SystemTime); 7] = [
        (OTHER_APP, URI, Some(VERIFIER), later),
        (OTHER_BRAND, URI, Some(VERIFIER), later),
        (APP, "https://app.test/callback/", Some(VERIFIER), later),
        (APP, URI, None, later),
        (APP, URI, Some(CHALLENGE), later),
        (APP, URI, Some(""), later),
        (APP, URI, Some(VERIFIER), NOW + seconds(60)),
    ];
    for (by, uri, verifier, now) in refused {
        let code = code(&tokens, Some(CHALLENGE));
        let outcome = tokens.redeem(&code, by, uri, verifier, now);
        assert_eq!(outcome.unwrap_err(), NotGood, "{by:?} {uri} {verifier:?}");
    }
    let code = code(&tokens, Some(CHALLENGE));
    tokens
        .redeem(&code, APP, URI, Some(VERIFIER), later)
        .unwrap();
}

#[test]
fn a_verifier_without_a_challenge_is_refused() {
    let tokens = store(60);
    let code = code(&tokens, None);
    assert_eq!(
        tokens.redeem(&code, APP, URI, Some(VERIFIER), NOW).err(),
        Some(NotGood)
    );
    assert!(tokens.redeem(&code, APP, URI, None, NOW).is_ok());
}

#[test]
fn a_second_use_of_a_code_revokes_what_the_first_gave() {
    let tokens = store(60);
    let code = code(&tokens, None);
    let issued = tokens.redeem(&code, APP, URI, None, NOW).unwrap();
    assert!(tokens.introspect(&issued.access, NOW).is_some());
    assert_eq!(
        tokens.redeem(&code, APP, URI, None, NOW).err(),
        Some(NotGood)
    );
    assert!(tokens.introspect(&issued.access, NOW).is_none());
    assert_eq!(
        tokens.refresh(&issued.refresh, APP, NOW).err(),
        Some(NotGood)
    );
}

#[test]
fn somebody_else_cannot_spend_a_code() {
    let tokens = store(60);
    let code = code(&tokens, None);
    let issued = tokens.redeem(&code, APP, URI, None, NOW).unwrap();
    assert_eq!(
        tokens.redeem(&code, OTHER_APP, URI, None, NOW).err(),
        Some(NotGood)
    );
    assert!(tokens.introspect(&issued.access, NOW).is_some());
}

#[test]
fn an_access_token_ends_on_time() {
    let tokens = store(60);
    let issued = tokens.grant(login());
    let live = |now| tokens.introspect(&issued.access, now).is_some();
    assert!(live(NOW + seconds(3599)));
    assert!(!live(NOW + seconds(3600)));
}

#[test]
fn a_rotated_refresh_token_is_good_until_its_grace_ends() {
    let tokens = store(60);
    let first = tokens.grant(login()).refresh;
    let second = tokens.refresh(&first, APP, NOW).unwrap().refresh;
    assert_ne!(first, second);
    // Using it again does not prolong it.
    assert!(tokens.refresh(&first, APP, NOW + seconds(59)).is_ok());
    assert_eq!(
        tokens.refresh(&first, APP, NOW + seconds(60)).err(),
        Some(NotGood)
    );
    assert!(tokens.refresh(&second, APP, NOW + seconds(90_000)).is_ok());
}

#[test]
fn without_grace_a_rotated_refresh_token_is_dead_at_once() {
    let tokens = store(0);
    let first = tokens.grant(login()).refresh;
    assert!(tokens.refresh(&first, APP, NOW).is_ok());
    assert_eq!(tokens.refresh(&first, APP, NOW).err(), Some(NotGood));
}

#[test]
fn a_refresh_token_is_of_one_app_and_one_brand() {
    let tokens = store(0);
    let token = tokens.grant(login()).refresh;
    assert_eq!(tokens.refresh(&token, OTHER_APP, NOW).err(), Some(NotGood));
    assert_eq!(
        tokens.refresh(&token, OTHER_BRAND, NOW).err(),
        Some(NotGood)
    );
    assert!(tokens.refresh(&token, APP, NOW).is_ok());
}

#[test]
fn revoking_a_refresh_token_takes_its_access_tokens_along() {
    let tokens = store(60);
    let issued = tokens.grant(login());
    let kept = tokens.grant(login());
    assert_eq!(tokens.revoke(&issued.refresh, OTHER_APP), Err(NotYours));
    assert_eq!(tokens.revoke(&issued.refresh, APP), Ok(()));
    assert_eq!(tokens.revoke(&issued.refresh, APP), Ok(()));
    assert!(tokens.introspect(&issued.access, NOW).is_none());
    assert!(tokens.introspect(&kept.access, NOW).is_some());
}

#[test]
fn revoking_an_access_token_leaves_the_refresh_token() {
    let tokens = store(60);
    let issued = tokens.grant(login());
    assert_eq!(tokens.revoke(&issued.access, APP), Ok(()));
    assert!(tokens.introspect(&issued.access, NOW).is_none());
    assert!(tokens.refresh(&issued.refresh, APP, NOW).is_ok());
}

#[test]
fn expiring_is_for_access_tokens_and_ending_for_all() {
    let tokens = store(60);
    let issued = tokens.grant(login());
    tokens.expire(Some("nobody"));
    assert!(tokens.introspect(&issued.access, NOW).is_some());
    tokens.expire(Some("jonas"));
    assert!(tokens.introspect(&issued.access, NOW).is_none());
    let refreshed = tokens.refresh(&issued.refresh, APP, NOW).unwrap();
    tokens.end(None);
    assert!(tokens.introspect(&refreshed.access, NOW).is_none());
    assert_eq!(
        tokens.refresh(&refreshed.refresh, APP, NOW).err(),
        Some(NotGood)
    );
}
