//! A change of identity is nobody's failed request: 50 clients call without a pause while the
//! identity changes 5 times, every call is answered, and afterwards every connection to the
//! upstream carries the newest certificate.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use rustls::ALL_VERSIONS;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES, send};
use crate::support::relay::Folder;
use crate::support::upstream::{Upstream, json, mutual_tls};
use crate::support::{Raised, TIMEOUT, pause};

const CLIENTS: usize = 50;
const CHANGES: usize = 5;

#[test]
fn five_identity_changes_under_load_fail_no_request() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, &[("RELAY_RELOAD_INTERVAL", "0")]);

    let (done, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    let newest = std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    // No two calls are the same, so that each goes upstream.
                    let number = answered.fetch_add(1, Ordering::SeqCst);
                    let call = Call::to(&format!("{VEHICLES}?pageToken={number}"));
                    let answer = send(&relay.listen, call.head().as_bytes());
                    assert_eq!(answer.status, 200, "{answer:?}");
                }
            });
        }
        // The clients end, too, where this does not get on.
        let _done = Raised(&done);
        let mut newest = Vec::new();
        for change in 1..=CHANGES {
            let before = answered.load(Ordering::SeqCst);
            let identity = authority.client();
            folder.write("client.pem", &identity.certificate);
            folder.write("client.key", &identity.key);
            relay.hang_up();
            relay.logged_times("renewed", change);
            newest = CertificateDer::from_pem_slice(identity.certificate.as_bytes())
                .unwrap()
                .to_vec();
            let until = Instant::now() + TIMEOUT;
            while answered.load(Ordering::SeqCst) < before + CLIENTS {
                assert!(Instant::now() < until, "no more answers");
                pause();
            }
        }
        newest
    });

    let until = Instant::now() + TIMEOUT;
    loop {
        let open: Vec<_> = upstream
            .clients()
            .into_iter()
            .filter(|client| client.open)
            .collect();
        if !open.is_empty() && open.iter().all(|client| client.certificate == newest) {
            break;
        }
        assert!(Instant::now() < until, "{} open connections", open.len());
        pause();
    }
    assert!(!relay.log().contains("refused"), "{}", relay.log());
}

#[test]
fn an_identity_that_has_not_changed_keeps_its_connections() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, &[("RELAY_RELOAD_INTERVAL", "0")]);
    let call = |number: usize| relay.send(&Call::to(&format!("{VEHICLES}?pageToken={number}")));
    assert_eq!(call(0).status, 200);
    for (number, realm) in [(1, "clientsB2CDS"), (2, "clientsB2COpel")] {
        let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
        folder.write(
            "relay.toml",
            &settings.replacen("realms = [", &format!("realms = [\"{realm}\", "), 1),
        );
        relay.hang_up();
        let renewed = relay.logged_times("renewed", number);
        assert_eq!(renewed["what"], "identity \"test\": realms");
        assert_eq!(call(number).status, 200);
    }
    assert_eq!(upstream.handshakes(), 1);
    assert!(relay.send(&Call::hello()).body.contains("clientsB2COpel"));
}
