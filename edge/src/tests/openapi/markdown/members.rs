//! The members of what schemas describe, a row each. What is inside a member that has no schema of its
//! own stands in rows behind it, by its path: `programs[].endTime`.

use std::fmt::Write as _;

use serde_json::Value;

use super::kind::kind;
use super::{cell, members_of, said, words_of};

/// What is said of a member that an answer never lacks.
const ALWAYS: &str = "always there";

/// A section for every schema but words, which have one elsewhere.
pub(super) fn sections(document: &Value) -> String {
    let mut text = String::new();
    for (name, schema) in members_of(&document["components"]["schemas"]) {
        if words_of(schema).is_some() || name == "ProblemCode" {
            continue;
        }
        let _ = write!(text, "### {name}\n\n{}\n\n", said(schema));
        let parts = schema["allOf"].as_array().into_iter().flatten();
        let (bases, parts): (Vec<_>, Vec<_>) = parts.partition(|it| it["$ref"].is_string());
        if !bases.is_empty() {
            let bases: Vec<_> = bases.into_iter().map(kind).collect();
            let bases = bases.join(" and ");
            let _ = write!(text, "It has the members of {bases}, and:\n\n");
        }
        for part in parts.into_iter().chain([schema]) {
            table(&mut text, part, ALWAYS);
        }
        choice(&mut text, schema);
    }
    text
}

/// What a schema is one of.
fn choice(text: &mut String, schema: &Value) {
    let forms = forms(schema);
    if forms.is_empty() {
        return;
    }
    if forms.iter().all(|form| form["$ref"].is_string()) {
        let _ = write!(text, "Either {}.\n\n", kind(schema));
        return;
    }
    text.push_str("It is one of these:\n\n");
    for form in forms {
        let name = form.get("$ref").map(|_| format!("{}.", kind(form)));
        let about = [name.unwrap_or_default(), said(form)].join(" ");
        if !about.trim().is_empty() {
            let _ = write!(text, "{}\n\n", about.trim());
        }
        table(text, form, ALWAYS);
    }
}

fn forms(schema: &Value) -> Vec<&Value> {
    let branches = ["anyOf", "oneOf"].map(|name| schema[name].as_array());
    branches.into_iter().flatten().flatten().collect()
}

/// A table of the members of a schema that has some. `required` is the word for what has to be there.
pub(super) fn table(text: &mut String, schema: &Value, required: &str) {
    if schema["properties"].is_object() {
        text.push_str("| member | type | what it is |\n| --- | --- | --- |\n");
        rows(text, schema, "", required);
        text.push('\n');
    }
}

fn rows(text: &mut String, schema: &Value, before: &str, required: &str) {
    let names = schema["required"].as_array().cloned().unwrap_or_default();
    for (name, member) in members_of(&schema["properties"]) {
        let mut kind = kind(member);
        if names.contains(&Value::from(name.as_str())) {
            let _ = write!(kind, ", {required}");
        }
        let path = format!("{before}{name}");
        let about = [said(member), said(&member["items"])].join(" ");
        row(text, &path, &kind, about.trim());
        inside(text, member, &path, required);
    }
}

/// The rows of what is inside a member.
fn inside(text: &mut String, member: &Value, path: &str, required: &str) {
    let (schema, path) = match &member["items"] {
        Value::Null => (member, path.to_owned()),
        items => (items, format!("{path}[]")),
    };
    let parts = schema["allOf"].as_array().into_iter().flatten();
    for part in parts.chain([schema]) {
        rows(text, part, &format!("{path}."), required);
    }
    let forms = forms(schema).into_iter();
    let objects = forms.filter(|form| form["properties"].is_object());
    for (nth, form) in objects.enumerate() {
        let which = if nth == 0 { "Either:" } else { "Or:" };
        row(text, &path, &kind(form), which);
        rows(text, form, &format!("{path}."), required);
    }
}

fn row(text: &mut String, path: &str, kind: &str, about: &str) {
    let _ = writeln!(text, "| `{path}` | {} | {} |", cell(kind), cell(about));
}
