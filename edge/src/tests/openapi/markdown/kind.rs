//! The type of what a schema describes, in words.

use serde_json::Value;

use crate::tests::openapi::texts;

/// The type, with its unit, its bounds and its form.
pub(super) fn kind(schema: &Value) -> String {
    let schema = schema.get("x-words").unwrap_or(schema);
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return format!("[{name}](#{})", anchor(name));
    }
    if let Some(word) = schema.get("const") {
        return code(word);
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().map(code).collect::<Vec<_>>().join(", ");
    }
    for branches in ["anyOf", "oneOf"] {
        if let Some(branches) = schema[branches].as_array() {
            let mut kinds: Vec<_> = branches.iter().map(kind).collect();
            kinds.dedup();
            return kinds.join(" or ");
        }
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let part = |part: &Value| match part["properties"].is_object() {
            true => "more".to_owned(),
            false => kind(part),
        };
        return parts.iter().map(part).collect::<Vec<_>>().join(" with ");
    }
    let unit = schema["x-unit"].as_str().map(str::to_owned);
    let facts = [Some(name(schema)), unit].into_iter().chain(bounds(schema));
    facts.flatten().collect::<Vec<_>>().join(", ")
}

/// The type alone.
fn name(schema: &Value) -> String {
    if let Some(types) = schema["type"].as_array() {
        let types: Vec<_> = types.iter().filter_map(Value::as_str).collect();
        return types.join(" or ");
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("array"), _) => format!("list of {}", kind(&schema["items"])),
        (Some("object"), _) if schema["additionalProperties"].is_object() => {
            format!("by name, {}", kind(&schema["additionalProperties"]))
        }
        (_, Some("date-time")) => "time".to_owned(),
        (name, _) => name.unwrap_or("anything").to_owned(),
    }
}

/// The bounds of a value, and the form of a text.
fn bounds(schema: &Value) -> [Option<String>; 4] {
    let span = |least: &str, most: &str, of: &str| match (schema.get(least), schema.get(most)) {
        (None, None) => None,
        (Some(least), None) => Some(format!("{least} or more{of}")),
        (None, Some(most)) => Some(format!("up to {most}{of}")),
        (Some(least), Some(most)) if least == most && *most == 1 => {
            Some(format!("1{}", of.trim_end_matches('s')))
        }
        (Some(least), Some(most)) if least == most => Some(format!("{most}{of}")),
        (Some(least), Some(most)) => Some(format!("{least} to {most}{of}")),
    };
    let pattern = schema["pattern"].as_str();
    [
        span("minimum", "maximum", ""),
        span("minLength", "maxLength", " characters"),
        span("minItems", "maxItems", " items"),
        pattern.map(|pattern| format!("as `{pattern}`")),
    ]
}

fn code(word: &Value) -> String {
    match word.as_str() {
        Some(word) => format!("`{word}`"),
        None => format!("`{word}`"),
    }
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_type_is_told_with_its_bounds_and_its_form() {
        for (schema, said) in [
            (json!({"type": "string"}), "string"),
            (
                json!({"type": "string", "minLength": 1, "maxLength": 80}),
                "string, 1 to 80 characters",
            ),
            (
                json!({"type": "string", "minLength": 43, "maxLength": 43}),
                "string, 43 characters",
            ),
            (
                json!({"type": "string", "pattern": "^[a-z]+$"}),
                "string, as `^[a-z]+$`",
            ),
            (
                json!({"type": "string", "format": "date-time", "maxLength": 40}),
                "time, up to 40 characters",
            ),
            (
                json!({"type": "number", "x-unit": "deg", "minimum": -90, "maximum": 90}),
                "number, deg, -90 to 90",
            ),
            (
                json!({"type": "integer", "minimum": 0}),
                "integer, 0 or more",
            ),
            (
                json!({"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 5}),
                "list of string, 1 to 5 items",
            ),
            (
                json!({"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 1}),
                "list of string, 1 item",
            ),
            (json!({"type": "boolean", "const": true}), "`true`"),
            (json!({"type": "string", "enum": ["a", "b"]}), "`a`, `b`"),
            (
                json!({"oneOf": [{"type": "object"}, {"type": "object"}]}),
                "object",
            ),
            (
                json!({"allOf": [
                    {"$ref": "#/components/schemas/Rule"},
                    {"type": "object", "properties": {}},
                ]}),
                "[Rule](#rule) with more",
            ),
        ] {
            assert_eq!(kind(&schema), said);
        }
    }
}
