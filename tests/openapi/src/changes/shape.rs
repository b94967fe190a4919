//! What a schema says, with its references and branches taken together.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What a schema says, with all its branches taken together.
#[derive(Debug, Default)]
pub(super) struct Shape<'a> {
    pub(super) kinds: BTreeSet<String>,
    pub(super) words: BTreeSet<String>,
    pub(super) members: BTreeMap<&'a str, &'a Value>,
    pub(super) required: BTreeSet<&'a str>,
    pub(super) items: Option<&'a Value>,
    pub(super) facts: BTreeMap<String, &'a Value>,
}

impl<'a> Shape<'a> {
    pub(super) fn of(document: &'a Value, schema: &'a Value) -> Self {
        let mut shape = Self::default();
        shape.add(document, schema, true);
        shape
    }

    fn add(&mut self, document: &'a Value, schema: &'a Value, is_certain: bool) {
        let schema = resolved(document, schema);
        if let Some(kind) = schema["type"].as_str() {
            self.kinds.insert(kind.to_owned());
        }
        let listed = schema["enum"].as_array().into_iter().flatten();
        self.words
            .extend(listed.chain(schema.get("const")).map(Value::to_string));
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            self.members.insert(name, member);
        }
        if is_certain {
            let required = schema["required"].as_array().into_iter().flatten();
            self.required.extend(required.filter_map(Value::as_str));
        }
        self.items = self
            .items
            .or(schema.get("items"))
            .or(schema.get("additionalProperties"));
        for name in [
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "multipleOf",
            "pattern",
            "format",
            "uniqueItems",
            "x-unit",
        ] {
            if let Some(value) = schema.get(name) {
                self.facts.insert(name.to_owned(), value);
            }
        }
        // Words that are known, of a text that may be another.
        if let Some(words) = schema.get("x-words") {
            self.add(document, words, false);
        }
        for (branches, is_each) in [("allOf", true), ("anyOf", false), ("oneOf", false)] {
            for branch in schema[branches].as_array().into_iter().flatten() {
                self.add(document, branch, is_certain && is_each);
            }
        }
    }
}

/// What a reference means.
pub(super) fn resolved<'a>(document: &'a Value, it: &'a Value) -> &'a Value {
    let pointer = it["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
    pointer
        .and_then(|pointer| document.pointer(pointer))
        .unwrap_or(it)
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The members of an object, and none of what is no object.
pub(super) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}
