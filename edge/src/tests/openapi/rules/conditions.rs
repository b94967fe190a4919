//! Conditions of rules: an example and a schema of each.

use serde_json::{Map, Value, json};
use shared::rule::{Rule, TYPES};

use crate::tests::openapi::responses::pascal;
use crate::tests::openapi::schemas::Schemas;

/// Examples of rules, which have each condition.
pub(super) fn rules() -> Vec<(&'static str, Value)> {
    let mut rules = vec![(
        "charged-at-home",
        json!({
            "name": "Charged at home",
            "when": {"all": [
                {"is": "charge-above", "percent": 80},
                {"is": "enters", "latitude": 48.85, "longitude": 2.35, "radiusKm": 1},
            ]},
            "remindEverySeconds": 3600,
        }),
    )];
    let others = TYPES.iter().filter(|kind| kind.name != "charge-above");
    rules.extend(others.map(|kind| {
        let rule = json!({"name": about(kind.name), "when": {"all": [example(kind.name)]}});
        let read = Rule::from_api(&rule).unwrap();
        assert_eq!(read.to_api(), rule, "{}", kind.name);
        (kind.name, rule)
    }));
    let any = json!([{"is": "alarm"}, {"is": "doors-changed"}]);
    rules.push((
        "any",
        json!({"name": "Somebody is at the car", "when": {"any": any}}),
    ));
    rules
}

fn example(name: &str) -> Value {
    let place = json!({"latitude": 48.85, "longitude": 2.35, "radiusKm": 1});
    let mut condition = match name {
        "charge-below" | "charge-above" | "fuel-below" => json!({"percent": 20}),
        "range-below" => json!({"km": 50}),
        "outside-below" | "outside-above" => json!({"celsius": 3}),
        "speed-above" => json!({"kmPerHour": 130}),
        "charging" => json!({"states": ["Stopped", "Finished"]}),
        "alert" => json!({"codes": ["LeftFrontTirePuncture"]}),
        "enters" | "leaves" => place,
        "during" => {
            json!({"days": ["Sat", "Sun"], "from": "22:00", "to": "06:00", "timeZone": "Europe/Paris"})
        }
        _ => json!({}),
    };
    condition["is"] = json!(name);
    condition
}

/// The conditions of a rule, and how they are joined.
pub(super) fn when(schemas: &mut Schemas) -> Value {
    let each: Vec<_> = TYPES
        .iter()
        .map(|kind| {
            let mut properties = Map::new();
            let is =
                json!({"description": "Which condition it is.", "type": "string", "enum": [kind.name]});
            properties.insert("is".to_owned(), is);
            properties.extend(members(kind.name));
            let required: Vec<_> = properties.keys().filter(|it| *it != "codes").collect();
            let schema = json!({
                "description": format!("A condition: {}. It takes the scope `{}`.", about(kind.name), kind.scope),
                "type": "object",
                "properties": properties,
                "required": required,
                "additionalProperties": false,
            });
            schemas.add(&format!("{}Condition", pascal(kind.name)), schema)
        })
        .collect();
    let condition = schemas.add(
        "RuleCondition",
        json!({
            "description": "What is watched for: exactly the members of its `is`.",
            "oneOf": each,
        }),
    );
    let joined = |name: &str, text: &str| {
        let list = json!({"description": text, "type": "array", "items": condition, "minItems": 1, "maxItems": 5});
        json!({
            "type": "object",
            "properties": {name: list},
            "required": [name],
            "additionalProperties": false,
        })
    };
    schemas.add(
        "RuleWhen",
        json!({
            "description": "When a rule fires. The manufacturer refuses what can never be, or always is.",
            "oneOf": [
                joined("all", "All of these hold."),
                joined("any", "One of these holds. One that stands alone is answered as `all`."),
            ],
        }),
    )
}

fn about(name: &str) -> &'static str {
    match name {
        "charge-below" => "the traction battery has less than so much",
        "charge-above" => "the traction battery has more than `percent`. For 80 % or more write 79",
        "fuel-below" => "the tank has less than so much",
        "range-below" => "the car can be driven less far than that",
        "outside-below" => "it is colder outside than that",
        "outside-above" => "it is warmer outside than that",
        "speed-above" => "the car is driven faster than that",
        "plugged" => "the charging cable is plugged in",
        "unplugged" => "the charging cable is not plugged in",
        "moving" => "the car moves",
        "charging" => "charging stands in one of these states",
        "trip-started" => "a trip has begun",
        "trip-ended" => "a trip has ended",
        "doors-changed" => "a door, a window or the boot was opened or closed",
        "locks-changed" => "the car was locked or unlocked",
        "alarm" => "the burglar alarm has gone off",
        "privacy-changed" => "the privacy mode was changed",
        "alert" => "the car warns of something, or of one of these",
        "enters" => "the car comes into a circle",
        "leaves" => "the car leaves a circle",
        _ => "the car is driven at such a time",
    }
}

fn members(name: &str) -> Map<String, Value> {
    let whole = |text: &str, least: i64, most: i64| json!({"description": text, "type": "integer", "minimum": least, "maximum": most});
    let words = |text: &str, words: &[&str]| {
        let item = json!({"type": "string", "enum": words});
        json!({"description": text, "type": "array", "items": item, "minItems": 1, "maxItems": words.len(), "uniqueItems": true})
    };
    let time = |text: &str| json!({"description": text, "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"});
    let members = match name {
        "charge-below" | "fuel-below" => json!({"percent": whole("The level.", 1, 100)}),
        "charge-above" => json!({"percent": whole("The level.", 0, 99)}),
        "range-below" => json!({"km": whole("The range.", 1, 2000)}),
        "outside-below" | "outside-above" => {
            json!({"celsius": whole("The temperature.", -60, 60)})
        }
        "speed-above" => json!({"kmPerHour": whole("The speed.", 1, 300)}),
        "charging" => json!({"states": words(
            "The states, each once.",
            &["Disconnected", "InProgress", "Failure", "Stopped", "Finished"],
        )}),
        "alert" => json!({"codes": {
            "description": "The codes of warnings, as `/alerts` has them, each once.",
            "type": "array",
            "items": {"type": "string", "pattern": "^[A-Za-z0-9]{1,64}$"},
            "minItems": 1,
            "maxItems": 20,
            "uniqueItems": true,
        }}),
        "enters" | "leaves" => json!({
            "latitude": {"description": "Of its middle, north of the equator.", "type": "number", "minimum": -90, "maximum": 90},
            "longitude": {"description": "Of its middle, east of Greenwich.", "type": "number", "minimum": -180, "maximum": 180},
            "radiusKm": whole("Its radius.", 1, 500),
        }),
        "during" => json!({
            "days": words(
                "The days of the week on which it begins, each once.",
                &["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            ),
            "from": time("When it begins."),
            "to": time("When it ends: on the next day, where that is not later."),
            "timeZone": {
                "description": "Where these times are, by the tz database.",
                "type": "string",
                "pattern": "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)+$",
                "maxLength": 64,
            },
        }),
        _ => json!({}),
    };
    members.as_object().cloned().unwrap_or_default()
}
