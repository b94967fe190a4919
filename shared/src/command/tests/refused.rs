//! What is not in the table, and by what it is refused.

use serde_json::{Value, json};

use crate::command::{Command, SchemaViolation};

#[test]
fn what_is_not_in_the_table_is_refused_by_what_is_wrong_with_it() {
    let takes = |of, takes| SchemaViolation::Members { of, takes };
    let value = |member, expected| SchemaViolation::Value { member, expected };
    let program =
        json!({"slot": 1, "startTime": "06:30", "days": ["Mon"], "repeats": true, "enabled": true});
    let with = |name: &str, json: Value| {
        let mut program = program.clone();
        program[name] = json;
        json!({"type": "climate-programs", "programs": [program]})
    };
    let point = |latitude: Value, longitude: Value| json!({"type": "navigation", "points": [{"latitude": latitude, "longitude": longitude}]});
    let program_takes = takes(
        "a climate program",
        "slot, startTime, days, repeats and enabled, or slot and remove",
    );
    let time = value("startTime", "a time of day, as 06:30");
    let days = value(
        "days",
        "a list of Mon, Tue, Wed, Thu, Fri, Sat and Sun, each at most once",
    );
    let slot = value("slot", "a whole number from 1 to 4");
    let points = value(
        "points",
        "a list of 1 to 10 objects with a latitude from -90 to 90 and a longitude from -180 to 180",
    );
    let at = value("nextAt", "a point in time, as 2026-11-30T02:00:00Z");
    let level = value("powerLevel", "a whole number from 1 to 5");
    let schedule = takes("charging-schedule", "either nextAt or programs");
    let programs = value("programs", "a list of 1 to 4 programs");
    let on = value("on", "true or false");
    for (body, expected) in [
        (json!(null), SchemaViolation::NotAnObject),
        (json!(["lock"]), SchemaViolation::NotAnObject),
        (json!({}), SchemaViolation::UnknownType),
        (json!({"type": null}), SchemaViolation::UnknownType),
        (json!({"type": ["lock"]}), SchemaViolation::UnknownType),
        (json!({"type": "Lock"}), SchemaViolation::UnknownType),
        (json!({"type": "door"}), SchemaViolation::UnknownType),
        (
            json!({"type": "lock", "on": true}),
            takes("lock", "nothing beside its type"),
        ),
        (
            json!({"type": "unlock", "forced": true}),
            takes("unlock", "nothing beside its type"),
        ),
        (
            json!({"type": "wake-up", "unlock": {}}),
            takes("wake-up", "nothing beside its type"),
        ),
        (json!({"type": "horn"}), takes("horn", "on")),
        (
            json!({"type": "horn", "on": true, "state": "Activated"}),
            takes("horn", "on"),
        ),
        (json!({"type": "horn", "on": "true"}), on),
        (json!({"type": "lights", "on": 1}), on),
        (json!({"type": "climate", "on": null}), on),
        (
            json!({"type": "climate", "programs": []}),
            takes("climate", "on"),
        ),
        (json!({"type": "charging", "on": []}), on),
        (
            json!({"type": "climate-programs", "programs": []}),
            programs,
        ),
        (
            json!({"type": "climate-programs", "programs": {"slot": 1, "remove": true}}),
            programs,
        ),
        (
            json!({"type": "climate-programs", "programs": vec![program.clone(); 5]}),
            programs,
        ),
        (
            json!({"type": "climate-programs", "programs": [program, {"slot": 1, "remove": true}]}),
            SchemaViolation::SlotTwice { member: "programs" },
        ),
        (
            json!({"type": "climate-programs", "programs": [1]}),
            program_takes,
        ),
        (
            json!({"type": "climate-programs", "programs": [{"slot": 1}]}),
            program_takes,
        ),
        (
            json!({"type": "climate-programs", "programs": [{"slot": 1, "remove": false}]}),
            value("remove", "true"),
        ),
        (with("remove", json!(true)), program_takes),
        (with("endTime", json!("07:00")), program_takes),
        (with("slot", json!(0)), slot),
        (with("slot", json!(5)), slot),
        (with("slot", json!(1.5)), slot),
        (with("slot", json!("1")), slot),
        (with("startTime", json!("6:30")), time),
        (with("startTime", json!("24:00")), time),
        (with("startTime", json!("06:60")), time),
        (with("startTime", json!("06:30:00")), time),
        (with("startTime", json!("+6:30")), time),
        (with("startTime", json!("PT6H30M")), time),
        (with("startTime", json!(630)), time),
        (with("days", json!([])), days),
        (with("days", json!("Mon")), days),
        (with("days", json!(["Mon", "Mon"])), days),
        (with("days", json!(["Mon", "Monday"])), days),
        (with("days", json!(["Mon", null])), days),
        (json!({"type": "charging-schedule"}), schedule),
        (
            json!({"type": "charging-schedule", "nextAt": "2026-11-30T02:00:00Z", "programs": []}),
            schedule,
        ),
        (
            json!({"type": "charging-schedule", "programs": [{"startTime": "22:05", "days": ["Mon"]}]}),
            takes(
                "a charging program",
                "startTime, days and enabled, and may take endTime",
            ),
        ),
        (
            json!({"type": "charging-schedule", "nextAt": "2026-11-30T02:00:00"}),
            at,
        ),
        (
            json!({"type": "charging-schedule", "nextAt": "2026-11-30 02:00:00Z"}),
            at,
        ),
        (
            json!({"type": "charging-schedule", "nextAt": "2026-11-30T02:00:00+0100"}),
            at,
        ),
        (
            json!({"type": "charging-schedule", "nextAt": "Mon Nov 30 02:00:00 GMT 2026"}),
            at,
        ),
        (
            json!({"type": "charging-schedule", "nextAt": " 2026-11-30T02:00:00Z"}),
            at,
        ),
        (
            json!({"type": "charging-schedule", "nextAt": "2026-02-30T02:00:00Z"}),
            at,
        ),
        (json!({"type": "charging-schedule", "nextAt": "PT2H"}), at),
        (
            json!({"type": "charging-schedule", "nextAt": 1_795_000_000}),
            at,
        ),
        (
            json!({"type": "charging-preferences"}),
            takes("charging-preferences", "powerLevel, limit or both"),
        ),
        (
            json!({"type": "charging-preferences", "powerLevel": 0}),
            level,
        ),
        (
            json!({"type": "charging-preferences", "powerLevel": 6}),
            level,
        ),
        (
            json!({"type": "charging-preferences", "powerLevel": "Level3"}),
            level,
        ),
        (
            json!({"type": "charging-preferences", "limit": "Full"}),
            value("limit", "partial or full"),
        ),
        (json!({"type": "navigation", "points": []}), points),
        (
            json!({"type": "navigation", "points": vec![json!({"latitude": 1, "longitude": 2}); 11]}),
            points,
        ),
        (
            json!({"type": "navigation", "points": [{"latitude": 1, "longitude": 2, "name": "x"}]}),
            points,
        ),
        (
            json!({"type": "navigation", "points": [[2.35, 48.85]]}),
            points,
        ),
        (point(json!(90.1), json!(0)), points),
        (point(json!(0), json!(-180.5)), points),
        (point(json!("48"), json!(2)), points),
        (point(json!(null), json!(2)), points),
    ] {
        assert_eq!(Command::from_api(&body), Err(expected), "{body}");
    }
}

#[test]
fn a_remote_action_is_taken_only_as_the_table_writes_it() {
    for remote in [
        json!({}),
        json!({"door": null}),
        json!({"door": {}}),
        json!({"door": {"state": "locked"}}),
        json!({"door": {"state": "Locked", "forced": false}}),
        json!({"door": {"state": "Locked"}, "horn": {"state": "Activated"}}),
        json!({"door": {"state": "Locked"}, "later": null}),
        json!({"Door": {"state": "Locked"}}),
        json!({"lock": {"state": "Locked"}}),
        json!({"wakeUp": {}}),
        json!({"wakeUp": {"action": ["WakeUp"]}}),
        json!({"lights": {"on": "true"}}),
        json!({"immobilization": {"activate": true}}),
        json!({"stolen": {"stolen": true}}),
        json!({"preconditioning": {"airConditioning": {"immediate": true, "programs": []}}}),
        json!({"preconditioning": {"airConditioning": {"programs": []}}}),
        json!({"preconditioning": {"airConditioning": {"programs": [{"slot": 1, "actionsType": "Delete"}, {"slot": 1, "actionsType": "Delete"}]}}}),
        json!({"preconditioning": {"airConditioning": {"programs": [{"slot": 1.0, "actionsType": "Delete"}]}}}),
        json!({"charging": {"immediate": true, "preferences": {"type": "Full"}}}),
        json!({"charging": {"nextDelayedTime": "2026-11-30T02:00:00Z"}}),
        json!({"charging": {"schedule": {"nextDelayedTime": "2026-11-30T02:00:00+00:00"}}}),
        json!({"charging": {"schedule": {"nextDelayedTime": "PT2H"}}}),
        json!({"charging": {"preferences": {"level": "Level03"}}}),
        json!({"charging": {"preferences": {"level": 3}}}),
        json!({"navigation": {"positions": [{"type": "Point", "coordinates": [2.35, 48.85, 71]}]}}),
        json!({"navigation": {"positions": [{"type": "Point", "coordinates": [48.85, 92.35]}]}}),
        json!({"navigation": {"positions": [{"coordinates": [2.35, 48.85]}]}}),
        json!({"navigation": {"driverApproval": false, "positions": [{"type": "Point", "coordinates": [2.35, 48.85]}]}}),
    ] {
        let read = Command::from_upstream(remote.as_object().unwrap());
        assert_eq!(read, Err(SchemaViolation::NotOfTable), "{remote}");
    }
}

#[test]
fn a_refusal_repeats_nothing_of_what_was_sent() {
    for body in [
        json!({"type": "s3cret"}),
        json!({"type": "lock", "s3cret": 1}),
        json!({"type": "charging-preferences", "limit": "s3cret"}),
        json!({"type": "charging-schedule", "nextAt": "s3cret"}),
    ] {
        let refused = Command::from_api(&body).unwrap_err().to_string();
        assert!(!refused.contains("s3cret"), "{refused}");
    }
}
