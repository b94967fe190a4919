//! What an app once sent, as the API repeats it: the subscription of a callback, the conditions of
//! a monitor, an order.

use serde_json::{Value, json};

use crate::world::subscription::{Callback, Monitor, Order, Receiver, Remote};

/// What a callback was made with. Its type is a list, or a word alone.
pub(crate) fn subscription(callback: &Callback) -> Value {
    let topic = callback.topic.word();
    let (kind, receiver) = match &callback.receiver {
        Receiver::Webhook { path, word } => (
            json!([topic]),
            json!({ "webhook": {
                "name": "sandbox",
                "target": format!("https://hooks.sandbox.test:8443/{path}"),
                "attributes": [
                    { "type": "Header", "key": "Authorization", "value": format!("Bearer {word}") },
                    { "type": "Body", "key": "car", "value": "$vin" },
                ],
            } }),
        ),
        Receiver::Phones(tokens) => (
            json!(topic),
            json!({ "pushnotif": {
                "devices": tokens,
                "attributes": [{ "type": "Header", "key": "title", "value": "$CallbackLabel" }],
            } }),
        ),
    };
    json!({ "label": callback.label, "type": kind, "callback": receiver })
}

/// What a monitor was made with, where that is repeated: one that notices the driver leaving town
/// with little charge, or in the evening.
pub(crate) fn conditions(monitor: &Monitor) -> Option<Value> {
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
    monitor.repeated.then(|| {
        json!({
            "label": "Out of town",
            "subscribeParam": {
                "refreshEvent": 900,
                "callbackAttributes": { "webhook": [
                    { "type": "Query", "key": "which", "value": monitor.id },
                ] },
            },
            "attributes": [{ "type": "Body", "key": "monitor", "value": "$MonitorLabel" }],
            "extendedEventParam": ["vehicle.position", "vehicle.telemetry.vehicle.energies"],
            "triggerParam": { "triggers": triggers, "boolExp": "z1 & (d1 | (t1 & d2))" },
        })
    })
}

/// An order, where it is repeated: of the oldest kind it is not.
pub(crate) fn order(remote: &Remote) -> Option<Value> {
    let (name, command) = match remote.order {
        Order::Climate => (
            "preconditioning",
            json!({ "airConditioning": { "immediate": false, "programs": [
                {
                    "slot": 1, "start": "PT6H30M", "recurrence": "Daily", "enabled": true,
                    "occurence": { "day": ["Mon", "Tue"] }, "actionsType": "Set",
                },
                { "slot": 2, "actionsType": "Delete" },
            ] } }),
        ),
        Order::Lock => ("door", json!({ "state": "Locked", "forced": true })),
        Order::WakeUp => ("wakeUp", json!({ "action": "WakeUp" })),
        Order::Charge => (
            "charging",
            json!({ "schedule": { "programs": [{
                "start": "PT22H5M", "end": "PT5H30M", "enabled": true,
                "occurence": { "day": ["Sat", "Sun"] },
            }] } }),
        ),
        Order::Navigate => (
            "navigation",
            json!({ "positions": [
                { "type": "Point", "coordinates": [2.3522, 48.8566] },
                { "type": "Point", "coordinates": [4.8357, 45.764] },
            ] }),
        ),
        Order::Horn => return None,
    };
    let attributes = json!([{ "type": "Body", "key": "order", "value": remote.id }]);
    Some(json!({ "label": "sandbox", "attributes": attributes, name: command }))
}
