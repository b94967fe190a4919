pub(crate) mod bodies;
mod refused;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::command::tests::change::change;
use crate::operation::CREATE_MONITOR;
use bodies::bodies;

fn data(data: &str, op: &str) -> Value {
    json!({"data": {"data": data, "op": op}})
}

fn compared(data: &str, op: &str, value: &[&str]) -> Value {
    json!({"data": {"data": data, "op": op, "value": value}})
}

/// What a front end writes for each form of each condition, and what the manufacturer is sent.
fn examples() -> Vec<(Value, Value)> {
    const LEVEL: &str = "vehicle.energy.electric.level";
    const AIR: &str = "environment.air.temp";
    const PLUGGED: &str = "vehicle.energy.charging.plugged";
    let center = json!({"latitude": 48.85, "longitude": 2.35});
    let zone = |transition: &str| json!({"zone": {"transition": transition, "place": {"radius": 1, "center": center}}});
    let place = |is: &str| json!({"is": is, "latitude": 48.85, "longitude": 2.35, "radiusKm": 1});
    let during = |from: &str, to: &str| json!({"is": "during", "days": ["Mon", "Sat"], "from": from, "to": to, "timeZone": "Europe/Paris"});
    let time = |start: &str, duration: &str| {
        let times = json!({"start": start, "duration": duration, "occurence": {"day": ["Mon", "Sat"]}, "recurrence": "Daily"});
        json!({"time": {"times": [times], "timeZone": "Europe/Paris"}})
    };
    vec![
        (
            json!({"is": "charge-below", "percent": 20}),
            compared(LEVEL, "lowerThan", &["20"]),
        ),
        (
            json!({"is": "charge-above", "percent": 0}),
            compared(LEVEL, "greaterThan", &["0"]),
        ),
        (
            json!({"is": "fuel-below", "percent": 100}),
            compared("vehicle.energy.fuel.level", "lowerThan", &["100"]),
        ),
        (
            json!({"is": "range-below", "km": 50}),
            compared("vehicle.autonomy", "lowerThan", &["50"]),
        ),
        (
            json!({"is": "outside-below", "celsius": -5}),
            compared(AIR, "lowerThan", &["-5"]),
        ),
        (
            json!({"is": "outside-above", "celsius": 30}),
            compared(AIR, "greaterThan", &["30"]),
        ),
        (
            json!({"is": "speed-above", "kmPerHour": 130}),
            compared("vehicle.kinetic.speed", "greaterThan", &["130"]),
        ),
        (
            json!({"is": "plugged"}),
            compared(PLUGGED, "equalsTo", &["true"]),
        ),
        (
            json!({"is": "unplugged"}),
            compared(PLUGGED, "equalsTo", &["false"]),
        ),
        (
            json!({"is": "moving"}),
            compared("vehicle.kinetic.moving", "equalsTo", &["true"]),
        ),
        (
            json!({"is": "charging", "states": ["Stopped", "Finished"]}),
            compared(
                "vehicle.energy.charging.status",
                "includedIn",
                &["Stopped", "Finished"],
            ),
        ),
        (
            json!({"is": "trip-started"}),
            data("vehicle.trip.start", "onChange"),
        ),
        (
            json!({"is": "trip-ended"}),
            data("vehicle.trip.stop", "onChange"),
        ),
        (
            json!({"is": "doors-changed"}),
            data("vehicle.doorsState.opening", "onChange"),
        ),
        (
            json!({"is": "locks-changed"}),
            data("vehicle.doorsState.lockedState", "onChange"),
        ),
        (
            json!({"is": "alarm"}),
            data("vehicle.alarm.trigger.type", "onChange"),
        ),
        (
            json!({"is": "privacy-changed"}),
            data("privacy.state", "onChange"),
        ),
        (json!({"is": "alert"}), data("vehicle.alert", "onChange")),
        (
            json!({"is": "alert", "codes": ["OilLevelLow", "EngineFault"]}),
            compared(
                "vehicle.alert",
                "includedIn",
                &["OilLevelLow", "EngineFault"],
            ),
        ),
        (place("enters"), zone("In")),
        (place("leaves"), zone("Out")),
        (during("22:05", "05:30"), time("PT22H5M", "PT7H25M")),
        (during("08:00", "08:01"), time("PT8H0M", "PT0H1M")),
        (during("08:00", "08:00"), time("PT8H0M", "PT24H0M")),
        (during("00:00", "23:59"), time("PT0H0M", "PT23H59M")),
    ]
}

fn rule(condition: &Value) -> Value {
    json!({"name": "A rule", "when": {"all": [condition]}})
}

#[test]
fn every_form_of_every_condition_is_written_for_the_manufacturer_and_read_back() {
    for (condition, mut trigger) in examples() {
        let rule = Rule::from_api(&rule(&condition)).unwrap();
        assert_eq!(rule.to_api()["when"]["all"][0], condition);
        trigger["name"] = json!("t1");
        let monitor = json!({"triggerParam": {"boolExp": "(t1)", "triggers": [trigger]}});
        let monitor = monitor.as_object().unwrap();
        assert_eq!(rule.conditions().to_upstream(), *monitor);
        let read = Conditions::from_upstream(monitor);
        assert_eq!(read.as_ref(), Ok(rule.conditions()));
    }
    for kind in &TYPES {
        let mut all = examples().into_iter();
        assert!(all.any(|(it, _)| it["is"] == kind.name), "{}", kind.name);
        assert!(CREATE_MONITOR.uses.contains(&kind.scope), "{}", kind.name);
    }
}

#[test]
fn a_rule_joins_up_to_five_conditions_and_may_remind() {
    let charge = json!({"is": "charge-above", "percent": 80});
    let plugged = json!({"is": "plugged"});
    for (when, seconds, expression, scopes) in [
        (json!({"all": [charge, plugged]}), 900, "(t1 & t2)", 2),
        (json!({"any": [charge, plugged]}), 3600, "(t1 | t2)", 2),
        (
            json!({"any": vec![&plugged; 5]}),
            604_800,
            "(t1 | t2 | t3 | t4 | t5)",
            5,
        ),
    ] {
        let body = json!({"name": "At home", "when": when, "remindEverySeconds": seconds});
        let rule = Rule::from_api(&body).unwrap();
        assert_eq!(rule.to_api(), body);
        let monitor = rule.conditions().to_upstream();
        assert_eq!(monitor["triggerParam"]["boolExp"], expression);
        assert_eq!(monitor["subscribeParam"], json!({"refreshEvent": seconds}));
        assert_eq!(rule.conditions().scopes().len(), scopes);
    }
}

#[test]
fn what_may_be_written_in_several_ways_is_written_in_one() {
    let charging = json!({"is": "charging", "states": ["Finished", "Stopped"]});
    let body = json!({"name": "  At home ", "when": {"any": [charging]}});
    let charging = json!({"is": "charging", "states": ["Stopped", "Finished"]});
    let expected = json!({"name": "At home", "when": {"all": [charging]}});
    let rule = Rule::from_api(&body).unwrap();
    assert_eq!(rule.to_api(), expected);
    assert_eq!(rule.name(), "At home");
    assert_eq!(Rule::from_api(&expected), Ok(rule));
    // JSON Schema has them as the same whole numbers.
    let of = |percent: Value, seconds: Value| {
        let charged = json!({"is": "charge-above", "percent": percent});
        Rule::from_api(
            &json!({"name": "a", "when": {"all": [charged]}, "remindEverySeconds": seconds}),
        )
    };
    let plain = of(json!(20), json!(3600)).unwrap();
    assert_eq!(of(json!(20.0), json!(3600.0)), Ok(plain));
}

#[test]
fn what_a_notification_says_is_told_by_our_names_and_without_a_place() {
    let literal = |data: &str, value: &str| json!({"data": data, "value": {"type": "string", "body": {"literalValue": value}}});
    let alert = json!({"type": "EngineFault", "startPosition": {"geometry": {"coordinates": [2.35, 48.85]}}});
    for (sent, told) in [
        (
            json!([literal("vehicle.energy.electric.level", "81")]),
            json!([{"what": "chargePercent", "value": 81}]),
        ),
        (
            json!([
                literal("vehicle.energy.charging.plugged", "true"),
                literal("environment.air.temp", "-3.5"),
                literal("vehicle.energy.charging.status", "Finished"),
            ]),
            json!([
                {"what": "plugged", "value": true},
                {"what": "outsideTemperatureCelsius", "value": -3.5},
                {"what": "chargingStatus", "value": "Finished"},
            ]),
        ),
        (
            json!([{"data": "vehicle.alert", "value": {"type": "obj.alert", "body": {"objectValues": [alert]}}}]),
            json!([{"what": "alert", "value": ["EngineFault"]}]),
        ),
        (
            json!([{"data": "vehicle.kinetic.speed", "value": "131"}]),
            json!([{"what": "speedKmh", "value": 131}]),
        ),
        (
            json!([
                literal("vehicle.position", "48.85,2.35"),
                {"data": "vehicle.alert", "value": {"body": {"geometry": [2.35, 48.85]}}},
                {"zone": {"center": [2.35, 48.85]}},
                7,
                {"data": "vehicle.kinetic.moving"},
                literal("vehicle.trip.start", &"a".repeat(5000)),
            ]),
            json!([]),
        ),
        (json!(null), json!([])),
        (json!("48.85,2.35"), json!([])),
    ] {
        assert_eq!(values(&sent), told, "{sent}");
    }
    let many = vec![literal("vehicle.kinetic.moving", "true"); 1000];
    assert_eq!(values(&json!(many)).as_array().unwrap().len(), 20);
}

proptest! {
    #[test]
    fn what_the_edge_writes_the_relay_reads_back_as_the_same_conditions(body in bodies()) {
        let rule = Rule::from_api(&body).unwrap();
        prop_assert_eq!(rule.name(), body["name"].as_str().unwrap().trim());
        let again = rule.to_api();
        prop_assert_eq!(Rule::from_api(&again), Ok(rule.clone()));
        // As text, as it goes over the wire.
        let sent = serde_json::to_string(&rule.conditions().to_upstream()).unwrap();
        let received: Map<String, Value> = serde_json::from_str(&sent).unwrap();
        prop_assert_eq!(Conditions::from_upstream(&received), Ok(rule.conditions().clone()));
        prop_assert!(!sent.contains("extendedEventParam") && !sent.contains("\"attributes\""));
    }

    #[test]
    fn a_changed_rule_is_refused_or_says_what_it_is_taken_for(body in bodies(), change in change()) {
        let mut changed = body;
        change.apply(&mut changed);
        if let Ok(rule) = Rule::from_api(&changed) {
            let again = rule.to_api();
            let names = |json: &Value| json.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            prop_assert_eq!(names(&again), names(&changed));
            prop_assert_eq!(Rule::from_api(&again), Ok(rule));
        }
    }

    #[test]
    fn a_changed_monitor_is_refused_or_is_what_the_table_writes(body in bodies(), change in change()) {
        let mut changed = Value::Object(Rule::from_api(&body).unwrap().conditions().to_upstream());
        change.apply(&mut changed);
        let Some(monitor) = changed.as_object() else {
            return Ok(());
        };
        if let Ok(conditions) = Conditions::from_upstream(monitor) {
            prop_assert_eq!(&conditions.to_upstream(), monitor);
        }
    }

    #[test]
    fn no_notification_makes_it_panic_or_tell_a_place(body in bodies(), change in change()) {
        let sent = json!([{"data": "vehicle.kinetic.speed", "value": {"body": {"literalValue": "7"}}}, body]);
        let mut changed = sent;
        change.apply(&mut changed);
        let told = values(&changed).to_string();
        prop_assert!(!told.contains("latitude") && !told.contains("longitude"));
    }
}
