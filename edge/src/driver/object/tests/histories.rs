//! Random histories of a driver's object: answers that get lost, objects that are killed wherever
//! they wait, storage that fails, repeats, and clocks that are put back. What the object says is
//! held against what the manufacturer really did.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::upstream::{Fault, Taken};
use super::world::{CAR, Driven, sending};
use crate::driver::message::{Message, Reply};

#[derive(Debug, Clone)]
enum Happening {
    /// A command is sent, by one of the keys; the object is killed after so many turns.
    Send {
        key: usize,
        killed_after: usize,
    },
    /// The next writes go so.
    Faults(Vec<usize>),
    /// The object is asked for all there is.
    List,
    /// The object is asked for one of the commands.
    One(usize),
    /// The manufacturer gets on with one of its actions.
    Progress(usize, usize),
    /// Reads are answered, or not.
    Reads(bool),
    /// Time passes; the alarm rings if it is due.
    Pass(u64),
    /// The clock is put back.
    Back(u64),
    /// So many of the next writes of rows succeed.
    Writable(usize),
    /// The session ends.
    Leave,
    Restart,
}

const NEVER: usize = 10_000;
const STATES: [(&str, Option<&str>); 7] = [
    ("WakingUpVehicle", None),
    ("CheckingVehicle", None),
    ("SentToVehicle", None),
    ("Success", None),
    ("AlreadyDone", None),
    ("Failed", Some("VehicleInUse")),
    ("Failed", None),
];

/// What each key stands for: another command each, so that what was done shows by which key.
fn command(key: usize) -> Value {
    match key {
        0 => json!({"type": "lock"}),
        1 => json!({"type": "unlock"}),
        2 => json!({"type": "horn", "on": true}),
        3 => json!({"type": "horn", "on": false}),
        4 => json!({"type": "lights", "on": true}),
        _ => json!({"type": "wake-up"}),
    }
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => (0..6_usize, prop_oneof![Just(NEVER), 0..30_usize])
            .prop_map(|(key, killed_after)| Happening::Send { key, killed_after }),
        4 => prop::collection::vec(0..Fault::ALL.len(), 1..3).prop_map(Happening::Faults),
        2 => Just(Happening::List),
        3 => (0..8_usize).prop_map(Happening::One),
        4 => (0..8_usize, 0..STATES.len()).prop_map(|(at, state)| Happening::Progress(at, state)),
        2 => any::<bool>().prop_map(Happening::Reads),
        3 => (1..400_u64).prop_map(Happening::Pass),
        1 => (1..200_u64).prop_map(Happening::Back),
        1 => prop_oneof![Just(NEVER), 0..6_usize].prop_map(Happening::Writable),
        1 => Just(Happening::Leave),
        1 => Just(Happening::Restart),
    ]
}

/// What was last known of each command, and how it may go on from there.
#[derive(Default)]
struct Known(BTreeMap<String, Value>);

impl Known {
    /// What is answered agrees with what was done, and with what was answered before.
    fn check(&mut self, driven: &Driven, command: &Value) {
        let id = command["id"].as_str().unwrap().to_owned();
        let state = command["state"].as_str().unwrap();
        let upstream = driven.outer.upstream.borrow();
        let label = format!("ks-{id}");
        let taken: Vec<&Taken> = upstream
            .actions
            .iter()
            .filter(|it| it.label() == label)
            .collect();
        assert!(taken.len() <= 1, "{label} was done twice");
        let status = taken.first().map(|it| it.status);
        let agrees = match (state, status) {
            ("sending" | "unknown", _) => true,
            ("failed", None) => command["failure"]["code"] == "not-received",
            (_, None) => false,
            ("failed", Some(status)) => status == "Failed",
            ("succeeded", Some(status)) => status == "Success",
            ("already-done", Some(status)) => status == "AlreadyDone",
            (_, Some(_)) => true,
        };
        assert!(agrees, "{command} of {status:?}");
        if let Some(before) = self.0.get(&id) {
            let was_done = before["done"] == true;
            assert!(!was_done || command["done"] == true, "{before} {command}");
            let is_final =
                ["succeeded", "already-done"].contains(&before["state"].as_str().unwrap());
            assert!(!is_final || before["state"] == *state, "{before} {command}");
        }
        let history = command["history"].as_array().unwrap();
        let times: Vec<&str> = history
            .iter()
            .map(|it| it["at"].as_str().unwrap())
            .collect();
        assert!(times.is_sorted(), "{times:?}");
        self.0.insert(id, command.clone());
    }

    fn learn(&mut self, driven: &Driven, reply: &Reply) {
        match reply {
            Reply::Command(command) => self.check(driven, command),
            Reply::Commands(commands) => commands.iter().for_each(|it| self.check(driven, it)),
            Reply::Feed(_)
            | Reply::Forwarding(_)
            | Reply::Ticket(_)
            | Reply::Refused { .. }
            | Reply::TokenRefused
            | Reply::Done
            | Reply::Rule(_)
            | Reply::Rules(_)
            | Reply::Trouble { .. } => {}
        }
    }
}

/// No key's command was done more than once.
fn check_record(driven: &Driven) {
    let upstream = driven.outer.upstream.borrow();
    for key in 0..6 {
        let command = shared::command::Command::from_api(&command(key)).unwrap();
        let (member, value) = command.to_upstream();
        let actions = upstream.actions.iter();
        let count = actions
            .filter(|taken| taken.remote.get(member) == Some(&value))
            .count();
        assert!(count <= 1, "key {key} was done {count} times");
    }
}

fn run(happenings: Vec<Happening>, echoes: bool) {
    let mut driven = Driven::new();
    driven.outer.upstream.borrow_mut().echoes = echoes;
    let mut known = Known::default();
    for happening in happenings {
        match happening {
            Happening::Send { key, killed_after } => {
                let message = sending(&format!("key-number-{key:05}"), command(key));
                let reply = match killed_after {
                    NEVER => Some(driven.ask(message)),
                    turns => driven.ask_and_kill(message, turns),
                };
                if let Some(reply) = &reply {
                    known.learn(&driven, reply);
                }
            }
            Happening::Faults(faults) => {
                let faults = faults.into_iter().map(|at| Fault::ALL[at]);
                driven.outer.upstream.borrow_mut().faults = faults.collect();
            }
            Happening::List => {
                let vehicle = CAR.to_owned();
                let reply = driven.ask(Message::List { vehicle });
                known.learn(&driven, &reply);
            }
            Happening::One(at) => {
                if let Some(id) = known.0.keys().nth(at).cloned() {
                    let vehicle = CAR.to_owned();
                    let reply = driven.ask(Message::One { vehicle, id });
                    known.learn(&driven, &reply);
                }
            }
            Happening::Progress(at, state) => {
                let mut upstream = driven.outer.upstream.borrow_mut();
                if let Some(taken) = upstream.actions.get_mut(at)
                    && !["Success", "AlreadyDone", "Failed"].contains(&taken.status)
                {
                    (taken.status, taken.cause) = STATES[state];
                }
            }
            Happening::Reads(is_up) => driven.outer.upstream.borrow_mut().is_up = is_up,
            Happening::Pass(seconds) => {
                driven.outer.writable.set(NEVER);
                driven.pass_with_alarm(seconds);
            }
            Happening::Back(seconds) => {
                let now = driven.outer.now.get();
                driven.outer.now.set(now - seconds);
            }
            Happening::Writable(count) => driven.outer.writable.set(count),
            Happening::Leave => {
                driven.ask(Message::Leave);
                // What has left sends nothing: the driver logs in anew.
                let session = format!("{}+", driven.session);
                driven.session = Box::leak(session.into_boxed_str());
            }
            Happening::Restart => driven.restart(),
        }
        check_record(&driven);
    }
    settle(&mut driven, &mut known, echoes);
}

/// Once all is well, the truth is known of every command; without labels of those that arrived with
/// an answer.
fn settle(driven: &mut Driven, known: &mut Known, echoes: bool) {
    driven.outer.writable.set(usize::MAX);
    driven.restart();
    {
        let mut upstream = driven.outer.upstream.borrow_mut();
        upstream.faults.clear();
        upstream.is_up = true;
    }
    // Later than any time that was.
    driven.pass(3000);
    for action in &mut driven.outer.upstream.borrow_mut().actions {
        if !["AlreadyDone", "Failed"].contains(&action.status) {
            action.status = "Success";
        }
    }
    let has_callbacks: Vec<String> = {
        let upstream = driven.outer.upstream.borrow();
        upstream
            .callbacks
            .iter()
            .map(|(id, _)| id.clone())
            .collect()
    };
    for command in driven.list() {
        known.check(driven, &command);
        driven.pass(3);
        let command = driven.one(&command["id"]);
        known.check(driven, &command);
        assert_eq!(command["done"], true, "{command}");
        let upstream = driven.outer.upstream.borrow();
        let label = format!("ks-{}", command["id"].as_str().unwrap());
        let taken = upstream.actions.iter().find(|it| it.label() == label);
        // Of what went through a callback that is deleted nothing is heard any more.
        let is_heard = taken.is_some_and(|taken| has_callbacks.contains(&taken.callback));
        if echoes && is_heard && command["state"] != "failed" {
            assert!(
                ["succeeded", "already-done"].contains(&command["state"].as_str().unwrap()),
                "{command}"
            );
        }
    }
    check_record(driven);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(target_arch = "wasm32") { 32 } else { 128 }))]

    #[test]
    fn nothing_is_done_twice_and_nothing_is_said_that_is_not_so(
        happenings in prop::collection::vec(happening(), 1..40),
        echoes in any::<bool>(),
    ) {
        run(happenings, echoes);
    }

    #[test]
    fn an_object_that_is_killed_at_any_moment_of_a_lost_answer_sends_nothing_twice(
        turns in 0..40_usize,
        fault in 0..Fault::ALL.len(),
        is_known in any::<bool>(),
        echoes in any::<bool>(),
    ) {
        let first = is_known.then_some(Happening::Send { key: 0, killed_after: NEVER });
        let repeat = || Happening::Send { key: 2, killed_after: NEVER };
        let rest = [
            Happening::Faults(vec![fault]),
            Happening::Send { key: 2, killed_after: turns },
            repeat(),
            Happening::Pass(70),
            repeat(),
            Happening::List,
        ];
        run(first.into_iter().chain(rest).collect(), echoes);
    }
}
