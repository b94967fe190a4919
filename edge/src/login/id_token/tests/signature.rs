//! The signature of an id_token, where the settings say where its keys are.

use std::cell::Cell;
use std::rc::Rc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize, PublicKeyComponents};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256};

use super::*;
use crate::ports::{HttpFailure, RsaKey};

const JWKS: (&str, &str) = (
    "IDP_JWKS_URL",
    "https://idpcvs.{tld}/am/oauth2/connect/jwk_uri",
);

/// A key of the identity provider's.
struct Signer(KeyPair);

impl Signer {
    fn new() -> Self {
        Self(KeyPair::generate(KeySize::Rsa2048).unwrap())
    }

    fn jwk(&self, kid: &str) -> Value {
        // RSAPublicKey (RFC 8017 appendix A.1.1), whose numbers have fixed places for this size.
        let public = self.0.public_key().as_ref();
        let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid,
            "n": number(&public[9..265]),
            "e": number(&public[267..]),
        })
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let unsigned = jwt(header, claims);
        let (signed, _) = unsigned.rsplit_once('.').unwrap();
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                signed.as_bytes(),
                &mut signature,
            )
            .unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// What WebCrypto does.
fn check(key: &RsaKey, message: &[u8], signature: &[u8]) -> bool {
    let number = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let key = PublicKeyComponents {
        n: number(&key.n),
        e: number(&key.e),
    };
    key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
        .is_ok()
}

/// A driver at an edge that checks signatures.
fn browser() -> Browser {
    let browser = super::browser(&[JWKS]);
    *browser.world.platform.check.borrow_mut() = Some(Box::new(check));
    browser
}

/// Where a login ends whose id_token is made by `sign`, while the key set is answered by `set`.
fn log_in(
    browser: &mut Browser,
    sign: impl Fn(&Value) -> String,
    set: impl Fn() -> Served + 'static,
) -> String {
    log_in_with_keys(browser, |nonce| Some(sign(&good(nonce))), set)
}

fn set(keys: &[Value]) -> impl Fn() -> Served + 'static {
    let set = json!({ "keys": keys }).to_string();
    move || served(200, &[], &set)
}

fn header(kid: &str) -> Value {
    json!({ "alg": "RS256", "kid": kid })
}

/// How often the key set was fetched.
fn fetches(browser: &Browser) -> usize {
    let sent = browser.world.sent.borrow();
    sent.iter()
        .filter(|request| request.uri().path() == KEY_SET)
        .count()
}

#[test]
fn a_good_signature_lets_a_login_through_and_one_fetch_serves_many() {
    let signer = Signer::new();
    let other = json!({ "kty": "EC", "kid": "k1" });
    let mut browser = browser();
    for _ in 0..2 {
        let keys = [other.clone(), signer.jwk("k1")];
        let end = log_in(
            &mut browser,
            |claims| signer.sign(&header("k1"), claims),
            set(&keys),
        );
        assert_eq!(end, "/", "{}", browser.world.log());
    }
    assert_eq!(fetches(&browser), 1);
    browser.world.now.set(NOW + 600);
    // The good claims are of another time by now; the keys are looked up first.
    let keys = [signer.jwk("k1")];
    log_in(
        &mut browser,
        |claims| {
            let mut claims = claims.clone();
            claims["iat"] = (NOW + 600).into();
            claims["exp"] = (NOW + 1200).into();
            signer.sign(&header("k1"), &claims)
        },
        set(&keys),
    );
    assert_eq!(fetches(&browser), 2, "a kept set has its time");
    assert_eq!(browser.accounts().len(), 3);
}

#[test]
fn an_unknown_key_has_the_set_fetched_anew_and_once() {
    let (old, new) = (Signer::new(), Signer::new());
    let mut browser = browser();
    log_in(
        &mut browser,
        |claims| old.sign(&header("k1"), claims),
        set(&[old.jwk("k1")]),
    );
    let both = [old.jwk("k1"), new.jwk("k2")];
    let end = log_in(
        &mut browser,
        |claims| new.sign(&header("k2"), claims),
        set(&both),
    );
    assert_eq!(end, "/");
    assert_eq!(fetches(&browser), 2);
    let end = log_in(
        &mut browser,
        |claims| new.sign(&header("k3"), claims),
        set(&both),
    );
    assert_eq!(end, "/?login_error=id-token-refused");
    assert_eq!(fetches(&browser), 3);
}

#[test]
fn a_signature_of_another_key_or_over_other_claims_is_refused() {
    let (signer, stranger) = (Signer::new(), Signer::new());
    let changed = |claims: &Value| {
        let signed = signer.sign(&header("k1"), claims);
        let (_, signature) = signed.rsplit_once('.').unwrap();
        let mut claims = claims.clone();
        claims["sub"] = "AP-ACNT-other".into();
        let unsigned = jwt(&header("k1"), &claims);
        format!("{}.{signature}", unsigned.rsplit_once('.').unwrap().0)
    };
    let keys = [signer.jwk("k1")];
    let by_stranger = |claims: &Value| stranger.sign(&header("k1"), claims);
    assert_eq!(
        log_in(&mut browser(), by_stranger, set(&keys)),
        "/?login_error=id-token-refused"
    );
    assert_eq!(
        log_in(&mut browser(), changed, set(&keys)),
        "/?login_error=id-token-refused"
    );
}

#[test]
fn another_algorithm_than_the_keys_is_refused_without_looking() {
    for alg in ["HS256", "RS512", "ES256"] {
        let mut browser = browser();
        let end = log_in(
            &mut browser,
            |claims| jwt(&json!({ "alg": alg, "kid": "k1" }), claims),
            set(&[]),
        );
        assert_eq!(end, "/?login_error=id-token-refused", "{alg}");
        assert_eq!(fetches(&browser), 0);
    }
}

#[test]
fn a_token_that_names_no_key_is_signed_by_the_only_one() {
    let (one, two) = (Signer::new(), Signer::new());
    let unnamed = |claims: &Value| one.sign(&json!({ "alg": "RS256" }), claims);
    assert_eq!(log_in(&mut browser(), unnamed, set(&[one.jwk("k1")])), "/");
    let both = [one.jwk("k1"), two.jwk("k2")];
    assert_eq!(
        log_in(&mut browser(), unnamed, set(&both)),
        "/?login_error=id-token-refused"
    );
}

#[test]
fn keys_that_cannot_be_had_end_the_login_as_unavailable_and_never_skip_the_check() {
    let signer = Rc::new(Signer::new());
    let answers: [fn() -> Served; 4] = [
        || Err(HttpFailure::Timeout),
        || served(500, &[], "oops"),
        || served(200, &[], "<html>"),
        || served(302, &[], ""),
    ];
    for answer in answers {
        let mut browser = browser();
        let asked = Rc::new(Cell::new(0));
        let count = Rc::clone(&asked);
        let end = log_in(
            &mut browser,
            |claims| signer.sign(&header("k1"), claims),
            move || {
                count.set(count.get() + 1);
                answer()
            },
        );
        assert_eq!(end, "/?login_error=unavailable");
        assert!(browser.accounts().is_empty());
        assert_eq!(asked.get(), 1);
    }
}
