//! What docs/api.md says of endpoints, members, words and problems: made of the document, between
//! markers.

mod json;
mod kind;
mod members;

use std::fmt::Write as _;

use serde_json::{Map, Value};
use shared::operation::{
    ALL, CREATE_CALLBACK, CREATE_MONITOR, CREATE_REMOTE, DELETE_MONITOR, Method, Operation,
    REPLACE_CALLBACK, REPLACE_MONITOR, SET_CALLBACK_STATUS, SET_MONITOR_STATUS,
    VEHICLE_LAST_POSITION,
};

use super::texts::{self, RAW};
use crate::api::resource::table::RESOURCES;
use crate::api::resource::{Resource, ResourceKind};
use json::{flat, written};
use kind::kind;
use members::table;

/// Why an operation that changes something is not answered.
const NOT_YET: &str = "not yet: it changes something, and no command or notification needs it";
/// What the service asks for by itself.
const OF_CALLBACKS: [&Operation; 3] = [&CREATE_CALLBACK, &REPLACE_CALLBACK, &SET_CALLBACK_STATUS];
pub(super) const BY_ITSELF: &str = "made by the service itself, for commands and rules";
/// Most examples of one answer.
const MOST_EXAMPLES: usize = 2;
/// What is said of what a call has to have.
const REQUIRED: &str = "required";

/// The text with all that is generated in it written anew.
pub(super) fn rewritten(text: &str, document: &Value) -> String {
    let parts = [
        ("endpoints", endpoints(document)),
        ("members", members::sections(document)),
        ("words", words(document)),
        ("problems", problems(document)),
        ("operations", operations()),
    ];
    parts
        .into_iter()
        .fold(text.to_owned(), |text, (name, part)| {
            let begin = format!("<!-- generated: {name} -->\n");
            let end = format!("<!-- end of {name} -->");
            let (before, rest) = text
                .split_once(&begin)
                .unwrap_or_else(|| panic!("no {begin}"));
            let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("no {end}"));
            format!("{before}{begin}\n{}\n\n{end}{after}", part.trim())
        })
}

fn endpoints(document: &Value) -> String {
    let mut text = String::new();
    for tag in document["tags"].as_array().unwrap() {
        let name = tag["name"].as_str().unwrap();
        let _ = write!(text, "### {name}\n\n{}\n\n", said(tag));
        if name == RAW {
            let any = said(&document["paths"]["/api/v1/raw/user"]["get"]);
            let which = "Which parameters each takes is in `openapi.json`.";
            let _ = write!(text, "{any} {which}\n\n");
        }
        let paths = members_of(&document["paths"]);
        for (path, item) in paths.filter(|(path, _)| !path.contains("{slot}")) {
            for method in ["get", "post", "put", "delete"] {
                let operation = &item[method];
                if operation["tags"][0] != name {
                    continue;
                }
                match name {
                    RAW => {
                        let _ = writeln!(text, "- `GET {path}`");
                    }
                    _ => endpoint(&mut text, document, path, method, item),
                }
            }
        }
        let webhooks = members_of(&document["webhooks"]).map(|(_, item)| &item["post"]);
        webhooks
            .filter(|operation| operation["tags"][0] == name)
            .for_each(|operation| webhook(&mut text, operation));
        text.push('\n');
    }
    text
}

fn endpoint(text: &mut String, document: &Value, path: &str, method: &str, item: &Value) {
    let operation = &item[method];
    let _ = write!(
        text,
        "#### `{} {path}`\n\n{}. {}\n\n",
        method.to_uppercase(),
        operation["summary"].as_str().unwrap(),
        said(operation),
    );
    parameters(text, item, "query", "parameter");
    parameters(text, operation, "header", "header");
    if let Some((media_type, body)) = members_of(&operation["requestBody"]["content"]).next() {
        let schema = &body["schema"];
        if schema["properties"].is_object() {
            let _ = write!(text, "Takes, as `{media_type}`:\n\n");
            table(text, schema, REQUIRED);
        } else {
            let taken = format!(
                "Takes, as `{media_type}`: {}. {}",
                kind(schema),
                said(schema)
            );
            let _ = write!(text, "{}\n\n", taken.trim());
            examples(text, body);
        }
    }
    let mut refused = Vec::new();
    for (status, response) in members_of(&operation["responses"]) {
        let response = resolved(document, response);
        if status.starts_with(['4', '5']) {
            let lines = response["description"].as_str().unwrap().lines();
            let codes: Vec<_> = lines
                .filter_map(|it| it.strip_prefix("- ")?.split(':').next())
                .collect();
            refused.push(format!("{status} {}", codes.join(", ")));
            continue;
        }
        let Some((media_type, content)) = members_of(&response["content"]).next() else {
            let _ = write!(text, "{status}: {}\n\n", said(response));
            continue;
        };
        let _ = write!(
            text,
            "{status}: {} ({})\n\n",
            kind(&content["schema"]),
            media_type
        );
        // Of what fails in many ways, the first example shows the form.
        let named = members_of(&content["examples"]).map(|(_, it)| &it["value"]);
        let named = named.take(MOST_EXAMPLES);
        for example in content.get("example").into_iter().chain(named) {
            let _ = write!(text, "```json\n{}\n```\n\n", written(example));
        }
    }
    let _ = write!(text, "Problems: {}.\n\n", refused.join("; "));
}

/// What is sent to the owner's server.
fn webhook(text: &mut String, operation: &Value) {
    let summary = operation["summary"].as_str().unwrap();
    let _ = write!(text, "#### {summary}\n\n{}\n\n", said(operation));
    parameters(text, operation, "header", "header");
    let body = &operation["requestBody"]["content"]["application/json"];
    let _ = write!(text, "A `POST` of {}:\n\n", kind(&body["schema"]));
    examples(text, body);
    for (status, response) in members_of(&operation["responses"]) {
        let _ = writeln!(text, "- {status}: {}", said(response));
    }
    text.push('\n');
}

/// A table of the parameters that stand in one place.
fn parameters(text: &mut String, of: &Value, place: &str, title: &str) {
    let parameters = of["parameters"].as_array().into_iter().flatten();
    let parameters: Vec<_> = parameters.filter(|it| it["in"] == place).collect();
    if parameters.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "| {title} | type | what it does |\n| --- | --- | --- |"
    );
    for it in parameters {
        let name = it["name"].as_str().unwrap();
        let mut kind = kind(&it["schema"]);
        if it["required"] == true {
            let _ = write!(kind, ", {REQUIRED}");
        }
        let _ = writeln!(text, "| `{name}` | {} | {} |", cell(&kind), cell(&said(it)));
    }
    text.push('\n');
}

/// The examples of a request's body, each in a line.
fn examples(text: &mut String, body: &Value) {
    for (_, example) in members_of(&body["examples"]) {
        let _ = write!(text, "```json\n{}\n```\n\n", flat(&example["value"]));
    }
}

/// The words that a member may be.
fn words(document: &Value) -> String {
    let mut text = String::new();
    for (name, schema) in members_of(&document["components"]["schemas"]) {
        let Some((words, is_open)) = words_of(schema) else {
            continue;
        };
        let _ = write!(text, "### {name}\n\n{}\n\n", said(schema));
        if let Some(explained) = schema["oneOf"].as_array() {
            for word in explained {
                let _ = writeln!(text, "- {}: {}", kind(word), said(word));
            }
            text.push('\n');
            continue;
        }
        let listed: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
        let open = if is_open { "; or a later one" } else { "" };
        let listed = listed.join(", ");
        let _ = match words.len() {
            0..=40 => write!(text, "{listed}{open}.\n\n"),
            count => write!(
                text,
                "<details><summary>{count} words</summary>\n\n{listed}{open}.\n\n</details>\n\n"
            ),
        };
    }
    text
}

/// The words of a schema that is one of several, and whether it may be another; none of the codes,
/// which have a table of their own.
fn words_of(schema: &Value) -> Option<(Vec<&str>, bool)> {
    let open = &schema["anyOf"][0]["enum"];
    let reasons = schema["oneOf"].as_array();
    let reasons = reasons.filter(|reasons| reasons.iter().all(|it| it["const"].is_string()));
    if let Some(reasons) = reasons {
        return Some((
            reasons
                .iter()
                .filter_map(|it| it["const"].as_str())
                .collect(),
            false,
        ));
    }
    let list = open.as_array().or(schema["enum"].as_array())?;
    let words: Vec<_> = list.iter().filter_map(Value::as_str).collect();
    let are_codes = words.contains(&"not-logged-in");
    (!are_codes).then_some((words, open.is_array()))
}

fn problems(document: &Value) -> String {
    let schema = &document["components"]["schemas"]["ProblemCode"];
    let mut text = format!(
        "{}\n\n| code | status | what it says |\n| --- | --- | --- |\n",
        said(schema)
    );
    let codes = &schema["anyOf"][0]["enum"];
    for slug in codes
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        let code: shared::problem::Code = slug.parse().unwrap();
        let _ = writeln!(text, "| `{slug}` | {} | {} |", code.status(), code.title());
    }
    text
}

/// Where each operation of the manufacturer's is answered.
fn operations() -> String {
    let mut text = "| operation | answered at |\n| --- | --- |\n".to_owned();
    for row in ALL {
        let of_row =
            |it: &&Resource| it.operation == row && !matches!(it.kind, ResourceKind::Position);
        let of_position = |it: &&Resource| {
            *row == VEHICLE_LAST_POSITION && matches!(it.kind, ResourceKind::Position)
        };
        let resource = RESOURCES.iter().find(|it| of_row(it) || of_position(it));
        let answered = match (row.method, resource) {
            _ if *row == CREATE_REMOTE => format!("`POST {}`", texts::SEND.path),
            _ if *row == CREATE_MONITOR => format!("`POST {}`", texts::CREATE_RULE.path),
            _ if *row == REPLACE_MONITOR => format!("`PUT {}`", texts::REPLACE_RULE.path),
            _ if *row == DELETE_MONITOR => format!("`DELETE {}`", texts::DELETE_RULE.path),
            _ if *row == SET_MONITOR_STATUS => format!("`PUT {}`", texts::PAUSE_RULE.path),
            _ if OF_CALLBACKS.contains(&row) => BY_ITSELF.to_owned(),
            (Method::Get, Some(resource)) => format!("`GET {}`", resource.path),
            (Method::Get, None) => panic!("{} is answered nowhere", row.name),
            _ => NOT_YET.to_owned(),
        };
        let _ = writeln!(
            text,
            "| `{} {}` | {answered} |",
            row.method.as_str(),
            row.path
        );
    }
    text
}

fn said(it: &Value) -> String {
    it["description"].as_str().unwrap_or_default().to_owned()
}

/// A text as it stands in a table.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
        .replace("\n\n", " ")
        .replace('\n', " ")
}

/// What a reference to a component means.
fn resolved<'a>(document: &'a Value, it: &'a Value) -> &'a Value {
    let pointer = it["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
    pointer.map_or(it, |pointer| document.pointer(pointer).unwrap())
}

fn members_of(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}
