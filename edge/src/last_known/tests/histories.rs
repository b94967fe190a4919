//! A car's states in every order, lost, repeated and heard of late: nothing runs backwards.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// The parts of a car, each with the step at which it reported last; none where it is missing.
const PARTS: usize = 7;

/// The point in time of a step: they are days apart, and most are over a week old.
fn time(step: u64) -> String {
    let at = NOW - 30 * 24 * HOUR + step * 3 * 24 * HOUR;
    Timestamp::from_unix(at).unwrap().to_string()
}

type Moment = [Option<u64>; PARTS];

/// A car's states, one a step: which parts report at it, and which are missing from it.
fn history() -> impl Strategy<Value = Vec<Moment>> {
    let step = (any::<[bool; PARTS]>(), any::<u8>(), any::<[u8; PARTS]>());
    proptest::collection::vec(step, 1..9).prop_map(|steps| {
        let mut reported = [0; PARTS];
        let mut states = Vec::new();
        for (number, (reports, _, gone)) in steps.into_iter().enumerate() {
            for part in 0..PARTS {
                if reports[part] {
                    reported[part] = number as u64 + 1;
                }
            }
            states.push(std::array::from_fn(|part| {
                (gone[part] > 60).then_some(reported[part])
            }));
        }
        states
    })
}

/// The document of a moment: every value is the step at which it was reported.
fn document(moment: &Moment) -> Value {
    let [
        whole,
        odometer,
        position,
        electric,
        charging,
        battery,
        health,
    ] = *moment;
    let group = |name: &str, step: Option<u64>| {
        step.map(|step| json!({ name: step, "observedAt": time(step) }))
    };
    let mut document = json!({});
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            document[name] = value;
        }
    };
    let latest = moment.iter().flatten().max();
    set(
        "observedAt",
        whole.and(latest).map(|step| json!(time(*step))),
    );
    let missing = json!({"unavailable": "not-sent"});
    set(
        "odometer",
        group("odometerKm", odometer).or(Some(missing.clone())),
    );
    set("position", group("latitude", position).or(Some(missing)));
    let mut energy = group("levelPercent", electric).unwrap_or(json!({}));
    energy["type"] = json!("Electric");
    if let Some(charging) = group("remaining", charging) {
        energy["charging"] = charging;
    }
    let mut inside = group("residualWh", battery).unwrap_or(json!({}));
    if let Some(step) = health {
        inside["healthPercent"] = json!(step);
        inside["healthObservedAt"] = json!(time(step));
    }
    energy["battery"] = inside;
    set("energies", Some(json!([energy, {"type": "Fuel"}])));
    document
}

/// The groups that a document shows, each with its step; every value must be of that step.
fn shown(document: &Value) -> BTreeMap<&'static str, u64> {
    for name in ["energies", "odometer", "position"] {
        assert!(document.get(name).is_some(), "{name} in {document}");
    }
    let mut shown = BTreeMap::new();
    for (value, at) in [
        ("/odometer/odometerKm", "/odometer/observedAt"),
        ("/position/latitude", "/position/observedAt"),
        ("/energies/0/levelPercent", "/energies/0/observedAt"),
        (
            "/energies/0/charging/remaining",
            "/energies/0/charging/observedAt",
        ),
        (
            "/energies/0/battery/residualWh",
            "/energies/0/battery/observedAt",
        ),
        (
            "/energies/0/battery/healthPercent",
            "/energies/0/battery/healthObservedAt",
        ),
    ] {
        let step = document.pointer(value).map(|step| step.as_u64().unwrap());
        let at = document
            .pointer(at)
            .map(|at| at.as_str().unwrap().to_owned());
        assert_eq!(step.map(time), at, "{value} in {document}");
        if let Some(step) = step {
            shown.insert(value, step);
        }
    }
    shown
}

/// What happens to a session: a call is answered with a state of the car's, or the session object
/// hears of one of the answers that it was not told yet.
#[derive(Debug, Clone)]
enum CarEvent {
    Answer(prop::sample::Index),
    Record(prop::sample::Index),
}

fn event() -> impl Strategy<Value = CarEvent> {
    prop_oneof![
        any::<prop::sample::Index>().prop_map(CarEvent::Answer),
        any::<prop::sample::Index>().prop_map(CarEvent::Record),
    ]
}

proptest! {
    /// Whatever order states come in, whichever are lost or repeated, and however late the object
    /// hears of them.
    #[test]
    fn no_answer_shows_an_older_group_than_was_recorded_when_it_began(
        history in history(),
        events in proptest::collection::vec(event(), 1..40),
    ) {
        let mut recorded: Option<LastKnown> = None;
        let mut newest = BTreeMap::new();
        let mut told: Vec<String> = Vec::new();
        for (second, event) in events.into_iter().enumerate() {
            match event {
                CarEvent::Answer(index) => {
                    let document = document(index.get(&history));
                    let at = NOW + second as u64 / 3;
                    let new = state(document.clone(), at);
                    let answer = match &recorded {
                        Some(known) => new.after(known),
                        None => new,
                    };
                    for (group, step) in shown(answer.document()) {
                        let before = newest.get(group).copied().unwrap_or(0);
                        prop_assert!(step >= before, "{group}: {step} after {before}");
                    }
                    told.push(state(document, at).to_line());
                }
                CarEvent::Record(index) if !told.is_empty() => {
                    let told = told.swap_remove(index.index(told.len()));
                    let new = LastKnown::read_lines(&told).next().unwrap();
                    let state = match &recorded {
                        Some(known) => new.after(known),
                        None => new,
                    };
                    for (group, step) in shown(state.document()) {
                        let newest = newest.entry(group).or_insert(step);
                        prop_assert!(step >= *newest, "{group} goes back where it is kept");
                        *newest = step;
                    }
                    // What is kept is what it was before it was written down and read.
                    recorded = LastKnown::read_lines(&state.to_line()).next();
                    prop_assert_eq!(recorded.as_ref(), Some(&state));
                }
                CarEvent::Record(_) => {}
            }
        }
    }

    /// A state changes nothing when it comes a second time.
    #[test]
    fn what_comes_twice_changes_nothing(history in history(), order in proptest::collection::vec(any::<prop::sample::Index>(), 1..6)) {
        let mut known = state(document(&history[0]), NOW);
        for index in order {
            let new = state(document(index.get(&history)), NOW);
            known = new.after(&known);
            prop_assert!(!new.after(&known).is_news_after(&known));
        }
    }

    /// A document that is answered again is the answer, as it would be if it were put in order.
    #[test]
    fn the_same_document_is_the_answer(history in history(), index in any::<prop::sample::Index>(), later in 0..2000_u64) {
        let document = document(index.get(&history));
        let known = state(document.clone(), NOW);
        let again = state(document, NOW + later).after(&known);
        let mut other = known.document().clone();
        other["odd"] = Value::from(1);
        let back = state(known.document().clone(), NOW + later).after(&state(other, NOW));
        prop_assert_eq!(again.document(), back.document());
    }

    /// What repeats the known state is the answer as it would be if it were put in order, and is as
    /// little to be stored.
    #[test]
    fn what_repeats_the_known_state_is_in_order(history in history(), indices in proptest::collection::vec(any::<prop::sample::Index>(), 3), later in 0..700_u64) {
        let of = |at: usize, second| state(document(indices[at].get(&history)), second);
        let known = of(0, NOW).after(&of(1, NOW));
        let new = of(2, NOW + later);
        if new.repeats(&known) {
            let known_now = new.after(&known);
            prop_assert_eq!(known_now.document(), new.document());
            prop_assert!(!known_now.is_news_after(&known));
        }
    }

    /// No document makes it panic, and whatever is not like a state is taken as it is.
    #[test]
    fn documents_of_any_shape_are_put_in_order(texts in proptest::collection::vec(r#"(\{"(a|type|observedAt|healthObservedAt|unavailable)":("2026-03-01T08:15:30Z"|"privacy"|\[\]|\{\}|1)(,"b":(\[1,\{"observedAt":"2026-03-0[1-9]T00:00:00Z"\}\]|\{"observedAt":3\}))?\}|\[\]|null|3)"#, 2)) {
        let parse = |text: &String| serde_json::from_str::<Value>(text).unwrap();
        let [known, new] = [parse(&texts[0]), parse(&texts[1])];
        let merged = then(known, new.clone());
        prop_assert!(new.is_object() || merged == new);
    }
}
