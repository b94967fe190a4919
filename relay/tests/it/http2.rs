//! An edge that speaks HTTP/2 gets the same answers as one that does not, in plain and over TLS,
//! and its connection has the same limits.

use std::error::Error as _;

use rustls::ALL_VERSIONS;

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES};
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
fn an_idle_connection_is_ended() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(1, &[("RELAY_LIMITS_HEADER_TIMEOUT", "1")]);
    run(async {
        let mut connection = Http2::connect(&relay.listen).await;
        assert_eq!(connection.send(&Call::hello()).await.unwrap().status, 200);
        connection.ended().await;
    });
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
