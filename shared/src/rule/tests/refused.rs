//! What is no rule, and by what it is refused.

use serde_json::{Value, json};

use crate::command::SchemaViolation;
use crate::rule::{Conditions, Rule};

fn of(condition: Value) -> Value {
    json!({"name": "x", "when": {"all": [condition]}})
}

#[test]
fn what_is_not_in_the_table_is_refused_by_what_is_wrong_with_it() {
    let takes = |of, takes| SchemaViolation::Members { of, takes };
    let value = |member, expected| SchemaViolation::Value { member, expected };
    let rule = takes("a rule", "name and when, and may take remindEverySeconds");
    let name = value(
        "name",
        "text of 1 to 80 characters, without control characters",
    );
    let when = takes("when", "either all or any");
    let remind = value("remindEverySeconds", "a whole number from 900 to 604800");
    let is = value("is", "the name of a condition");
    let moving = json!({"is": "moving"});
    let named = |name: Value| json!({"name": name, "when": {"all": [moving]}});
    let when_of = |when: Value| json!({"name": "x", "when": when});
    let reminding = |seconds: Value| json!({"name": "x", "when": {"all": [moving]}, "remindEverySeconds": seconds});
    let zone = |latitude: Value, longitude: Value, km: Value| {
        of(json!({"is": "enters", "latitude": latitude, "longitude": longitude, "radiusKm": km}))
    };
    let during = |member: &str, json: Value| {
        let mut during = json!({"is": "during", "days": ["Mon"], "from": "08:00", "to": "18:00", "timeZone": "Europe/Paris"});
        during[member] = json;
        of(during)
    };
    let zone_takes = takes("enters", "latitude, longitude and radiusKm");
    let during_takes = takes("during", "days, from, to and timeZone");
    let time_zone = value("timeZone", "a time zone, as Europe/Paris");
    let codes = value("codes", "a list of 1 to 20 codes of warnings, each once");
    let radius = value("radiusKm", "a whole number from 1 to 500");
    for (body, expected) in [
        (json!(null), rule),
        (json!([moving]), rule),
        (json!({}), rule),
        (json!({"name": "x"}), rule),
        (json!({"when": {"all": [moving]}}), rule),
        (
            json!({"name": "x", "when": {"all": [moving]}, "extendedEventParam": ["vehicle.position"]}),
            rule,
        ),
        (
            json!({"name": "x", "when": {"all": [moving]}, "paused": true}),
            rule,
        ),
        (named(json!("")), name),
        (named(json!("   ")), name),
        (named(json!(7)), name),
        (named(json!("a\nb")), name),
        (named(json!("x".repeat(81))), name),
        (when_of(json!(null)), when),
        (when_of(json!([moving])), when),
        (when_of(json!({})), when),
        (when_of(json!({"none": [moving]})), when),
        (when_of(json!({"all": [moving], "any": [moving]})), when),
        (
            when_of(json!({"all": []})),
            value("all", "a list of 1 to 5 conditions"),
        ),
        (
            when_of(json!({"any": vec![&moving; 6]})),
            value("any", "a list of 1 to 5 conditions"),
        ),
        (
            when_of(json!({"any": moving})),
            value("any", "a list of 1 to 5 conditions"),
        ),
        (reminding(json!(899)), remind),
        (reminding(json!(604_801)), remind),
        (reminding(json!(3600.5)), remind),
        (reminding(json!("3600")), remind),
        (reminding(json!(null)), remind),
        (of(json!(7)), is),
        (of(json!({})), is),
        (of(json!({"is": "Moving"})), is),
        (of(json!({"is": "vehicle.kinetic.moving"})), is),
        (
            of(json!({"is": "moving", "on": true})),
            takes("moving", "nothing beside its name"),
        ),
        (
            of(json!({"is": "charge-below"})),
            takes("charge-below", "percent"),
        ),
        (
            of(json!({"is": "charge-below", "percent": 0})),
            value("percent", "a whole number from 1 to 100"),
        ),
        (
            of(json!({"is": "charge-above", "percent": 100})),
            value("percent", "a whole number from 0 to 99"),
        ),
        (
            of(json!({"is": "charge-above", "percent": "80"})),
            value("percent", "a whole number from 0 to 99"),
        ),
        (
            of(json!({"is": "charge-above", "percent": 80.5})),
            value("percent", "a whole number from 0 to 99"),
        ),
        (
            of(json!({"is": "outside-below", "celsius": -61})),
            value("celsius", "a whole number from -60 to 60"),
        ),
        (
            of(json!({"is": "charging", "states": ["Charging"]})),
            value(
                "states",
                "a list of Disconnected, InProgress, Failure, Stopped and Finished, each at most once",
            ),
        ),
        (of(json!({"is": "alert", "codes": []})), codes),
        (
            of(json!({"is": "alert", "codes": ["OilLevelLow", "OilLevelLow"]})),
            codes,
        ),
        (of(json!({"is": "alert", "codes": ["oil level"]})), codes),
        (of(json!({"is": "alert", "codes": ["$vin"]})), codes),
        (of(json!({"is": "alert", "codes": [""]})), codes),
        (of(json!({"is": "alert", "codes": [7]})), codes),
        (
            of(
                json!({"is": "alert", "codes": (0..21).map(|n| format!("A{n}")).collect::<Vec<_>>()}),
            ),
            codes,
        ),
        (
            of(json!({"is": "enters", "latitude": 48.85, "longitude": 2.35})),
            zone_takes,
        ),
        (
            zone(json!(90.1), json!(0), json!(1)),
            value("latitude", "a number from -90 to 90"),
        ),
        (
            zone(json!("48"), json!(0), json!(1)),
            value("latitude", "a number from -90 to 90"),
        ),
        (
            zone(json!(48), json!(-180.5), json!(1)),
            value("longitude", "a number from -180 to 180"),
        ),
        (zone(json!(48), json!(2), json!(0)), radius),
        (zone(json!(48), json!(2), json!(0.5)), radius),
        (zone(json!(48), json!(2), json!(501)), radius),
        (during("repeats", json!(true)), during_takes),
        (
            during("from", json!("8:00")),
            value("from", "a time of day, as 06:30"),
        ),
        (
            during("to", json!("24:00")),
            value("to", "a time of day, as 06:30"),
        ),
        (
            during("days", json!([])),
            value(
                "days",
                "a list of Mon, Tue, Wed, Thu, Fri, Sat and Sun, each at most once",
            ),
        ),
        (during("timeZone", json!("UTC")), time_zone),
        (during("timeZone", json!("Europe/")), time_zone),
        (during("timeZone", json!("Europe/Pa ris")), time_zone),
        (during("timeZone", json!("../etc")), time_zone),
        (
            during("timeZone", json!(format!("A/{}", "b".repeat(63)))),
            time_zone,
        ),
    ] {
        assert_eq!(Rule::from_api(&body), Err(expected), "{body}");
    }
}

#[test]
fn a_monitor_is_taken_only_as_the_table_writes_it() {
    let moving = json!({"name": "t1", "data": {"data": "vehicle.kinetic.moving", "op": "equalsTo", "value": ["true"]}});
    let param = |triggers: Value, expression: &str| json!({"triggerParam": {"triggers": triggers, "boolExp": expression}});
    let time = |length: &str| {
        let times = json!([{"start": "PT8H0M", "duration": length, "occurence": {"day": ["Mon"]}, "recurrence": "Daily"}]);
        param(
            json!([{"name": "t1", "time": {"times": times, "timeZone": "Europe/Paris"}}]),
            "(t1)",
        )
    };
    let with = |name: &str, json: Value| {
        let mut changed = moving.clone();
        changed[name] = json;
        param(json!([changed]), "(t1)")
    };
    let read = |monitor: &Value| Conditions::from_upstream(monitor.as_object().unwrap());
    assert!(read(&param(json!([moving]), "(t1)")).is_ok());
    assert!(read(&time("PT10H0M")).is_ok());
    for monitor in [
        json!({}),
        json!({"triggerParam": null}),
        param(json!([]), "(t1)"),
        param(json!([moving, moving]), "(t1 & t1)"),
        param(json!([moving]), "t1"),
        param(json!([moving]), "(t1 | t1)"),
        with("name", json!("t2")),
        with("zone", json!({})),
        with(
            "data",
            json!({"data": "vehicle.kinetic.moving", "op": "equalsTo", "value": "true"}),
        ),
        with(
            "data",
            json!({"data": "vehicle.kinetic.moving", "op": "equalsTo", "value": [true]}),
        ),
        with(
            "data",
            json!({"data": "vehicle.kinetic.moving", "op": "equalsTo", "value": ["true", "true"]}),
        ),
        with(
            "data",
            json!({"data": "vehicle.kinetic.moving", "op": "onChange"}),
        ),
        with(
            "data",
            json!({"data": "vehicle.odometer", "op": "onChange"}),
        ),
        with(
            "data",
            json!({"data": "vehicle.kinetic.moving", "op": "equalsTo", "value": ["true"], "previous": {"op": "equalsTo", "value": ["false"]}}),
        ),
        time("PT10H"),
        time("PT0H0M"),
        time("PT34H0M"),
        time("PT9H60M"),
        time("P1D"),
        time("10"),
    ] {
        assert_eq!(
            read(&monitor),
            Err(SchemaViolation::NotOfTable),
            "{monitor}"
        );
    }
}

#[test]
fn a_refusal_repeats_nothing_of_what_was_sent() {
    for body in [
        json!({"name": "s3\u{7}cret", "when": {"all": [{"is": "moving"}]}}),
        json!({"name": "x", "when": {"s3cret": 1}}),
        of(json!({"is": "s3cret"})),
        of(json!({"is": "moving", "s3cret": 1})),
        of(json!({"is": "alert", "codes": ["s3cret !"]})),
    ] {
        let refused = Rule::from_api(&body).unwrap_err().to_string();
        assert!(!refused.contains("s3"), "{refused}");
    }
}
