//! While the upstream's rate limit holds it is not called, and the edge is told so as by the
//! upstream.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::thread::scope;
use std::time::{Duration, Instant, SystemTime};

use crate::support::client::{Call, VEHICLES};
use crate::support::stage::Stage;
use crate::support::upstream::{Reply, json};
use crate::support::{TIMEOUT, pause};

fn too_many(retry_after: &str) -> Reply {
    Reply::Whole(format!(
        "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\n\
         Retry-After: {retry_after}\r\nContent-Length: 2\r\n\r\n{{}}"
    ))
}

#[test]
fn after_a_429_no_call_of_the_identity_is_made_until_its_time_is_over() {
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(600));
    for (retry_after, at_least) in [("600".to_owned(), 500), (date, 500)] {
        let stage = Stage::start(&[], move |_| too_many(&retry_after));
        let first = stage.relay.send(&Call::to(VEHICLES));
        assert_eq!(
            (first.status, first.header("relay-answer")),
            (429, "upstream")
        );
        let told: u64 = first.header("retry-after").parse().unwrap();
        assert!((at_least..=600).contains(&told), "{told}");
        for target in [VEHICLES, "/connectedcar/v4/user"] {
            let kept_back = stage.relay.send(&Call::to(target));
            assert_eq!(
                kept_back.problem(),
                ("rate-limited".to_owned(), "refused".to_owned())
            );
            let left: u64 = kept_back.header("retry-after").parse().unwrap();
            assert!((at_least..=600).contains(&left), "{left}");
            let line = stage.relay.logged_request(&kept_back);
            assert!(
                line["reason"]
                    .as_str()
                    .unwrap()
                    .starts_with("rate-limited: ")
            );
        }
        assert_eq!(stage.upstream.seen().len(), 1);
    }
}

#[test]
fn calls_are_made_again_once_the_time_is_over() {
    let limited = AtomicBool::new(true);
    let stage = Stage::start(&[], move |_| match limited.swap(false, Ordering::SeqCst) {
        true => too_many("1"),
        false => json("200 OK", "{}"),
    });
    assert_eq!(stage.relay.send(&Call::to(VEHICLES)).status, 429);
    let until = Instant::now() + TIMEOUT;
    while stage.relay.send(&Call::to(VEHICLES)).status != 200 {
        assert!(Instant::now() < until, "the time is never over");
        pause();
    }
    assert_eq!(stage.upstream.seen().len(), 2);
}

#[test]
fn a_429_that_asks_for_no_time_keeps_nothing_back() {
    let stage = Stage::start(&[], |_| json("429 Too Many Requests", "{}"));
    for made in 1..=3 {
        assert_eq!(stage.relay.send(&Call::to(VEHICLES)).status, 429);
        assert_eq!(stage.upstream.seen().len(), made);
    }
}

/// The first call's answer is the upstream's and its headers are heeded: the second is not made.
fn heeded(stage: &Stage) {
    let first = stage.relay.send(&Call::to(VEHICLES));
    assert_eq!(
        (first.status, first.header("relay-answer")),
        (429, "upstream"),
        "{first:?}"
    );
    assert_eq!(
        (first.header("retry-after"), first.body.as_str()),
        ("600", "")
    );
    let second = stage.relay.send(&Call::to(VEHICLES));
    assert_eq!(
        second.problem(),
        ("rate-limited".to_owned(), "refused".to_owned())
    );
    assert_eq!(stage.upstream.seen().len(), 1);
    for (metric, value) in [
        (
            "upstream_calls_total{identity=\"test\",outcome=\"429\"}",
            1.0,
        ),
        (
            "upstream_quota_remaining{identity=\"test\",window=\"day\"}",
            7.0,
        ),
    ] {
        assert_eq!(stage.relay.metric(metric), value, "{metric}");
    }
}

fn head(kind: &str, length: usize) -> String {
    format!(
        "HTTP/1.1 429 Too Many Requests\r\nContent-Type: {kind}\r\nRetry-After: 600\r\n\
         X-RateLimit-Remaining-1: 7\r\nContent-Length: {length}\r\n\r\n"
    )
}

#[test]
fn a_429_is_heeded_whatever_page_it_comes_with() {
    for kind in ["text/plain", "text/html; charset=utf-8", "application/xml"] {
        let page = head(kind, 17) + "Too many requests";
        let stage = Stage::start(&[], move |_| Reply::Whole(page.clone()));
        heeded(&stage);
        assert_eq!(stage.upstream.handshakes(), 1);
    }
}

#[test]
fn a_429_is_heeded_whatever_becomes_of_its_body() {
    let json = |length| head("application/json", length);
    let long = "a".repeat(1001);
    for reply in [
        Box::new(move || Reply::Whole(json(100) + "{")) as Box<dyn Fn() -> Reply + Send + Sync>,
        Box::new(move || Reply::Cut(json(100) + "{")),
        Box::new(move || Reply::Whole(json(1001) + &long)),
        Box::new(move || {
            let framed_twice = "Transfer-Encoding: chunked\r\nContent-Length";
            let head = json(2).replace("Content-Length", framed_twice);
            Reply::Whole(head + "2\r\n{}\r\n0\r\n\r\n")
        }),
    ] {
        let settings = [
            ("RELAY_UPSTREAM_BODY_TIMEOUT", "1"),
            ("RELAY_UPSTREAM_MAX_RESPONSE_BYTES", "1000"),
        ];
        heeded(&Stage::start(&settings, move |_| reply()));
    }
}

#[test]
fn calls_that_wait_when_a_429_comes_are_not_made() {
    let (go, gone) = channel::<()>();
    let gone = Mutex::new(gone);
    let one = [("RELAY_UPSTREAM_CONNECTIONS", "1")];
    let stage = Stage::start(&one, move |_| {
        let _ = gone.lock().unwrap().recv_timeout(TIMEOUT);
        too_many("600")
    });
    let answers: Vec<_> = scope(|scope| {
        let calls: Vec<_> = (0..20)
            .map(|n| {
                let relay = &stage.relay;
                scope.spawn(move || relay.send(&Call::to(&format!("{VEHICLES}/car{n}"))))
            })
            .collect();
        stage.relay.settles("all but one wait", |relay| {
            relay.metric("upstream_waiting{identity=\"test\"}") == 19.0
        });
        drop(go);
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    let (made, kept_back): (Vec<_>, Vec<_>) = answers
        .iter()
        .partition(|answer| answer.header("relay-answer") == "upstream");
    assert_eq!((made.len(), kept_back.len()), (1, 19));
    for answer in kept_back {
        assert_eq!(
            answer.problem(),
            ("rate-limited".to_owned(), "refused".to_owned())
        );
    }
    let upstream = &stage.upstream;
    assert_eq!((upstream.seen().len(), upstream.handshakes()), (1, 1));
}
