//! No known field is lost: whatever changes in a document changes the answer.

use serde_json::{Value, json};

use super::samples::{SAMPLES, Sample, leaves};
use crate::value::Timestamp;
use crate::wire::{Duration, FromJson, Unread};

/// What rightly makes no difference: the document, the field or all below it, and why.
const NO_MATTER: &[(&str, &str, &str)] = &[
    ("position", "/type", GEOJSON),
    ("position", "/geometry/type", GEOJSON),
    ("maintenance", "/createdAt", FROZEN),
    ("status", "/createdAt", FROZEN),
    (
        "status",
        "/preconditioning/airConditioning/createdAt",
        FROZEN,
    ),
    ("status", "/energies/1/createdAt", FROZEN),
    ("status", ELECTRIC_CAPACITY, OLDER_NAME),
    ("status", ELECTRIC_RESIDUAL, OLDER_NAME),
    ("status", "/engines/0/oil/temp", OLDER_NAME),
    (
        "telemetry",
        "/vehicle/energies/0/extension/electric/battery/capacity",
        OLDER_NAME,
    ),
    (
        "telemetry",
        "/vehicle/energies/0/extension/electric/residual/consumption",
        OLDER_NAME,
    ),
    ("telemetry", "/vehicle/engines/0/oil/temp", OLDER_NAME),
    (
        "trip",
        "/kinetic/maxSpeed",
        "no unit is documented, and those who have seen it disagree",
    ),
    ("vehicle", "/brand", OLDER_NAME),
    ("vehicle", "/label", OLDER_NAME),
    ("vehicle", "/pictures", OLDER_NAME),
    ("callback", "/subscribe/label", OLDER_NAME),
    ("callback", "/subscribe/callback/webhook/target", SECRET),
    (
        "callback",
        "/subscribe/callback/webhook/attributes/0/value",
        SECRET,
    ),
    (
        "callback",
        "/subscribe/callback/webhook/attributes/1/value",
        SECRET,
    ),
    (
        "callback-push",
        "/subscribe/callback/pushnotif/devices",
        SECRET,
    ),
    (
        "callback-push",
        "/subscribe/callback/pushnotif/attributes/0/value",
        SECRET,
    ),
    ("monitor", "/monitor/attributes/0/value", SECRET),
    (
        "monitor",
        "/monitor/subscribeParam/callbackAttributes/webhook/0/value",
        SECRET,
    ),
    ("remote-action", "/remote/attributes/0/value", SECRET),
    (
        "remote-action",
        "/remote/callbackAttributes/webhook/0/value",
        SECRET,
    ),
    (
        "remote-climate",
        "/remote/preconditioning/airConditioning/programs/0/actionsType",
        "a program without this word is set too",
    ),
    (
        "remote-navigation",
        "/remote/navigation/positions/0/type",
        GEOJSON,
    ),
    (
        "remote-navigation",
        "/remote/navigation/positions/1/type",
        GEOJSON,
    ),
];
const ELECTRIC_CAPACITY: &str = "/energies/0/extension/electric/battery/capacity";
const ELECTRIC_RESIDUAL: &str = "/energies/0/extension/electric/residual/consumption";
const SECRET: &str = "it may be a secret, and is not told";
const GEOJSON: &str = "RFC 7946 has this word in every position";
const FROZEN: &str = "the earlier of two times: one that stands still";
const OLDER_NAME: &str = "the older place of what stands in the newer one too";

fn no_matter(document: &Sample, leaf: &str) -> bool {
    NO_MATTER.iter().any(|(name, field, _)| {
        let below = leaf.strip_prefix(field);
        *name == document.name && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Another value that could stand there.
fn other(value: &Value) -> Value {
    match value {
        Value::Bool(value) => json!(!value),
        Value::Number(number) if number.is_i64() => json!(number.as_i64().unwrap() + 1),
        Value::Number(number) => json!(number.as_f64().unwrap() + 1.0),
        Value::String(text) if text.parse::<Timestamp>().is_ok() => json!("2024-02-29T23:59:59Z"),
        Value::String(_) if Duration::from_json(value, &mut Unread::default()).is_some() => {
            json!("PT1H1M")
        }
        Value::String(text) => match text.parse::<f64>() {
            Ok(number) => json!((number + 1.0).to_string()),
            Err(_) => json!(format!("{text}x")),
        },
        _ => panic!("{value} is no leaf"),
    }
}

#[test]
fn a_front_end_gets_of_each_document_what_it_is_promised() {
    for document in SAMPLES {
        let answer: Value = serde_json::from_str(document.answer).unwrap();
        let model = document.model(&document.json());
        assert_eq!(model, answer, "{}: {model:#}", document.name);
    }
}

#[test]
fn no_known_field_is_lost() {
    for document in SAMPLES {
        let whole = document.json();
        let answer = document.model(&whole);
        for leaf in leaves(&whole) {
            let mut changed = whole.clone();
            let value = changed.pointer_mut(&leaf).unwrap();
            *value = other(value);
            assert_eq!(
                document.model(&changed) == answer,
                no_matter(document, &leaf),
                "{} {leaf}",
                document.name
            );
        }
    }
}

#[test]
fn what_makes_no_difference_is_in_the_documents() {
    for (name, field, _) in NO_MATTER {
        let mut documents = SAMPLES.iter().filter(|document| document.name == *name);
        let json = documents.next().unwrap().json();
        assert!(json.pointer(field).is_some(), "{name} {field}");
    }
}
