//! Whether a car is able to do what a command asks, by what the manufacturer says of the car.
//!
//! Only what is said not to be there is refused: what the manufacturer is silent about may work.

use serde_json::Value;
use shared::command::Command;
use shared::problem::{Code, Problem};

/// What a member of a command needs of the car: the `type`, the member, its value if only that one
/// needs it, and the name of the ability.
const NEEDS: [(&str, &str, Option<bool>, &str); 9] = [
    ("climate", "on", Some(true), "immediateStart"),
    ("climate", "on", Some(false), "immediateStop"),
    ("climate-programs", "programs", None, "programs"),
    ("charging", "on", Some(true), "immediateStart"),
    ("charging", "on", Some(false), "immediateStop"),
    ("charging-schedule", "programs", None, "programs"),
    ("charging-schedule", "nextAt", None, "nextDelayedTime"),
    ("charging-preferences", "powerLevel", None, "powerLevel"),
    ("charging-preferences", "limit", None, "limit"),
];

/// Whether a car is able to do it, by the `details` of `shared::wire::Capabilities`.
pub(super) fn check(details: &Value, command: &Command) -> Result<(), Problem> {
    let (member, _) = command.to_upstream();
    // `wakeUp` is a command, and `wakeup` what a car is able to do.
    let details = details.as_object().into_iter().flatten();
    let mut details = details.filter(|(name, _)| name.eq_ignore_ascii_case(member));
    let Some((_, detail)) = details.next() else {
        return Ok(());
    };
    let lacks = |ability: &str| detail.get(ability) == Some(&Value::Bool(false));
    let request = command.to_api();
    let is_lacking = NEEDS.iter().any(|(name, member, only, ability)| {
        let is_needed = *name == command.name()
            && request
                .get(member)
                .is_some_and(|value| only.is_none_or(|only| value == &Value::Bool(only)));
        is_needed && lacks(ability)
    });
    if is_lacking || lacks("supported") {
        return Err(Code::NotSupportedByVehicle.into());
    }
    let slots = detail.get("programSlots").and_then(Value::as_u64);
    match slots {
        Some(slots) if highest_slot(&request) > slots => {
            let detail = format!("the car has {slots} slots for programs");
            Err(Problem::new(Code::NotSupportedByVehicle).with_detail(detail))
        }
        _ => Ok(()),
    }
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
    use shared::wire::{self, Capabilities};

    use super::*;

    /// What a car that says this of its remote commands answers to a command.
    fn asked(remote: &Value, command: &Value) -> Result<(), (Code, Option<String>)> {
        let json = json!({"remote": remote}).to_string();
        let read = wire::read::<Capabilities>(json.as_bytes()).unwrap().value;
        let capabilities = serde_json::to_value(read).unwrap();
        let command = Command::from_api(command).unwrap();
        check(&capabilities["details"], &command)
            .map_err(|problem| (problem.code(), problem.detail().map(str::to_owned)))
    }

    const NO: Result<(), (Code, Option<String>)> = Err((Code::NotSupportedByVehicle, None));

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
        assert_eq!(asked(&no_stop, &stop), NO);
        let no_delay = charging(json!({"schedule": {"nextDelayedTime": false}}));
        let delay = json!({"type": "charging-schedule", "nextAt": "2026-11-30T02:00:00Z"});
        assert_eq!(asked(&no_delay, &delay), NO);
        assert_eq!(asked(&no_delay, &stop), Ok(()));
        let no_level = charging(json!({"preferences": {"level": false, "type": true}}));
        let preferences = |members: Value| {
            let mut command = json!({"type": "charging-preferences"});
            command
                .as_object_mut()
                .unwrap()
                .extend(members.as_object().unwrap().clone());
            command
        };
        assert_eq!(
            asked(&no_level, &preferences(json!({"limit": "full"}))),
            Ok(())
        );
        assert_eq!(
            asked(
                &no_level,
                &preferences(json!({"limit": "full", "powerLevel": 1}))
            ),
            NO
        );
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
