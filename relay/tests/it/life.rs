//! How a relay starts, what it says when it cannot, and how it ends.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::net::UnixStream;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use rustls::ALL_VERSIONS;

use crate::support::TIMEOUT;
use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES, connect, exchange, send, tls};
use crate::support::relay::{Folder, Relay};
use crate::support::upstream::{Upstream, json, mutual_tls};

/// An upstream that reports when a call has come and answers it on a signal.
struct GatedUpstream {
    _upstream: Upstream,
    came: Receiver<()>,
    go: Sender<()>,
    relay: Relay,
    _folder: Folder,
}

fn gated(settings: &[(&str, &str)]) -> GatedUpstream {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let (came_in, came) = channel();
    let (go, gone) = channel();
    let gone = Mutex::new(gone);
    let upstream = Upstream::start(tls, move |_| {
        came_in.send(()).unwrap();
        let _ = gone.lock().unwrap().recv_timeout(TIMEOUT);
        json("200 OK", "{}")
    });
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, settings);
    GatedUpstream {
        _upstream: upstream,
        came,
        go,
        relay,
        _folder: folder,
    }
}

fn folder() -> Folder {
    let authority = Authority::new("CA");
    Folder::new(&authority, &authority.client())
}

#[test]
fn a_call_that_had_begun_is_finished_after_sigterm() {
    let mut gated = gated(&[]);
    let mut idle = connect(&gated.relay.listen);
    assert_eq!(
        exchange(&mut idle, Call::hello().head().as_bytes()).status,
        200
    );
    let mut silent = connect(&gated.relay.listen);
    let address = gated.relay.listen.clone();
    let caller = std::thread::spawn(move || send(&address, Call::to(VEHICLES).head().as_bytes()));
    gated.came.recv_timeout(TIMEOUT).unwrap();
    assert_eq!(gated.relay.probe("/ready"), 200);

    gated.relay.terminate();
    gated.relay.logged("draining");
    assert_eq!(
        (gated.relay.probe("/ready"), gated.relay.probe("/live")),
        (503, 200)
    );
    for stream in [&mut idle, &mut silent] {
        assert_eq!(stream.read(&mut [0; 1]).unwrap(), 0);
    }
    gated.go.send(()).unwrap();
    assert_eq!(caller.join().unwrap().status, 200);
    assert_eq!(gated.relay.wait().code(), Some(0));
}

#[test]
fn a_call_that_outlives_the_drain_timeout_is_cut_and_the_exit_says_so() {
    let mut gated = gated(&[("RELAY_LIMITS_DRAIN_TIMEOUT", "1")]);
    let mut caller = connect(&gated.relay.listen);
    caller
        .write_all(Call::to(VEHICLES).head().as_bytes())
        .unwrap();
    gated.came.recv_timeout(TIMEOUT).unwrap();
    gated.relay.terminate();
    assert_eq!(gated.relay.wait().code(), Some(1));
    assert_eq!(caller.read(&mut [0; 1]).unwrap_or(0), 0);
}

#[test]
fn half_a_head_is_not_waited_for() {
    let gated = gated(&[("RELAY_LIMITS_HEADER_TIMEOUT", "1")]);
    let mut slow = connect(&gated.relay.listen);
    slow.write_all(b"GET / HTTP/1.1\r\nHost:").unwrap();
    let mut rest = Vec::new();
    slow.read_to_end(&mut rest).unwrap();
    assert!(!String::from_utf8_lossy(&rest).contains("200"));
}

#[test]
fn a_caller_that_never_reads_is_not_kept() {
    let gated = gated(&[("RELAY_LIMITS_WRITE_TIMEOUT", "1")]);
    let mut deaf = connect(&gated.relay.listen);
    deaf.set_write_timeout(Some(TIMEOUT)).unwrap();
    // Unsigned, but of a form that leaves the connection open.
    let questions = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000);
    let refused = loop {
        if let Err(error) = deaf.write_all(questions.as_bytes()) {
            break error.kind();
        }
    };
    assert!(
        matches!(refused, ErrorKind::ConnectionReset | ErrorKind::BrokenPipe),
        "{refused:?}"
    );
}

#[test]
fn a_full_house_makes_callers_wait_and_not_fail() {
    let gated = gated(&[("RELAY_LIMITS_CONNECTIONS", "1")]);
    let mut first = connect(&gated.relay.listen);
    assert_eq!(
        exchange(&mut first, Call::hello().head().as_bytes()).status,
        200
    );
    let mut second = connect(&gated.relay.listen);
    second.write_all(Call::hello().head().as_bytes()).unwrap();
    assert_eq!(
        exchange(&mut first, Call::hello().head().as_bytes()).status,
        200
    );
    drop(first);
    assert_eq!(exchange(&mut second, b"").status, 200);
}

#[test]
fn a_taken_port_is_named_with_what_moves_it() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for variable in ["RELAY_LISTEN", "RELAY_ADMIN"] {
        let complaint = folder().complaint(&[(variable, &address)]);
        assert!(complaint.contains(&address), "{complaint}");
        assert!(complaint.contains(variable), "{complaint}");
    }
}

#[test]
fn plain_http_stays_on_the_machine_unless_told_otherwise() {
    let public = [("RELAY_LISTEN", "0.0.0.0:0")];
    let complaint = folder().complaint(&public);
    assert!(
        complaint.contains("listen (or RELAY_LISTEN)"),
        "{complaint}"
    );
    assert!(complaint.contains("allow_plain_public"), "{complaint}");
    let relay = folder().start(1, &[public[0], ("RELAY_ALLOW_PLAIN_PUBLIC", "true")]);
    let port = relay.listen.rsplit(':').next().unwrap();
    let hello = Call::hello().head();
    assert_eq!(
        send(&format!("127.0.0.1:{port}"), hello.as_bytes()).status,
        200
    );
}

#[test]
fn a_unix_socket_serves_and_one_left_by_a_killed_relay_is_taken_over() {
    let folder = folder();
    let path = folder.path().join("relay.sock");
    let listen = format!("unix:{}", path.display());
    let hello = || {
        exchange(
            &mut UnixStream::connect(&path).unwrap(),
            Call::hello().head().as_bytes(),
        )
    };
    let killed = folder.start(1, &[("RELAY_LISTEN", &listen)]);
    assert_eq!(hello().status, 200);
    let complaint = folder.complaint(&[("RELAY_LISTEN", &listen)]);
    assert!(complaint.contains(&listen), "{complaint}");
    drop(killed);
    assert!(path.exists());
    let mut next = folder.start(1, &[("RELAY_LISTEN", &listen)]);
    assert_eq!(hello().status, 200);
    next.terminate();
    assert_eq!(next.wait().code(), Some(0));
    assert!(!path.exists());
}

#[test]
fn a_relay_with_a_certificate_of_its_own_speaks_tls() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let own = authority.server();
    folder.write("own.pem", &own.certificate);
    folder.write("own.key", &own.key);
    let relay = folder.start(
        1,
        &[
            ("RELAY_TLS_CERTIFICATE", "own.pem"),
            ("RELAY_TLS_KEY", "own.key"),
            ("RELAY_LISTEN", "0.0.0.0:0"),
        ],
    );
    let port = relay.listen.rsplit(':').next().unwrap();
    let mut stream = tls(&format!("127.0.0.1:{port}"), &authority.pem());
    assert_eq!(
        exchange(&mut stream, Call::hello().head().as_bytes()).status,
        200
    );
}

#[test]
fn a_silent_handshake_is_not_waited_for() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let own = authority.server();
    folder.write("own.pem", &own.certificate);
    folder.write("own.key", &own.key);
    let relay = folder.start(
        1,
        &[
            ("RELAY_TLS_CERTIFICATE", "own.pem"),
            ("RELAY_TLS_KEY", "own.key"),
            ("RELAY_LIMITS_HANDSHAKE_TIMEOUT", "1"),
        ],
    );
    assert_eq!(connect(&relay.listen).read(&mut [0; 1]).unwrap_or(0), 0);
}

#[test]
fn an_identity_that_cannot_work_is_named_before_anything_listens() {
    let authority = Authority::new("CA");
    let good = authority.client();
    let other_key = authority.client().key;
    let expired = authority.expired_client();
    let encrypted =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    for (certificate, key, expected) in [
        (
            good.certificate.as_str(),
            other_key.as_str(),
            "is not the key of",
        ),
        (&expired.certificate, &expired.key, "ended on"),
        (&good.certificate, encrypted, "a damaged encrypted key"),
        (&good.certificate, "", "no PRIVATE KEY in it"),
        ("", &good.key, "no CERTIFICATE in it"),
    ] {
        let folder = Folder::new(&authority, &good);
        folder.write("client.pem", certificate);
        folder.write("client.key", key);
        let complaint = folder.complaint(&[]);
        assert!(complaint.contains(expected), "{complaint}");
        assert!(complaint.contains("identity"), "{complaint}");
        assert!(!complaint.contains("listening"), "{complaint}");
    }
}
