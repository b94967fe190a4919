//! What people read in docs/api.md is all that programs read in docs/openapi.json, and true.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use shared::operation::{ALL, BASE_PATH, Call, Method, Operation};

use super::markdown::{BY_ITSELF, cell};
use super::written_document;
use crate::testing::description::committed;

const API: &str = include_str!("../../../../docs/api.md");

/// The schemas of the JSON that is written by hand, in its order.
const BY_HAND: [&str; 6] = [
    "Token",
    "Token",
    "OAuthError",
    "StatusAnswer",
    "VehicleList",
    "Problem",
];

#[test]
fn every_text_and_form_of_a_schema_is_there_for_people() {
    let document = written_document();
    let mut said = BTreeSet::new();
    gather(&document["components"]["schemas"], &mut said);
    gather(&document["components"]["responses"], &mut said);
    gather(&document["paths"], &mut said);
    gather(&document["webhooks"], &mut said);
    assert!(said.len() > 500, "the check sees too little");
    said.retain(|text| !API.contains(text.as_str()) && !API.contains(&cell(text)));
    assert_eq!(said, BTreeSet::new());
}

/// The descriptions and patterns of the schemas in a part of the document, wherever they stand.
fn gather(part: &Value, said: &mut BTreeSet<String>) {
    match part {
        Value::Object(members) => {
            let is_schema = [
                "type",
                "$ref",
                "anyOf",
                "oneOf",
                "allOf",
                "const",
                "properties",
            ]
            .iter()
            .any(|name| members.contains_key(*name));
            let texts = ["description", "pattern"].map(|name| members.get(name));
            let texts = texts.into_iter().flatten().filter_map(Value::as_str);
            said.extend(texts.filter(|_| is_schema).map(str::to_owned));
            let parts = members
                .iter()
                .filter(|(name, _)| !name.starts_with("example"));
            parts.for_each(|(_, part)| gather(part, said));
        }
        Value::Array(list) => list.iter().for_each(|part| gather(part, said)),
        _ => {}
    }
}

#[test]
fn a_parameter_that_has_to_be_there_says_so() {
    let document = written_document();
    let mut rows = 0;
    for item in document["paths"].as_object().unwrap().values() {
        let lists = [&item["parameters"], &item["post"]["parameters"]];
        let parameters = lists.into_iter().filter_map(Value::as_array).flatten();
        for it in parameters.filter(|it| it["required"] == true) {
            let begin = format!("| `{}` | ", it["name"].as_str().unwrap());
            let end = format!(
                ", required | {} |",
                cell(it["description"].as_str().unwrap())
            );
            let is_said = |line: &str| line.starts_with(&begin) && line.ends_with(&end);
            assert!(API.lines().any(is_said), "{it}");
            rows += 1;
        }
    }
    assert!(rows > 5, "the check sees too little");
}

#[test]
fn what_is_shown_by_hand_may_be_answered() {
    let mut by_hand = String::new();
    let mut rest = API;
    while let Some((before, after)) = rest.split_once("<!-- generated: ") {
        by_hand.push_str(before);
        rest = after.split_once("<!-- end of ").unwrap().1;
    }
    by_hand.push_str(rest);
    let blocks = by_hand.split("```json\n").skip(1);
    let blocks = blocks.map(|block| serde_json::from_str(block.split_once("```").unwrap().0));
    let blocks: Vec<Value> = blocks.collect::<Result<_, _>>().unwrap();
    assert_eq!(blocks.len(), BY_HAND.len());
    for (name, block) in BY_HAND.iter().zip(&blocks) {
        let flaws = committed().flaws_of(name, block);
        assert_eq!(flaws, Vec::<String>::new(), "{block}");
    }
}

#[test]
fn every_operation_of_the_manufacturers_is_answered_somewhere_or_has_the_reason_why_not_yet() {
    let document = written_document();
    let mut rows: Map<String, Value> = Map::new();
    for line in API.lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        if let ["", operation, said, ""] = cells.as_slice()
            && let Some(operation) = code(operation)
            && operation.contains(" /user")
        {
            let before = rows.insert(operation.to_owned(), Value::from(*said));
            assert_eq!(before, None, "{operation} is there twice");
        }
    }
    for row in ALL {
        let operation = format!("{} {}", row.method.as_str(), row.path);
        let said = rows
            .remove(&operation)
            .unwrap_or_else(|| panic!("{operation} has no row"));
        let said = said.as_str().unwrap();
        let Some(address) = code(said) else {
            let is_explained = said
                .strip_prefix("not yet: ")
                .is_some_and(|it| it.len() > 10);
            assert_eq!(is_explained, !may_be_written(row), "{operation}: {said}");
            assert!(is_explained || said == BY_ITSELF, "{operation}: {said}");
            continue;
        };
        let (_, path) = address.split_once(' ').unwrap();
        assert!(document["paths"].get(path).is_some(), "{operation}: {path}");
        if row.method == Method::Get {
            let raw = format!("/api/v1/raw{}", row.path);
            assert!(document["paths"].get(&raw).is_some(), "{raw}");
        }
    }
    assert!(rows.is_empty(), "rows of no operation: {rows:?}");
}

/// Whether a relay makes a call of the operation, which changes something.
fn may_be_written(operation: &'static Operation) -> bool {
    let ids = vec!["0a"; operation.path.matches('{').count()];
    let call = Call::new(operation, &ids).unwrap();
    let path = call.path().strip_prefix(BASE_PATH).unwrap();
    Call::parse_write(operation.method.as_str(), path).is_ok()
}

/// The text of a cell that is code and nothing else.
fn code(text: &str) -> Option<&str> {
    text.strip_prefix('`')?.strip_suffix('`')
}
