//! A set of files that cannot work is never used: the identity before it still serves, and the log
//! and readiness say what is wrong until it is corrected.

use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::ALL_VERSIONS;

use crate::support::TIMEOUT;
use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES};
use crate::support::relay::{Folder, Relay};
use crate::support::upstream::{Upstream, json, mutual_tls};

const REFUSED: &str = "the set on disk is refused, the one before it stays";
const IN_USE: &str = "the set on disk is the one in use";

/// Files and what is written in them.
type Changes<'c> = &'c [(&'c str, &'c str)];

struct Scene {
    authority: Authority,
    upstream: Upstream,
    folder: Folder,
    relay: Relay,
}

fn scene(interval: &str) -> Scene {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, &[("RELAY_RELOAD_INTERVAL", interval)]);
    Scene {
        authority,
        upstream,
        folder,
        relay,
    }
}

fn serves(relay: &Relay, number: usize) -> bool {
    let call = Call::to(&format!("{VEHICLES}?pageToken={number}"));
    relay.send(&call).status == 200
}

#[test]
fn a_bad_set_leaves_the_good_one_in_use_and_says_why() {
    let scene = scene("0");
    let (folder, relay) = (&scene.folder, &scene.relay);
    let files = [
        "client.pem",
        "client.key",
        "ca.pem",
        "relay.toml",
        "edge.key",
    ];
    let good = files.map(|name| std::fs::read_to_string(folder.path().join(name)).unwrap());
    let next = scene.authority.client();
    let expired = scene.authority.expired_client();
    let stranger = Authority::new("Stranger");
    let strange = stranger.client();
    let half = &next.certificate[..next.certificate.len() / 2];
    let encrypted = encrypt(folder, &next.key);
    let with_passphrase = good[3].replacen(
        "key = \"client.key\"",
        "key = \"client.key\"\npassphrase_file = \"passphrase\"",
        1,
    );
    let bad: [(&str, Changes<'_>, &str); 11] = [
        (
            "corrupt",
            &[(
                "client.pem",
                "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
            )],
            "not PEM",
        ),
        ("truncated", &[("client.pem", half)], "client.pem: "),
        ("empty", &[("client.key", "")], "no PRIVATE KEY in it"),
        (
            "mismatched",
            &[("client.pem", &next.certificate)],
            "is not the key of",
        ),
        (
            "expired",
            &[
                ("client.pem", &expired.certificate),
                ("client.key", &expired.key),
            ],
            "ended on",
        ),
        (
            "of another authority",
            &[
                ("client.pem", &strange.certificate),
                ("client.key", &strange.key),
            ],
            "no handshake with the upstream",
        ),
        (
            "that believes another authority",
            &[("ca.pem", &stranger.pem())],
            "no handshake with the upstream",
        ),
        (
            "that believes a client",
            &[("ca.pem", &next.certificate)],
            "no authority's certificate",
        ),
        (
            "with the wrong passphrase",
            &[
                ("relay.toml", &with_passphrase),
                ("passphrase", "wrong"),
                ("client.pem", &next.certificate),
                ("client.key", &encrypted),
            ],
            "passphrase is wrong",
        ),
        (
            "with settings that are no TOML",
            &[("relay.toml", "[[")],
            "relay.toml: line 1",
        ),
        (
            "with a short signature key",
            &[("edge.key", "eA==")],
            "32 random bytes",
        ),
    ];
    for (number, (what, changes, reason)) in (1_usize..).zip(bad) {
        for (name, text) in changes {
            folder.write(name, text);
        }
        relay.hang_up();
        let line = relay.logged_times(REFUSED, number);
        assert!(
            line["reason"].as_str().unwrap().contains(reason),
            "{what}: {line}"
        );
        let ready = relay.ready();
        assert_eq!(ready.status, 200, "{what}");
        assert!(
            ready
                .body
                .starts_with("ready\nthe set on disk is refused: "),
            "{ready:?}"
        );
        assert!(ready.body.contains(reason), "{what}: {ready:?}");
        assert!(serves(relay, number), "{what}");
        let refusals = relay.metric("reloads_total{outcome=\"refused\"}");
        assert_eq!(
            (refusals, relay.metric("set_refused")),
            (number as f64, 1.0)
        );
        for (name, text) in files.iter().zip(&good) {
            folder.write(name, text);
        }
        relay.hang_up();
        relay.logged_times(IN_USE, number);
        assert_eq!(relay.ready().body, "ready\n", "{what}");
        assert_eq!(relay.metric("set_refused"), 0.0, "{what}");
    }
    assert!(!relay.log().contains("\"renewed\""), "{}", relay.log());
    // No connection came to be as anybody else.
    let certificates: std::collections::HashSet<_> = scene
        .upstream
        .clients()
        .into_iter()
        .map(|client| client.certificate)
        .collect();
    assert_eq!(certificates.len(), 1);
}

#[test]
fn a_bad_set_is_seen_by_itself_and_so_is_its_correction() {
    let scene = scene("1");
    let next = scene.authority.client();
    scene.folder.write("client.pem", &next.certificate);
    let line = scene.relay.logged(REFUSED);
    assert!(
        line["reason"]
            .as_str()
            .unwrap()
            .contains("is not the key of"),
        "{line}"
    );
    scene.folder.write("client.key", &next.key);
    let renewed = scene.relay.logged("renewed");
    assert_eq!(renewed["what"], "identity \"test\": certificate");
    assert_eq!(scene.relay.ready().body, "ready\n");
    assert!(serves(&scene.relay, 1));
}

#[test]
fn a_server_certificate_that_has_ended_is_one_refusal_however_often_it_is_tried() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.expired_server(), &authority, ALL_VERSIONS);
    let (tried, trials) = channel();
    let tried = Mutex::new(tried);
    let is_up = move || tried.lock().unwrap().send(()).is_ok();
    let upstream = Upstream::start_if(tls, is_up, |_| json("200 OK", "{}"));
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, &[("RELAY_RELOAD_INTERVAL", "1")]);
    let next = authority.client();
    folder.write("client.key", &next.key);
    folder.write("client.pem", &next.certificate);
    let line = relay.logged(REFUSED);
    let reason = line["reason"].as_str().unwrap();
    assert!(
        reason.ends_with("invalid peer certificate: expired"),
        "{line}"
    );
    // With the fourth trial the outcomes of three are counted.
    for _ in 0..4 {
        trials.recv_timeout(TIMEOUT).unwrap();
    }
    let counted = relay.metric("reloads_total{outcome=\"refused\"}");
    assert_eq!(counted, 1.0, "{}", relay.log());
}

#[test]
fn a_certificate_that_ends_while_it_is_in_use_holds_back_no_other_change() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
    let folder = Folder::new(&authority, &authority.client_for(Duration::from_secs(5)));
    folder.allow_writes(r#"["lock"]"#);
    let write_pair = |name: &str| {
        let pair = authority.client();
        folder.write(&format!("{name}.pem"), &pair.certificate);
        folder.write(&format!("{name}.key"), &pair.key);
    };
    let change = |changes: &[(&str, &str)]| {
        let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
        let replace = |text: String, (from, to): &(&str, &str)| text.replacen(from, to, 1);
        let changed = changes.iter().fold(settings.clone(), replace);
        assert_ne!(changed, settings);
        folder.write("relay.toml", &changed);
    };
    write_pair("healthy");
    folder.write(
        "edge-2.key",
        &STANDARD.encode(b"another-secret-of-32-bytes-or-so"),
    );
    let healthy = r#"[[identity]]
        name = "healthy"
        client_id = "b7c1-healthy"
        certificate = "healthy.pem"
        key = "healthy.key"
        realms = ["clientsB2CPeugeot"]
        keys = [{ id = "edge-2", secret_file = "edge-2.key" }]

        [[identity]]"#;
    change(&[("[[identity]]", healthy)]);
    let relay = folder.start(upstream.port, &[("RELAY_RELOAD_INTERVAL", "1")]);
    relay.await_writes();
    let ended = "the certificate of identity \"test\" has ended";
    relay.settles("the certificate ends", |relay| {
        relay.ready().body.contains(ended)
    });
    let allows = |words: serde_json::Value| {
        relay.hang_up();
        relay.settles("the change is in use", move |relay| {
            relay.hello()["writes"] == words
        });
    };
    let (lock, nothing) = (r#"allow = ["lock"]"#, "allow = []");
    assert_eq!(relay.hello()["writes"], serde_json::json!(["lock"]));
    change(&[(lock, nothing)]);
    allows(serde_json::json!([]));
    assert_eq!(relay.logged("renewed")["what"], "writes");
    assert!(relay.ready().body.contains(ended), "{:?}", relay.ready());

    // With a CA beside the one in use, and the other identity renewed.
    write_pair("renewed");
    let authorities = authority.pem() + &Authority::new("Next").pem();
    folder.write("ca.pem", &authorities);
    change(&[
        (nothing, lock),
        ("\"healthy.pem\"", "\"renewed.pem\""),
        ("\"healthy.key\"", "\"renewed.key\""),
    ]);
    allows(serde_json::json!(["lock"]));
    let refused = "identity \"test\" is refused: ";
    assert!(relay.ready().body.contains(refused), "{:?}", relay.ready());
    assert!(!relay.ready().body.contains("\"healthy\""));

    // Of an app with another name and client id.
    change(&[
        (lock, nothing),
        ("\"test\"", "\"renamed\""),
        ("\"b7c1-client\"", "\"b7c1-other\""),
    ]);
    allows(serde_json::json!([]));
    let refused = "identity \"renamed\" is refused: ";
    assert!(relay.ready().body.contains(refused), "{:?}", relay.ready());
    assert!(!relay.log().contains(REFUSED), "{}", relay.log());
}

/// The key under the passphrase `test-only`.
fn encrypt(folder: &Folder, key: &str) -> String {
    folder.write("plain.key", key);
    let output = std::process::Command::new("openssl")
        .args(["pkcs8", "-topk8", "-in"])
        .arg(folder.path().join("plain.key"))
        .args(["-passout", "pass:test-only"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}
