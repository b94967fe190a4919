//! What a car is able to, by the commands of the table, as far as its maker says: which commands it
//! denies, and whether it denies what one of them asks.
//!
//! A car that says nothing of a command may be able to it all the same: only what is denied is
//! taken for impossible.

use serde_json::{Map, Value};
use shared::command::Command;
use shared::problem::{Code, Problem};
use shared::wire;

/// What a car says of commands: a detail by each name that the manufacturer has for a kind of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Capability(Map<String, Value>);

/// What a part of a command needs: the name of the detail, and the member of the command, with its
/// value if only that one needs it.
type Need = (&'static str, &'static str);

const START: Need = ("immediateStart", "on=true");
const STOP: Need = ("immediateStop", "on=false");
const PROGRAMS: Need = ("programs", "programs");
const DELAY: Need = ("nextDelayedTime", "nextAt");
const POWER_LEVEL: Need = ("powerLevel", "powerLevel");
const LIMIT: Need = ("limit", "limit");

/// A command's `type`, the manufacturer's name of its kind, what its parts need, and how many of
/// those, the first ones, have to be denied for nothing of it to be possible. Of the air conditioning
/// it is often only said that it starts.
#[rustfmt::skip]
const NEEDS: &[(&str, &str, &[Need], usize)] = &[
    ("lock", "door", &[], 0),
    ("unlock", "door", &[], 0),
    ("horn", "horn", &[], 0),
    ("lights", "lights", &[], 0),
    ("wake-up", "wakeup", &[], 0),
    ("climate", "preconditioning", &[START, STOP], 1),
    ("climate-programs", "preconditioning", &[PROGRAMS], 1),
    ("charging", "charging", &[START, STOP], 2),
    ("charging-schedule", "charging", &[PROGRAMS, DELAY], 2),
    ("charging-preferences", "charging", &[POWER_LEVEL, LIMIT], 2),
    ("navigation", "navigation", &[], 0),
];

impl Capability {
    /// What a car says that was asked for it, in either of the forms that
    /// the manufacturer documents, wherever it stands.
    pub fn of(vehicle: &wire::Vehicle) -> Self {
        let told = vehicle.capabilities();
        let details = told.and_then(wire::Capabilities::details);
        Self(details.cloned().unwrap_or_default())
    }

    /// Reads what [`Capability::to_json`] wrote; of anything else, that nothing is said.
    pub fn from_json(json: &Value) -> Self {
        Self(json.as_object().cloned().unwrap_or_default())
    }

    /// What a car says, as it is kept.
    pub fn to_json(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// Whether the car denies that it is able to a command of this `type`.
    pub fn denies(&self, name: &str) -> bool {
        let Some((needs, essential, detail)) = self.find(name) else {
            return false;
        };
        let mut essential = needs.iter().take(essential).peekable();
        let none = essential.peek().is_some() && essential.all(|(need, _)| lacks(detail, need));
        none || lacks(detail, "supported")
    }

    /// Whether the car says that it is able to a command of this `type`.
    pub fn has(&self, name: &str) -> bool {
        let supports = |(_, _, detail): (_, _, &Value)| is(detail, "supported", true);
        self.find(name).is_some_and(supports) && !self.denies(name)
    }

    /// How many programs the car holds, of a command that sets some.
    pub fn program_slots(&self, name: &str) -> Option<u64> {
        let (needs, _, detail) = self.find(name)?;
        let slots = detail.get("programSlots")?.as_u64();
        slots.filter(|_| needs.contains(&PROGRAMS))
    }

    /// What of a command of this `type` the car denies: members of it, or `on=false` for one value
    /// of a member.
    pub fn without(&self, name: &str) -> Vec<&'static str> {
        let Some((needs, _, detail)) = self.find(name) else {
            return Vec::new();
        };
        let denied = needs.iter().filter(|(need, _)| lacks(detail, need));
        denied.map(|(_, part)| *part).collect()
    }

    /// Whether the car is able to what a command asks, each part of it.
    ///
    /// # Errors
    ///
    /// The problem of a command that the car denies.
    pub fn check(&self, command: &Command) -> Result<(), Problem> {
        let name = command.name();
        let request = command.to_api();
        let has = |part: &str| match part.split_once('=') {
            Some((member, value)) => is(&request, member, value == "true"),
            None => request.get(part).is_some(),
        };
        let mut denied = self.without(name);
        denied.retain(|part| has(part));
        let lacks_all = |(_, _, detail): (_, _, &Value)| lacks(detail, "supported");
        if self.find(name).is_some_and(lacks_all) {
            return Err(Code::NotSupportedByVehicle.into());
        }
        let detail = match self.program_slots(name) {
            _ if !denied.is_empty() => format!("the car does not take {}", denied.join(", ")),
            Some(slots) if highest_slot(&request) > slots => {
                format!("the car has {slots} slots for programs")
            }
            _ => return Ok(()),
        };
        Err(Problem::new(Code::NotSupportedByVehicle).with_detail(detail))
    }

    /// What a command of this `type` needs, how much of that is essential, and what the car says of
    /// its kind.
    fn find(&self, name: &str) -> Option<(&'static [Need], usize, &Value)> {
        let mut rows = NEEDS.iter();
        let (_, kind, needs, essential) = rows.find(|(row, ..)| *row == name)?;
        // `wakeUp` is a command, and `wakeup` what a car can do.
        let mut details = self.0.iter();
        let (_, detail) = details.find(|(name, _)| name.eq_ignore_ascii_case(kind))?;
        Some((needs, *essential, detail))
    }
}

fn lacks(detail: &Value, need: &str) -> bool {
    is(detail, need, false)
}

fn is(detail: &Value, name: &str, value: bool) -> bool {
    detail.get(name).and_then(Value::as_bool) == Some(value)
}

/// The highest slot that a command's programs take. Those of charging have no numbers, and take the
/// first ones.
fn highest_slot(request: &Value) -> u64 {
    let programs = request.get("programs").and_then(Value::as_array);
    let programs = programs.into_iter().flatten().zip(1..);
    let slots = programs.map(|(program, at)| {
        let slot = program.get("slot").and_then(Value::as_u64);
        slot.unwrap_or(at)
    });
    slots.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use shared::command::TYPES;

    use super::*;

    fn capability(remote: &str) -> Capability {
        let vehicle = format!(
            r#"{{"_embedded": {{"extension": {{"onboardCapabilities": {{"remote": {remote}}}}}}}}}"#
        );
        let vehicle = wire::read::<wire::Vehicle>(vehicle.as_bytes()).unwrap();
        Capability::of(&vehicle.value)
    }

    #[test]
    fn every_command_has_a_kind() {
        assert_eq!(NEEDS.len(), TYPES.len());
        for kind in &TYPES {
            let is_row = NEEDS.iter().any(|(name, ..)| *name == kind.name);
            assert!(is_row, "{}", kind.name);
        }
    }

    #[test]
    fn a_car_that_says_nothing_denies_nothing() {
        for capability in [
            Capability::of(&wire::Vehicle::default()),
            capability("{}"),
            capability("7"),
        ] {
            assert!(!TYPES.iter().any(|kind| capability.denies(kind.name)));
        }
    }

    #[test]
    fn what_a_car_denies_is_found_in_either_form() {
        let details = r#"{
            "charging": {
                "supported": true, "immediate": {"start": true, "stop": false},
                "schedule": {"programs": {"supported": false}, "nextDelayedTime": false},
                "preferences": {"level": false, "type": true}
            },
            "preconditioning": {"supported": true, "programs": {"size": 4}, "immediate": false},
            "door": {"supported": false}
        }"#;
        let listed = format!(r#"{{"operation": ["remote:door:write"], "details": {details}}}"#);
        for remote in [details, &listed] {
            let capability = capability(remote);
            let able = TYPES.iter().filter(|kind| capability.has(kind.name));
            let able: Vec<_> = able.map(|kind| kind.name).collect();
            assert_eq!(
                able,
                ["climate-programs", "charging", "charging-preferences"]
            );
            let denied = TYPES.iter().filter(|kind| capability.denies(kind.name));
            let denied: Vec<_> = denied.map(|kind| kind.name).collect();
            assert_eq!(denied, ["lock", "unlock", "climate", "charging-schedule"]);
            assert_eq!(capability.program_slots("climate-programs"), Some(4));
            assert_eq!(capability.program_slots("climate"), None);
            let told = [
                ("climate", &["on=true"][..]),
                ("charging", &["on=false"]),
                ("charging-schedule", &["programs", "nextAt"]),
                ("charging-preferences", &["powerLevel"]),
                ("climate-programs", &[]),
                ("lock", &[]),
                ("horn", &[]),
            ];
            for (name, parts) in told {
                assert_eq!(capability.without(name), parts, "{name}");
            }
            assert_eq!(capability.program_slots("charging-schedule"), None);
        }
    }

    /// What a car that says this of its remote commands answers to a command.
    fn asked(remote: &Value, command: &Value) -> Result<(), (Code, Option<String>)> {
        let command = Command::from_api(command).unwrap();
        let checked = capability(&remote.to_string()).check(&command);
        checked.map_err(|problem| (problem.code(), problem.detail().map(str::to_owned)))
    }

    const NO: Result<(), (Code, Option<String>)> = Err((Code::NotSupportedByVehicle, None));

    /// What a car answers that does not take a part of a command.
    fn not_taken(parts: &str) -> Result<(), (Code, Option<String>)> {
        let detail = format!("the car does not take {parts}");
        Err((Code::NotSupportedByVehicle, Some(detail)))
    }

    #[test]
    fn what_a_car_is_said_not_to_do_is_refused_in_both_forms_and_what_is_not_said_is_let_through() {
        for command in [json!({"type": "lock"}), json!({"type": "unlock"})] {
            for remote in [
                json!({"door": {"supported": false, "scopeName": "remote:door:write"}}),
                json!({"operation": [], "details": {"door": {"supported": false}}}),
            ] {
                assert_eq!(asked(&remote, &command), NO);
            }
            for remote in [
                json!({"door": {"supported": true}}),
                json!({"horn": {"supported": false}}),
                json!({"operation": ["remote:door:write"]}),
                json!({"operation": ["remote:horn:write"]}),
                json!({}),
            ] {
                assert_eq!(asked(&remote, &command), Ok(()), "{remote}");
            }
        }
        let wake_up = json!({"type": "wake-up"});
        assert_eq!(
            asked(&json!({"wakeup": {"supported": false}}), &wake_up),
            NO
        );
    }

    #[test]
    fn a_part_of_a_command_that_a_car_lacks_is_refused_and_the_others_are_not() {
        let charging =
            |parameters: Value| json!({"charging": {"supported": true, "parameters": parameters}});
        let (start, stop) = (
            json!({"type": "charging", "on": true}),
            json!({"type": "charging", "on": false}),
        );
        let no_stop = charging(json!({"immediate": {"start": true, "stop": false}}));
        assert_eq!(asked(&no_stop, &start), Ok(()));
        assert_eq!(asked(&no_stop, &stop), not_taken("on=false"));
        let no_delay = charging(json!({"schedule": {"nextDelayedTime": false}}));
        let delay = json!({"type": "charging-schedule", "nextAt": "2026-11-30T02:00:00Z"});
        assert_eq!(asked(&no_delay, &delay), not_taken("nextAt"));
        assert_eq!(asked(&no_delay, &stop), Ok(()));
        let full = json!({"type": "charging-preferences", "limit": "full"});
        let both = json!({"type": "charging-preferences", "limit": "partial", "powerLevel": 3});
        let preferences =
            |level, limit| charging(json!({"preferences": {"level": level, "type": limit}}));
        let no_level = preferences(false, true);
        assert_eq!(asked(&no_level, &full), Ok(()));
        assert_eq!(asked(&no_level, &both), not_taken("powerLevel"));
        assert_eq!(asked(&preferences(true, false), &both), not_taken("limit"));
        let neither = preferences(false, false);
        assert_eq!(asked(&neither, &both), not_taken("powerLevel, limit"));
    }

    #[test]
    fn no_program_is_sent_to_a_slot_that_a_car_does_not_have() {
        let car = json!({"preconditioning": {"supported": true, "parameters": {"programs": {"size": 2}}}});
        let programs = |slots: &[u64]| {
            let programs: Vec<_> = slots
                .iter()
                .map(|slot| json!({"slot": slot, "remove": true}))
                .collect();
            json!({"type": "climate-programs", "programs": programs})
        };
        assert_eq!(asked(&car, &programs(&[1, 2])), Ok(()));
        assert_eq!(
            asked(&car, &programs(&[3])),
            Err((
                Code::NotSupportedByVehicle,
                Some("the car has 2 slots for programs".to_owned())
            ))
        );
        assert_eq!(asked(&json!({}), &programs(&[4])), Ok(()));
    }
}
