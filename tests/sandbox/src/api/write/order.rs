//! An order to a car: exactly one thing, said in full.

use serde_json::Value;

use crate::api::write::attribute::ATTRIBUTES;
use crate::api::write::form::{Form, Misformed, only, optional, required};
use crate::api::write::schedule::{NEXT_CHARGE, OCCURENCE, RECURRENCE, TIME_OF_DAY};
use crate::remote::member::Member;

const ORDER: Form = Form::Object(&[
    optional("label", &Form::Text),
    optional("attributes", &ATTRIBUTES),
    optional("preconditioning", &PRECONDITIONING),
    optional("door", &DOOR),
    optional("horn", &HORN),
    optional("charging", &CHARGING),
    optional("lights", &Form::Object(&[required("on", &Form::Flag)])),
    optional("wakeUp", &WAKE_UP),
    optional("navigation", &NAVIGATION),
]);

const PRECONDITIONING: Form = Form::Object(&[required("airConditioning", &AIR_CONDITIONING)]);

const AIR_CONDITIONING: Form = Form::Object(&[
    optional("immediate", &Form::Flag),
    optional("programs", &Form::List(&CLIMATE_PROGRAM, 1, 4)),
]);

const CLIMATE_PROGRAM: Form = Form::Object(&[
    optional("start", &TIME_OF_DAY),
    optional("occurence", &OCCURENCE),
    optional("recurrence", &RECURRENCE),
    optional("slot", &Form::Integer(1, 4)),
    optional("enabled", &Form::Flag),
    optional("actionsType", &Form::Word(&["Set", "Delete"])),
]);

const DOOR: Form = Form::Object(&[
    required("state", &Form::Word(&["Locked", "Unlocked"])),
    optional("forced", &Form::Flag),
]);

const HORN: Form = Form::Object(&[required(
    "state",
    &Form::Word(&["Activated", "Unactivated"]),
)]);

const CHARGING: Form = Form::Object(&[
    optional("immediate", &Form::Flag),
    optional("nextDelayedTime", &NEXT_CHARGE),
    optional("schedule", &SCHEDULE),
    optional("preferences", &PREFERENCES),
]);

const SCHEDULE: Form = Form::Object(&[
    optional("nextDelayedTime", &NEXT_CHARGE),
    optional("programs", &Form::List(&CHARGE_PROGRAM, 1, 10)),
]);

const CHARGE_PROGRAM: Form = Form::Object(&[
    required("start", &TIME_OF_DAY),
    required("occurence", &OCCURENCE),
    optional("enabled", &Form::Flag),
    optional("end", &TIME_OF_DAY),
]);

const PREFERENCES: Form = Form::Object(&[
    optional(
        "level",
        &Form::Word(&["Level1", "Level2", "Level3", "Level4", "Level5"]),
    ),
    optional("type", &Form::Word(&["Partial", "Full"])),
]);

/// One text, whatever older references have.
const WAKE_UP: Form = Form::Object(&[optional("action", &Form::Word(&["WakeUp"]))]);

const NAVIGATION: Form = Form::Object(&[
    optional("driverApproval", &Form::Flag),
    required("positions", &Form::List(&POSITION, 1, 10)),
]);

const POSITION: Form = Form::Object(&[
    optional("type", &Form::Word(&["Point"])),
    required(
        "coordinates",
        &Form::List(&Form::Number(-180.0, 180.0), 2, 2),
    ),
]);

/// What an order is to do.
pub(crate) fn read(body: &Value) -> Result<Member, Misformed> {
    ORDER.check(body, "body")?;
    let only = only(body, &Member::ALL.map(Member::name)).ok_or("body")?;
    let member = Member::ALL.into_iter().find(|member| member.name() == only);
    let member = member.ok_or("body")?;
    match member {
        Member::Preconditioning => check_climate(body)?,
        Member::Charging => check_charging(body)?,
        Member::Navigation => check_positions(body)?,
        Member::Door | Member::Horn | Member::Lights | Member::WakeUp => {}
    }
    Ok(member)
}

/// Something is to be done, each program has a slot of its own, and one that is set is whole.
fn check_climate(body: &Value) -> Result<(), Misformed> {
    let climate = body.pointer("/preconditioning/airConditioning");
    let climate = climate
        .and_then(Value::as_object)
        .ok_or("airConditioning")?;
    if climate.is_empty() {
        return Err("airConditioning");
    }
    let mut slots = Vec::new();
    let programs = climate.get("programs").and_then(Value::as_array);
    for program in programs.into_iter().flatten() {
        let slot = program.get("slot").and_then(Value::as_i64).unwrap_or(1);
        if slots.contains(&slot) {
            return Err("slot");
        }
        slots.push(slot);
        let is_deleted = program.get("actionsType").is_some_and(|it| it == "Delete");
        let whole = ["start", "occurence"];
        if !is_deleted && whole.iter().any(|name| program.get(name).is_none()) {
            return Err("programs");
        }
    }
    Ok(())
}

/// One thing at once: preferences go alone, and programs exclude a next time.
fn check_charging(body: &Value) -> Result<(), Misformed> {
    let charging = body.get("charging").ok_or("charging")?;
    let names = ["immediate", "nextDelayedTime", "schedule", "preferences"];
    let only_one = |value: &Value, names: &[&str], place| only(value, names).map(drop).ok_or(place);
    only_one(charging, &names, "charging")?;
    if let Some(schedule) = charging.get("schedule") {
        only_one(schedule, &["nextDelayedTime", "programs"], "schedule")?;
    }
    match charging.get("preferences").and_then(Value::as_object) {
        Some(preferences) if preferences.is_empty() => Err("preferences"),
        _ => Ok(()),
    }
}

/// Longitude first: the second number is a latitude.
fn check_positions(body: &Value) -> Result<(), Misformed> {
    let positions = body.pointer("/navigation/positions");
    let positions = positions.and_then(Value::as_array).ok_or("positions")?;
    let is_on_earth = |position: &Value| {
        let latitude = position.pointer("/coordinates/1").and_then(Value::as_f64);
        latitude.is_some_and(|latitude| (-90.0..=90.0).contains(&latitude))
    };
    positions
        .iter()
        .all(is_on_earth)
        .then_some(())
        .ok_or("coordinates")
}

#[cfg(test)]
mod tests;
