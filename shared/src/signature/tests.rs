mod write;

use std::sync::LazyLock;

use httpsig::prelude::{
    AlgorithmName, HttpSignatureBase, HttpSignatureHeaders, SharedKey, SigningKey as _,
    message_component::{HttpMessageComponent, HttpMessageComponentId},
};
use proptest::prelude::*;

use super::*;

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const NONCE: Nonce = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const CREATED: u64 = 1_795_000_000;

fn key() -> Key {
    Key::new("edge-2026-11", Secret::from(SECRET)).unwrap()
}

fn message() -> Message<'static> {
    Message {
        method: "GET",
        authority: "relay.example.com",
        path: "/connectedcar/v4/user/vehicles",
        query: Some("locale=fr-FR&pageSize=60"),
        authorization: "Bearer 5f0c8d8e-access",
        realm: "clientsB2CPeugeot",
        content_digest: None,
    }
}

fn check(message: &Message<'_>, signed: &Signed, now: u64) -> Result<Proof<'static>, Refusal> {
    static KEY: LazyLock<Key> = LazyLock::new(key);
    let key = &*KEY;
    let find = |id: &str| (id == key.id()).then_some(key);
    verify(
        [*message],
        (&signed.signature_input, &signed.signature),
        find,
        now,
    )
}

#[test]
fn the_worked_example_with_a_query_comes_out_to_the_letter() {
    let signed = sign(&message(), &key(), CREATED, &NONCE).unwrap();
    assert_eq!(
        signed.signature_input,
        r#"edge=("@method" "@authority" "@path" "@query" "authorization" "x-introspect-realm");created=1795000000;expires=1795000015;nonce="AAECAwQFBgcICQoLDA0ODw==";keyid="edge-2026-11";alg="hmac-sha256";tag="kerbside-relay-v1""#
    );
    assert_eq!(
        signed.signature,
        "edge=:icpv3AhPnwhRlYvUYVHKt5YvlvQ9KEb+zo3+td2pLfE=:"
    );
}

#[test]
fn the_worked_example_without_a_query_comes_out_to_the_letter() {
    let message = Message {
        path: "/connectedcar/v4/user",
        query: None,
        ..message()
    };
    let signed = sign(&message, &key(), CREATED, &NONCE).unwrap();
    assert_eq!(
        signed.signature,
        "edge=://mvT1g0FRODkIbyHZThz4Jtw8TBibQPgkAB6CQxyrc=:"
    );
}

/// RFC 9421 appendix B.2.5: the published vector for HMAC-SHA256.
#[test]
fn the_mac_is_the_one_of_the_rfc() {
    let secret = STANDARD
        .decode("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==")
        .unwrap();
    let base = "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\
                \"@authority\": example.com\n\
                \"content-type\": application/json\n\
                \"@signature-params\": (\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"";
    let mac = mac(base, &Secret::new(secret)).finalize().into_bytes();
    assert_eq!(
        STANDARD.encode(mac),
        "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8="
    );
}

/// What `httpsig`, a general implementation of RFC 9421, makes of a signed message: its parser
/// of the parameters, its component lines, its MAC. It writes the parameters in an order of its
/// own where section 3.2 of the RFC keeps the received one, so the two lines of parameters are
/// compared part by part and ours is put in the place of its.
fn httpsig_signature(message: &Message<'_>, signed: &Signed) -> String {
    let component = |id: &str, value: &str| {
        let id = HttpMessageComponentId::try_from(id).unwrap();
        HttpMessageComponent::try_from((&id, [value.to_owned()].as_slice())).unwrap()
    };
    let query = format!("?{}", message.query.unwrap_or_default());
    let mut components = vec![
        component("@method", message.method),
        component("@authority", message.authority),
        component("@path", message.path),
        component("@query", &query),
        component("authorization", message.authorization),
        component("x-introspect-realm", message.realm),
    ];
    let digest = message.content_digest;
    components.extend(digest.map(|digest| component("content-digest", digest)));
    let headers =
        HttpSignatureHeaders::try_parse(&signed.signature, &signed.signature_input).unwrap();
    let theirs = headers.get(LABEL).unwrap().signature_params();
    let base = HttpSignatureBase::try_new(&components, theirs).unwrap();
    let base = String::from_utf8(base.as_bytes()).unwrap();
    let (lines, their_parameters) = base.rsplit_once("\"@signature-params\": ").unwrap();
    let our_parameters = signed.signature_input.strip_prefix("edge=").unwrap();
    let sorted = |parameters: &str| {
        let mut parts: Vec<_> = parameters.split(';').map(str::to_owned).collect();
        parts.sort();
        parts
    };
    assert_eq!(sorted(their_parameters), sorted(our_parameters));
    let base = format!("{lines}\"@signature-params\": {our_parameters}");
    let key = SharedKey::from_base64(&AlgorithmName::HmacSha256, &STANDARD.encode(SECRET)).unwrap();
    let mac = key.sign(base.as_bytes()).unwrap();
    format!("edge=:{}:", STANDARD.encode(mac))
}

proptest! {
    #[test]
    fn an_independent_implementation_signs_every_message_alike(
        path in "/[a-zA-Z0-9_/-]{0,80}",
        query in proptest::option::of("[a-zA-Z0-9=&%._~-]{1,80}"),
        bearer in "[!-~]{1,64}",
        realm in "[a-zA-Z0-9/]{1,40}",
        nonce in any::<Nonce>(),
    ) {
        let authorization = format!("Bearer {bearer}");
        let message = Message { path: &path, query: query.as_deref(), authorization: &authorization, realm: &realm, ..message() };
        let signed = sign(&message, &key(), CREATED, &nonce).unwrap();
        prop_assert_eq!(&httpsig_signature(&message, &signed), &signed.signature);
    }

    #[test]
    fn a_signature_is_good_for_its_message_and_no_other(
        query in "[a-z=&]{0,20}",
        at in 0usize..6,
    ) {
        let signed = sign(&message(), &key(), CREATED, &NONCE).unwrap();
        let mut other = message();
        match at {
            0 => other.method = "HEAD",
            1 => other.authority = "relay.example.org",
            2 => other.path = "/connectedcar/v4/user",
            3 => other.query = Some(&query),
            4 => other.authorization = "Bearer 5f0c8d8e-acces",
            _ => other.realm = "clientsB2CPeugot",
        }
        prop_assert_eq!(check(&other, &signed, CREATED), Err(Refusal::Mismatch));
        prop_assert!(check(&message(), &signed, CREATED).is_ok());
    }

    #[test]
    fn no_text_makes_the_verifier_panic_or_say_yes(input in "\\PC{0,300}", signature in "\\PC{0,80}") {
        let signed = Signed { signature_input: input, signature };
        prop_assert_eq!(check(&message(), &signed, CREATED), Err(Refusal::Malformed));
    }

    #[test]
    fn one_changed_character_makes_a_signature_bad(at in 0usize..220, with in proptest::char::range(' ', '~')) {
        let signed = sign(&message(), &key(), CREATED, &NONCE).unwrap();
        let mut text: Vec<char> = signed.signature_input.chars().collect();
        let at = at % text.len();
        prop_assume!(text[at] != with);
        let before: String = text[..=at].iter().collect();
        let (_, parameter) = before.rsplit_once(';').unwrap_or_default();
        let may: &[Refusal] = match parameter.split_once('=') {
            Some(("created" | "expires", _)) => {
                use Refusal::{Expired, Lifetime, Malformed, Mismatch, NotYetValid};
                &[Malformed, Lifetime, NotYetValid, Expired, Mismatch]
            }
            Some(("nonce", _)) => &[Refusal::Malformed, Refusal::Mismatch],
            Some(("keyid", _)) => &[Refusal::Malformed, Refusal::UnknownKey],
            _ => &[Refusal::Malformed],
        };
        text[at] = with;
        let signed = Signed { signature_input: text.into_iter().collect(), ..signed };
        let refusal = check(&message(), &signed, CREATED).unwrap_err();
        prop_assert!(may.contains(&refusal), "{parameter}: {refusal:?}");
    }
}

#[test]
fn a_good_signature_names_its_key_nonce_and_end() {
    let signed = sign(&message(), &key(), CREATED, &NONCE).unwrap();
    assert_eq!(
        check(&message(), &signed, CREATED + 3),
        Ok(Proof {
            key_id: "edge-2026-11",
            nonce: NONCE,
            created: CREATED,
            expires: CREATED + 15
        })
    );
}

#[test]
fn a_signature_lives_from_its_creation_to_its_end_give_or_take_the_skew() {
    let signed = sign(&message(), &key(), CREATED, &NONCE).unwrap();
    for (now, answer) in [
        (CREATED - 6, Some(Refusal::NotYetValid)),
        (CREATED - 5, None),
        (CREATED + 19, None),
        (CREATED + 20, Some(Refusal::Expired)),
    ] {
        assert_eq!(check(&message(), &signed, now).err(), answer, "{now}");
    }
}

#[test]
fn a_signature_that_would_live_too_long_or_backwards_is_refused() {
    for (expires, answer) in [
        (CREATED + 60, Refusal::Mismatch),
        (CREATED + 61, Refusal::Lifetime),
        (CREATED, Refusal::Lifetime),
        (CREATED - 1, Refusal::Lifetime),
    ] {
        let mut signed = sign(&message(), &key(), CREATED, &NONCE).unwrap();
        signed.signature_input = signed
            .signature_input
            .replace("expires=1795000015", &format!("expires={expires}"));
        assert_eq!(check(&message(), &signed, CREATED), Err(answer));
    }
}

#[test]
fn whatever_is_not_the_profile_to_the_letter_is_malformed() {
    let good = sign(&message(), &key(), CREATED, &NONCE).unwrap();
    let edits = [
        ("edge=", "Edge="),
        ("edge=", "edge= "),
        (r#""@method" "@authority""#, r#""@authority" "@method""#),
        (r#" "authorization""#, ""),
        ("created=1795000000", "created=-1"),
        ("created=1795000000", "created=01795000000"),
        ("created=1795000000", "created=9999999999999999"),
        ("created=1795000000", "created="),
        (";created=1795000000", ""),
        ("AAECAwQFBgcICQoLDA0ODw==", "AAECAwQFBgcICQoLDA0ODw"),
        ("AAECAwQFBgcICQoLDA0ODw==", "AAECAwQFBgcICQoLDA0ODx=="),
        ("AAECAwQFBgcICQoLDA0ODw==", ""),
        ("edge-2026-11", ""),
        ("edge-2026-11", "edge 2026"),
        ("hmac-sha256", "ed25519"),
        ("kerbside-relay-v1", "kerbside-relay-v2"),
        ("kerbside-relay-v1", "kerbside-relay-write-v1"),
        (
            r#""x-introspect-realm")"#,
            r#""x-introspect-realm" "content-digest")"#,
        ),
        (r#"-v1""#, r#"-v1";x=1"#),
        (r#"-v1""#, r#"-v1", edge=()"#),
    ];
    for (from, to) in edits {
        let signed = Signed {
            signature_input: good.signature_input.replacen(from, to, 1),
            ..good.clone()
        };
        assert_ne!(signed, good, "{from}");
        assert_eq!(
            check(&message(), &signed, CREATED),
            Err(Refusal::Malformed),
            "{from} -> {to}"
        );
    }
    for signature in [
        "",
        "edge=::",
        "edge=:AAAA:",
        "edge=:icpv3AhPnwhRlYvUYVHKt5YvlvQ9KEb+zo3+td2pLfE=",
        "sig=:icpv3AhPnwhRlYvUYVHKt5YvlvQ9KEb+zo3+td2pLfE=:",
    ] {
        let signed = Signed {
            signature: signature.to_owned(),
            ..good.clone()
        };
        assert_eq!(check(&message(), &signed, CREATED), Err(Refusal::Malformed));
    }
    let long = Signed {
        signature: format!("edge=:{}:", "A".repeat(MAX_LENGTH)),
        ..good
    };
    assert_eq!(check(&message(), &long, CREATED), Err(Refusal::Malformed));
}

#[test]
fn an_unknown_key_id_and_a_wrong_secret_are_told_apart_for_the_log() {
    let signed = sign(&message(), &key(), CREATED, &NONCE).unwrap();
    let pair = (signed.signature_input.as_str(), signed.signature.as_str());
    assert_eq!(
        verify([message()], pair, |_| None, CREATED),
        Err(Refusal::UnknownKey)
    );
    let wrong = Key::new("edge-2026-11", Secret::from("x".repeat(32))).unwrap();
    assert_eq!(
        verify([message()], pair, |_| Some(&wrong), CREATED),
        Err(Refusal::Mismatch)
    );
}

#[test]
fn a_line_break_cannot_be_smuggled_into_what_is_signed() {
    let message = Message {
        authorization: "Bearer x\n\"x-introspect-realm\": clientsB2COpel",
        ..message()
    };
    assert_eq!(sign(&message, &key(), CREATED, &NONCE), Err(Unsignable));
}

#[test]
fn a_key_is_long_enough_and_its_id_plain() {
    assert_eq!(
        Key::new("a", Secret::from("x".repeat(31))),
        Err(InvalidKey::Length)
    );
    for id in ["", "a b", "é", &"a".repeat(65)] {
        assert_eq!(
            Key::new(id, Secret::from(SECRET)),
            Err(InvalidKey::Id),
            "{id}"
        );
    }
}

#[test]
fn an_authority_is_lower_case_without_its_default_port() {
    for (host, https, expected) in [
        ("Relay.Example.com", true, "relay.example.com"),
        ("relay.example.com:443", true, "relay.example.com"),
        ("relay.example.com:8443", true, "relay.example.com:8443"),
        ("127.0.0.1:80", false, "127.0.0.1"),
        ("127.0.0.1:80", true, "127.0.0.1:80"),
        ("[::1]:443", true, "[::1]"),
    ] {
        assert_eq!(authority(host, https), expected);
        assert_eq!(is_authority(host, expected), https, "{host}");
        assert!(!is_authority(&format!("{host}.example"), expected));
        assert!(!is_authority(host, "other.example"));
    }
}
