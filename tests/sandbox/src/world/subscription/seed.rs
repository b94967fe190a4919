//! The callbacks, monitors and orders of the weeks before the world begins.

use serde_json::{Value, json};

use super::{Callback, Monitor, PAUSED, RUNNING, Remote};
use crate::chance::Chance;

/// How an order ended: its status, why it failed, and more of it.
type End = (&'static str, Option<&'static str>, Option<&'static str>);

impl Callback {
    /// Two callbacks for a car, one a topic, set up in the weeks before `origin`.
    pub(crate) fn pair(vehicle: &str, origin: i64, chance: &Chance) -> Vec<Self> {
        let monitor = |status, days: i64, is_repeated: bool| {
            let (id, created) = (chance.uuid(), origin - days * 86_400);
            Monitor {
                sent: is_repeated.then(|| conditions(&id)),
                id,
                vehicle: vehicle.to_owned(),
                status,
                created,
                updated: created,
            }
        };
        let remote = |(kind, body): (&'static str, Option<Value>), end: End| {
            let id = chance.uuid();
            let (status, failure, detail) = end;
            Remote {
                sent: body.map(|body| order(&id, &body)),
                id,
                vehicle: vehicle.to_owned(),
                kind,
                status,
                failure,
                detail,
            }
        };
        vec![
            Self {
                id: chance.uuid(),
                subscribe: webhook(&chance.hex(32), &chance.hex(32)),
                status: RUNNING,
                monitors: vec![monitor(RUNNING, 40, true), monitor(PAUSED, 9, false)],
                past: Vec::new(),
            },
            Self {
                id: chance.uuid(),
                subscribe: phones(&[chance.hex(48), chance.hex(48)]),
                status: PAUSED,
                monitors: Vec::new(),
                past: vec![
                    remote(climate(), ("Success", None, None)),
                    remote(lock(), ("Failed", Some("CanceledByDriver"), None)),
                    remote(wake_up(), ("SentToVehicle", None, None)),
                    remote(lock(), ("Success", None, Some("CIDBlacklisted"))),
                    remote(charge(), ("AlreadyDone", None, None)),
                    remote(navigate(), ("Success", None, None)),
                    // The oldest kind, which is not repeated.
                    remote(("Horn", None), ("Accepted", None, None)),
                ],
            },
        ]
    }
}

/// A server, by an address that only it and the API know, and a word by which it knows the API.
/// The type is a list.
fn webhook(path: &str, word: &str) -> Value {
    json!({ "label": "Leaving and arriving", "type": ["Monitor"], "callback": { "webhook": {
        "name": "sandbox",
        "target": format!("https://hooks.sandbox.test:8443/{path}"),
        "attributes": [
            { "type": "Header", "key": "Authorization", "value": format!("Bearer {word}") },
            { "type": "Body", "key": "car", "value": "$vin" },
        ],
    } } })
}

/// Phones, by the tokens of their push service. The type is a word alone.
fn phones(tokens: &[String]) -> Value {
    json!({ "label": "Orders", "type": "Remote", "callback": { "pushnotif": {
        "devices": tokens,
        "attributes": [{ "type": "Header", "key": "title", "value": "$CallbackLabel" }],
    } } })
}

/// What a monitor was made with: one that notices the driver leaving town with little charge, or
/// in the evening.
fn conditions(id: &str) -> Value {
    let triggers = json!([
        { "name": "z1", "zone": {
            "transition": "Out",
            "place": { "radius": 20, "center": { "longitude": 2.333333, "latitude": 48.866667 } },
        } },
        { "name": "d1", "data": {
            "data": "vehicle.energy.electric.level", "op": "lowerThan", "value": ["20"],
        } },
        { "name": "d2", "data": {
            "data": "vehicle.kinetic.moving", "op": "equalsTo", "value": ["true"],
            "previous": { "op": "equalsTo", "value": ["false"] },
        } },
        { "name": "t1", "time": {
            "times": [{
                "start": "PT18H30M", "duration": "PT4H", "recurrence": "Daily",
                "occurence": { "day": ["Mon", "Fri"] },
            }],
            "timeZone": "Europe/Paris",
        } },
    ]);
    json!({
        "label": "Out of town",
        "subscribeParam": {
            "refreshEvent": 900,
            "callbackAttributes": { "webhook": [
                { "type": "Query", "key": "which", "value": id },
            ] },
        },
        "attributes": [{ "type": "Body", "key": "monitor", "value": "$MonitorLabel" }],
        "extendedEventParam": ["vehicle.position", "vehicle.telemetry.vehicle.energies"],
        "triggerParam": { "triggers": triggers, "boolExp": "z1 & (d1 | (t1 & d2))" },
    })
}

/// An order as it was sent: `command` has the one member that says what is to be done.
fn order(id: &str, command: &Value) -> Value {
    let mut order = json!({
        "label": "sandbox",
        "attributes": [{ "type": "Body", "key": "order", "value": id }],
    });
    if let (Some(order), Some(command)) = (order.as_object_mut(), command.as_object()) {
        order.extend(command.clone());
    }
    order
}

fn climate() -> (&'static str, Option<Value>) {
    let programs = json!([
        {
            "slot": 1, "start": "PT6H30M", "recurrence": "Daily", "enabled": true,
            "occurence": { "day": ["Mon", "Tue"] }, "actionsType": "Set",
        },
        { "slot": 2, "actionsType": "Delete" },
    ]);
    let body = json!({ "preconditioning": { "airConditioning": {
        "immediate": false, "programs": programs,
    } } });
    ("ThermalPreconditioning", Some(body))
}

/// Though a key may be inside.
fn lock() -> (&'static str, Option<Value>) {
    let body = json!({ "door": { "state": "Locked", "forced": true } });
    ("Doors", Some(body))
}

fn wake_up() -> (&'static str, Option<Value>) {
    ("WakeUp", Some(json!({ "wakeUp": { "action": "WakeUp" } })))
}

/// By night.
fn charge() -> (&'static str, Option<Value>) {
    let body = json!({ "charging": { "schedule": { "programs": [{
        "start": "PT22H5M", "end": "PT5H30M", "enabled": true,
        "occurence": { "day": ["Sat", "Sun"] },
    }] } } });
    ("ElectricBatteryChargingRequest", Some(body))
}

fn navigate() -> (&'static str, Option<Value>) {
    let body = json!({ "navigation": { "positions": [
        { "type": "Point", "coordinates": [2.3522, 48.8566] },
        { "type": "Point", "coordinates": [4.8357, 45.764] },
    ] } });
    ("Navigation", Some(body))
}
