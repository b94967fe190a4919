//! Rules of every kind there is.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

fn time() -> impl Strategy<Value = String> {
    (0..24, 0..60).prop_map(|(hours, minutes)| format!("{hours:02}:{minutes:02}"))
}

fn degrees(limit: i32) -> impl Strategy<Value = Value> {
    let limits = -f64::from(limit)..=f64::from(limit);
    prop_oneof![
        limits.prop_map(Value::from),
        (-limit..=limit).prop_map(Value::from),
        Just(json!(-0.0)),
    ]
}

fn condition() -> impl Strategy<Value = Value> {
    let plain = select(vec![
        "plugged",
        "unplugged",
        "moving",
        "trip-started",
        "trip-ended",
        "doors-changed",
        "locks-changed",
        "alarm",
        "privacy-changed",
        "alert",
    ]);
    let below = select(vec!["charge-below", "fuel-below"]);
    let outside = select(vec!["outside-below", "outside-above"]);
    let zone = select(vec!["enters", "leaves"]);
    let states = vec![
        "Disconnected",
        "InProgress",
        "Failure",
        "Stopped",
        "Finished",
    ];
    let days = vec!["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let zones = vec![
        "Europe/Paris",
        "America/Argentina/Buenos_Aires",
        "Etc/GMT+1",
    ];
    prop_oneof![
        plain.prop_map(|is| json!({"is": is})),
        (below, 1..=100).prop_map(|(is, percent)| json!({"is": is, "percent": percent})),
        (0..=99).prop_map(|percent| json!({"is": "charge-above", "percent": percent})),
        (1..=2000).prop_map(|km| json!({"is": "range-below", "km": km})),
        (outside, -60..=60).prop_map(|(is, celsius)| json!({"is": is, "celsius": celsius})),
        (1..=300).prop_map(|speed| json!({"is": "speed-above", "kmPerHour": speed})),
        subsequence(states, 1..=5)
            .prop_shuffle()
            .prop_map(|states| json!({"is": "charging", "states": states})),
        prop::collection::btree_set("[A-Za-z0-9]{1,64}", 1..=20)
            .prop_map(|codes| json!({"is": "alert", "codes": codes})),
        (zone, degrees(90), degrees(180), 1..=500).prop_map(
            |(is, latitude, longitude, km)| json!({"is": is, "latitude": latitude, "longitude": longitude, "radiusKm": km})
        ),
        (
            subsequence(days, 1..=7).prop_shuffle(),
            time(),
            time(),
            select(zones)
        )
            .prop_map(|(days, from, to, zone)| {
                json!({"is": "during", "days": days, "from": from, "to": to, "timeZone": zone})
            }),
    ]
}

/// Rules of every condition, in every form.
pub(crate) fn bodies() -> impl Strategy<Value = Value> {
    let join = select(vec!["all", "any"]);
    let remind = proptest::option::of(900..=604_800_u32);
    let each = prop::collection::vec(condition(), 1..=5);
    ("[a-zé🚗 ]{0,20}x", join, each, remind).prop_map(|(name, join, each, remind)| {
        let mut rule = json!({"name": name, "when": {join: each}});
        if let Some(seconds) = remind {
            rule["remindEverySeconds"] = json!(seconds);
        }
        rule
    })
}
