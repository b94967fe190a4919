//! The parameters as the description of the API has them: type, bounds, and what they do.

use serde_json::{Value, json};

use super::number_range::MAX_DIGITS;
use super::text::MAX_LANGUAGE;
use super::time::{MAX_INTERVALS, MAX_LENGTH};
use super::{COUNTRY, LOCALE, NumberRange, Parameter, TOLERANCE};
use crate::api::list::cursor::{self, CURSOR, MAX_ITEM};
use crate::api::resource::Resource;
use crate::api::resource::definition::{LIMIT, OFFSET};

/// The query parameters of a resource.
pub fn parameters(resource: &Resource) -> Vec<Value> {
    let own = resource.parameters.iter();
    let mut parameters: Vec<_> = own.flat_map(Parameter::described).collect();
    if resource.takes_limit() {
        let schema = json!({"type": "integer", "minimum": 1, "maximum": resource.page_size});
        let text = "At most so many items on a page. Without it the manufacturer decides.";
        parameters.push(query(LIMIT, text, &schema, json!(1)));
    }
    if resource.takes_offset() {
        let schema = json!({"type": "integer", "minimum": 0, "maximum": MAX_ITEM});
        let text = "Leaves out so many items at the beginning.";
        parameters.push(query(OFFSET, text, &schema, json!(1)));
    }
    if resource.page_size > 0 {
        let schema = json!({"type": "string", "minLength": 1, "maxLength": cursor::MAX_LENGTH});
        let text = "The `next` of the page before, with no other parameter beside it: a cursor \
                    keeps what the list was narrowed by. Opaque, and good for its own list only.";
        let mut parameter = query(CURSOR, text, &schema, Value::Null);
        if let Some(members) = parameter.as_object_mut() {
            members.remove("example");
        }
        parameters.push(parameter);
    }
    parameters
}

impl Parameter {
    fn described(&self) -> Vec<Value> {
        match self {
            Self::Time => times(),
            Self::NumberRange(range) => range.described(),
            Self::Choice(choice) => {
                let words: Vec<_> = choice.words.iter().map(|(word, _)| *word).collect();
                let text = about(choice.name, &words);
                vec![match words.as_slice() {
                    [only] => {
                        let schema = json!({"type": "string", "enum": [only]});
                        query(choice.name, text, &schema, json!(only))
                    }
                    _ => {
                        let item = json!({"type": "string", "enum": words});
                        let schema = json!({"type": "array", "items": item, "minItems": 1, "uniqueItems": true});
                        list(choice.name, text, &schema, json!([words[0]]))
                    }
                }]
            }
            Self::Text(it) if it.name == COUNTRY.name => {
                let schema = json!({"type": "string", "enum": ["CL", "BR", "AR"]});
                let text = "Whose call centre is wanted. The manufacturer knows those of these \
                            countries, and tells them only to services that have the right to it.";
                vec![query(it.name, text, &schema, json!("BR"))]
            }
            Self::Text(it) => {
                assert_eq!(it.name, LOCALE.name, "a text without a description");
                let part = "[A-Za-z0-9]{1,8}";
                let schema = json!({
                    "type": "string",
                    "maxLength": MAX_LANGUAGE,
                    "pattern": format!("^{part}(-{part})*$"),
                });
                vec![query(
                    it.name,
                    "The language of texts.",
                    &schema,
                    json!("pt-BR"),
                )]
            }
            Self::Flag(flag) => {
                let text = "Only what still holds (true), or only what is over (false).";
                vec![query(
                    flag.name,
                    text,
                    &json!({"type": "boolean"}),
                    json!(true),
                )]
            }
        }
    }
}

fn times() -> Vec<Value> {
    let time = json!({"type": "string", "format": "date-time", "maxLength": MAX_LENGTH});
    let interval = json!({
        "type": "array",
        "items": {"type": "string", "pattern": "^[-+:./0-9A-Za-z]*/[-+:./0-9A-Za-z]*$"},
        "minItems": 1,
        "maxItems": MAX_INTERVALS,
    });
    vec![
        query(
            "from",
            "What was at this point in time or after it. A `+` is written `%2B` in an address.",
            &time,
            json!("2026-03-01T08:15:30Z"),
        ),
        query(
            "to",
            "What was at this point in time or before it; not before `from`.",
            &time,
            json!("2026-03-02T08:15:30Z"),
        ),
        list(
            "interval",
            "Intervals of ISO 8601, in place of `from` and `to`: `T1/T2`, `T1/PT2H`, `T1/`, \
             `/T2`, and repeated ones, `R5/T1/PT2H/P1D` (five times, every day).",
            &interval,
            json!(["2026-03-01T08:15:30Z/PT2H"]),
        ),
    ]
}

impl NumberRange {
    fn described(&self) -> Vec<Value> {
        let kind = if self.decimals == 0 {
            "integer"
        } else {
            "number"
        };
        // `multipleOf` would have validators refuse 0.3, which is no multiple of 0.1 in doubles.
        let decimals = match self.decimals {
            0 => "",
            1 => " At most one decimal.",
            _ => " At most three decimals.",
        };
        let most: u64 = (0..MAX_DIGITS).fold(0, |most, _| most * 10 + 9);
        let schema = json!({"type": kind, "minimum": 0, "maximum": most});
        let described = |name: &&str| {
            let text = match name.get(..3) {
                _ if self.names == TOLERANCE.names => {
                    "Leaves out points that are no farther than this from the line between the \
                     others."
                }
                Some("min") => "At least so much.",
                _ => "At most so much, and no less than the least.",
            };
            query(name, &format!("{text}{decimals}"), &schema, json!(1))
        };
        self.names.iter().map(described).collect()
    }
}

/// What a choice does, by its name.
fn about(name: &str, words: &[&str]) -> &'static str {
    match name {
        "accounts" => {
            "The cars of every account that is logged in, where the path names none. Each car \
             then has its `account`, and `accounts` lists them all. It is the first page of each \
             account; the next is asked for by account."
        }
        "include" if words.contains(&"position") => "What of each moment is sent along.",
        "include" if words.contains(&"status") => {
            "What of each car is sent along. With `status`, `limit` is 20 at most and 20 without \
             one; with `accounts=all`, for 1 to 8 accounts, at most 20, 10, 6, 4, 3, 2, 1 and 1."
        }
        "include" => "What of the car is sent along, at the cost of nothing but time.",
        "type" if words.contains(&"trigger") => "Which kinds of report are wanted.",
        "type" => "Which groups of each moment are wanted. `vehicle` is all but the first two.",
        "types" => "Which kinds of callback are wanted.",
        "states" => {
            "Which trips are wanted. `Unstarted`: the beginning is missing. `DataLacking`: \
             something on the way is. `Unfinished`: the end is."
        }
        _ => panic!("{name} has no description"),
    }
}

fn query(name: &str, description: &str, schema: &Value, example: Value) -> Value {
    json!({
        "name": name,
        "in": "query",
        "description": description,
        "schema": schema,
        "example": example,
    })
}

/// A list with commas between its elements.
fn list(name: &str, description: &str, schema: &Value, example: Value) -> Value {
    let mut list = query(name, description, schema, example);
    list["style"] = Value::from("form");
    list["explode"] = Value::from(false);
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::parameter::query::Query;
    use crate::api::resource::table::RESOURCES;

    /// How a value is written in a query.
    fn written(value: &Value) -> String {
        match value {
            Value::String(text) => text.clone(),
            Value::Array(list) => list.iter().map(written).collect::<Vec<_>>().join(","),
            other => other.to_string(),
        }
    }

    #[test]
    fn every_parameter_is_described_with_an_example_that_is_taken() {
        for resource in RESOURCES {
            let described = parameters(resource);
            let names: Vec<_> = described
                .iter()
                .map(|it| it["name"].as_str().unwrap())
                .collect();
            let mut expected = resource.parameter_names();
            expected.extend((resource.page_size > 0).then_some(CURSOR));
            assert_eq!(names, expected, "{}", resource.path);
            for (name, parameter) in names.iter().zip(&described) {
                let query = format!("{name}={}", written(&parameter["example"]));
                let query = Query::read(&query, &expected).unwrap();
                for kind in resource.parameters {
                    assert!(kind.upstream_pairs(&query).is_ok(), "{name}");
                    assert!(kind.flag(&query).is_ok(), "{name}");
                }
            }
        }
    }

    #[test]
    fn every_bound_that_is_described_holds() {
        for resource in RESOURCES {
            for parameter in parameters(resource) {
                let (name, schema) = (parameter["name"].as_str().unwrap(), &parameter["schema"]);
                let is_taken = |value: &str| {
                    let query = form_urlencoded::Serializer::new(String::new())
                        .append_pair(name, value)
                        .finish();
                    let query = Query::read(&query, &[name]).unwrap();
                    let kinds = resource.parameters.iter();
                    let mut kinds = kinds.filter(|kind| kind.names().contains(&name));
                    kinds.all(|kind| {
                        kind.upstream_pairs(&query).is_ok() && kind.flag(&query).is_ok()
                    })
                };
                if [LIMIT, OFFSET, CURSOR].contains(&name) {
                    continue;
                }
                if let Some(most) = schema["maximum"].as_u64() {
                    assert!(is_taken(&most.to_string()), "{name}");
                    assert!(!is_taken(&(most + 1).to_string()), "{name}");
                    assert!(!is_taken("-1"), "{name}");
                }
                let words = schema["items"]["enum"].as_array();
                for word in words.or(schema["enum"].as_array()).into_iter().flatten() {
                    assert!(is_taken(word.as_str().unwrap()), "{name} {word}");
                }
                for (least, most) in [("minLength", "maxLength"), ("minItems", "maxItems")] {
                    let time = "/2026-03-01T08:15:30Z";
                    let Some(most) = schema[most].as_u64().filter(|_| name != "limit") else {
                        continue;
                    };
                    let many = |count: u64| match (least, name) {
                        ("minItems", _) => vec![time; count as usize].join(","),
                        (_, "locale") => {
                            let text = "abcdefgh-".repeat(4);
                            text.chars().take(count as usize).collect()
                        }
                        _ => format!("2026-03-01T08:00:00.{:0>1$}+00:00", 0, count as usize - 26),
                    };
                    assert!(is_taken(&many(most)), "{name}: {}", many(most));
                    assert!(!is_taken(&many(most + 1)), "{name}");
                }
            }
        }
    }
}
