//! The callback's secrets change in time, and no message is lost by that.

use serde_json::json;

use super::notifications::{by, kept, notify_by, state, step};
use super::upstream::Fault;
use super::world::{Driven, lock};
use crate::driver::hook::Receipt;
use crate::driver::message::Message;

const DAY: u64 = 24 * 3600;
const HOUR: u64 = 3600;

#[test]
fn what_is_good_of_a_callback_stays_where_resuming_it_finds_none_though_it_is_listed() {
    let mut driven = driven();
    let before = by(&driven)[1].clone();
    pass_days(&driven, 30);
    use_it(&driven);
    assert_eq!(pairs(&driven), (2, 1));
    driven.ask(Message::Leave);
    driven.session = "session-2";
    let fault = Fault::NotFound;
    driven.outer.upstream.borrow_mut().faults.push_back(fault);
    use_it(&driven);
    assert_eq!(driven.count("POST", "/callbacks"), 1);
    assert_eq!(pairs(&driven), (2, 1));
    assert!(knows(&driven, &before));
}

/// Uses the callback once more.
fn use_it(driven: &Driven) {
    driven.pass(601);
    let command = driven.command(json!({"type": "horn", "on": true}));
    let actions = &mut driven.outer.upstream.borrow_mut().actions;
    actions.last_mut().unwrap().status = "Success";
    assert_eq!(command["state"], "accepted");
}

fn replaced(driven: &Driven) -> usize {
    let id = by(driven)[0].clone();
    driven.count("PUT", &format!("/callbacks/{id}"))
}

/// How many pairs are kept, and how many of them are good without an end.
fn pairs(driven: &Driven) -> (usize, usize) {
    let settings = driven.settings();
    let books = driven.object.memory.books(&settings);
    let callback = books.read().unwrap().callback.clone().unwrap();
    let endless = callback.pairs.iter().filter(|pair| pair.until == u64::MAX);
    (callback.pairs.len(), endless.count())
}

/// Whether a message with this secret is taken for one of the manufacturer's: its body is none, and
/// that is said only to who knows the secret.
fn knows(driven: &Driven, secret: &str) -> bool {
    let before = driven.outer.lines.borrow().len();
    assert_eq!(notify_by(driven, secret, "{"), Receipt::Taken);
    driven.outer.lines.borrow()[before..]
        .concat()
        .contains("not-json")
}

/// A driver who has used the object today, for as long as a test takes.
fn driven() -> Driven {
    let driven = Driven::new();
    driven.command(lock());
    driven
}

/// Lets time pass in which the driver is seen now and then.
fn pass_days(driven: &Driven, days: u64) {
    for _ in 0..days {
        driven.pass(DAY);
        driven.list();
    }
}

#[test]
fn every_thirty_days_another_pair_is_sent_and_the_old_one_is_good_for_73_hours() {
    let driven = driven();
    let first = by(&driven);
    let old = step(&driven, 0, "Success", None);
    pass_days(&driven, 29);
    use_it(&driven);
    assert_eq!((replaced(&driven), by(&driven)), (0, first.clone()));
    pass_days(&driven, 1);
    use_it(&driven);
    assert_eq!(replaced(&driven), 1);
    let second = by(&driven);
    assert_eq!(first[0], second[0]);
    assert!(first[1] != second[1] && first[2] != second[2]);
    assert!(knows(&driven, &first[1]) && knows(&driven, &second[1]));
    // What was on its way has the old witness.
    assert_eq!(
        notify_by(&driven, &first[1], &old.to_string()),
        Receipt::Taken
    );
    let log = driven.log();
    assert!(log.lines().last().unwrap().contains("new 1"), "{log}");
    driven.pass(72 * HOUR);
    use_it(&driven);
    assert_eq!(replaced(&driven), 1);
    assert!(knows(&driven, &first[1]));
    driven.pass(HOUR);
    assert!(!knows(&driven, &first[1]) && knows(&driven, &second[1]));
    let late = step(&driven, 1, "Success", None).to_string();
    assert_eq!(notify_by(&driven, &first[1], &late), Receipt::Taken);
    assert!(
        driven
            .log()
            .lines()
            .last()
            .unwrap()
            .contains("wrong-secret")
    );
    pass_days(&driven, 30);
    use_it(&driven);
    assert_eq!((replaced(&driven), pairs(&driven)), (2, (2, 1)));
}

#[test]
fn a_higher_epoch_has_them_changed_at_the_next_use_and_a_lower_one_has_not() {
    let mut driven = driven();
    for (epoch, expected) in [(0, 0), (1, 1), (1, 1), (0, 1), (7, 2)] {
        let mut settings = driven.settings();
        settings.actions.hook_epoch = epoch;
        driven.restart_with(settings);
        driven.pass(2 * HOUR);
        driven.list();
        let before = replaced(&driven);
        assert!(before <= expected, "a look at the commands is no use of it");
        use_it(&driven);
        assert_eq!(replaced(&driven), expected, "{epoch}");
    }
    // Both that were replaced within the hours are good.
    assert_eq!(pairs(&driven), (3, 1));
}

#[test]
fn an_answer_that_is_lost_leaves_both_pairs_good() {
    for fault in Fault::ALL.into_iter().filter(|fault| fault.is_unclear()) {
        for echoes in [true, false] {
            let mut driven = driven();
            let first = by(&driven);
            pass_days(&driven, 30);
            driven.outer.upstream.borrow_mut().faults.push_back(fault);
            driven.outer.upstream.borrow_mut().lists_callbacks = echoes;
            driven.pass(601);
            driven.send("another-key-of-16", json!({"type": "unlock"}));
            driven.outer.upstream.borrow_mut().lists_callbacks = true;
            driven.restart();
            let second = by(&driven);
            let was_done = first != second;
            assert!(
                knows(&driven, &first[1]) && knows(&driven, &second[1]),
                "{fault:?}"
            );
            // Which is in use was read, or is found out when it is tried again.
            let expected = if echoes { (2, 1) } else { (2, 2) };
            assert_eq!(pairs(&driven), expected, "{fault:?} {echoes}");
            driven.pass(HOUR);
            use_it(&driven);
            let is_over = was_done && echoes;
            assert_eq!(
                replaced(&driven),
                if is_over { 1 } else { 2 },
                "{fault:?} {echoes}"
            );
            let third = by(&driven);
            for secret in [&first[1], &second[1], &third[1]] {
                assert!(knows(&driven, secret), "{fault:?} {echoes}");
            }
            driven.pass(74 * HOUR);
            driven.list();
            assert!(knows(&driven, &by(&driven)[1]));
            assert!(!knows(&driven, &first[1]), "{fault:?} {echoes}");
        }
    }
}

#[test]
fn where_it_is_refused_the_pair_stays_and_the_command_goes_its_way() {
    for fault in [Fault::Busy, Fault::Forbidden, Fault::NotFound] {
        let driven = driven();
        let first = by(&driven);
        pass_days(&driven, 30);
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        use_it(&driven);
        assert_eq!((by(&driven), pairs(&driven)), (first, (1, 1)), "{fault:?}");
        // It is not tried with each command.
        let tried = replaced(&driven);
        use_it(&driven);
        assert_eq!(replaced(&driven), tried);
        driven.pass(HOUR);
        use_it(&driven);
        assert_eq!(replaced(&driven), tried + 1);
    }
}

#[test]
fn a_token_that_is_refused_is_asked_for_anew_and_nothing_is_sent_meanwhile() {
    let driven = driven();
    pass_days(&driven, 30);
    driven
        .outer
        .upstream
        .borrow_mut()
        .faults
        .push_back(Fault::Token);
    let unlock = json!({"type": "unlock"});
    let reply = driven.send("another-key-of-16", unlock.clone());
    assert_eq!(reply, crate::driver::message::Reply::TokenRefused);
    assert_eq!((driven.taken(), pairs(&driven)), (1, (1, 1)));
    super::world::shown(driven.send("another-key-of-16", unlock));
    assert_eq!((driven.taken(), pairs(&driven)), (2, (2, 1)));
}

#[test]
fn one_that_was_taken_over_gets_secrets_of_this_object() {
    let driven = Driven::new();
    let origin = driven.settings().public_origin;
    let webhook = json!({
        "name": "kerbside",
        "target": format!("{origin}/hooks/v1/0a/s3cret"),
        "attributes": [],
    });
    let subscribe = json!({"label": "kerbside", "callback": {"webhook": webhook}});
    let there = json!({"id": "cb-old", "status": "Running", "subscribe": subscribe});
    let mut upstream = driven.outer.upstream.borrow_mut();
    upstream.callbacks.push(("cb-old".to_owned(), there));
    drop(upstream);
    let id = driven.command(lock())["id"].clone();
    assert_eq!((replaced(&driven), pairs(&driven)), (1, (1, 1)));
    let address = driven.outer.upstream.borrow().callbacks[0].1["subscribe"]["callback"]["webhook"]
        ["target"]
        .to_string();
    assert!(address.contains(&"0d".repeat(32)), "{address}");
    let [_, secret, _] = by(&driven);
    let done = step(&driven, 0, "Success", None).to_string();
    notify_by(&driven, &secret, &done);
    assert_eq!(state(&driven, &id)["state"], "succeeded");
}

#[test]
fn an_object_that_is_killed_while_it_changes_them_loses_no_message() {
    for turns in 0..30 {
        let mut driven = driven();
        let first = by(&driven);
        pass_days(&driven, 30);
        driven.pass(601);
        let unlock = json!({"type": "unlock"});
        driven.ask_and_kill(super::world::sending("another-key-of-16", unlock), turns);
        let second = by(&driven);
        assert!(
            knows(&driven, &first[1]) && knows(&driven, &second[1]),
            "{turns}"
        );
        driven.pass(HOUR);
        use_it(&driven);
        assert!(
            knows(&driven, &second[1]) && knows(&driven, &by(&driven)[1]),
            "{turns}"
        );
    }
}

#[test]
fn no_more_than_four_pairs_are_good_at_a_time_also_at_another_public_origin() {
    for origin in ["https://edge.test", "https://moved.test"] {
        let mut driven = driven();
        let mut settings = driven.settings();
        settings.public_origin = origin.parse().unwrap();
        driven.restart_with(settings);
        never_more_than_four_pairs(&driven);
        assert!(target(&driven).starts_with(origin));
    }
}

fn never_more_than_four_pairs(driven: &Driven) {
    pass_days(driven, 30);
    for _ in 0..6 {
        let mut upstream = driven.outer.upstream.borrow_mut();
        upstream.faults.push_back(Fault::Timeout { done: false });
        upstream.lists_callbacks = false;
        drop(upstream);
        driven.pass(HOUR);
        driven.send(&format!("{:016}", driven.outer.now.get()), lock());
        driven.outer.upstream.borrow_mut().lists_callbacks = true;
    }
    assert_eq!(pairs(driven), (4, 4));
    // Then it is found out which is in use.
    driven.pass(HOUR);
    use_it(driven);
    assert_eq!(pairs(driven), (4, 1));
    driven.pass(74 * HOUR);
    use_it(driven);
    assert_eq!(pairs(driven), (2, 1));
    assert!(knows(driven, &by(driven)[1]));
}

/// Where the manufacturer sends what happens.
fn target(driven: &Driven) -> String {
    let upstream = driven.outer.upstream.borrow();
    let webhook = &upstream.callbacks[0].1["subscribe"]["callback"]["webhook"];
    webhook["target"].as_str().unwrap().to_owned()
}

#[test]
fn a_paused_callback_is_resumed_and_has_its_secrets_changed_too() {
    let mut driven = driven();
    driven.ask(Message::Leave);
    driven.session = "session-2";
    driven.pass(29 * DAY);
    driven.list();
    driven.pass(DAY);
    use_it(&driven);
    assert_eq!(replaced(&driven), 1);
    let upstream = driven.outer.upstream.borrow();
    assert_eq!(upstream.callbacks[0].1["status"], "Running");
    drop(upstream);
    for secret in by(&driven) {
        assert!(!kept(&driven).contains(&secret) && !driven.log().contains(&secret));
    }
}

#[test]
fn at_another_public_origin_it_gets_another_address() {
    let mut settings = Driven::new().settings();
    settings.public_origin = "https://moved.test".parse().unwrap();
    let mut commanding = driven();
    commanding.restart_with(settings.clone());
    for _ in 0..2 {
        use_it(&commanding);
        assert_eq!(replaced(&commanding), 1);
        assert!(target(&commanding).starts_with("https://moved.test/hooks/v1/"));
    }
    // Who has rules need send nothing for that.
    let mut watching = Driven::new();
    watching.ask(super::rules::creating(
        "0123456789abcdef",
        super::rules::moving(),
    ));
    watching.restart_with(settings);
    for _ in 0..2 {
        watching.ticket("*");
        assert_eq!(replaced(&watching), 1);
    }
    assert!(target(&watching).starts_with("https://moved.test/hooks/v1/"));
}
