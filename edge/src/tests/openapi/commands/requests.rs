//! Commands as they are sent: an example and a schema of each.

use serde_json::{Map, Value, json};
use shared::command::TYPES;

use crate::tests::openapi::responses::pascal;
use crate::tests::openapi::schemas::Schemas;

/// An example of each command.
pub(super) fn requests() -> Vec<(&'static str, Value)> {
    let of = |name: &str| match name {
        "horn" | "lights" | "climate" | "charging" => json!({"type": name, "on": true}),
        "climate-programs" => json!({"type": name, "programs": [
            {"slot": 1, "startTime": "06:30", "days": ["Mon", "Tue"], "repeats": true, "enabled": true},
            {"slot": 2, "remove": true},
        ]}),
        "charging-schedule" => json!({"type": name, "programs": [
            {"startTime": "23:00", "endTime": "06:00", "days": ["Mon", "Sun"], "enabled": true},
        ]}),
        "charging-preferences" => json!({"type": name, "powerLevel": 3, "limit": "partial"}),
        "navigation" => json!({"type": name, "points": [
            {"latitude": 48.85, "longitude": 2.35},
            {"latitude": 48.8, "longitude": 2.13},
        ]}),
        name => json!({"type": name}),
    };
    TYPES
        .iter()
        .map(|kind| (kind.name, of(kind.name)))
        .collect()
}

/// A command as it is sent: one of the table's, each with a schema of its own.
pub(super) fn request(schemas: &mut Schemas) -> Value {
    let each = TYPES.iter().map(|kind| {
        let mut properties = Map::new();
        let word =
            json!({"description": "Which command it is.", "type": "string", "enum": [kind.name]});
        properties.insert("type".to_owned(), word);
        let (members, required) = members(kind.name);
        let mut required: Vec<_> = required.iter().map(|name| json!(name)).collect();
        required.insert(0, json!("type"));
        properties.extend(members);
        let name = format!("{}Command", pascal(kind.name));
        let description = format!("A command: {}.", about(kind.name));
        let mut schema = json!({
            "description": description,
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        match kind.name {
            "charging-schedule" => {
                schema["minProperties"] = json!(2);
                schema["maxProperties"] = json!(2);
            }
            "charging-preferences" => schema["minProperties"] = json!(2),
            _ => {}
        }
        schemas.add(&name, schema)
    });
    let each: Vec<_> = each.collect();
    schemas.add(
        "CommandRequest",
        json!({
            "description": "A command as it is sent: exactly the members of its `type`.",
            "oneOf": each,
        }),
    )
}

fn about(name: &str) -> &'static str {
    match name {
        "lock" => "lock the doors",
        "unlock" => "unlock the doors; the driver has logged in lately",
        "horn" => "the horn",
        "lights" => "the lights",
        "wake-up" => {
            "wake the car, so that it reports; it costs battery, and there are only so many a month"
        }
        "climate" => "heat or cool the car, at once",
        "climate-programs" => "set programs by which the car is heated or cooled, each in its slot",
        "charging" => "charge now, or not",
        "charging-schedule" => "when to charge: at one time (`nextAt`), or by programs, never both",
        "charging-preferences" => "how to charge: `powerLevel`, `limit` or both",
        _ => "send a route to the car; the last point is the goal",
    }
}

/// The members of a command beside its type, and those that have to be there.
fn members(name: &str) -> (Map<String, Value>, &'static [&'static str]) {
    let flag = |text: &str| json!({"description": text, "type": "boolean"});
    let time = |text: &str| json!({"description": text, "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"});
    let days = json!({
        "description": "The days of the week, each once.",
        "type": "array",
        "items": {"type": "string", "enum": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]},
        "minItems": 1,
        "maxItems": 7,
        "uniqueItems": true,
    });
    let start = time("When it starts, on the car's clock.");
    let enabled = flag("Whether it is in use.");
    let list = |text: &str, items: Value, most: u64| json!({"description": text, "type": "array", "items": items, "minItems": 1, "maxItems": most});
    let object = |properties: Value, required: Value| json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false});
    let slot = json!({"description": "Its place among the car's.", "type": "integer", "minimum": 1, "maximum": 4});
    let (members, required): (Value, &[_]) = match name {
        "horn" | "lights" | "climate" | "charging" => (
            json!({"on": flag("Whether to begin, or to end it.")}),
            &["on"],
        ),
        "climate-programs" => {
            let set = object(
                json!({"slot": slot, "startTime": start, "days": days, "repeats": flag("Whether it starts every week."), "enabled": enabled}),
                json!(["slot", "startTime", "days", "repeats", "enabled"]),
            );
            let remove =
                json!({"description": "Takes the program away.", "type": "boolean", "const": true});
            let removed = object(
                json!({"slot": slot, "remove": remove}),
                json!(["slot", "remove"]),
            );
            let programs = list(
                "Programs, each for another slot.",
                json!({"oneOf": [set, removed]}),
                4,
            );
            (json!({"programs": programs}), &["programs"])
        }
        "charging-schedule" => {
            let program = object(
                json!({"startTime": start, "endTime": time("When it ends, on the car's clock; without, the car charges until it is full."), "days": days, "enabled": enabled}),
                json!(["startTime", "days", "enabled"]),
            );
            let next = json!({"description": "When to begin, once.", "type": "string", "format": "date-time"});
            (
                json!({"nextAt": next, "programs": list("The programs.", program, 7)}),
                &[],
            )
        }
        "charging-preferences" => {
            let level = json!({"description": "How strongly, from 1 to 5.", "type": "integer", "minimum": 1, "maximum": 5});
            let limit =
                json!({"description": "How far.", "type": "string", "enum": ["partial", "full"]});
            (json!({"powerLevel": level, "limit": limit}), &[])
        }
        "navigation" => {
            let point = object(
                json!({
                    "latitude": {"description": "North of the equator.", "type": "number", "minimum": -90, "maximum": 90},
                    "longitude": {"description": "East of Greenwich.", "type": "number", "minimum": -180, "maximum": 180},
                }),
                json!(["latitude", "longitude"]),
            );
            (
                json!({"points": list("The route, the goal last.", point, 10)}),
                &["points"],
            )
        }
        _ => (json!({}), &[]),
    };
    let members = members.as_object().cloned().unwrap_or_default();
    (members, required)
}
