//! An edge that speaks HTTP/2 gets the same answers as one that does not, in plain and over TLS,
//! and its connection has the same limits.

use std::error::Error as _;
use std::io::Read as _;

use rustls::ALL_VERSIONS;

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES, connect, exchange};
use crate::support::http2::{Http2, run};
use crate::support::relay::Folder;
use crate::support::upstream::{Upstream, json, mutual_tls};

#[test]
fn a_signed_call_is_answered_in_plain_and_over_tls_and_a_stranger_is_not() {
    let authority = Authority::new("CA");
    let upstream = Upstream::start(
        mutual_tls(&authority.server(), &authority, ALL_VERSIONS),
        |_| json("200 OK", "{}"),
    );
    let folder = Folder::new(&authority, &authority.client());
    let own = authority.server();
    folder.write("own.pem", &own.certificate);
    folder.write("own.key", &own.key);
    let tls = [
        ("RELAY_TLS_CERTIFICATE", "own.pem"),
        ("RELAY_TLS_KEY", "own.key"),
    ];
    let plain = folder.start(upstream.port, &[]);
    let secure = folder.start(upstream.port, &tls);
    run(async {
        for mut connection in [
            Http2::connect(&plain.listen).await,
            Http2::connect_tls(&secure.listen, &authority.pem()).await,
        ] {
            let answer = connection.send(&Call::to(VEHICLES)).await.unwrap();
            assert_eq!(
                (answer.status, answer.header("relay-answer")),
                (200, "upstream")
            );
            let stranger = Call {
                secret: b"another-secret-of-32-bytes-or-so",
                ..Call::to(VEHICLES)
            };
            assert_eq!(connection.send(&stranger).await.unwrap().status, 401);
            assert_eq!(connection.send(&Call::hello()).await.unwrap().status, 200);
        }
    });
    assert_eq!(upstream.seen().len(), 2);
}

#[test]
fn an_idle_connection_is_ended_and_counts_as_silent_only_if_it_was_never_answered() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(1, &[("RELAY_LIMITS_HEADER_TIMEOUT", "1")]);
    let counts = |silent: f64| {
        let open = "connections_open{listener=\"edges\"}";
        let ended = "connections_ended_total{listener=\"edges\",phase=\"http\",reason=\"timeout\"}";
        relay.settles("it is ended", |relay| relay.metric(open) == 0.0);
        assert_eq!(relay.metric(ended), silent);
    };
    run(async {
        let mut connection = Http2::connect(&relay.listen).await;
        assert_eq!(connection.send(&Call::hello()).await.unwrap().status, 200);
        connection.ended().await;
    });
    counts(0.0);
    let mut kept_alive = connect(&relay.listen);
    let hello = Call::hello().head();
    assert_eq!(exchange(&mut kept_alive, hello.as_bytes()).status, 200);
    assert_eq!(kept_alive.read(&mut [0]).unwrap(), 0);
    counts(0.0);
    let mut silent = connect(&relay.listen);
    assert_eq!(silent.read(&mut [0]).unwrap(), 0);
    counts(1.0);
}

#[test]
fn an_answer_that_is_never_taken_is_not_kept() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(1, &[("RELAY_LIMITS_WRITE_TIMEOUT", "1")]);
    run(async {
        let mut deaf = Http2::connect_deaf(&relay.listen).await;
        let cut = deaf.send(&Call::hello()).await.unwrap_err();
        let reason = cut.source().and_then(|source| source.downcast_ref());
        assert!(reason.is_some_and(h2::Error::is_io), "{cut:?}");
        deaf.ended().await;
    });
}
