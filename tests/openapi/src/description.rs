//! Whether an answer is one that the description allows: by its path, method, status and media type,
//! and, where it is JSON, by its schema. Of what a schema names no other member may be there, though
//! clients are told to expect more.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// The folders that the description is of. Anything else is a file of the web app.
const FOLDERS: [&str; 6] = ["api", "auth", "health", "hooks", "problems", ".well-known"];
/// The media type of a problem.
const PROBLEM: &str = "application/problem+json";
/// Where notifications come to.
const HOOKS: &str = "/hooks/v1/";
/// What the description has no operation for is answered with one of these.
const NOWHERE: [u64; 7] = [400, 403, 404, 405, 414, 431, 500];

/// The description.
#[derive(Debug)]
pub struct Description {
    paths: Map<String, Value>,
    components: Value,
    /// Those that were needed, by the schema they check.
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

/// An answer, as far as the description speaks of it.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The method of the request.
    pub method: &'a str,
    /// The path of the request, without a query.
    pub path: &'a str,
    /// The status.
    pub status: u16,
    /// The `Content-Type`, if there is one.
    pub media_type: Option<&'a str>,
    /// The body.
    pub body: &'a [u8],
}

impl Description {
    /// Reads the document. Fails where it is none.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        let mut document: Value = serde_json::from_str(text)?;
        close(&mut document);
        let mut take = |name: &str| document.get_mut(name).map(Value::take).unwrap_or_default();
        let components = take("components");
        let paths = serde_json::from_value(take("paths"))?;
        Ok(Self {
            paths,
            components,
            validators: Mutex::default(),
        })
    }

    /// Whether an answer is one that may be. Fails with what is wrong with it.
    pub fn check(&self, answer: &Answer<'_>) -> Result<(), String> {
        let folder = answer.path.split('/').nth(1).unwrap_or_default();
        if answer.method == "OPTIONS" || !FOLDERS.contains(&folder) {
            return Ok(());
        }
        let found = self
            .responses(answer)
            .and_then(|it| it.get(answer.status.to_string()));
        let wrong = |what: &str| {
            let Answer {
                method,
                path,
                status,
                ..
            } = answer;
            Err(format!(
                "{method} {path} was answered with {status}: {what}"
            ))
        };
        let Some(response) = found else {
            let is_problem = media_type(answer) == Some(PROBLEM) || answer.method == "HEAD";
            let is_nowhere = self.responses(answer).is_none() || answer.status == 405;
            return match is_nowhere && is_problem && NOWHERE.contains(&answer.status.into()) {
                true => Ok(()),
                false => wrong("the description has no such answer"),
            };
        };
        if answer.method == "HEAD" {
            return Ok(());
        }
        let response = self.resolved(response);
        let content = response.get("content").and_then(Value::as_object);
        match (content, media_type(answer)) {
            (None, _) if answer.body.is_empty() => Ok(()),
            (None, _) => wrong("the description has no body there"),
            (Some(content), media_type) => {
                let described = media_type.and_then(|it| content.get(it));
                let Some(described) = described else {
                    return wrong(&format!("{media_type:?} is none of its media types"));
                };
                if !media_type.is_some_and(|it| it.ends_with("json")) {
                    return Ok(());
                }
                let Ok(body) = serde_json::from_slice(answer.body) else {
                    return wrong("the body is no JSON");
                };
                match self.flaws(&described["schema"], &body) {
                    flaws if flaws.is_empty() => Ok(()),
                    flaws => wrong(&format!("{}\n{body:#}", flaws.join("\n"))),
                }
            }
        }
    }

    /// What of a document its schema does not allow; `name` is that of a schema.
    pub fn flaws_of(&self, name: &str, document: &Value) -> Vec<String> {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        self.flaws(&schema, document)
    }

    fn flaws(&self, schema: &Value, document: &Value) -> Vec<String> {
        let validator = self.validator(schema);
        match validator.as_deref() {
            Ok(validator) => validator
                .iter_errors(document)
                .map(|flaw| format!("{}: {flaw}", flaw.instance_path()))
                .collect(),
            Err(error) => vec![error.clone()],
        }
    }

    fn validator(&self, schema: &Value) -> Result<Arc<Validator>, String> {
        let key = schema.to_string();
        let mut validators = self
            .validators
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = validators.get(&key) {
            return Ok(Arc::clone(known));
        }
        let root = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [schema],
            "unevaluatedProperties": false,
            "components": self.components,
        });
        let built = jsonschema::options()
            .should_validate_formats(true)
            .build(&root);
        let built = Arc::new(built.map_err(|error| error.to_string())?);
        validators.insert(key, Arc::clone(&built));
        Ok(built)
    }

    /// The responses of the operation that a request is for.
    fn responses(&self, answer: &Answer<'_>) -> Option<&Value> {
        let method = answer.method.to_ascii_lowercase();
        let fits = |template: &str| {
            // An address that was cut or added to is answered like a whole one.
            if template.starts_with(HOOKS) && answer.path.starts_with(HOOKS) {
                return true;
            }
            let (mut places, mut segments) = (template.split('/'), answer.path.split('/'));
            loop {
                match (places.next(), segments.next()) {
                    (None, None) => return true,
                    (Some(place), Some(segment)) if place == segment => {}
                    (Some(place), Some(segment))
                        if place.starts_with('{') && !segment.is_empty() => {}
                    _ => return false,
                }
            }
        };
        let found = self.paths.iter().filter(|(template, _)| fits(template));
        // Of several the one with the fewest places is meant.
        let (_, item) = found.min_by_key(|(template, _)| template.matches('{').count())?;
        item.get(method)?.get("responses")
    }

    /// What a reference to a component means.
    fn resolved<'a>(&'a self, it: &'a Value) -> &'a Value {
        let reference = it.get("$ref").and_then(Value::as_str);
        let pointer = reference.and_then(|it| it.strip_prefix("#/components"));
        let found = pointer.and_then(|pointer| self.components.pointer(pointer));
        found.unwrap_or(it)
    }
}

/// The media type of an answer without its parameters.
fn media_type<'a>(answer: &Answer<'a>) -> Option<&'a str> {
    answer.media_type?.split(';').next().map(str::trim)
}

/// Has every member and element allow nothing that its schema does not name. The branches of one
/// schema speak of the same thing, and stay open.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            for (name, inside) in members {
                match (name.as_str(), inside) {
                    ("properties", Value::Object(properties)) => {
                        properties.values_mut().for_each(close_here);
                    }
                    ("items" | "additionalProperties", inside @ Value::Object(_)) => {
                        close_here(inside);
                    }
                    // What they have in them is no schema.
                    ("example" | "examples", _) => {}
                    (_, inside) => close(inside),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

fn close_here(schema: &mut Value) {
    close(schema);
    if let Value::Object(members) = schema {
        members.insert("unevaluatedProperties".to_owned(), Value::Bool(false));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = r##"{
        "paths": {
            "/api/cars": {"get": {"responses": {"200": {"$ref": "#/components/responses/cars"}}}},
            "/api/cars/{id}": {"get": {"responses": {"204": {"description": "nothing"}}}}
        },
        "components": {
            "responses": {"cars": {"content": {"application/json": {"schema": {
                "type": "object",
                "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Car"}}},
                "required": ["items"]
            }}}}},
            "schemas": {
                "Car": {"allOf": [{"$ref": "#/components/schemas/Thing"}, {"properties": {"at": {
                    "type": "string", "format": "date-time"
                }}}]},
                "Thing": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
            }
        }
    }"##;

    fn check(method: &str, path: &str, status: u16, media_type: &str, body: &str) -> bool {
        let media_type = Some(media_type).filter(|it| !it.is_empty());
        let body = body.as_bytes();
        let answer = Answer {
            method,
            path,
            status,
            media_type,
            body,
        };
        Description::read(DOCUMENT).unwrap().check(&answer).is_ok()
    }

    #[test]
    fn an_answer_is_allowed_as_it_is_described_and_not_otherwise() {
        let json = "application/json; charset=utf-8";
        let cars = |body| check("GET", "/api/cars", 200, json, body);
        assert!(cars(r#"{"items": []}"#));
        assert!(cars(
            r#"{"items": [{"id": "a", "at": "2026-03-01T08:15:30Z"}]}"#
        ));
        for body in [
            "",
            "{}",
            "[]",
            r#"{"items": [], "more": 1}"#,
            r#"{"items": [{}]}"#,
            r#"{"items": [{"id": 1}]}"#,
            r#"{"items": [{"id": "a", "more": 1}]}"#,
            r#"{"items": [{"id": "a", "at": "yesterday"}]}"#,
        ] {
            assert!(!cars(body), "{body}");
        }
        assert!(!check(
            "GET",
            "/api/cars",
            200,
            "text/plain",
            r#"{"items": []}"#
        ));
        assert!(!check("GET", "/api/cars", 201, json, r#"{"items": []}"#));
        assert!(check("GET", "/api/cars/a", 204, "", ""));
        assert!(!check("GET", "/api/cars/a", 204, "", "more"));
    }

    #[test]
    fn what_is_nowhere_is_answered_with_a_problem() {
        assert!(check("GET", "/api/other", 404, PROBLEM, "{}"));
        assert!(check("POST", "/api/cars", 405, PROBLEM, "{}"));
        assert!(!check("GET", "/api/other", 404, "text/html", ""));
        assert!(!check("GET", "/api/other", 200, PROBLEM, "{}"));
        assert!(!check("GET", "/api/cars", 404, PROBLEM, "{}"));
        assert!(check("GET", "/app.js", 200, "text/javascript", "alert(1)"));
    }
}
