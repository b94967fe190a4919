//! Where the upstream asks to wait it is not called until the time is over, and the edge hears of
//! it as it would from the upstream.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use crate::support::PATIENCE;
use crate::support::client::{Call, VEHICLES};
use crate::support::stage::Stage;
use crate::support::upstream::{Reply, json};

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
    let until = Instant::now() + PATIENCE;
    while stage.relay.send(&Call::to(VEHICLES)).status != 200 {
        assert!(Instant::now() < until, "the time is never over");
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
