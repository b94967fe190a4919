//! Every oddity of the document, by name.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::model::testing::any_json;

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
    serde_json::from_str(include_str!("../documents/status.json")).unwrap()
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

mod energies {
    use super::*;

    fn energies(status: &Value) -> Value {
        model(status)["energies"].clone()
    }

    #[test]
    fn of_both_generations_the_newer_wins_and_the_older_fills_its_gaps() {
        let both = json!({
            "energies": [{
                "createdAt": AT, "type": "Electric", "level": 62,
                "extension": {"electric": {"charging": {"plugged": false}}}}],
            "energy": [
                {"updatedAt": AT, "type": "Electric", "level": 50, "autonomy": 212,
                 "charging": {"plugged": true, "remainingTime": "PT1H"},
                 "battery": {"capacity": 46000, "health": {"createdAt": BEFORE, "capacity": 97}}},
                {"updatedAt": BEFORE, "type": "Fuel", "level": 30}],
        });
        assert_eq!(
            energies(&both),
            json!([
                {"type": "Electric", "levelPercent": 62, "rangeKm": 212, "observedAt": AT,
                 "charging": {"plugged": false, "observedAt": AT},
                 "battery": {"capacityWh": 46000, "observedAt": AT, "healthPercent": 97, "healthObservedAt": BEFORE}},
                {"type": "Fuel", "levelPercent": 30, "observedAt": BEFORE},
            ])
        );
    }

    #[test]
    fn a_range_of_another_day_is_not_shown_beside_a_newer_level() {
        let both = json!({
            "energies": [{"createdAt": AT, "type": "Electric", "level": 62}],
            "energy": [{"updatedAt": BEFORE, "type": "Electric", "level": 50, "autonomy": 180}],
        });
        assert_eq!(
            energies(&both),
            json!([{"type": "Electric", "levelPercent": 62, "observedAt": AT}])
        );
    }

    #[test]
    fn an_energy_whose_time_is_null_takes_the_range_that_only_the_older_generation_has() {
        let both = json!({
            "energies": [{"createdAt": null, "type": "Electric", "level": 62}],
            "energy": [{"updatedAt": AT, "type": "Electric", "level": 62, "autonomy": 212}],
        });
        assert_eq!(
            energies(&both),
            json!([{"type": "Electric", "levelPercent": 62, "rangeKm": 212, "observedAt": AT}])
        );
    }

    #[test]
    fn load_and_health_of_the_battery_fill_each_others_gaps() {
        let both = json!({
            "energies": [{"createdAt": AT, "type": "Electric", "extension": {"electric": {"battery": {
                "load": {"createdAt": AT, "residual": 28750}}}}}],
            "energy": [{"updatedAt": BEFORE, "type": "Electric", "battery": {
                "capacity": 46000, "health": {"capacity": 97}}}],
        });
        assert_eq!(
            energies(&both)[0]["battery"],
            json!({"residualWh": 28750, "observedAt": AT, "healthPercent": 97, "healthObservedAt": BEFORE})
        );
    }

    #[test]
    fn what_is_left_in_the_battery_is_shown_as_sent_where_it_belies_the_level() {
        let status = json!({"energies": [{"type": "Electric", "level": 43, "extension": {"electric": {
            "battery": {"load": {"capacity": 33280, "residual": 4096}}}}}]});
        assert_eq!(
            energies(&status),
            json!([{"type": "Electric", "levelPercent": 43,
                "battery": {"capacityWh": 33280, "residualWh": 4096}}])
        );
    }

    #[test]
    fn the_older_generation_alone_is_read_as_list_or_as_single_object() {
        let energy = json!({"updatedAt": AT, "type": "Electric", "level": "50.0", "autonomy": "212",
            "charging": {"plugged": "true", "remainingTime": "PT0S"},
            "consumption": 15, "residual": {"consumption": 28.75}});
        for energy in [json!([energy]), energy] {
            assert_eq!(
                energies(&json!({"energy": energy})),
                json!([{"type": "Electric", "levelPercent": 50, "rangeKm": 212, "observedAt": AT,
                    "charging": {"plugged": true, "remainingTimeSeconds": 0, "observedAt": AT},
                    "battery": {"residualWh": 28750, "observedAt": AT},
                    "consumption": {"kilowattHours": 15, "observedAt": AT}}])
            );
        }
    }

    #[test]
    fn fuel_first_on_a_plug_in_hybrid_is_told_by_its_type() {
        let hybrid = json!({"energies": [
            {"createdAt": AT, "type": "Fuel", "level": 40},
            {"createdAt": AT, "type": "Electric", "level": 62},
        ]});
        let energies = energies(&hybrid);
        for energy in energies.as_array().unwrap() {
            let level = if energy["type"] == "Fuel" { 40 } else { 62 };
            assert_eq!(energy["levelPercent"], level);
        }
    }

    #[test]
    fn an_electric_car_keeps_its_empty_tank() {
        let electric = json!({"energies": [
            {"createdAt": AT, "type": "Electric", "level": 62},
            {"createdAt": "2019-09-25T16:16:20.123+0000", "type": "Fuel", "level": 0},
        ]});
        assert_eq!(
            energies(&electric)[1],
            json!({"type": "Fuel", "levelPercent": 0, "observedAt": "2019-09-25T16:16:20Z"})
        );
    }

    #[test]
    fn a_type_that_comes_twice_is_there_once_as_last_reported() {
        for order in [[BEFORE, AT], [AT, BEFORE]] {
            let twice = json!({"energies": order.map(|at| json!({
                "createdAt": at, "type": "Electric", "level": if at == AT { 62 } else { 50 },
            }))});
            assert_eq!(
                energies(&twice),
                json!([{"type": "Electric", "levelPercent": 62, "observedAt": AT}])
            );
        }
    }

    #[test]
    fn a_type_that_is_missing_follows_from_the_sub_type_or_the_energy_is_left_out() {
        let status = json!({"energies": [{"subType": "Hydrogen", "level": 7}, {"level": 5}]});
        assert_eq!(
            energies(&status),
            json!([{"type": "Fuel", "subType": "Hydrogen", "levelPercent": 7}])
        );
    }

    #[test]
    fn hydrogen_is_consumed_in_kilograms() {
        let hydrogen = json!({"energies": [{"type": "Fuel", "subType": "Hydrogen",
            "extension": {"fuel": {"consumptions": {"instant": 0.9}}}}]});
        assert_eq!(
            energies(&hydrogen)[0]["consumption"],
            json!({"instantKilogramsPer100Km": 0.9})
        );
    }
}

mod charging {
    use super::*;

    fn status(charging: &Value) -> Value {
        json!({"energies": [{"type": "Electric", "extension": {"electric": {"charging": charging}}}]})
    }

    #[test]
    fn a_schedule_is_an_empty_list_on_the_wire_and_an_object_in_the_document() {
        for (schedule, programs) in [
            (json!([]), json!([])),
            (json!({"programs": []}), json!([])),
            (json!([{"start": "PT6H"}]), json!([{"startTime": "06:00"}])),
            (
                json!({"programs": [{"start": "PT24H"}]}),
                json!([{"startTime": "00:00"}]),
            ),
        ] {
            let model = model(&status(&json!({"schedule": schedule})));
            assert_eq!(
                model["energies"][0]["charging"],
                json!({"programs": programs})
            );
        }
    }

    #[test]
    fn a_remaining_time_that_is_a_point_in_time_is_left_out_and_counted() {
        for time in [json!(AT), json!("22:05"), json!(3600)] {
            let charging = json!({"plugged": true, "remainingTime": time});
            let (model, unread) = partial(&status(&charging));
            assert_eq!(model["energies"][0]["charging"], json!({"plugged": true}));
            assert_eq!(
                unread,
                "energies.0.extension.electric.charging.remainingTime"
            );
        }
    }

    #[test]
    fn a_next_delayed_time_is_a_time_of_day_or_a_point_in_time() {
        for (sent, answered) in [
            ("PT22H5M", json!({"nextDelayedTime": "22:05"})),
            (AT, json!({"nextDelayedAt": AT})),
        ] {
            let model = model(&status(&json!({"nextDelayedTime": sent})));
            assert_eq!(model["energies"][0]["charging"], answered);
        }
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
