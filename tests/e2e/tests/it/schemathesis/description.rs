//! The description as a run is given it: of what parameters may be, it has what there is.

use std::fs;

use e2e::project::root;
use serde_json::{Value, json};

use super::known::Known;

/// The most characters of a parameter, and the most parts of a list. An address that is far longer
/// than the edge takes does not reach it: the runtime answers in its own words.
const LONGEST: u64 = 250;
const MOST_PARTS: u64 = 4;
/// What these parameters must be, to be taken.
const TAKEN: &[(&str, &[&str])] = &[
    ("slug", &["privacy-on", "not-found"]),
    ("client_id", &["com.example.app"]),
    ("redirect_uri", &["com.example.app:/callback"]),
];
/// What the manufacturer takes, of what the edge passes on as it is.
const PASSED_ON: &[(&str, &str)] = &[
    ("indexRange", "0-4"),
    ("pageSize", "5"),
    ("locale", "fr-FR"),
    ("country", "FR"),
];

/// The committed description, with the values that are known of a driver.
pub(super) fn of(known: &Known) -> Value {
    let text = fs::read_to_string(root().join("docs/openapi.json")).unwrap();
    let mut description: Value = serde_json::from_str(&text).unwrap();
    let shared = description["components"]["parameters"].clone();
    for (path, item) in description["paths"].as_object_mut().unwrap() {
        for (name, part) in item.as_object_mut().unwrap() {
            let list = match name.as_str() {
                "parameters" => Some(part),
                _ => part.get_mut("parameters"),
            };
            for parameter in list.and_then(Value::as_array_mut).into_iter().flatten() {
                if let Some(name) = parameter["$ref"]
                    .as_str()
                    .and_then(|it| it.rsplit('/').next())
                {
                    *parameter = shared[name].clone();
                }
                narrow(parameter, path, known);
            }
        }
    }
    description
}

/// An example of a body.
pub(super) fn with_body(description: &mut Value, path: &str, media_type: &str, body: &Value) {
    let content = &mut description["paths"][path]["post"]["requestBody"]["content"];
    content[media_type]["example"] = body.clone();
}

fn narrow(parameter: &mut Value, path: &str, known: &Known) {
    let name = parameter["name"].as_str().unwrap().to_owned();
    let taken = TAKEN.iter().find(|(it, _)| *it == name);
    if let Some(values) = known.in_path(path, &name) {
        parameter["schema"] = json!({ "type": "string", "enum": values });
        return;
    }
    if let Some((_, values)) = taken {
        parameter["schema"] = json!({ "type": "string", "enum": values });
        return;
    }
    if let Some((_, value)) = PASSED_ON.iter().find(|(it, _)| *it == name)
        && path.contains("/raw/")
    {
        parameter["example"] = json!(value);
    }
    let mut schema = &mut parameter["schema"];
    if schema["type"] == "array" {
        lower(schema, "maxItems", MOST_PARTS);
        schema = &mut schema["items"];
    }
    if schema["type"] == "string" && schema.get("enum").is_none() {
        lower(schema, "maxLength", LONGEST);
    }
}

fn lower(schema: &mut Value, name: &str, most: u64) {
    let bound = schema[name].as_u64().map_or(most, |it| it.min(most));
    schema[name] = json!(bound);
}
