//! The command that a remote action sent to a car.

use serde_json::Value;

use super::record::TIMES;
use crate::wire::Unread;
use crate::wire::table::{Kind, Row, elements, one_of};

/// The commands that the manufacturer documents, by its names: the `type` that each has here, and
/// its members.
const COMMANDS: &[(&str, &str, &[Row])] = &[
    ("door", "door", DOOR),
    ("horn", "horn", HORN),
    ("lights", "lights", LIGHTS),
    ("wakeUp", "wake-up", WAKE_UP),
    ("preconditioning", "climate", CLIMATE),
    ("charging", "charging", CHARGING),
    ("navigation", "navigation", NAVIGATION),
];

const LOCKED: &[(&str, &str)] = &[("Locked", "lock"), ("Unlocked", "unlock")];
const LIMITS: &[(&str, &str)] = &[("Partial", "partial"), ("Full", "full")];

const DOOR: &[Row] = &[
    Row("type", &["state"], Kind::OneOf(LOCKED)),
    Row("state", &["state"], Kind::Other(&["Locked", "Unlocked"])),
    // Whether a key inside is no hindrance.
    Row("forced", &["forced"], Kind::Flag),
];

const HORN: &[Row] = &[
    Row("on", &["state"], Kind::Either("Activated", "Unactivated")),
    Row(
        "state",
        &["state"],
        Kind::Other(&["Activated", "Unactivated"]),
    ),
];

const LIGHTS: &[Row] = &[Row("on", &["on"], Kind::Flag)];

const WAKE_UP: &[Row] = &[Row("state", &["action"], Kind::Custom(action))];

const CLIMATE: &[Row] = &[
    Row("on", &["airConditioning/immediate"], Kind::Flag),
    Row("programs", &["airConditioning/programs"], TIMES),
];

const CHARGING: &[Row] = &[
    Row("on", &["immediate", "schedule/immediate"], Kind::Flag),
    Row("programs", &["schedule/programs"], TIMES),
    // When it is put off to.
    Row("nextAt", NEXT, Kind::At),
    Row("nextTime", NEXT, Kind::TimeOfDay),
    // When it ends, and whether that is in force.
    Row("endAt", &["schedule/chargingEndTime"], Kind::At),
    Row(
        "endEnabled",
        &["schedule/chargingEndTimeEnabled"],
        Kind::Flag,
    ),
    // 1 to 5.
    Row("powerLevel", &["preferences/level"], Kind::Level),
    Row("limit", &["preferences/type"], Kind::Named(LIMITS)),
];
const NEXT: &[&str] = &["schedule/nextDelayedTime", "nextDelayedTime"];

const NAVIGATION: &[Row] = &[
    // The last is the goal.
    Row("points", &["positions"], Kind::Each(&Kind::Point)),
    Row("driverApproval", &["driverApproval"], Kind::Flag),
];

/// Which `type` it is by what it has, the first that fits: of charging and of the air conditioning
/// there are several.
const TYPES: &[(&str, &str, &str)] = &[
    ("climate", "programs", "climate-programs"),
    ("charging", "powerLevel", "charging-preferences"),
    ("charging", "limit", "charging-preferences"),
    ("charging", "programs", "charging-schedule"),
    ("charging", "nextAt", "charging-schedule"),
    ("charging", "nextTime", "charging-schedule"),
    ("charging", "endAt", "charging-schedule"),
    ("charging", "endEnabled", "charging-schedule"),
];

/// What was sent to a car, as a command. Another than these has the manufacturer's name as its
/// `type`; a word that is none of these is answered as `state`.
pub(super) fn command(json: &Value, unread: &mut Unread) -> Option<Value> {
    let beside = &["attributes", "callbackAttributes"];
    let mut command = one_of(json, COMMANDS, &[], beside, unread)?;
    let found = TYPES.iter().find(|(of, member, _)| {
        let is = command.get("type").and_then(Value::as_str) == Some(*of);
        is && command.get(*member).is_some()
    });
    if let (Some((_, _, kind)), Some(members)) = (found, command.as_object_mut()) {
        members.insert("type".to_owned(), Value::from(*kind));
    }
    Some(command)
}

/// An action that is not the only one there was. Older documents have a list of them.
fn action(json: &Value, _: &mut Unread) -> Option<Value> {
    let mut actions = elements(json).iter().filter_map(Value::as_str);
    Some(
        actions
            .find(|action| *action != "WakeUp")
            .map_or(Value::Null, Value::from),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::command::Command;
    use crate::command::tests::bodies::bodies;

    fn model(remote: &Value) -> Value {
        let mut unread = Unread::default();
        let model = command(remote, &mut unread).unwrap();
        assert_eq!(unread.count(), 0, "{unread}");
        model
    }

    #[test]
    fn every_command_is_told_as_it_would_be_given() {
        for (remote, expected) in [
            (
                json!({"door": {"state": "Locked"}}),
                json!({"type": "lock"}),
            ),
            (
                json!({"door": {"state": "Unlocked"}}),
                json!({"type": "unlock"}),
            ),
            (
                json!({"door": {"state": "Ajar"}}),
                json!({"type": "door", "state": "Ajar"}),
            ),
            (
                json!({"horn": {"state": "Activated"}}),
                json!({"type": "horn", "on": true}),
            ),
            (
                json!({"horn": {"state": "Unactivated"}}),
                json!({"type": "horn", "on": false}),
            ),
            (
                json!({"horn": {"state": "Twice"}}),
                json!({"type": "horn", "state": "Twice"}),
            ),
            (
                json!({"lights": {"on": true}}),
                json!({"type": "lights", "on": true}),
            ),
            (
                json!({"wakeUp": {"action": "WakeUp"}}),
                json!({"type": "wake-up"}),
            ),
            (
                json!({"wakeUp": {"action": ["WakeUp"]}}),
                json!({"type": "wake-up"}),
            ),
            (json!({"wakeUp": {}}), json!({"type": "wake-up"})),
            (
                json!({"wakeUp": {"action": "Later"}}),
                json!({"type": "wake-up", "state": "Later"}),
            ),
            (
                json!({"preconditioning": {"airConditioning": {"immediate": false, "programs": []}}}),
                json!({"type": "climate", "on": false}),
            ),
            (
                json!({"charging": {"immediate": true}}),
                json!({"type": "charging", "on": true}),
            ),
            (
                json!({"charging": {"schedule": {"immediate": true}}}),
                json!({"type": "charging", "on": true}),
            ),
            (
                json!({"charging": {"schedule": {"nextDelayedTime": "PT22H5M", "programs": []}}}),
                json!({"type": "charging-schedule", "nextTime": "22:05"}),
            ),
            (
                json!({"charging": {"nextDelayedTime": "2026-03-01T22:05:00Z"}}),
                json!({"type": "charging-schedule", "nextAt": "2026-03-01T22:05:00Z"}),
            ),
            (
                json!({"charging": {"schedule": {"chargingEndTimeEnabled": false}}}),
                json!({"type": "charging-schedule", "endEnabled": false}),
            ),
            (
                json!({"charging": {"preferences": {"level": "Level3", "type": "Partial"}}}),
                json!({"type": "charging-preferences", "powerLevel": 3, "limit": "partial"}),
            ),
            (
                json!({"charging": {"preferences": {"type": "Full"}}}),
                json!({"type": "charging-preferences", "limit": "full"}),
            ),
            (
                json!({"charging": {"preferences": {"type": "Half"}}}),
                json!({"type": "charging-preferences", "limit": "Half"}),
            ),
            (
                json!({"navigation": {"positions": [{"coordinates": [2.3, 48.8]}]}}),
                json!({"type": "navigation", "points": [{"latitude": 48.8, "longitude": 2.3}]}),
            ),
        ] {
            assert_eq!(model(&remote), expected, "{remote}");
        }
    }

    #[test]
    fn a_later_command_is_told_by_its_name_and_what_stands_beside_one_is_none() {
        for (remote, expected) in [
            (
                json!({"label": "l", "callbackAttributes": {}, "immobilization": {"on": true}}),
                json!({"type": "immobilization"}),
            ),
            (
                json!({"batch": {"size": 1}, "horn": {"state": "Activated"}, "door": null}),
                json!({"type": "horn", "on": true}),
            ),
            (
                json!({"label": "l", "attributes": [], "callbackAttributes": {}}),
                Value::Null,
            ),
            (json!({}), Value::Null),
        ] {
            assert_eq!(model(&remote), expected, "{remote}");
        }
    }

    proptest! {
        /// But for one member: whether a program is repeated is given as `repeats`, and told in the
        /// manufacturer's words as `recurrence`, of which there may be later ones.
        #[test]
        fn every_command_that_can_be_given_is_told_as_it_was_given(body in bodies()) {
            let given = Command::from_api(&body).unwrap();
            let (member, json) = given.to_upstream();
            let mut told = model(&json!({member: json}));
            for program in told.get_mut("programs").and_then(Value::as_array_mut).into_iter().flatten() {
                let program = program.as_object_mut().unwrap();
                if let Some(recurrence) = program.remove("recurrence") {
                    program.insert("repeats".to_owned(), Value::from(recurrence == "Daily"));
                }
            }
            prop_assert_eq!(told, given.to_api());
        }
    }
}
