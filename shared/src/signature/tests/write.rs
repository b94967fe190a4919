//! The write profile: what it covers, and that neither profile is taken for the other.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

const BODY: &[u8] = br#"{"label":"ks-AAECAwQFBgcICQoLDA0ODw","attributes":[{"type":"Body","key":"command","value":"AAECAwQFBgcICQoLDA0ODw"}],"door":{"state":"Locked"}}"#;
const DIGEST: &str = "sha-256=:0WgUdP9OvQmgHjTBxN8FX8D5EKYzm0ZPWl61qEUu+qQ=:";

fn write() -> Message<'static> {
    Message {
        method: "POST",
        authority: "relay-w.example.com",
        path: "/connectedcar/v4/user/vehicles/c0ffee/callbacks/6a1c-0f/remotes",
        query: None,
        content_digest: Some(DIGEST),
        ..message()
    }
}

#[test]
fn the_worked_example_of_a_write_comes_out_to_the_letter() {
    assert_eq!(content_digest(BODY), DIGEST);
    let key = Key::new("edge-write-2026-11", Secret::from(SECRET)).unwrap();
    let signed = sign(&write(), &key, CREATED, &NONCE).unwrap();
    assert_eq!(
        signed.signature_input,
        r#"edge=("@method" "@authority" "@path" "@query" "authorization" "x-introspect-realm" "content-digest");created=1795000000;expires=1795000015;nonce="AAECAwQFBgcICQoLDA0ODw==";keyid="edge-write-2026-11";alg="hmac-sha256";tag="kerbside-relay-write-v1""#
    );
    assert_eq!(
        signed.signature,
        "edge=:ZWuWrodjXiRsN8MJYNDrl3u7w7Q3s6/dgKdQbENAu/M=:"
    );
}

#[test]
fn the_digest_of_no_body_is_one_too() {
    // RFC 6234's digest of nothing.
    assert_eq!(
        content_digest(b""),
        "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"
    );
}

/// RFC 9530 appendix D: the digest of the body of its examples.
#[test]
fn the_digest_is_the_one_of_the_rfc() {
    assert_eq!(
        content_digest(br#"{"hello": "world"}"#),
        "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"
    );
}

#[test]
fn neither_profile_is_taken_for_the_other() {
    let read = Message {
        content_digest: None,
        ..write()
    };
    let reading = sign(&read, &key(), CREATED, &NONCE).unwrap();
    let writing = sign(&write(), &key(), CREATED, &NONCE).unwrap();
    assert!(check(&read, &reading, CREATED).is_ok());
    assert!(check(&write(), &writing, CREATED).is_ok());
    cost::take();
    assert_eq!(check(&write(), &reading, CREATED), Err(Refusal::Malformed));
    assert_eq!(check(&read, &writing, CREATED), Err(Refusal::Malformed));
    // Nor is a MAC computed for it.
    assert_eq!(cost::take(), cost::Cost { forms: 2, macs: 0 });
    // The components and the tag belong together.
    for (from, to) in [
        ("kerbside-relay-write-v1", "kerbside-relay-v1"),
        (r#" "content-digest")"#, ")"),
        (
            r#""x-introspect-realm" "content-digest""#,
            r#""content-digest" "x-introspect-realm""#,
        ),
    ] {
        let changed = Signed {
            signature_input: writing.signature_input.replacen(from, to, 1),
            ..writing.clone()
        };
        assert_ne!(changed, writing, "{from}");
        for message in [&read, &write()] {
            assert_eq!(
                check(message, &changed, CREATED),
                Err(Refusal::Malformed),
                "{from}"
            );
        }
    }
}

#[test]
fn a_line_break_cannot_be_smuggled_into_the_digest() {
    let message = Message {
        content_digest: Some("sha-256=:AA==:\n\"@signature-params\": "),
        ..write()
    };
    assert_eq!(sign(&message, &key(), CREATED, &NONCE), Err(Unsignable));
}

proptest! {
    #[test]
    fn an_independent_implementation_signs_every_write_alike(
        method in prop::sample::select(vec!["POST", "PUT", "DELETE"]),
        path in "/[a-zA-Z0-9_/-]{0,80}",
        bearer in "[!-~]{1,64}",
        body in prop::collection::vec(any::<u8>(), 0..200),
        nonce in any::<Nonce>(),
    ) {
        let authorization = format!("Bearer {bearer}");
        let digest = content_digest(&body);
        let message = Message { method, path: &path, authorization: &authorization, content_digest: Some(&digest), ..write() };
        let signed = sign(&message, &key(), CREATED, &nonce).unwrap();
        prop_assert_eq!(&httpsig_signature(&message, &signed), &signed.signature);
        prop_assert!(check(&message, &signed, CREATED).is_ok());
    }

    #[test]
    fn any_changed_byte_of_body_digest_or_path_is_refused(at in any::<Index>(), with in proptest::char::range(' ', '~')) {
        let signed = sign(&write(), &key(), CREATED, &NONCE).unwrap();
        let changed = |text: &str| {
            let mut text: Vec<char> = text.chars().collect();
            let at = at.index(text.len());
            let is_other = std::mem::replace(&mut text[at], with) != with;
            is_other.then(|| text.into_iter().collect::<String>())
        };
        if let Some(body) = changed(str::from_utf8(BODY).unwrap()) {
            prop_assert_ne!(content_digest(body.as_bytes()), DIGEST);
            let digest = content_digest(body.as_bytes());
            let message = Message { content_digest: Some(&digest), ..write() };
            prop_assert_eq!(check(&message, &signed, CREATED), Err(Refusal::Mismatch));
        }
        if let Some(digest) = changed(DIGEST) {
            let message = Message { content_digest: Some(&digest), ..write() };
            prop_assert_eq!(check(&message, &signed, CREATED), Err(Refusal::Mismatch));
        }
        if let Some(path) = changed(write().path) {
            let message = Message { path: &path, ..write() };
            prop_assert_eq!(check(&message, &signed, CREATED), Err(Refusal::Mismatch));
        }
    }
}
