//! A command's true notifications, in any order and any pieces, twice or ten times: the command ends
//! in its true state, and each end is told once.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::notifications::{notify, state, step};
use super::world::Driven;
use crate::driver::hook::Receipt;
use crate::driver::time::time;

/// What truly happens to a command: some of the steps, and then an end, or two.
#[derive(Debug, Clone)]
struct Truth {
    steps: [bool; 4],
    ends: &'static [(&'static str, Option<&'static str>)],
}

const STEPS: [&str; 4] = [
    "Accepted",
    "WakingUpVehicle",
    "CheckingVehicle",
    "SentToVehicle",
];

const ENDS: [&[(&str, Option<&str>)]; 4] = [
    &[("Success", None)],
    &[("AlreadyDone", None)],
    &[("Failed", Some("DoorsOpen"))],
    // The car did it after the manufacturer had given it up.
    &[
        ("Failed", Some("VehicleConnectionTimeout")),
        ("Success", None),
    ],
];

const COMMANDS: [&str; 3] = ["lock", "unlock", "wake-up"];

fn truth() -> impl Strategy<Value = Truth> {
    let ends = (0..ENDS.len()).prop_map(|at| ENDS[at]);
    (any::<[bool; 4]>(), ends).prop_map(|(steps, ends)| Truth { steps, ends })
}

/// Messages in pieces: each piece some of them, by their places among all.
type Pieces = Vec<Vec<prop::sample::Index>>;

fn pieces() -> impl Strategy<Value = Pieces> {
    prop::collection::vec(
        prop::collection::vec(any::<prop::sample::Index>(), 1..9),
        0..20,
    )
}

/// The true messages, with dates a second apart.
fn messages(driven: &Driven, truths: &[Truth]) -> Vec<Value> {
    let mut messages = Vec::new();
    let now = driven.outer.now.get();
    for (action, truth) in truths.iter().enumerate() {
        let steps = STEPS
            .iter()
            .zip(truth.steps)
            .filter(|(_, is_told)| *is_told);
        let steps = steps.map(|(status, _)| (*status, None));
        for (second, (status, cause)) in (0..).zip(steps.chain(truth.ends.iter().copied())) {
            let mut message = step(driven, action, status, cause);
            message["date"] = json!(time(now + second));
            messages.push(message);
        }
    }
    driven.pass(60);
    messages
}

/// How often each end of a command was told, as the feed has it.
fn ends(driven: &Driven, id: &Value) -> Vec<String> {
    let events = driven.events(Some(0), "*");
    assert_eq!(events["reset"], false);
    let events = events["events"].as_array().unwrap().iter();
    let data = events.map(|event| &event["data"]);
    let ends = data.filter(|it| it["id"] == *id && it["done"] == true);
    ends.map(|it| it["state"].as_str().unwrap().to_owned())
        .collect()
}

fn sent(truths: &[Truth]) -> (Driven, Vec<Value>) {
    let driven = Driven::new();
    let commands = COMMANDS.iter().take(truths.len());
    let ids = commands.map(|name| driven.command(json!({"type": name}))["id"].clone());
    let ids = ids.collect();
    (driven, ids)
}

fn check(driven: &Driven, ids: &[Value], truths: &[Truth]) -> Result<(), TestCaseError> {
    for (id, truth) in ids.iter().zip(truths) {
        let command = state(driven, id);
        let (status, cause) = truth.ends.last().unwrap();
        let expected = match *status {
            "Success" => "succeeded",
            "AlreadyDone" => "already-done",
            _ => "failed",
        };
        prop_assert_eq!(&command["state"], expected);
        prop_assert_eq!(command["failure"]["upstreamCause"].as_str(), *cause);
        let history = command["history"].as_array().unwrap();
        let times: Vec<_> = history
            .iter()
            .map(|it| it["at"].as_str().unwrap())
            .collect();
        prop_assert!(times.is_sorted(), "{:?}", times);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(target_arch = "wasm32") { 8 } else { 64 }))]

    #[test]
    fn they_end_in_the_truth_and_each_end_is_told_once(
        truths in prop::collection::vec(truth(), 1..4),
        pieces in pieces(),
        order in any::<u64>(),
        restarts in any::<bool>(),
    ) {
        let (mut driven, ids) = sent(&truths);
        let messages = messages(&driven, &truths);
        for piece in &pieces {
            let piece: Vec<_> = piece.iter().map(|at| messages[at.index(messages.len())].clone()).collect();
            prop_assert_eq!(notify(&driven, &Value::Array(piece)), Receipt::Taken);
            driven.pass(7);
            if restarts {
                driven.restart();
            }
        }
        // All of them came in the end, one by one, in whatever order.
        let mut rest = messages.clone();
        let mut seed = order;
        while !rest.is_empty() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = usize::try_from(seed >> 33).unwrap() % rest.len();
            prop_assert_eq!(notify(&driven, &rest.remove(at)), Receipt::Taken);
        }
        check(&driven, &ids, &truths)?;
        for (id, truth) in ids.iter().zip(&truths) {
            let told = ends(&driven, id);
            let command = state(&driven, id);
            prop_assert_eq!(told.last().map(String::as_str), command["state"].as_str());
            let mut once = told.clone();
            once.dedup();
            prop_assert_eq!(&once, &told);
            prop_assert!(told.len() <= truth.ends.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(target_arch = "wasm32") { 4 } else { 32 }))]

    /// What is refused comes again, until it is taken.
    #[test]
    fn they_end_in_the_truth_where_the_storage_fails_now_and_then(
        truths in prop::collection::vec(truth(), 1..4),
        pieces in pieces(),
        writable in prop::collection::vec(0..9_usize, 6),
    ) {
        let (mut driven, ids) = sent(&truths);
        let messages = messages(&driven, &truths);
        let pieces = pieces.iter().map(|piece| {
            piece.iter().map(|at| messages[at.index(messages.len())].clone()).collect()
        });
        let mut due: Vec<Vec<Value>> = pieces.chain([messages.clone()]).collect();
        for writable in writable {
            driven.outer.writable.set(writable);
            due.retain(|piece| notify(&driven, &json!(piece)) == Receipt::Again);
            driven.outer.writable.set(usize::MAX);
            driven.restart();
            driven.pass(61);
        }
        due.retain(|piece| notify(&driven, &json!(piece)) == Receipt::Again);
        prop_assert!(due.is_empty());
        check(&driven, &ids, &truths)?;
        for id in &ids {
            let mut told = ends(&driven, id);
            let count = told.len();
            told.dedup();
            prop_assert_eq!(told.len(), count);
        }
    }
}
