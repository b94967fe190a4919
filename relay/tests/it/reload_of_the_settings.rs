//! What a renewal of the settings changes, and what it leaves: keys of edges and the relay's own
//! certificate are exchanged, nonces are remembered, and an address is kept and said so.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::support::authority::Authority;
use crate::support::client::{Call, connect, exchange, tls};
use crate::support::relay::{Folder, Relay};

const NEXT_SECRET: &[u8; 32] = b"abcdef0123456789abcdef0123456789";

fn start(folder: &Folder) -> Relay {
    folder.start(1, &[("RELAY_RELOAD_INTERVAL", "0")])
}

/// One that has room for a single connection.
fn start_small(folder: &Folder) -> Relay {
    let settings = [
        ("RELAY_RELOAD_INTERVAL", "0"),
        ("RELAY_LIMITS_CONNECTIONS", "1"),
    ];
    folder.start(1, &settings)
}

#[test]
fn a_signature_key_is_exchanged_and_nonces_are_remembered() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = start(&folder);
    let used = Call::hello().head();
    let again = || crate::support::client::send(&relay.listen, used.as_bytes()).status;
    assert_eq!((again(), again()), (200, 401));

    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    folder.write(
        "relay.toml",
        &settings.replacen(
            "keys = [",
            "keys = [{ id = \"edge-2\", secret_file = \"edge-2.key\" }, ",
            1,
        ),
    );
    folder.write("edge-2.key", &STANDARD.encode(NEXT_SECRET));
    relay.hang_up();
    assert_eq!(
        relay.logged("renewed")["what"],
        "identity \"test\": key edge-2 is new"
    );
    let next = Call {
        key_id: "edge-2",
        secret: NEXT_SECRET,
        ..Call::hello()
    };
    assert_eq!(relay.send(&next).status, 200);
    assert_eq!(relay.send(&Call::hello()).status, 200);
    assert_eq!(again(), 401);
    assert!(relay.log().contains("replayed"));
}

#[test]
fn a_key_file_that_changes_replaces_the_key() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = start(&folder);
    folder.write("edge.key", &STANDARD.encode(NEXT_SECRET));
    relay.hang_up();
    assert_eq!(
        relay.logged("renewed")["what"],
        "identity \"test\": key edge-1 has another secret"
    );
    let next = Call {
        secret: NEXT_SECRET,
        ..Call::hello()
    };
    assert_eq!(relay.send(&next).status, 200);
    assert_eq!(relay.send(&Call::hello()).status, 401);
}

#[test]
fn a_connection_of_a_key_that_is_taken_out_makes_way_for_an_edge() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = start_small(&folder);
    let hello = |stream: &mut _| exchange(stream, Call::hello().head().as_bytes()).status;
    let mut stream = connect(&relay.listen);
    let stranger = Call {
        secret: NEXT_SECRET,
        ..Call::hello()
    };
    // Strangers and edges share the connection of a tunnel.
    assert_eq!(hello(&mut stream), 200);
    let refused = exchange(&mut stream, stranger.head().as_bytes());
    assert_eq!((refused.status, refused.header("connection")), (401, ""));
    assert_eq!(hello(&mut stream), 200);

    folder.write("edge.key", &STANDARD.encode(NEXT_SECRET));
    relay.hang_up();
    relay.logged("renewed");
    assert_eq!(hello(&mut stream), 401);
    let edge = Call {
        secret: NEXT_SECRET,
        ..Call::hello()
    };
    assert_eq!(relay.send(&edge).status, 200);
}

#[test]
fn the_next_handshake_shows_the_relays_new_certificate() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let write = |name: &str| {
        let own = authority.server();
        folder.write("own.pem", &own.certificate);
        folder.write("own.key", &own.key);
        CertificateDer::from_pem_slice(own.certificate.as_bytes()).expect(name)
    };
    let first = write("first");
    let relay = folder.start(
        1,
        &[
            ("RELAY_RELOAD_INTERVAL", "0"),
            ("RELAY_TLS_CERTIFICATE", "own.pem"),
            ("RELAY_TLS_KEY", "own.key"),
        ],
    );
    let hello = |stream: &mut _| exchange(stream, Call::hello().head().as_bytes()).status;
    let mut before = tls(&relay.listen, &authority.pem());
    assert_eq!(hello(&mut before), 200);
    let second = write("second");
    relay.hang_up();
    assert_eq!(relay.logged("renewed")["what"], "tls.certificate");
    let mut after = tls(&relay.listen, &authority.pem());
    assert_eq!((hello(&mut before), hello(&mut after)), (200, 200));
    assert_eq!(before.conn.peer_certificates().unwrap(), [first]);
    assert_eq!(after.conn.peer_certificates().unwrap(), [second]);
}

#[test]
fn a_setting_that_only_a_restart_changes_is_named() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = start(&folder);
    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    folder.write(
        "relay.toml",
        &settings.replacen("admin = \"127.0.0.1:0\"", "admin = \"127.0.0.1:1\"", 1),
    );
    relay.hang_up();
    let line = relay.logged("only a restart changes these settings");
    assert_eq!(line["settings"], "admin");
    let ready = relay.ready();
    assert_eq!(
        (ready.status, ready.body.as_str()),
        (200, "ready\nwaiting for a restart: admin\n")
    );

    // What is as it was at the start needs no restart.
    folder.write("relay.toml", &settings);
    relay.hang_up();
    let renewed = |relay: &Relay| relay.metric("reloads_total{outcome=\"renewed\"}") == 2.0;
    relay.settles("it is renewed twice", renewed);
    let warnings = relay.log().matches("only a restart").count();
    assert_eq!(warnings, 1, "{}", relay.log());
    assert_eq!(relay.ready().body, "ready\n");
}

#[test]
fn an_identity_that_is_taken_out_is_named_and_its_key_with_it() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let one = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    let (_, identity) = one.split_once("[[identity]]").unwrap();
    let other = identity
        .replace("\"test\"", "\"other\"")
        .replace("\"edge-1\"", "\"edge-2\"")
        .replace("\"edge.key\"", "\"edge-2.key\"");
    folder.write("edge-2.key", &STANDARD.encode(NEXT_SECRET));
    folder.write("relay.toml", &format!("{one}[[identity]]{other}"));
    let relay = start(&folder);
    let call = || Call {
        key_id: "edge-2",
        secret: NEXT_SECRET,
        ..Call::hello()
    };
    assert_eq!(relay.send(&call()).status, 200);
    let of_other = |relay: &Relay| {
        let metrics = relay.metrics();
        ["\"other\"", "\"edge-2\""].map(|label| metrics.contains(label))
    };
    assert_eq!(of_other(&relay), [true, true]);
    folder.write("relay.toml", &one);
    relay.hang_up();
    let line = relay.logged("renewed");
    assert_eq!(line["what"], "identity \"other\" is gone");
    assert_eq!(relay.send(&call()).status, 401);
    relay.settles("its metrics have ended", |relay| {
        of_other(relay) == [false, false]
    });
}

#[test]
fn what_a_renewal_changes_is_named_setting_by_setting() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = start(&folder);
    let mut settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    for (number, (from, to, what)) in (1_usize..).zip([
        ("\"other.example.com\", ", "", "public_names"),
        ("hold = 0", "hold = 1", "upstream"),
        ("b7c1-client", "b7c2-client", "identity \"test\": client_id"),
        (
            "realms = [",
            "realms = [\"clientsB2CDS\", ",
            "identity \"test\": realms",
        ),
        (
            "id = \"edge-1\"",
            "id = \"edge-2\"",
            "identity \"test\": key edge-2 is new, identity \"test\": key edge-1 is gone",
        ),
        (
            "name = \"test\"",
            "name = \"tset\"",
            "identity \"tset\" is new, identity \"test\" is gone",
        ),
        ("listen =", "# Of no consequence.\nlisten =", ""),
    ]) {
        assert!(settings.contains(from), "{from}");
        settings = settings.replacen(from, to, 1);
        folder.write("relay.toml", &settings);
        relay.hang_up();
        assert_eq!(relay.logged_times("renewed", number)["what"], what);
    }
    let next = authority.client();
    folder.write("client.pem", &next.certificate);
    folder.write("client.key", &next.key);
    relay.hang_up();
    assert_eq!(
        relay.logged_times("renewed", 8)["what"],
        "identity \"tset\": certificate"
    );
}

#[test]
fn a_realm_that_no_brand_has_is_told_with_those_that_they_have() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    folder.write(
        "relay.toml",
        &settings.replacen("realms = [", "realms = [\"clientB2CPeugeot\", ", 1),
    );
    let relay = start(&folder);
    let line = relay.logged("no brand has these realms");
    assert_eq!(line["name"], "test");
    assert_eq!(line["realms"], "clientB2CPeugeot");
    let known = line["known"].as_str().unwrap();
    assert!(known.starts_with("clientsB2CPeugeot, "), "{line}");
}
