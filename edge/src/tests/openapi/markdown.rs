//! What docs/api.md says of endpoints, members, words and problems: made of the document, between
//! markers.

use std::fmt::Write as _;

use serde_json::{Map, Value};
use shared::operation::{
    ALL, CREATE_MONITOR, CREATE_REMOTE, DELETE_MONITOR, Method, REPLACE_MONITOR,
    SET_MONITOR_STATUS, VEHICLE_LAST_POSITION,
};

use super::texts::{self, RAW};
use crate::api::resource::table::RESOURCES;
use crate::api::resource::{Resource, ResourceKind};

/// Why an operation that changes something is not answered.
const NOT_YET: &str = "not yet: it changes something, and no command or notification needs it";
/// Most examples of one answer.
const MOST_EXAMPLES: usize = 2;
/// Most columns of an example.
const COLUMNS: usize = 100;

/// The text with all that is generated in it written anew.
pub(super) fn rewritten(text: &str, document: &Value) -> String {
    let parts = [
        ("endpoints", endpoints(document)),
        ("members", members(document)),
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
    if let Some((media_type, body)) = members_of(&operation["requestBody"]["content"]).next() {
        let schema = &body["schema"];
        let _ = match schema["properties"].is_object() {
            true => write!(text, "Takes, as `{media_type}`:\n\n"),
            false => write!(text, "Takes, as `{media_type}`: {}\n\n", kind(schema)),
        };
        match schema["properties"].is_object() {
            true => table(text, schema),
            false => examples(text, body),
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
            let _ = write!(text, "```json\n{}\n```\n\n", written(example, 0));
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
        let _ = writeln!(
            text,
            "| `{name}` | {} | {} |",
            kind(&it["schema"]),
            cell(&said(it))
        );
    }
    text.push('\n');
}

/// The examples of a request's body, each in a line.
fn examples(text: &mut String, body: &Value) {
    for (_, example) in members_of(&body["examples"]) {
        let _ = write!(text, "```json\n{}\n```\n\n", flat(&example["value"]));
    }
}

/// A table of the members of every schema that has some.
fn members(document: &Value) -> String {
    let mut text = String::new();
    for (name, schema) in members_of(&document["components"]["schemas"]) {
        let branches = ["allOf", "oneOf"].map(|name| schema[name].as_array());
        let own = branches.into_iter().flatten().flatten().chain([schema]);
        let own: Vec<_> = own.filter(|it| it["properties"].is_object()).collect();
        let is_one_of = own.len() > 1 && schema["oneOf"].is_array();
        let is_choice = schema["anyOf"].is_array() || schema["oneOf"][0]["$ref"].is_string();
        let is_choice = is_choice && words_of(schema).is_none() && name != "ProblemCode";
        if own.is_empty() && !is_choice {
            continue;
        }
        let _ = write!(text, "### {name}\n\n{}\n\n", said(schema));
        let bases = schema["allOf"].as_array().into_iter().flatten();
        let bases = bases
            .filter(|it| it["$ref"].is_string())
            .map(kind)
            .collect::<Vec<_>>();
        if is_choice {
            let _ = write!(text, "Either {}.\n\n", kind(schema));
        }
        if !bases.is_empty() {
            let _ = write!(
                text,
                "It has the members of {}, and:\n\n",
                bases.join(" and ")
            );
        }
        if is_one_of {
            text.push_str("It is one of these:\n\n");
        }
        own.iter().for_each(|schema| table(&mut text, schema));
    }
    text
}

fn table(text: &mut String, schema: &Value) {
    text.push_str("| member | type | what it is |\n| --- | --- | --- |\n");
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    for (name, member) in members_of(&schema["properties"]) {
        let always = if required.contains(&Value::from(name.as_str())) {
            ", always there"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "| `{name}` | {}{always} | {} |",
            kind(member),
            cell(&said(member))
        );
    }
    text.push('\n');
}

/// The words that a member may be.
fn words(document: &Value) -> String {
    let mut text = String::new();
    for (name, schema) in members_of(&document["components"]["schemas"]) {
        let Some((words, is_open)) = words_of(schema) else {
            continue;
        };
        let listed: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
        let open = if is_open { "; or a later one" } else { "" };
        let _ = write!(text, "### {name}\n\n{}\n\n", said(schema));
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
    let mut text = "| code | status | what it says |\n| --- | --- | --- |\n".to_owned();
    let codes = &document["components"]["schemas"]["ProblemCode"]["anyOf"][0]["enum"];
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

/// Where the section of a schema begins. The groups of endpoints stand before, so what is called like
/// one of them is the second of its name.
fn anchor(schema: &str) -> String {
    let name = schema.to_lowercase();
    match schema {
        "ProblemCode" => "errors".to_owned(),
        _ if texts::TAGS.iter().any(|(tag, _)| *tag == schema) => format!("{name}-1"),
        _ => name,
    }
}

/// The type of what a schema describes, in words.
fn kind(schema: &Value) -> String {
    let schema = schema.get("x-words").unwrap_or(schema);
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return format!("[{name}](#{})", anchor(name));
    }
    for (branches, word) in [("anyOf", " or "), ("allOf", " with "), ("oneOf", " or ")] {
        if let Some(branches) = schema[branches].as_array() {
            return branches.iter().map(kind).collect::<Vec<_>>().join(word);
        }
    }
    if let Some(types) = schema["type"].as_array() {
        let types: Vec<_> = types.iter().filter_map(Value::as_str).collect();
        return types.join(" or ");
    }
    if let Some(words) = schema["enum"].as_array() {
        let words: Vec<_> = words
            .iter()
            .map(|word| format!("`{}`", word.as_str().unwrap()))
            .collect();
        return words.join(", ");
    }
    let name = schema["type"].as_str().unwrap_or("anything");
    let bounds = match (schema.get("minimum"), schema.get("maximum")) {
        (Some(least), Some(most)) => format!(", {least} to {most}"),
        _ => String::new(),
    };
    match (name, schema["format"].as_str(), schema["x-unit"].as_str()) {
        ("array", ..) => {
            let items = kind(&schema["items"]);
            let most = schema["maxItems"].as_u64().filter(|most| *most > 1);
            most.map_or(format!("list of {items}"), |most| {
                format!("list of {items}, {most} at most")
            })
        }
        ("object", ..) if schema["additionalProperties"].is_object() => {
            format!("by name, {}", kind(&schema["additionalProperties"]))
        }
        ("object", ..) => {
            let members = members_of(&schema["properties"]);
            let members: Vec<_> = members
                .map(|(name, member)| format!("`{name}`: {}", kind(member)))
                .collect();
            match &*members {
                [] => "object".to_owned(),
                [member] => member.clone(),
                members => format!("({})", members.join("; ")),
            }
        }
        (_, Some("date-time"), _) => "time".to_owned(),
        (_, _, Some(unit)) => format!("{name}, {unit}{bounds}"),
        _ => format!("{name}{bounds}"),
    }
}

fn said(it: &Value) -> String {
    it["description"].as_str().unwrap_or_default().to_owned()
}

/// A text as it stands in a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
        .replace("\n\n", " ")
        .replace('\n', " ")
}

/// An example: what fits into a line stands in one.
fn written(value: &Value, depth: usize) -> String {
    let flat = flat(value);
    if flat.len() + 2 * depth <= COLUMNS && depth > 0 {
        return flat;
    }
    let indent = "  ".repeat(depth + 1);
    let lines: Vec<_> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| format!("{indent}\"{name}\": {}", written(value, depth + 1)))
            .collect(),
        Value::Array(list) => list
            .iter()
            .map(|value| format!("{indent}{}", written(value, depth + 1)))
            .collect(),
        _ => return flat,
    };
    let (open, close) = if value.is_object() {
        ('{', '}')
    } else {
        ('[', ']')
    };
    format!(
        "{open}\n{}\n{}{close}",
        lines.join(",\n"),
        "  ".repeat(depth)
    )
}

fn flat(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| format!("\"{name}\": {}", flat(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(list) => {
            format!("[{}]", list.iter().map(flat).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// What a reference to a component means.
fn resolved<'a>(document: &'a Value, it: &'a Value) -> &'a Value {
    let pointer = it["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
    pointer.map_or(it, |pointer| document.pointer(pointer).unwrap())
}

fn members_of(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}
