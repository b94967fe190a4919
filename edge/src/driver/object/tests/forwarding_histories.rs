//! Random histories of what is forwarded: a server that fails in every way, objects that are killed
//! wherever they wait, consents that are given and withdrawn.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::receiver::{Answer, HOUR, agree, forwarding, happen};
use super::world::Driven;
use crate::driver::message::Message;

const CARS: [&str; 3] = ["c0ffee", "decaf", "facade"];

#[derive(Debug, Clone)]
enum Step {
    Happens(usize),
    Answers(Vec<Answer>),
    Always(Answer),
    Pass(u64),
    Killed(usize),
    Restart,
    Agree(bool),
    Leave,
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        3 => Just(Answer::Status(200)),
        1 => prop::sample::select(vec![201, 299, 301, 307, 400, 401, 404, 429, 500, 503])
            .prop_map(Answer::Status),
        1 => Just(Answer::Timeout),
        1 => Just(Answer::Unreachable),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..CARS.len()).prop_map(Step::Happens),
        2 => prop::collection::vec(answer(), 1..4).prop_map(Step::Answers),
        2 => answer().prop_map(Step::Always),
        3 => prop_oneof![0..10_u64, 0..HOUR, 0..40 * HOUR].prop_map(Step::Pass),
        2 => (0..25_usize).prop_map(Step::Killed),
        1 => Just(Step::Restart),
        2 => prop::bool::weighted(0.8).prop_map(Step::Agree),
        1 => Just(Step::Leave),
    ]
}

/// What is owed to the server: the events of each car since the consent, and when each happened.
#[derive(Default)]
struct Owed(BTreeMap<&'static str, Vec<(u64, u64)>>);

impl Owed {
    /// The server has what it is owed, in each car's order, but for what waited too long or no longer
    /// may be sent; and it knows how many are missing.
    fn check(&self, driven: &Driven, is_over: bool) {
        let receiver = driven.outer.receiver.borrow();
        for (car, events) in &self.0 {
            let of_car = receiver.taken.iter().filter(|it| it.vehicle() == *car);
            let mut arrived = Vec::new();
            let mut missing = 0;
            let mut resets = Vec::new();
            for message in of_car {
                match message.event() {
                    // Again, because the first answer was lost.
                    Some(id) if arrived.contains(&id) => {}
                    Some(id) => arrived.push(id),
                    None if resets.contains(&message.id) => {}
                    None => {
                        resets.push(message.id.clone());
                        missing += message.body["data"]["dropped"].as_u64().unwrap();
                    }
                }
            }
            let first = events.first().map_or(u64::MAX, |(id, _)| *id);
            arrived.retain(|id| *id >= first);
            assert!(arrived.is_sorted(), "{car}: {arrived:?}");
            let now = driven.outer.now.get();
            let late = events.iter().filter(|(id, _)| !arrived.contains(id));
            for (id, at) in late.clone() {
                assert!(is_over || now - at > 72 * HOUR, "{car} {id}");
            }
            if !is_over {
                assert!(missing >= late.count() as u64, "{car}");
            }
        }
    }
}

fn run(steps: Vec<Step>) {
    let mut driven = Driven::with(forwarding());
    let mut is_on = false;
    let mut owed = Owed::default();
    driven.outer.receiver.borrow_mut().may_receive = false;
    for step in steps {
        match step {
            Step::Happens(car) => {
                let at = driven.outer.now.get();
                let id = happen(&driven, CARS[car]);
                if is_on {
                    owed.0.entry(CARS[car]).or_default().push((id, at));
                }
            }
            Step::Answers(answers) => {
                driven.outer.receiver.borrow_mut().next = answers.into();
            }
            Step::Always(answer) => driven.outer.receiver.borrow_mut().always = answer,
            Step::Pass(seconds) => driven.pass_with_alarm(seconds),
            Step::Killed(turns) => {
                let is_due = driven.outer.alarm.get();
                if is_due.is_some_and(|at| at <= driven.outer.now.get()) {
                    driven.ring_and_kill(turns);
                }
            }
            Step::Restart => driven.restart(),
            Step::Agree(on) => {
                if !on {
                    owed.check(&driven, true);
                    owed.0.clear();
                }
                assert_eq!(agree(&driven, Some(on)), on);
                is_on = on;
            }
            Step::Leave => {
                owed.check(&driven, true);
                owed.0.clear();
                driven.ask(Message::Leave);
                let session = format!("{}+", driven.session);
                driven.session = Box::leak(session.into_boxed_str());
                is_on = false;
                assert!(!agree(&driven, None));
            }
        }
        driven.outer.receiver.borrow_mut().may_receive = is_on;
    }
    // Once all is well, all arrives: each car says something more.
    driven.restart();
    {
        let mut receiver = driven.outer.receiver.borrow_mut();
        receiver.next.clear();
        receiver.always = Answer::Status(200);
    }
    driven.pass_with_alarm(10 * HOUR);
    for car in CARS.into_iter().filter(|_| is_on) {
        let at = driven.outer.now.get();
        let id = happen(&driven, car);
        owed.0.entry(car).or_default().push((id, at));
    }
    driven.pass_with_alarm(1);
    owed.check(&driven, false);
    let rows = driven.outer.rows.borrow();
    let waiting = rows.keys().filter(|name| name.starts_with("outgoing "));
    assert_eq!(waiting.count(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(target_arch = "wasm32") { 32 } else { 256 }))]

    #[test]
    fn every_event_arrives_in_order_or_its_absence_is_known_and_none_without_consent(
        steps in prop::collection::vec(step(), 1..60),
    ) {
        run(steps);
    }
}
