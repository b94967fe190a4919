//! What a car can do, in the two forms that are documented.

use serde_json::{Map, Value, json};

use crate::world::quirk::Quirk;
use crate::world::vehicle::Vehicle;

/// What a car reports and what it can be told to do.
pub(crate) fn capabilities(vehicle: &Vehicle) -> Value {
    let form = match vehicle.has(Quirk::ListsOrders) {
        true => listed,
        false => described,
    };
    in_form(vehicle, form)
}

/// The same before a car is enrolled.
pub(crate) fn capabilities_on_enrolment(vehicle: &Vehicle) -> Value {
    in_form(vehicle, listed)
}

fn in_form(vehicle: &Vehicle, form: fn(&[CommandRow]) -> Value) -> Value {
    let has_plug = vehicle.has_plug();
    let mut data = vec![
        "data:telemetry",
        "data:telemetry:vehicle:odometer",
        "data:telemetry:vehicle:energies",
        "data:position",
        "data:trip",
        "data:alert",
    ];
    if has_plug {
        data.push("data:telemetry:vehicle:preconditioning");
    }
    let charging = json!({
        "immediate": { "start": true, "stop": true },
        "schedule": { "programs": { "supported": true, "size": 3 }, "nextDelayedTime": true },
        "preferences": { "level": true, "type": false },
    });
    let climate = json!({ "programs": { "size": 4 }, "immediate": true });
    let orders = [
        ("charging", has_plug, Some(charging)),
        ("preconditioning", has_plug, Some(climate)),
        ("door", true, None),
        ("horn", true, None),
        ("lights", true, None),
        ("wakeup", true, None),
        ("navigation", vehicle.has_navigation(), None),
    ];
    json!({ "data": data, "remote": form(&orders) })
}

/// Something that a car may be told: its name, whether this one can be told it, and in what ways.
type CommandRow = (&'static str, bool, Option<Value>);

fn scope(name: &str) -> String {
    format!("remote:{name}:write")
}

/// As the specification has them: each with its scope, and its ways apart.
fn described(orders: &[CommandRow]) -> Value {
    let order = |(name, supported, ways): &CommandRow| {
        let mut order = json!({ "supported": supported, "scopeName": scope(name) });
        if let (Some(order), Some(ways)) = (order.as_object_mut(), ways) {
            order.insert(String::from("parameters"), ways.clone());
        }
        (String::from(*name), order)
    };
    Value::from(orders.iter().map(order).collect::<Map<_, _>>())
}

/// As the page on enrolment has them: the scopes in a list, and the ways beside whether a car can
/// be told.
fn listed(orders: &[CommandRow]) -> Value {
    let supported = orders.iter().filter(|(_, supported, _)| *supported);
    let scopes: Vec<_> = supported.map(|(name, ..)| scope(name)).collect();
    let detail = |(name, supported, ways): &CommandRow| {
        let mut detail = Map::new();
        detail.insert(String::from("supported"), Value::from(*supported));
        detail.extend(
            ways.clone()
                .and_then(|ways| match ways {
                    Value::Object(ways) => Some(ways),
                    _ => None,
                })
                .unwrap_or_default(),
        );
        (String::from(*name), Value::from(detail))
    };
    let details: Map<_, _> = orders.iter().map(detail).collect();
    json!({ "operation": scopes, "details": details })
}
