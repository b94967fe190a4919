pub(crate) mod bodies;
pub(crate) mod change;
mod refused;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use bodies::bodies;
use change::change;

/// What a front end writes for each form of each command, and what the manufacturer is sent.
fn examples() -> Vec<(Value, Value)> {
    vec![
        (
            json!({"type": "lock"}),
            json!({"door": {"state": "Locked"}}),
        ),
        (
            json!({"type": "unlock"}),
            json!({"door": {"state": "Unlocked"}}),
        ),
        (
            json!({"type": "horn", "on": true}),
            json!({"horn": {"state": "Activated"}}),
        ),
        (
            json!({"type": "horn", "on": false}),
            json!({"horn": {"state": "Unactivated"}}),
        ),
        (
            json!({"type": "lights", "on": true}),
            json!({"lights": {"on": true}}),
        ),
        (
            json!({"type": "wake-up"}),
            json!({"wakeUp": {"action": "WakeUp"}}),
        ),
        (
            json!({"type": "climate", "on": false}),
            json!({"preconditioning": {"airConditioning": {"immediate": false}}}),
        ),
        (
            json!({"type": "climate-programs", "programs": [
                {"slot": 1, "startTime": "06:30", "days": ["Mon", "Fri"], "repeats": true, "enabled": true},
                {"slot": 2, "remove": true},
                {"slot": 4, "startTime": "00:00", "days": ["Sun"], "repeats": false, "enabled": false},
            ]}),
            json!({"preconditioning": {"airConditioning": {"programs": [
                {"slot": 1, "start": "PT6H30M", "occurence": {"day": ["Mon", "Fri"]}, "recurrence": "Daily", "enabled": true, "actionsType": "Set"},
                {"slot": 2, "actionsType": "Delete"},
                {"slot": 4, "start": "PT0H0M", "occurence": {"day": ["Sun"]}, "recurrence": "None", "enabled": false, "actionsType": "Set"},
            ]}}}),
        ),
        (
            json!({"type": "charging", "on": true}),
            json!({"charging": {"immediate": true}}),
        ),
        (
            json!({"type": "charging-schedule", "nextAt": "2026-11-30T02:00:00Z"}),
            json!({"charging": {"schedule": {"nextDelayedTime": "2026-11-30T02:00:00Z"}}}),
        ),
        (
            json!({"type": "charging-schedule", "programs": [
                {"startTime": "22:05", "endTime": "05:30", "days": ["Sat", "Sun"], "enabled": true},
                {"startTime": "23:59", "days": ["Wed"], "enabled": false},
            ]}),
            json!({"charging": {"schedule": {"programs": [
                {"start": "PT22H5M", "end": "PT5H30M", "occurence": {"day": ["Sat", "Sun"]}, "enabled": true},
                {"start": "PT23H59M", "occurence": {"day": ["Wed"]}, "enabled": false},
            ]}}}),
        ),
        (
            json!({"type": "charging-preferences", "powerLevel": 3, "limit": "partial"}),
            json!({"charging": {"preferences": {"level": "Level3", "type": "Partial"}}}),
        ),
        (
            json!({"type": "charging-preferences", "powerLevel": 5}),
            json!({"charging": {"preferences": {"level": "Level5"}}}),
        ),
        (
            json!({"type": "charging-preferences", "limit": "full"}),
            json!({"charging": {"preferences": {"type": "Full"}}}),
        ),
        (
            json!({"type": "navigation", "points": [
                {"latitude": 48.85, "longitude": 2.35}, {"latitude": -90.0, "longitude": 180},
            ]}),
            json!({"navigation": {"positions": [
                {"type": "Point", "coordinates": [2.35, 48.85]},
                {"type": "Point", "coordinates": [180, -90.0]},
            ]}}),
        ),
    ]
}

#[test]
fn every_form_of_every_command_is_written_for_the_manufacturer_and_read_back() {
    for (body, remote) in examples() {
        let command = Command::from_api(&body).unwrap();
        assert_eq!(command.to_api(), body);
        let (member, json) = command.to_upstream();
        assert_eq!(json!({member: json}), remote);
        let read = Command::from_upstream(remote.as_object().unwrap());
        assert_eq!(read, Ok(command));
    }
    for kind in &TYPES {
        let mut bodies = examples().into_iter();
        assert!(
            bodies.any(|(body, _)| body["type"] == kind.name),
            "{}",
            kind.name
        );
    }
}

#[test]
fn a_body_that_may_be_written_in_several_ways_is_written_in_one() {
    for (body, expected) in [
        (
            json!({"type": "charging-schedule", "nextAt": "2026-11-30T02:00:00.75+02:00"}),
            json!({"type": "charging-schedule", "nextAt": "2026-11-30T00:00:00Z"}),
        ),
        (
            json!({"type": "charging-schedule", "programs": [{"days": ["Sun", "Mon"], "enabled": true, "startTime": "01:00"}]}),
            json!({"type": "charging-schedule", "programs": [{"startTime": "01:00", "days": ["Mon", "Sun"], "enabled": true}]}),
        ),
        (
            json!({"type": "navigation", "points": [{"latitude": 48.0, "longitude": -0.0}]}),
            json!({"type": "navigation", "points": [{"latitude": 48, "longitude": 0}]}),
        ),
        (
            json!({"type": "climate-programs", "programs": [{"slot": 1.0, "remove": true}]}),
            json!({"type": "climate-programs", "programs": [{"slot": 1, "remove": true}]}),
        ),
    ] {
        let command = Command::from_api(&body).unwrap();
        assert_eq!(command.to_api(), expected);
        assert_eq!(Command::from_api(&expected), Ok(command));
    }
}

proptest! {
    #[test]
    fn what_the_edge_writes_the_relay_reads_back_as_the_same_command(body in bodies()) {
        let command = Command::from_api(&body).unwrap();
        prop_assert_eq!(command.name(), body["type"].as_str().unwrap());
        prop_assert_eq!(Command::from_api(&command.to_api()), Ok(command.clone()));
        let (member, json) = command.to_upstream();
        // As text, as it goes over the wire.
        let sent = json!({member: json}).to_string();
        let received: Map<String, Value> = serde_json::from_str(&sent).unwrap();
        prop_assert_eq!(Command::from_upstream(&received), Ok(command));
    }

    #[test]
    fn a_changed_body_is_refused_or_says_what_it_is_taken_for(body in bodies(), change in change()) {
        let mut changed = body;
        change.apply(&mut changed);
        if let Ok(command) = Command::from_api(&changed) {
            let names = |json: &Value| json.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            prop_assert_eq!(names(&command.to_api()), names(&changed));
            prop_assert_eq!(Command::from_api(&command.to_api()), Ok(command));
        }
    }

    #[test]
    fn a_changed_remote_action_is_refused_or_is_what_the_table_writes(body in bodies(), change in change()) {
        let (member, json) = Command::from_api(&body).unwrap().to_upstream();
        let mut changed = json!({member: json});
        change.apply(&mut changed);
        let Some(remote) = changed.as_object() else {
            return Ok(());
        };
        if let Ok(command) = Command::from_upstream(remote) {
            let (member, json) = command.to_upstream();
            prop_assert_eq!(&json!({member: json}), &changed);
            prop_assert_eq!(Command::from_api(&command.to_api()), Ok(command));
        }
    }
}
