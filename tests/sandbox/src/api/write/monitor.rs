//! What a monitor is made with: triggers, the expression that joins them, and what is told.

use serde_json::Value;

use crate::api::write::attribute::{ATTRIBUTES, PHONE_ATTRIBUTES};
use crate::api::write::form::{Form, Misformed, only, optional, required};
use crate::api::write::schedule::{DURATION, OCCURENCE, RECURRENCE, TIME_OF_DAY};
use crate::monitors::bool_exp;

const MONITOR: Form = Form::Object(&[
    required("label", &Form::Text),
    optional("subscribeParam", &SUBSCRIBE_PARAM),
    optional("attributes", &ATTRIBUTES),
    optional("extendedEventParam", &Form::List(&EXTENDED, 1, 8)),
    required("triggerParam", &TRIGGER_PARAM),
]);

const SUBSCRIBE_PARAM: Form = Form::Object(&[
    // The interval of reminders, in seconds.
    optional("refreshEvent", &Form::Integer(60, i64::MAX)),
    optional("callbackAttributes", &CALLBACK_ATTRIBUTES),
]);

const CALLBACK_ATTRIBUTES: Form = Form::Object(&[
    optional("pushnotif", &PHONE_ATTRIBUTES),
    optional("webhook", &ATTRIBUTES),
    optional("websocket", &ATTRIBUTES),
]);

const EXTENDED: Form = Form::Word(&[
    "vehicle.doorsState",
    "vehicle.status",
    "vehicle.maintenance",
    "vehicle.position",
    "vehicle.telemetry",
    "vehicle.alerts",
    "vehicle.alarm",
    "vehicle.trip",
]);

const TRIGGER_PARAM: Form = Form::Object(&[
    required("triggers", &Form::List(&TRIGGER, 1, 5)),
    required("boolExp", &Form::Text),
]);

const TRIGGER: Form = Form::Object(&[
    required("name", &Form::Matching(is_name)),
    optional("zone", &ZONE),
    optional("time", &TIME),
    optional("data", &DATA),
]);

const ZONE: Form = Form::Object(&[
    required("transition", &Form::Word(&["In", "Out"])),
    required("place", &PLACE),
]);

const PLACE: Form = Form::Object(&[
    // In kilometres.
    required("radius", &Form::Integer(1, 20_000)),
    required("center", &CENTER),
]);

const CENTER: Form = Form::Object(&[
    required("longitude", &Form::Number(-180.0, 180.0)),
    required("latitude", &Form::Number(-90.0, 90.0)),
]);

const TIME: Form = Form::Object(&[
    required("times", &Form::List(&TIMES, 1, 10)),
    optional("timeZone", &Form::Matching(is_time_zone)),
]);

const TIMES: Form = Form::Object(&[
    required("start", &TIME_OF_DAY),
    required("occurence", &OCCURENCE),
    optional("recurrence", &RECURRENCE),
    optional("duration", &DURATION),
]);

const DATA: Form = Form::Object(&[
    required("data", &Form::Word(WATCHED)),
    required("op", &Form::Word(OPERATORS)),
    optional("value", &VALUES),
    optional("previous", &PREVIOUS),
]);

const PREVIOUS: Form = Form::Object(&[
    required("value", &VALUES),
    required("op", &Form::Word(&["equalsTo", "includedIn"])),
]);

/// Texts, whatever they stand for.
const VALUES: Form = Form::List(&Form::Text, 1, 200);

const OPERATORS: &[&str] = &[
    "equalsTo",
    "greaterThan",
    "lowerThan",
    "includedIn",
    "onChange",
];

const WATCHED: &[&str] = &[
    "vehicle.alert",
    "vehicle.odometer",
    "vehicle.powertrain.status",
    "vehicle.engines.thermic.oil.temp",
    "vehicle.energy.electric.level",
    "vehicle.energy.electric.autonomy",
    "vehicle.energy.fuel.level",
    "vehicle.energy.fuel.autonomy",
    "vehicle.autonomy",
    "vehicle.energy.charging.status",
    "vehicle.energy.charging.plugged",
    "vehicle.energy.charging.type",
    "vehicle.doorsState.lockedState",
    "vehicle.doorsState.opening",
    "vehicle.kinetic.moving",
    "vehicle.kinetic.speed",
    "vehicle.trip.start",
    "vehicle.trip.stop",
    "vehicle.trip.duration",
    "vehicle.trip.distance",
    "vehicle.trip.state",
    "vehicle.safety.beltWarning",
    "environment.air.temp",
    "privacy.state",
    "vehicle.drivingBehavior.mode",
    "vehicle.safety.autoECallTriggering",
    "vehicle.preconditioning.airConditioning",
    "vehicle.alarm.trigger.type",
    "vehicle.alarm.status.activation",
];

/// Checks what a monitor is made with.
pub(crate) fn check(body: &Value) -> Result<(), Misformed> {
    MONITOR.check(body, "body")?;
    let triggers = body.pointer("/triggerParam/triggers");
    let triggers = triggers.and_then(Value::as_array).ok_or("triggers")?;
    let mut names = Vec::new();
    for trigger in triggers {
        only(trigger, &["zone", "time", "data"]).ok_or("triggers")?;
        let name = trigger.get("name").and_then(Value::as_str).ok_or("name")?;
        if names.contains(&name) {
            return Err("name");
        }
        names.push(name);
        // Only a change needs nothing to be compared with.
        if let Some(data) = trigger.get("data") {
            let is_change = data.get("op").is_some_and(|op| op == "onChange");
            if !is_change && data.get("value").is_none() {
                return Err("value");
            }
        }
    }
    let expression = body
        .pointer("/triggerParam/boolExp")
        .and_then(Value::as_str);
    match expression {
        Some(expression) if bool_exp::is_good(expression, &names) => Ok(()),
        _ => Err("boolExp"),
    }
}

/// Letters, at most one of `.`, `-` and `_`, digits.
fn is_name(name: &str) -> bool {
    let letters = name.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let digits = letters.strip_prefix(['.', '-', '_']).unwrap_or(letters);
    letters.len() < name.len() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// An area and a place: `Europe/Paris`.
fn is_time_zone(zone: &str) -> bool {
    let is_part = |part: &str| {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"_-+/".contains(&byte);
        !part.is_empty() && part.bytes().all(is_letter)
    };
    zone.split_once('/')
        .is_some_and(|(area, place)| is_part(area) && is_part(place))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn monitor(triggers: Value, expression: &str) -> Value {
        json!({ "label": "x", "triggerParam": { "triggers": triggers, "boolExp": expression } })
    }

    #[test]
    fn a_monitor_joins_whole_triggers_of_one_kind_each() {
        let charge = json!({ "name": "t1", "data": {
            "data": "vehicle.energy.electric.level", "op": "greaterThan", "value": ["80"],
        } });
        let place = json!({ "radius": 1, "center": { "longitude": 2.35, "latitude": 48.85 } });
        let zone = json!({ "name": "t2", "zone": { "transition": "In", "place": place } });
        let trip =
            json!({ "name": "t3", "data": { "data": "vehicle.trip.start", "op": "onChange" } });
        let time = json!({ "name": "t4", "time": {
            "times": [{ "start": "PT18H", "duration": "PT4H", "occurence": { "day": ["Mon"] } }],
            "timeZone": "Europe/Paris",
        } });
        let all = json!([charge, zone, trip, time]);
        assert_eq!(check(&monitor(all, "(t1 & t2) | (t3 & t4)")), Ok(()));
        let with = |name: &str, value: Value| {
            let mut trigger = charge.clone();
            trigger[name] = value;
            monitor(json!([trigger]), "t1")
        };
        let mut remembered = monitor(json!([charge]), "t1");
        remembered["subscribeParam"] = json!({ "refreshEvent": 59 });
        for (bad, place) in [
            (monitor(json!([charge]), "(t1"), "boolExp"),
            (monitor(json!([charge]), "t1 | !t1"), "boolExp"),
            (monitor(json!([charge]), "t2"), "boolExp"),
            (monitor(json!([]), "t1"), "triggers"),
            (monitor(json!([charge, charge]), "t1"), "name"),
            (monitor(json!(vec![&charge; 6]), "t1"), "triggers"),
            (monitor(json!([{ "name": "t1" }]), "t1"), "triggers"),
            (with("zone", zone["zone"].clone()), "triggers"),
            (with("name", json!("1t")), "name"),
            (
                with("data", json!({ "data": "vehicle.mood", "op": "onChange" })),
                "data",
            ),
            (
                with(
                    "data",
                    json!({ "data": "vehicle.odometer", "op": "lowerThan" }),
                ),
                "value",
            ),
            (
                with(
                    "data",
                    json!({ "data": "vehicle.odometer", "op": "equalsTo", "value": 80 }),
                ),
                "value",
            ),
            (remembered, "refreshEvent"),
            (json!({ "label": "x" }), "triggerParam"),
        ] {
            assert_eq!(check(&bad), Err(place), "{bad}");
        }
    }
}
