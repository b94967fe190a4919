//! There are only so many connections: calls beyond them wait in a bounded queue, and beyond that
//! are refused at once.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::thread::scope;

use crate::support::TIMEOUT;
use crate::support::client::{Call, VEHICLES, answer_on};
use crate::support::stage::Stage;
use crate::support::upstream::json;
use crate::support::write::Write;

#[test]
fn more_calls_than_connections_are_all_served() {
    let stage = Stage::start(&[("RELAY_UPSTREAM_CONNECTIONS", "2")], |_| {
        json("200 OK", "{}")
    });
    scope(|scope| {
        let calls: Vec<_> = (0..24)
            .map(|n| {
                let call = Call::to(&format!("{VEHICLES}/car{n}"));
                let relay = &stage.relay;
                scope.spawn(move || relay.send(&call).status)
            })
            .collect();
        for call in calls {
            assert_eq!(call.join().unwrap(), 200);
        }
    });
    assert!(stage.upstream.handshakes() <= 2);
    assert_eq!(stage.upstream.seen().len(), 24);
}

#[test]
fn calls_over_the_queues_length_are_refused_at_once_and_left_to_another_relay() {
    let (came_in, came) = channel();
    let (go, gone) = channel();
    let gone = Mutex::new(gone);
    let one = [
        ("RELAY_UPSTREAM_CONNECTIONS", "1"),
        ("RELAY_UPSTREAM_QUEUE", "1"),
    ];
    let stage = Stage::start(&one, move |_| {
        came_in.send(()).unwrap();
        let _ = gone.lock().unwrap().recv_timeout(TIMEOUT);
        json("200 OK", "{}")
    });
    let (told, tell) = channel();
    scope(|scope| {
        let ask = |n: usize| {
            let (told, relay) = (told.clone(), &stage.relay);
            scope.spawn(move || {
                let answer = relay.send(&Call::to(&format!("{VEHICLES}/car{n}")));
                told.send(answer).unwrap();
            });
        };
        ask(0);
        came.recv_timeout(TIMEOUT).unwrap();
        (1..4).for_each(ask);
        for _ in 0..2 {
            let refused = tell.recv_timeout(TIMEOUT).unwrap();
            assert_eq!(
                refused.problem(),
                ("relay-busy".to_owned(), "refused".to_owned())
            );
            assert_eq!((refused.status, refused.header("retry-after")), (503, "2"));
            let line = stage.relay.logged_request(&refused);
            assert!(line["reason"].as_str().unwrap().starts_with("queue-full: "));
        }
        for _ in 0..2 {
            go.send(()).unwrap();
        }
        let mut served = BTreeMap::new();
        for _ in 0..2 {
            let answer = tell.recv_timeout(TIMEOUT).unwrap();
            *served.entry(answer.status).or_insert(0) += 1;
        }
        assert_eq!(served, BTreeMap::from([(200, 2)]));
    });
    assert_eq!(stage.upstream.handshakes(), 1);
}

#[test]
fn a_call_that_has_waited_for_half_of_its_time_is_refused_and_not_sent() {
    for writes in [false, true] {
        let (came_in, came) = channel();
        let (go, gone) = channel::<()>();
        let gone = Mutex::new(gone);
        let settings = [
            ("RELAY_UPSTREAM_CONNECTIONS", "1"),
            ("RELAY_UPSTREAM_DEADLINE", "4"),
        ];
        let stage = Stage::writing(&settings, move |_| {
            came_in.send(()).unwrap();
            let _ = gone.lock().unwrap().recv_timeout(TIMEOUT);
            json("200 OK", "{}")
        });
        let mut first = stage.begin(&Call::to(VEHICLES));
        came.recv_timeout(TIMEOUT).unwrap();
        let second = match writes {
            true => stage.relay.write(&Write::lock()),
            false => stage.relay.send(&Call::to(&format!("{VEHICLES}/car2"))),
        };
        let reason = "queue-timeout: no connection within 2.0 s";
        stage
            .relay
            .has_refused(&second, (503, "relay-busy"), reason);
        // The first one has the rest of its time for its answer.
        go.send(()).unwrap();
        assert_eq!(answer_on(&mut first).status, 200);
        assert_eq!(stage.upstream.seen().len(), 1);
    }
}

#[test]
fn a_call_that_nobody_waits_for_any_more_leaves_the_queue_and_is_not_made() {
    let (came_in, came) = channel();
    let (go, gone) = channel::<()>();
    let gone = Mutex::new(gone);
    let one = [("RELAY_UPSTREAM_CONNECTIONS", "1")];
    let stage = Stage::start(&one, move |_| {
        came_in.send(()).unwrap();
        let _ = gone.lock().unwrap().recv_timeout(TIMEOUT);
        json("200 OK", "{}")
    });
    let mut first = stage.begin(&Call::to(&format!("{VEHICLES}/car0")));
    came.recv_timeout(TIMEOUT).unwrap();
    let waiting = |count: f64| {
        stage
            .relay
            .settles(&format!("{count} calls wait"), move |relay| {
                relay.metric("upstream_waiting{identity=\"test\"}") == count
            });
    };
    let others: Vec<_> = (1..=10)
        .map(|n| stage.begin(&Call::to(&format!("{VEHICLES}/car{n}"))))
        .collect();
    waiting(10.0);
    drop(others);
    waiting(0.0);
    drop(go);
    assert_eq!(answer_on(&mut first).status, 200);
    assert_eq!(stage.relay.send(&Call::to(VEHICLES)).status, 200);
    assert_eq!(stage.upstream.seen().len(), 2);
    // The time for which they waited is told all the same.
    let queue = "upstream_phase_duration_seconds_count{identity=\"test\",phase=\"queue\"}";
    assert_eq!(stage.relay.metric(queue), 12.0);
}
