//! Connections and handshakes that fail before the certificate of the identity is judged.

use std::net::{Shutdown, TcpListener};

use serde_json::Value;

use super::{answering, base, check, finds, shaking};
use crate::server_pin::pin;
use crate::support::authority::Authority;
use crate::support::relay::Folder;
use crate::support::run::run;
use crate::support::upstream::{Upstream, json};

#[test]
fn each_way_of_not_getting_there_has_a_name() {
    let (folder, _upstream) = answering(|_| json("401 U", "{}"));
    finds(
        &folder,
        "https://api-cert.invalid/connectedcar/v4",
        5,
        "dns",
        &["api-cert.invalid", "name servers"],
    );

    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    finds(&folder, &base(port), 5, "unreachable", &["refused", "port"]);

    let closing = Upstream::bare(|stream| drop(stream.shutdown(Shutdown::Both)));
    finds(&folder, &base(closing.port), 5, "handshake", &["firewall"]);
}

#[test]
fn a_server_that_ends_the_connection_behind_the_handshake_has_not_taken_the_certificate() {
    let authority = Authority::new("CA");
    let upstream = Upstream::ending(&authority.server(), &authority);
    let folder = Folder::new(&authority, &authority.client());
    let object = check(&folder, &base(upstream.port), &["--no-call", "--json"]);
    assert_eq!(object.code, Some(5), "{object:?}");
    let object: Value = serde_json::from_str(&object.stdout).unwrap();
    let trouble = &object["identities"][0]["trouble"];
    assert_eq!(trouble["code"], "handshake", "{object}");
}

#[test]
fn a_port_that_swallows_everything_is_called_silent() {
    let (folder, _upstream) = answering(|_| json("401 U", "{}"));
    let silent = Upstream::bare(|stream| {
        let _ = std::io::Read::read_to_end(&mut &stream, &mut Vec::new());
    });
    let config = folder.path().join("relay.toml").display().to_string();
    let ended = run(
        ["check", "--config", &config],
        &[
            ("RELAY_UPSTREAM_BASE", base(silent.port).as_str()),
            ("RELAY_UPSTREAM_CONNECT_TIMEOUT", "1"),
        ],
    );
    assert_eq!(ended.code, Some(5), "{ended:?}");
    assert!(ended.stdout.contains("silence for 1 s"), "{ended:?}");
}

#[test]
fn a_server_of_another_authority_is_described_and_gets_no_call() {
    let authority = Authority::new("CA");
    let other = Authority::new("Hotel Guest Portal");
    let (folder, upstream) = shaking(&authority, &other.server());
    finds(
        &folder,
        &base(upstream.port),
        6,
        "not-trusted",
        &["issued by CN=Hotel Guest Portal", "captive portal"],
    );
    assert_eq!(upstream.handshakes(), 0);
    assert!(upstream.seen().is_empty());
}

#[test]
fn a_server_of_another_name_or_time_is_not_of_another_authority() {
    let authority = Authority::new("CA");
    let (folder, upstream) = shaking(&authority, &authority.server_named("other.example"));
    finds(
        &folder,
        &base(upstream.port),
        6,
        "name-mismatch",
        &["127.0.0.1", "other.example", "upstream.base"],
    );
    let (folder, upstream) = shaking(&authority, &authority.expired_server());
    finds(
        &folder,
        &base(upstream.port),
        6,
        "server-certificate-expired",
        &["2020-01-01", "clock"],
    );
}

#[test]
fn a_server_with_another_key_than_the_pinned_is_not_of_another_authority() {
    let authority = Authority::new("CA");
    let (server, other) = (authority.server(), authority.server());
    let (folder, upstream) = shaking(&authority, &server);
    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    let pinned = format!("[upstream]\npin = \"{}\"\n", pin(&other));
    folder.write("relay.toml", &settings.replace("[upstream]\n", &pinned));
    finds(
        &folder,
        &base(upstream.port),
        6,
        "pin-mismatch",
        &[&pin(&server), "upstream.pin"],
    );
    assert!(upstream.seen().is_empty());
}
