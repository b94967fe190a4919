//! Bodies of every command there is.

use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::{Value, json};

use crate::value::Timestamp;

fn time() -> impl Strategy<Value = String> {
    (0..24, 0..60).prop_map(|(hours, minutes)| format!("{hours:02}:{minutes:02}"))
}

fn days() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(vec!["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], 1..=7).prop_shuffle()
}

fn climate_program(slot: u8) -> impl Strategy<Value = Value> {
    let set = (time(), days(), any::<bool>(), any::<bool>()).prop_map(
        move |(start, days, repeats, enabled)| {
            json!({"slot": slot, "startTime": start, "days": days, "repeats": repeats, "enabled": enabled})
        },
    );
    prop_oneof![Just(json!({"slot": slot, "remove": true})), set]
}

fn charging_program() -> impl Strategy<Value = Value> {
    let end = proptest::option::of(time());
    (time(), end, days(), any::<bool>()).prop_map(|(start, end, days, enabled)| {
        let mut program = json!({"startTime": start, "days": days, "enabled": enabled});
        if let Some(end) = end {
            program["endTime"] = Value::from(end);
        }
        program
    })
}

fn point() -> impl Strategy<Value = Value> {
    let degrees = |limit: i32| {
        let limits = -f64::from(limit)..=f64::from(limit);
        prop_oneof![
            limits.prop_map(Value::from),
            (-limit..=limit).prop_map(Value::from),
            Just(json!(5e-324)),
        ]
    };
    (degrees(90), degrees(180))
        .prop_map(|(latitude, longitude)| json!({"latitude": latitude, "longitude": longitude}))
}

/// Bodies of every command of the table, in every form.
pub(crate) fn bodies() -> impl Strategy<Value = Value> {
    let on = subsequence(vec!["horn", "lights", "climate", "charging"], 1);
    let slots = subsequence(vec![1, 2, 3, 4], 1..=4).prop_shuffle();
    let climate = slots.prop_flat_map(|slots| {
        let programs = slots.into_iter().map(climate_program);
        programs.collect::<Vec<_>>()
    });
    let next = (0..253_402_300_799_u64).prop_map(|at| Timestamp::from_unix(at).unwrap());
    let list = |json: Vec<Value>, kind: &str, name: &str| json!({"type": kind, name: json});
    prop_oneof![
        Just(json!({"type": "lock"})),
        Just(json!({"type": "unlock"})),
        Just(json!({"type": "wake-up"})),
        (on, any::<bool>()).prop_map(|(kind, on)| json!({"type": kind[0], "on": on})),
        climate.prop_map(move |all| list(all, "climate-programs", "programs")),
        next.prop_map(|at| json!({"type": "charging-schedule", "nextAt": at})),
        prop::collection::vec(charging_program(), 1..=7).prop_map(move |all| list(
            all,
            "charging-schedule",
            "programs"
        )),
        (1..=5).prop_map(|level| json!({"type": "charging-preferences", "powerLevel": level})),
        (1..=5).prop_map(
            |level| json!({"type": "charging-preferences", "powerLevel": level, "limit": "full"})
        ),
        Just(json!({"type": "charging-preferences", "limit": "partial"})),
        prop::collection::vec(point(), 1..=10).prop_map(move |all| list(
            all,
            "navigation",
            "points"
        )),
    ]
}
