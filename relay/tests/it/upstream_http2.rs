//! Where the upstream's handshake settles on HTTP/2, one connection carries the calls.

use std::thread::scope;

use h2::Reason;

use crate::support::client::{BEARER, Call, VEHICLES};
use crate::support::http2_upstream::Reply;
use crate::support::stage::Stage;

#[test]
fn calls_at_once_share_one_connection() {
    let (_folder, upstream, relay) = Stage::http2(|_| Reply::Json).parts();
    scope(|scope| {
        let calls: Vec<_> = (0..40)
            .map(|n| {
                let (relay, call) = (&relay, Call::to(&format!("{VEHICLES}/car{n}")));
                scope.spawn(move || relay.send(&call).status)
            })
            .collect();
        for call in calls {
            assert_eq!(call.join().unwrap(), 200);
        }
    });
    assert_eq!((upstream.seen().len(), upstream.connections()), (40, 1));
}

#[test]
fn the_upstream_gets_the_tables_call_in_the_form_of_http_2() {
    let (_folder, upstream, relay) = Stage::http2(|_| Reply::Json).parts();
    assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
    let (uri, headers) = upstream.seen().remove(0);
    assert_eq!(
        uri.to_string(),
        format!(
            "https://127.0.0.1:{}{VEHICLES}?client_id=b7c1-client",
            upstream.port
        )
    );
    let mut names: Vec<_> = headers.keys().map(http::HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "accept",
            "accept-encoding",
            "authorization",
            "user-agent",
            "x-introspect-realm"
        ]
    );
    assert_eq!(headers["authorization"], BEARER);
}

#[test]
fn a_request_that_the_upstream_refuses_unseen_is_made_once_more() {
    let (_folder, upstream, relay) = Stage::http2(|number| match number {
        2 => Reply::Reset(Reason::REFUSED_STREAM),
        _ => Reply::Json,
    })
    .parts();
    for _ in 0..3 {
        assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
    }
    assert_eq!((upstream.seen().len(), upstream.connections()), (4, 2));
}

#[test]
fn a_request_that_is_always_refused_unseen_is_made_twice_and_left_to_another_relay() {
    let (_folder, upstream, relay) = Stage::http2(|_| Reply::Reset(Reason::REFUSED_STREAM)).parts();
    let answer = relay.send(&Call::to(VEHICLES));
    assert_eq!(
        answer.problem(),
        ("upstream-broken".to_owned(), "refused".to_owned())
    );
    let line = relay.logged_request(&answer);
    assert!(
        line["reason"]
            .as_str()
            .unwrap()
            .starts_with("refused-stream: ")
    );
    assert_eq!(upstream.seen().len(), 2);
}

#[test]
fn a_request_that_the_upstream_looked_at_is_not_made_again() {
    for (reply, reason) in [
        (Reply::Reset(Reason::INTERNAL_ERROR), "reset: "),
        (Reply::GoAway, "broken: "),
    ] {
        let (_folder, upstream, relay) = Stage::http2(move |_| reply).parts();
        let answer = relay.send(&Call::to(VEHICLES));
        assert_eq!(
            answer.problem(),
            ("upstream-broken".to_owned(), "failed".to_owned())
        );
        let line = relay.logged_request(&answer);
        let logged = line["reason"].as_str().unwrap();
        assert!(logged.starts_with(reason), "{logged}");
        assert_eq!(upstream.seen().len(), 1);
    }
}

#[test]
fn no_more_than_a_tenth_of_the_calls_and_one_a_second_is_made_again() {
    let (_folder, upstream, relay) = Stage::http2(|_| Reply::Reset(Reason::REFUSED_STREAM)).parts();
    for _ in 0..60 {
        let answer = relay.send(&Call::to(VEHICLES));
        assert_eq!(answer.problem().1, "refused");
    }
    let retries = |outcome: &str| {
        relay.metric(&format!(
            "upstream_retries_total{{identity=\"test\",outcome=\"{outcome}\"}}"
        ))
    };
    let (made, left) = (retries("refused-stream"), retries("over-budget"));
    assert_eq!(made + left, 60.0);
    // Ten seconds' worth is there at the beginning.
    assert!((10.0..30.0).contains(&made), "{made}");
    assert_eq!(upstream.seen().len() as f64, 60.0 + made);
}
