//! What orders changed of a car: laid over the status that it would have without them.

use serde_json::{Map, Value, json};

use crate::api::document::put;
use crate::remote::car_state::CarState;
use crate::remote::change::Change;
use crate::remote::snapshot::Snapshot;
use crate::world::quirk::Quirk;

/// Lays what changed by the time of a snapshot over its status.
pub(crate) fn lay_over(
    document: &mut Map<String, Value>,
    snapshot: &Snapshot<'_>,
    state: &CarState,
) {
    doors(document, snapshot, state);
    for name in ["preconditionning", "preconditioning"] {
        let climate = document.get_mut(name);
        if let Some(climate) = climate.and_then(|it| it.pointer_mut("/airConditioning")) {
            lay_over_climate(climate, snapshot, state);
        }
    }
    for (name, place) in [
        ("energies", "/extension/electric/charging"),
        ("energy", "/charging"),
    ] {
        let energies = document.get_mut(name).and_then(Value::as_array_mut);
        for energy in energies.into_iter().flatten() {
            if let Some(charging) = energy.pointer_mut(place) {
                lay_over_charging(charging, snapshot, state);
            }
        }
    }
}

/// The alarm watches a car that is locked.
fn doors(document: &mut Map<String, Value>, snapshot: &Snapshot<'_>, state: &CarState) {
    let life = &snapshot.vehicle.life;
    if let Some((since, is_locked)) = state.locked(life, snapshot.at) {
        let (word, activation) = match is_locked {
            true => ("Locked", "Active"),
            false => ("Unlocked", "Inactive"),
        };
        let states = match snapshot.vehicle.has(Quirk::BareList) {
            true => json!(word),
            false => json!([word]),
        };
        let since = snapshot.noted_since(since);
        if let Some(doors) = document.get_mut("doorsState") {
            put(doors, "lockedStates", states);
            put(doors, "createdAt", since.clone());
        }
        let alarm = document.get_mut("alarm");
        if let Some(status) = alarm.and_then(|alarm| alarm.pointer_mut("/status")) {
            put(status, "activation", activation);
            put(status, "createdAt", since);
        }
    }
    let open = state.open(life, snapshot.at);
    let doors = document.get_mut("doorsState");
    let opening = doors.and_then(|doors| doors.pointer_mut("/opening"));
    for opening in opening.and_then(Value::as_array_mut).into_iter().flatten() {
        let is_open = open.iter().any(|door| opening["identifier"] == *door);
        if is_open {
            put(opening, "state", "Open");
        }
    }
}

fn lay_over_climate(climate: &mut Value, snapshot: &Snapshot<'_>, state: &CarState) {
    if let Some((since, is_on)) = state.climate(&snapshot.vehicle.life, snapshot.at) {
        put(climate, "createdAt", snapshot.noted_since(since));
        match is_on {
            true => {
                put(climate, "status", "Enabled");
                put(climate, "startingCause", "Immediate");
            }
            false => {
                put(climate, "status", "Disabled");
                remove(climate, "startingCause");
            }
        }
    }
    if let Some(programs) = climate.get("programs").and_then(Value::as_array).cloned() {
        let programs = state.climate_programs(snapshot.at, programs);
        put(climate, "programs", programs);
    }
}

/// A car that is to charge is plugged in: whoever orders it has seen to that.
fn lay_over_charging(charging: &mut Value, snapshot: &Snapshot<'_>, state: &CarState) {
    match state.charging(&snapshot.vehicle.life, snapshot.at) {
        Some((_, true)) => {
            put(charging, "plugged", true);
            put(charging, "status", "InProgress");
            put(charging, "chargingMode", "Slow");
        }
        Some((_, false)) => {
            put(charging, "status", "Stopped");
            put(charging, "chargingMode", "No");
            put(charging, "chargingRate", 0);
            remove(charging, "remainingTime");
        }
        None => {}
    }
    let at = snapshot.at;
    let next = state.sent(at, |change| match change {
        Change::NextCharge(next) => Some(next),
        _ => None,
    });
    let programs = state.sent(at, |change| match change {
        Change::ChargePrograms(programs) => Some(programs),
        _ => None,
    });
    let level = state.sent(at, |change| match change {
        Change::ChargeLevel(level) => Some(level),
        _ => None,
    });
    let kind = state.sent(at, |change| match change {
        Change::ChargeType(kind) => Some(kind),
        _ => None,
    });
    let programs = programs.map(|programs| json!({ "programs": programs }));
    for (name, value) in [
        ("nextDelayedTime", next.cloned()),
        ("schedule", programs),
        ("chargingPowerLevel", level.cloned()),
        ("type", kind.cloned()),
    ] {
        if let Some(value) = value {
            put(charging, name, value);
        }
    }
}

fn remove(document: &mut Value, name: &str) {
    if let Some(document) = document.as_object_mut() {
        document.remove(name);
    }
}
