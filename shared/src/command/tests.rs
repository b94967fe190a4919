use serde_json::json;

use super::*;

/// What a front end writes for each form of each command, and what the manufacturer is sent.
pub(super) fn examples() -> Vec<(Value, Value)> {
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
