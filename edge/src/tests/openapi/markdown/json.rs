//! Examples as they are written: what fits into a line stands in one.

use serde_json::Value;

/// Most columns of an example.
const COLUMNS: usize = 100;

/// An example, in lines.
pub(super) fn written(value: &Value) -> String {
    at_depth(value, 0)
}

fn at_depth(value: &Value, depth: usize) -> String {
    let flat = flat(value);
    if flat.len() + 2 * depth <= COLUMNS && depth > 0 {
        return flat;
    }
    let indent = "  ".repeat(depth + 1);
    let lines: Vec<_> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| format!("{indent}\"{name}\": {}", at_depth(value, depth + 1)))
            .collect(),
        Value::Array(list) => list
            .iter()
            .map(|value| format!("{indent}{}", at_depth(value, depth + 1)))
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

/// An example, in one line.
pub(super) fn flat(value: &Value) -> String {
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
