//! A new address of the upstream is only taken when the upstream is there: with a typing error in
//! it, or a port that Landlock keeps closed, the address before it goes on. A renewed certificate
//! is taken untried while the upstream is down, and readiness says so until it has been tried.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustls::ALL_VERSIONS;

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES};
use crate::support::relay::{Folder, Relay};
use crate::support::upstream::{Upstream, json, mutual_tls};

const REFUSED: &str = "the set on disk is refused, the one before it stays";

fn upstream(authority: &Authority) -> Upstream {
    let tls = mutual_tls(&authority.server(), authority, ALL_VERSIONS);
    Upstream::start(tls, |_| json("200 OK", "{}"))
}

/// Names the upstream in the file, which a renewal reads again.
fn name_upstream(folder: &Folder, host: &str, port: u16) {
    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    let lines = settings.lines().map(|line| match line.contains("base = ") {
        true => format!("base = \"https://{host}:{port}/connectedcar/v4\""),
        false => line.to_owned(),
    });
    let settings: Vec<_> = lines.collect();
    folder.write("relay.toml", &settings.join("\n"));
}

fn start(folder: &Folder, port: u16, landlock: &str) -> Relay {
    name_upstream(folder, "127.0.0.1", port);
    Relay::spawn(folder.command(&[("RELAY_RELOAD_INTERVAL", "0"), ("RELAY_LANDLOCK", landlock)]))
}

fn serves(relay: &Relay, number: usize) -> bool {
    let call = Call::to(&format!("{VEHICLES}?pageToken={number}"));
    relay.send(&call).status == 200
}

#[test]
fn a_port_that_landlock_keeps_closed_is_refused_and_the_old_one_serves() {
    let authority = Authority::new("CA");
    let (old, new) = (upstream(&authority), upstream(&authority));
    let folder = Folder::new(&authority, &authority.client());
    let relay = start(&folder, old.port, "true");
    name_upstream(&folder, "127.0.0.1", new.port);
    relay.hang_up();
    let reason = "only a restart changes the port of upstream.base";
    if !relay.log().contains("\"confined by landlock") {
        println!("SKIPPED: this kernel has no landlock");
        return;
    }
    let line = relay.logged(REFUSED);
    assert!(line["reason"].as_str().unwrap().contains(reason), "{line}");
    let ready = relay.ready();
    assert_eq!(ready.status, 200);
    assert!(ready.body.contains(reason), "{ready:?}");
    assert!(serves(&relay, 1));
    assert_eq!(new.handshakes(), 0);
}

#[test]
fn a_name_that_leads_nowhere_is_refused_and_an_address_that_leads_on_is_taken() {
    let authority = Authority::new("CA");
    let (old, new) = (upstream(&authority), upstream(&authority));
    let folder = Folder::new(&authority, &authority.client());
    let relay = start(&folder, old.port, "false");
    name_upstream(&folder, "nowhere.invalid", old.port);
    relay.hang_up();
    let line = relay.logged(REFUSED);
    let reason = "no handshake with the upstream";
    assert!(line["reason"].as_str().unwrap().contains(reason), "{line}");
    assert!(relay.ready().body.contains(reason));
    assert!(serves(&relay, 1));

    // One that completes the handshake and then ends the connection has taken no certificate.
    let ending = Upstream::ending(&authority.server(), &authority);
    name_upstream(&folder, "127.0.0.1", ending.port);
    relay.hang_up();
    let line = relay.logged_times(REFUSED, 2);
    let reason = "right after the handshake";
    assert!(line["reason"].as_str().unwrap().contains(reason), "{line}");

    name_upstream(&folder, "127.0.0.1", new.port);
    relay.hang_up();
    relay.logged("renewed");
    assert!(serves(&relay, 2));
    assert_eq!((old.seen().len(), new.seen().len()), (1, 1));
}

#[test]
fn a_certificate_renewed_while_the_upstream_is_down_is_untried_until_it_is_back() {
    let authority = Authority::new("CA");
    let is_up = Arc::new(AtomicBool::new(false));
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = {
        let is_up = is_up.clone();
        Upstream::start_if(
            tls,
            move || is_up.load(Ordering::SeqCst),
            |_| json("200 OK", "{}"),
        )
    };
    let folder = Folder::new(&authority, &authority.client());
    let relay = start(&folder, upstream.port, "true");
    let next = authority.client();
    folder.write("client.pem", &next.certificate);
    folder.write("client.key", &next.key);
    relay.hang_up();
    relay.logged("renewed");
    let ready = relay.ready();
    assert_eq!(ready.status, 200);
    assert!(
        ready
            .body
            .starts_with("ready\nidentity \"test\" is untried: "),
        "{ready:?}"
    );

    is_up.store(true, Ordering::SeqCst);
    relay.hang_up();
    relay.logged("the upstream takes a renewed identity");
    relay.logged("the set on disk is the one in use");
    assert_eq!(relay.ready().body, "ready\n");
}
