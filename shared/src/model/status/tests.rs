//! Every oddity of the document, by name.

mod charging;
mod energies;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::model::tests::samples::any_json;

const AT: &str = "2026-03-01T08:15:30Z";
const BEFORE: &str = "2026-02-01T08:15:30Z";

fn read(status: &Value) -> wire::Document<wire::Status> {
    wire::read(status.to_string().as_bytes()).unwrap()
}

fn model(status: &Value) -> Value {
    let read = read(status);
    assert_eq!(read.unread.count(), 0, "{}", read.unread);
    serde_json::to_value(Status::from_wire(read.value)).unwrap()
}

/// The model of a status of which some field cannot be read, and the names of those.
fn partial(status: &Value) -> (Value, String) {
    let read = read(status);
    let unread = read.unread.to_string();
    (
        serde_json::to_value(Status::from_wire(read.value)).unwrap(),
        unread,
    )
}

/// Everything that the manufacturer documents, once.
fn documented() -> Value {
    serde_json::from_str(include_str!("../../../tests/samples/status.json")).unwrap()
}

#[test]
fn a_car_of_which_nothing_is_known_has_a_status_that_says_so() {
    assert_eq!(
        model(&json!({})),
        json!({
            "energies": [],
            "odometer": {"unavailable": "not-sent"},
            "position": {"unavailable": "not-sent"},
        })
    );
}

#[test]
fn a_status_as_a_whole_is_of_when_it_was_updated() {
    for (times, at) in [
        (json!({"createdAt": AT, "updatedAt": BEFORE}), BEFORE),
        (json!({"createdAt": BEFORE, "updatedAt": AT}), AT),
        (json!({"createdAt": AT}), AT),
        (json!({"createdAt": AT, "updatedAt": null}), AT),
    ] {
        assert_eq!(model(&times)["observedAt"], at, "{times}");
    }
}

#[test]
fn preconditioning_with_two_ns_is_read_where_the_other_says_nothing() {
    let older = json!({"airConditioning": {"updatedAt": BEFORE, "status": "Enabled"}});
    let newer =
        json!({"airConditioning": {"createdAt": AT, "status": "Disabled", "programs": null}});
    let empty = json!({"airConditioning": {"createdAt": AT}});
    let answered = |status: &Value| model(status)["preconditioning"].clone();
    assert_eq!(
        answered(&json!({"preconditionning": older, "preconditioning": newer})),
        json!({"status": "Disabled", "observedAt": AT})
    );
    for newer in [json!(null), json!({}), empty] {
        assert_eq!(
            answered(&json!({"preconditionning": older, "preconditioning": newer})),
            json!({"status": "Enabled", "observedAt": BEFORE})
        );
    }
}

#[test]
fn an_occurrence_may_be_null_or_spelt_with_two_rs() {
    for (name, days, answered) in [
        (
            "occurence",
            json!({"day": ["Mon"]}),
            json!({"days": ["Mon"], "slot": 2}),
        ),
        (
            "occurrence",
            json!({"day": "Mon"}),
            json!({"days": ["Mon"], "slot": 2}),
        ),
        ("occurence", json!(null), json!({"slot": 2})),
    ] {
        let mut program = json!({"slot": 2});
        program[name] = days;
        let status = json!({"preconditioning": {"airConditioning": {"programs": [program]}}});
        assert_eq!(model(&status)["preconditioning"]["programs"][0], answered);
    }
}

#[test]
fn the_odometer_is_found_under_every_spelling_the_newest_first() {
    let km = |km: u32| json!({"mileage": km, "createdAt": null});
    for (status, answered) in [
        (json!({"odometer": km(3), "timed.odometer": km(2)}), 3),
        (
            json!({"odometer": {"createdAt": AT}, "timed.odometer": km(2)}),
            2,
        ),
        (
            json!({"timed.odometer": km(2), "_embedded": {"extension": {"odemeter": km(1)}}}),
            2,
        ),
        (json!({"_embedded": {"extension": {"odemeter": km(1)}}}), 1),
        (json!({"odometer": {"mileage": "7.0"}}), 7),
    ] {
        assert_eq!(model(&status)["odometer"], json!({"odometerKm": answered}));
    }
}

#[test]
fn an_odometer_of_zero_counts_only_while_the_ignition_is_on() {
    let with = |ignition: &str, more: &Value| {
        let mut status = json!({"ignition": {"type": ignition}, "odometer": {"mileage": 0}});
        status["timed.odometer"] = more.clone();
        model(&status)["odometer"].clone()
    };
    assert_eq!(
        with("Stop", &json!(null)),
        json!({"unavailable": "ignition-off"})
    );
    assert_eq!(
        with("Stop", &json!({"mileage": 12})),
        json!({"odometerKm": 12})
    );
    assert_eq!(with("Start", &json!(null)), json!({"odometerKm": 0}));
}

#[test]
fn a_position_that_privacy_keeps_back_says_so() {
    for (status, reason) in [
        (json!({"privacy": {"state": "Geolocation"}}), "privacy"),
        (json!({"privacy": {"state": "Full"}}), "privacy"),
        (
            json!({"privacy": {"state": "Full"},
            "lastPosition": {"geometry": {"coordinates": [0, 0]}}}),
            "privacy",
        ),
        (json!({"privacy": {"state": "None"}}), "not-sent"),
        (
            json!({"lastPosition": {"geometry": {"coordinates": [0, 0]}}}),
            "never-reported",
        ),
        (json!({"lastPosition": null}), "not-sent"),
    ] {
        assert_eq!(
            model(&status)["position"],
            json!({"unavailable": reason}),
            "{status}"
        );
    }
    let full = model(&json!({"privacy": {"state": "Full"}}));
    assert_eq!(full["odometer"], json!({"unavailable": "privacy"}));
}

#[test]
fn locked_states_are_a_list_or_one_word_under_either_name() {
    for (name, value) in [
        ("lockedStates", json!(["Locked"])),
        ("lockedStates", json!("Locked")),
        ("lockedState", json!("Locked")),
    ] {
        let mut doors = json!({"lockedStates": null});
        doors[name] = value;
        assert_eq!(
            model(&json!({"doorsState": doors}))["doors"],
            json!({"lockedStates": ["Locked"]})
        );
    }
}

#[test]
fn the_unlocked_trunk_is_spelt_like_the_rest() {
    let status = json!({"doorsState": {"lockedStates": ["TrunkUnLocked", "Ajar"]}});
    assert_eq!(
        model(&status)["doors"]["lockedStates"],
        json!(["TrunkUnlocked", "Ajar"])
    );
}

#[test]
fn at_215_degrees_nothing_was_measured() {
    let status = json!({
        "environment": {"air": {"createdAt": AT, "temp": 215.0}},
        "engines": [{"type": "Thermic", "oil": {"temp": 90},
            "extension": {"thermic": {"oil": {"temp": 215}, "coolant": {"temp": "215"}}}}],
    });
    let model = model(&status);
    assert_eq!(model.get("environment"), None);
    assert_eq!(
        model["engines"],
        json!([{"type": "Thermic", "oilTemperatureCelsius": 90}])
    );
}

#[test]
fn the_12_v_batterys_voltage_is_its_health_in_percent() {
    let status = json!({"battery": {"createdAt": null, "voltage": "63"}});
    assert_eq!(model(&status)["battery12V"], json!({"healthPercent": 63}));
}

#[test]
fn a_time_that_is_null_or_of_java_costs_nothing_else() {
    let status = json!({
        "updatedAt": "Wed Sep 25 16:16:20 GMT 2019",
        "ignition": {"createdAt": null, "type": "Free"},
    });
    let model = model(&status);
    assert_eq!(model["observedAt"], "2019-09-25T16:16:20Z");
    assert_eq!(model["ignition"], json!({"state": "Free"}));
}

#[test]
fn one_unreadable_field_costs_that_field_only() {
    let (model, unread) = partial(&json!({
        "createdAt": "tomorrow",
        "energies": [{"type": "Electric", "level": {}, "autonomy": 212}, 7],
        "kinetic": "fast",
        "ignition": {"type": "Start"},
    }));
    assert_eq!(
        model["energies"],
        json!([{"type": "Electric", "rangeKm": 212}])
    );
    assert_eq!(model["ignition"], json!({"state": "Start"}));
    assert_eq!(unread, "createdAt energies.0.level energies.1 kinetic");
}

#[test]
fn a_word_that_is_not_documented_passes_through() {
    let status =
        json!({"energies": [{"type": "Ammonia", "level": 1}], "drivingBehavior": {"mode": "Moon"}});
    let model = model(&status);
    assert_eq!(model["energies"][0]["type"], "Ammonia");
    assert_eq!(model["drivingMode"]["mode"], "Moon");
}

proptest! {
    #[test]
    fn whatever_stands_in_one_part_no_other_is_changed(at in any::<prop::sample::Index>(), part in any_json()) {
        let mut status = documented();
        let whole = model(&status);
        let keys: Vec<_> = status.as_object().unwrap().keys().cloned().collect();
        status[at.get(&keys)] = part;
        let (model, _) = partial(&status);
        let changed: Vec<_> = whole
            .as_object()
            .unwrap()
            .iter()
            .filter(|(name, value)| model.get(name.as_str()) != Some(*value))
            .map(|(name, _)| name)
            .collect();
        prop_assert!(changed.len() <= 1, "{:?}", changed);
    }
}
