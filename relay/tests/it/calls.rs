//! A good call reaches the upstream as the operation table has it, and its answer comes back.

use serde_json::Value;

use crate::support::client::{BEARER, Call, VEHICLES, connect, exchange, now, send};
use crate::support::stage::Stage;
use crate::support::upstream::{Reply, json};

#[test]
fn the_upstream_gets_the_tables_call_and_nothing_else_of_the_callers() {
    const TRACE: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let (_folder, upstream, relay) = Stage::start(&[], |_| json("200 OK", "{}")).parts();
    let call = Call::to(&format!("{VEHICLES}?locale=fr-FR&pageToken=a%2fb+c"));
    let request = call.head_with(&[
        ("traceparent", TRACE),
        ("x-request-id", "0af7651916cd43dd8448eb211c80319c"),
        ("Accept", "text/html"),
        ("Accept-Encoding", "gzip"),
        ("Cookie", "a=b"),
        ("X-Forwarded-For", "192.0.2.1"),
        ("User-Agent", "caller"),
    ]);
    let answer = send(&relay.listen, request.as_bytes());
    assert_eq!(
        (answer.status, answer.header("relay-answer")),
        (200, "upstream")
    );

    let seen = upstream.seen();
    let [head] = seen.as_slice() else {
        panic!("{seen:?}")
    };
    let mut lines: Vec<_> = head.split("\r\n").collect();
    assert_eq!(
        lines.remove(0),
        "GET /connectedcar/v4/user/vehicles?locale=fr-FR&pageToken=a%2Fb%2Bc&client_id=b7c1-client HTTP/1.1"
    );
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "accept-encoding: identity",
            "accept: application/hal+json",
            &format!("authorization: {BEARER}"),
            &format!("host: 127.0.0.1:{}", upstream.port),
            &format!("traceparent: {TRACE}"),
            concat!("user-agent: kerbside-relay/", env!("CARGO_PKG_VERSION")),
            "x-introspect-realm: clientsB2CPeugeot",
        ]
    );
}

#[test]
fn the_last_position_is_asked_for_as_geojson() {
    let (_folder, upstream, relay) = Stage::start(&[], |_| json("200 OK", "{}")).parts();
    let answer = relay.send(&Call::to(&format!("{VEHICLES}/c0ffee/lastPosition")));
    assert_eq!(answer.status, 200);
    let seen = upstream.seen();
    assert!(seen[0].starts_with(
        "GET /connectedcar/v4/user/vehicles/c0ffee/lastPosition?client_id=b7c1-client "
    ));
    assert!(
        seen[0].contains("accept: application/vnd.geo+json"),
        "{seen:?}"
    );
}

#[test]
fn of_a_gateways_page_of_trouble_the_head_comes_back_in_a_status_that_a_tunnel_leaves() {
    for (status, sent, length) in [
        (500, 500, 6),
        (502, 503, 6),
        (503, 503, 6),
        (504, 503, 6),
        (503, 503, 60),
    ] {
        let (_folder, _upstream, relay) = Stage::start(&[], move |_| {
            Reply::Cut(format!(
                "HTTP/1.1 {status} X\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\
                 Retry-After: 7\r\n\r\n<html>"
            ))
        })
        .parts();
        let answer = relay.send(&Call::to(VEHICLES));
        assert_eq!((answer.status, answer.body.as_str()), (sent, ""));
        let line = relay.logged_request(&answer);
        assert_eq!(
            (&line["status"], &line["upstream_status"]),
            (&sent.into(), &status.into())
        );
        assert_eq!(answer.header("relay-answer"), "upstream");
        assert_eq!(answer.header("retry-after"), "7");
        assert_eq!(answer.header("content-type"), "");
    }
}

#[test]
fn the_upstreams_answer_comes_back_with_the_headers_that_the_edge_reads() {
    let (_folder, _upstream, relay) = Stage::start(&[], |_| {
        Reply::Whole(
            "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\
             Retry-After: 7\r\nX-RateLimit-Remaining-1: 0\r\nX-Global-Transaction-ID: t1\r\n\
             WWW-Authenticate: Bearer error='invalid_token'\r\nSet-Cookie: JSESSIONID=1\r\n\
             Server: upstream\r\nX-Request-Id: theirs\r\n\r\n{\"code\":\"42900\"}"
                .to_owned(),
        )
    }).parts();
    let answer = relay.send(&Call::to(VEHICLES));
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (429, "{\"code\":\"42900\"}")
    );
    let names: Vec<_> = answer.headers.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "cache-control",
            "content-length",
            "content-type",
            "date",
            "relay-answer",
            "retry-after",
            "www-authenticate",
            "x-global-transaction-id",
            "x-ratelimit-remaining-1",
            "x-request-id",
        ]
    );
    assert_ne!(answer.header("x-request-id"), "theirs");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[test]
fn a_hello_tells_clock_realms_and_days_left_and_calls_nobody() {
    let (_folder, upstream, relay) = Stage::start(&[], |_| json("200 OK", "{}")).parts();
    let answer = relay.send(&Call::hello());
    assert_eq!((answer.status, answer.header("relay-answer")), (200, "own"));
    let hello: Value = serde_json::from_str(&answer.body).unwrap();
    assert!(now().abs_diff(hello["now"].as_u64().unwrap()) <= 1);
    assert_eq!(hello["realms"], serde_json::json!(["clientsB2CPeugeot"]));
    assert!(hello["certificateDaysLeft"].as_i64().unwrap() > 10_000);
    assert_eq!(upstream.handshakes(), 0);
}

#[test]
fn an_edges_request_id_is_kept_and_a_missing_or_other_one_is_made() {
    let (_folder, _upstream, relay) = Stage::start(&[], |_| json("404 Not Found", "{}")).parts();
    let send = |id| {
        let request = Call::to(VEHICLES).head_with(&[("x-request-id", id)]);
        let answer = send(&relay.listen, request.as_bytes());
        let line = relay.logged_request(&answer);
        assert_eq!(line["upstream_status"], 404);
        answer.header("x-request-id").to_owned()
    };
    let edges = "0af7651916cd43dd8448eb211c80319c";
    assert_eq!(send(edges), edges);
    let plate = "AB-123-CD";
    for other in ["no good", plate, "0AF7651916CD43DD8448EB211C80319C"] {
        let made = send(other);
        assert_eq!(made.len(), 32, "{other}");
        assert_ne!(made, other);
    }
    assert!(!relay.log().contains(plate));
    let made = send("");
    assert_ne!(made, relay.send(&Call::to(VEHICLES)).header("x-request-id"));
}

#[test]
fn calls_in_a_row_share_a_connection_on_both_sides() {
    let (_folder, upstream, relay) = Stage::start(&[], |_| json("200 OK", "{}")).parts();
    let mut stream = connect(&relay.listen);
    for _ in 0..20 {
        assert_eq!(
            exchange(&mut stream, Call::to(VEHICLES).head().as_bytes()).status,
            200
        );
    }
    assert_eq!((upstream.seen().len(), upstream.handshakes()), (20, 1));
}

#[test]
fn a_connection_that_the_upstream_ends_is_taken_up_again_without_a_full_handshake() {
    let (_folder, upstream, relay) = Stage::start(&[], |_| {
        Reply::Whole(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\
             Content-Length: 2\r\n\r\n{}"
                .to_owned(),
        )
    })
    .parts();
    for _ in 0..5 {
        assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
    }
    assert_eq!((upstream.handshakes(), upstream.resumed()), (5, 4));
}

#[test]
fn a_call_signed_for_any_of_the_public_names_is_let_in_whatever_its_host() {
    let (_folder, upstream, relay) = Stage::start(&[], |_| json("200 OK", "{}")).parts();
    for authority in ["relay.example.com", "other.example.com"] {
        let mut headers = Call {
            authority,
            ..Call::to(VEHICLES)
        }
        .headers();
        headers[0].1 = "tunnel.internal".to_owned();
        let request = crate::support::client::head(&format!("GET {VEHICLES} HTTP/1.1"), &headers);
        assert_eq!(
            send(&relay.listen, request.as_bytes()).status,
            200,
            "{authority}"
        );
    }
    assert_eq!(upstream.seen().len(), 2);
}

#[test]
fn the_log_has_the_call_and_neither_its_token_nor_its_car() {
    let (_folder, _upstream, relay) =
        Stage::start(&[], |_| json("200 OK", "{\"vin\":\"VF3CAR\"}")).parts();
    let answer = relay.send(&Call::to(&format!("{VEHICLES}/c0ffee?locale=fr-SECRET")));
    let line = relay.logged_request(&answer);
    assert_eq!(line["message"], "request");
    assert_eq!(line["operation"], "VEHICLE");
    assert_eq!(line["outcome"], "ok");
    assert_eq!(
        (&line["status"], &line["upstream_status"]),
        (&200.into(), &200.into())
    );
    assert_eq!(line["key_id"], "edge-1");
    assert!(line["duration_ms"].as_f64().unwrap() > 0.0);
    relay.send(&Call::to(&format!("{VEHICLES}/c0ffee?unlisted=fr-SECRET")));
    let refused = relay.send(&Call::to("/connectedcar/v4/c0ffee/nothing"));
    relay.logged_request(&refused);
    for secret in ["5f0c8d8e", "c0ffee", "SECRET", "VF3CAR", "0123456789abcdef"] {
        assert!(!relay.log().contains(secret), "{secret} in {}", relay.log());
    }
}
