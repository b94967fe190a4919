//! Each way in which the upstream fails is a problem of its own, says how far the call got, and
//! repeats nothing that the upstream wrote.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use rustix::net::sockopt::set_socket_linger;
use rustls::version::{TLS12, TLS13};
use rustls::{ALL_VERSIONS, ServerConfig};

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES};
use crate::support::failed::{Failed, PROSE, call};
use crate::support::relay::Folder;
use crate::support::stage::Stage;
use crate::support::upstream::{Reply, Upstream, json, mutual_tls};

/// A call to an upstream that is in order but for its answer.
fn answered(
    settings: &[(&str, &str)],
    reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
) -> Failed {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, reply);
    call(
        &Folder::new(&authority, &authority.client()),
        upstream.port,
        settings,
    )
}

/// A call to an upstream whose TLS is not in order, by a relay that trusts `authority`.
fn shaken(authority: &Authority, tls: Arc<ServerConfig>) -> Failed {
    let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
    let failed = call(
        &Folder::new(authority, &authority.client()),
        upstream.port,
        &[],
    );
    assert!(upstream.seen().is_empty());
    failed
}

#[test]
fn a_refused_certificate_is_not_a_network_error() {
    let (authority, other) = (Authority::new("CA"), Authority::new("another CA"));
    let server = authority.server();
    for (version, protocol) in [
        (&TLS12, "http/1.1"),
        (&TLS13, "http/1.1"),
        (&TLS12, "h2"),
        (&TLS13, "h2"),
    ] {
        let mut tls = ServerConfig::clone(&mutual_tls(&server, &other, &[version]));
        tls.alpn_protocols = vec![protocol.into()];
        let failed = shaken(&authority, Arc::new(tls));
        assert_eq!(
            (failed.code.as_str(), failed.kind.as_str()),
            ("certificate-refused", "certificate-refused"),
            "{version:?} {protocol}: {}",
            failed.reason
        );
        assert_eq!(failed.answer.status, 503);
        // TLS 1.3 has the client's side of the handshake done before the server has judged it: the
        // request may be on its way by then, or not.
        let reached = match version == &TLS12 {
            true => &["refused"][..],
            false => &["refused", "failed"],
        };
        assert!(reached.contains(&failed.relay_answer.as_str()));
    }
}

#[test]
fn a_server_of_another_authority_or_name_gets_no_call() {
    let (authority, other) = (Authority::new("CA"), Authority::new("CA"));
    for server in [other.server(), authority.server_named("other.example")] {
        shaken(&authority, mutual_tls(&server, &authority, ALL_VERSIONS)).is(
            "upstream-not-trusted",
            "refused",
            "not-trusted",
            "invalid peer certificate",
        );
    }
}

#[test]
fn a_server_certificate_out_of_date_is_told_from_a_foreign_one() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.expired_server(), &authority, ALL_VERSIONS);
    shaken(&authority, tls).is(
        "upstream-certificate-expired",
        "refused",
        "server-certificate-expired",
        "expired",
    );
}

#[test]
fn an_upstream_that_is_not_there_is_unreachable() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    drop(taken);
    let failed = call(&folder, port, &[]);
    failed.is("upstream-unreachable", "refused", "unreachable", "refused");
    assert_eq!(
        (failed.answer.status, failed.answer.header("retry-after")),
        (503, "10")
    );
}

#[test]
fn an_upstream_whose_name_is_gone_is_unreachable_and_told_from_one_that_is_down() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    call(
        &folder,
        1,
        &[(
            "RELAY_UPSTREAM_BASE",
            "https://nowhere.invalid/connectedcar/v4",
        )],
    )
    .is(
        "upstream-unreachable",
        "refused",
        "unresolved",
        "no address for the name",
    );
}

#[test]
fn a_connection_that_ends_in_the_handshake_is_unreachable() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let upstream = Upstream::bare(drop);
    call(&folder, upstream.port, &[]).is("upstream-unreachable", "refused", "unreachable", "");
}

#[test]
fn a_handshake_that_stalls_is_unreachable_within_the_connect_timeout() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let upstream = Upstream::bare(|mut stream| {
        let _ = stream.read_to_end(&mut Vec::new());
    });
    call(
        &folder,
        upstream.port,
        &[("RELAY_UPSTREAM_CONNECT_TIMEOUT", "1")],
    )
    .is(
        "upstream-unreachable",
        "refused",
        "connect-timeout",
        "no connection within 1 s",
    );
}

#[test]
fn an_upstream_that_hangs_times_out() {
    let failed = answered(&[("RELAY_UPSTREAM_DEADLINE", "2")], |_| Reply::Silence);
    failed.is(
        "upstream-timeout",
        "failed",
        "timeout",
        "no answer within 2 s",
    );
    assert_eq!(failed.answer.status, 503);
}

#[test]
fn a_body_that_stalls_times_out() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    answered(&[("RELAY_UPSTREAM_DEADLINE", "2")], move |_| {
        Reply::Whole(head.to_owned())
    })
    .is(
        "upstream-timeout",
        "failed",
        "timeout",
        "no answer within 2 s",
    );
}

#[test]
fn an_upstream_that_stalls_before_the_head_or_within_the_body_is_not_waited_for_to_the_end() {
    answered(&[("RELAY_UPSTREAM_HEAD_TIMEOUT", "1")], |_| Reply::Silence).is(
        "upstream-timeout",
        "failed",
        "head-timeout",
        "no head within 1 s",
    );
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    answered(&[("RELAY_UPSTREAM_BODY_TIMEOUT", "1")], move |_| {
        Reply::Whole(head.to_owned())
    })
    .is(
        "upstream-timeout",
        "failed",
        "body-timeout",
        "no more of the body within 1 s",
    );
}

#[test]
fn a_trickle_ends_with_the_deadline_though_it_never_stalls() {
    answered(&[("RELAY_UPSTREAM_DEADLINE", "2")], |_| {
        Reply::Own(Box::new(|tls| {
            let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
            let _ = tls.write_all(head);
            while tls.write_all(b" ").and_then(|()| tls.flush()).is_ok() {
                // The pace of the upstream.
                std::thread::park_timeout(Duration::from_millis(50));
            }
        }))
    })
    .is(
        "upstream-timeout",
        "failed",
        "timeout",
        "no answer within 2 s",
    );
}

#[test]
fn interim_answers_without_an_end_are_no_answer() {
    answered(&[], |_| {
        Reply::Own(Box::new(|tls| {
            let interim = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
            while tls.write_all(interim).is_ok() {}
        }))
    })
    .is("upstream-unreadable", "failed", "interim-storm", "");
}

#[test]
fn some_interim_answers_do_no_harm() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| {
        let interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(8);
        Reply::Whole(format!(
            "{interim}HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
        ))
    });
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, &[]);
    assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
}

#[test]
fn a_reset_is_told_from_an_end() {
    for text in [
        "",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    ] {
        answered(&[], move |_| {
            Reply::Own(Box::new(move |tls| {
                let _ = tls.write_all(text.as_bytes());
                // Closed with no time to linger, a connection is reset.
                set_socket_linger(&tls.sock, Some(Duration::ZERO)).unwrap();
            }))
        })
        .is("upstream-broken", "failed", "reset", "");
    }
}

#[test]
fn half_an_answer_is_none() {
    for (text, kind) in [
        (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"PROSE-OF-THE-UPSTREAM",
            "truncated",
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"abc\r\n",
            "truncated",
        ),
        ("HTTP/1.1 200 OK\r\nContent-Ty", "broken"),
        ("", "broken"),
    ] {
        answered(&[], move |_| Reply::Cut(text.to_owned())).is(
            "upstream-broken",
            "failed",
            kind,
            "",
        );
    }
}

#[test]
fn a_body_that_only_ends_with_the_connection_is_cut_off_unless_tls_says_so() {
    let text = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"half\":";
    answered(&[], move |_| Reply::Cut(text.to_owned())).is(
        "upstream-broken",
        "failed",
        "truncated",
        "",
    );
}

#[test]
fn an_error_page_is_no_answer_of_the_api() {
    for (status, kind) in [(200, "text/html"), (401, "text/plain")] {
        let failed = answered(&[], move |_| {
            Reply::Whole(format!(
                "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: 21\r\n\r\n{PROSE}"
            ))
        });
        failed.is("upstream-unreadable", "failed", "unreadable", "not JSON");
        assert_eq!(failed.answer.status, 503);
    }
}

#[test]
fn an_answer_in_a_coding_that_was_not_asked_for_is_none() {
    answered(&[], |_| {
        Reply::Whole(format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\
             Content-Length: 21\r\n\r\n{PROSE}"
        ))
    })
    .is(
        "upstream-unreadable",
        "failed",
        "unreadable",
        "content coding",
    );
}

#[test]
fn a_redirect_is_not_followed() {
    let failed = answered(&[], |_| {
        Reply::Whole(
            "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                .to_owned(),
        )
    });
    failed.is("upstream-unreadable", "failed", "unreadable", "");
    assert_eq!(failed.answer.header("location"), "");
}

#[test]
fn what_is_not_http_is_unreadable() {
    answered(&[], |_| Reply::Whole(format!("{PROSE}\r\n\r\n"))).is(
        "upstream-unreadable",
        "failed",
        "unreadable",
        "",
    );
}

#[test]
fn an_answer_that_says_twice_where_it_ends_is_unreadable_and_ends_its_connection() {
    let text = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\
                Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    let stage = Stage::start(&[], |_| Reply::Whole(text.to_owned()));
    for made in 1..=2 {
        let answer = stage.relay.send(&Call::to(VEHICLES));
        assert_eq!(answer.problem().0, "upstream-unreadable");
        assert_eq!(stage.upstream.handshakes(), made);
    }
}

#[test]
fn an_answer_over_the_cap_is_too_large_whether_or_not_it_says_so() {
    let cap = &[("RELAY_UPSTREAM_MAX_RESPONSE_BYTES", "1000")];
    let long = "a".repeat(1001);
    let told = long.clone();
    answered(cap, move |_| json("200 OK", &told)).is(
        "upstream-too-large",
        "failed",
        "too-large",
        "1000 bytes",
    );
    answered(cap, move |_| {
        Reply::Whole(format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n{long}\r\n0\r\n\r\n"
        ))
    })
    .is("upstream-too-large", "failed", "too-large", "1000 bytes");
}
