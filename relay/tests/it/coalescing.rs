//! Identical calls at the same time share one upstream call, and the answer is cached for a while:
//! reloading a page must not spend the owner's daily quota.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::support::TIMEOUT;
use crate::support::client::{Call, VEHICLES, answer_on};
use crate::support::stage::Stage;
use crate::support::upstream::json;
use crate::support::write::REMOTES;

/// An upstream that says that a call has come, and answers it when told to.
fn slow(settings: &[(&str, &str)]) -> (Stage, Receiver<()>, Sender<()>) {
    let (came_in, came) = channel();
    let (go, gone) = channel();
    let gone = Mutex::new(gone);
    let stage = Stage::start(settings, move |_| {
        came_in.send(()).unwrap();
        let _ = gone.lock().unwrap().recv_timeout(TIMEOUT);
        json("200 OK", "{}")
    });
    (stage, came, go)
}

#[test]
fn a_hundred_identical_calls_at_once_are_one_call_of_the_upstream() {
    let (stage, came, go) = slow(&[("RELAY_UPSTREAM_HOLD", "0")]);
    let mut calls: Vec<_> = (0..100).map(|_| stage.begin(&Call::to(VEHICLES))).collect();
    came.recv_timeout(TIMEOUT).unwrap();
    go.send(()).unwrap();
    for call in &mut calls {
        let answer = answer_on(call);
        assert_eq!((answer.status, answer.body.as_str()), (200, "{}"));
        assert_eq!(answer.header("relay-answer"), "upstream");
    }
    assert_eq!(stage.upstream.seen().len(), 1);
}

#[test]
fn reads_of_what_writes_change_are_made_each_for_itself() {
    let (stage, came, go) = slow(&[("RELAY_UPSTREAM_HOLD", "60")]);
    let mut calls: Vec<_> = (0..2).map(|_| stage.begin(&Call::to(REMOTES))).collect();
    for _ in &calls {
        came.recv_timeout(TIMEOUT).unwrap();
        go.send(()).unwrap();
    }
    for call in &mut calls {
        let answer = answer_on(call);
        assert_eq!((answer.status, answer.header("age")), (200, ""));
    }
    assert_eq!(stage.upstream.seen().len(), 2);
}

#[test]
fn a_first_caller_that_goes_away_takes_nothing_from_the_others() {
    let (stage, came, go) = slow(&[("RELAY_UPSTREAM_HOLD", "0")]);
    let first = stage.begin(&Call::to(VEHICLES));
    came.recv_timeout(TIMEOUT).unwrap();
    let mut second = stage.begin(&Call::to(VEHICLES));
    drop(first);
    stage.catch_up();
    go.send(()).unwrap();
    assert_eq!(answer_on(&mut second).status, 200);
    assert_eq!(stage.upstream.seen().len(), 1);
}

#[test]
fn a_call_whose_only_caller_goes_away_is_there_for_the_reload() {
    let (stage, came, go) = slow(&[("RELAY_UPSTREAM_HOLD", "60")]);
    let first = stage.begin(&Call::to(VEHICLES));
    came.recv_timeout(TIMEOUT).unwrap();
    drop(first);
    stage.catch_up();
    go.send(()).unwrap();
    assert_eq!(stage.relay.send(&Call::to(VEHICLES)).status, 200);
    assert_eq!(stage.upstream.seen().len(), 1);
}

#[test]
fn an_answer_is_held_for_the_same_call_of_the_same_driver_and_tells_its_age() {
    let stage = Stage::start(&[("RELAY_UPSTREAM_HOLD", "60")], |_| json("200 OK", "{}"));
    let call = Call::to(VEHICLES);
    let fresh = stage.relay.send(&call);
    assert_eq!((fresh.status, fresh.header("age")), (200, ""));
    let held = stage.relay.send(&call);
    assert_eq!((held.status, &held.body), (200, &fresh.body));
    assert_eq!(held.header("relay-answer"), "upstream");
    assert!(held.header("age").parse::<u64>().unwrap() <= TIMEOUT.as_secs());
    assert_eq!(stage.upstream.seen().len(), 1);

    let another_driver = Call {
        authorization: "Bearer 5f0c8d8e-acces2".to_owned(),
        ..call.clone()
    };
    let another_query = Call::to(&format!("{VEHICLES}?locale=fr-FR"));
    for (made, call) in [(2, another_driver), (3, another_query)] {
        assert_eq!(stage.relay.send(&call).header("age"), "");
        assert_eq!(stage.upstream.seen().len(), made);
    }
}

#[test]
fn an_error_of_the_upstream_is_not_held() {
    let stage = Stage::start(&[("RELAY_UPSTREAM_HOLD", "60")], |_| {
        json("404 Not Found", "{}")
    });
    for made in 1..=3 {
        assert_eq!(stage.relay.send(&Call::to(VEHICLES)).status, 404);
        assert_eq!(stage.upstream.seen().len(), made);
    }
}

#[test]
fn what_the_upstream_garbles_is_passed_on_once_and_not_held() {
    let garbled = AtomicBool::new(true);
    let stage = Stage::start(&[("RELAY_UPSTREAM_HOLD", "60")], move |_| {
        match garbled.swap(false, Ordering::Relaxed) {
            true => json("200 OK", r#"{"_embedded":{"veh"#),
            false => json("200 OK", "{}"),
        }
    });
    let bodies = [1, 2, 3].map(|_| stage.relay.send(&Call::to(VEHICLES)).body);
    assert_eq!(bodies, [r#"{"_embedded":{"veh"#, "{}", "{}"]);
    assert_eq!(stage.upstream.seen().len(), 2);
}

#[test]
fn nothing_is_held_where_the_setting_says_so() {
    let stage = Stage::start(&[("RELAY_UPSTREAM_HOLD", "0")], |_| json("200 OK", "{}"));
    for made in 1..=3 {
        assert_eq!(stage.relay.send(&Call::to(VEHICLES)).header("age"), "");
        assert_eq!(stage.upstream.seen().len(), made);
    }
}
