//! What a car can do.
//!
//! The manufacturer documents two forms of the commands that a car takes. In its specification each
//! command has a member with its scope and its `parameters`; in its page on enrolment the scopes
//! are a list, `operation`, and the commands are in `details`, with the parameters beside whether
//! they are supported.

use serde::Serialize;
use serde_json::{Map, Value};

use super::lenient::{FromJson, find};
use super::table::{Kind, Row, elements, noted, part, read};
use super::unread::Unread;
use crate::value::Number;

/// What a car can do, as it is answered: `data`, the scopes that cover what it reports;
/// `remotes`, the names of the commands that it takes; and `details`, by name, of those and of the
/// commands that it does not take.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Capabilities(Map<String, Value>);

const CAPABILITIES: &[Row] = &[
    Row("data", &["data"], Kind::Each(&Kind::Text)),
    Row("", &["remote"], Kind::Custom(remotes)),
];

const REMOTE: &[Row] = &[
    // Whether it takes this command at all.
    Row("supported", &["supported"], Kind::Flag),
    // The scope that allows it.
    Row("scope", &["scopeName"], Kind::Text),
];

const PARAMETERS: &[Row] = &[
    Row("", &["immediate"], Kind::Custom(immediate)),
    // Whether it starts by programs, and how many of those the car holds.
    Row(
        "programs",
        &["schedule/programs/supported", "programs/supported"],
        Kind::Flag,
    ),
    Row(
        "programSlots",
        &["schedule/programs/size", "programs/size"],
        Kind::Custom(slots),
    ),
    // Whether charging can be put off to a time.
    Row("nextDelayedTime", &["schedule/nextDelayedTime"], Kind::Flag),
    // Whether the power of charging, and how far it goes, can be chosen.
    Row(
        "powerLevel",
        &["preferences/level", "schedule/preferences/level"],
        Kind::Flag,
    ),
    Row(
        "limit",
        &["preferences/type", "schedule/preferences/type"],
        Kind::Flag,
    ),
];

/// Whether it starts at once, and whether it stops.
const IMMEDIATE: &[Row] = &[
    Row("immediateStart", &["start"], Kind::Flag),
    Row("immediateStop", &["stop"], Kind::Flag),
];

impl Capabilities {
    /// The scopes that cover what the car reports.
    pub fn data(&self) -> Option<&Value> {
        self.0.get("data")
    }

    /// What is told of each command, by the manufacturer's name of it.
    pub fn details(&self) -> Option<&Map<String, Value>> {
        self.0.get("details")?.as_object()
    }
}

impl FromJson for Capabilities {
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self> {
        let mut capabilities = read(json, CAPABILITIES, unread)?;
        for list in ["data", "remotes"] {
            if !capabilities.contains_key(list) {
                capabilities.insert(list.to_owned(), Value::Array(Vec::new()));
            }
        }
        Some(Self(capabilities))
    }
}

/// The commands that a car takes, in either form.
fn remotes(json: &Value, unread: &mut Unread) -> Option<Value> {
    let object = json.as_object()?;
    let scopes = find(object, &["operation"]);
    let described = match (find(object, &["details"]), scopes) {
        (Some((_, details)), _) => details.as_object(),
        (None, Some(_)) => None,
        (None, None) => Some(object),
    };
    let mut details = Map::new();
    for (name, json) in described.into_iter().flatten() {
        if let Some(detail @ Value::Object(_)) = noted("*", &Kind::Custom(detail), json, unread) {
            details.insert(name.clone(), detail);
        }
    }
    let scopes = scopes.map_or(&[][..], |(_, scopes)| elements(scopes));
    for scope in scopes.iter().filter_map(Value::as_str) {
        // `remote:door:write`
        let name = scope.split(':').nth(1).unwrap_or(scope);
        if !details.contains_key(name) {
            details.insert(name.to_owned(), Value::Object(Map::new()));
        }
        if let Some(Value::Object(detail)) = details.get_mut(name) {
            detail.insert("scope".to_owned(), Value::from(scope));
            if !detail.contains_key("supported") {
                detail.insert("supported".to_owned(), Value::Bool(true));
            }
        }
    }
    let mut remotes = Vec::new();
    for (name, detail) in &details {
        if matches!(detail.get("supported"), Some(Value::Bool(true))) {
            remotes.push(Value::from(name.as_str()));
        }
    }
    let mut both = Map::new();
    both.insert("remotes".to_owned(), Value::Array(remotes));
    if !details.is_empty() {
        both.insert("details".to_owned(), Value::Object(details));
    }
    Some(Value::Object(both))
}

/// How a car takes one command; nothing where that is not reported.
fn detail(json: &Value, unread: &mut Unread) -> Option<Value> {
    let mut detail = read(json, REMOTE, unread)?;
    let parameters = match find(json.as_object()?, &["parameters"]) {
        Some((place, among)) => noted(place, &Kind::Part(PARAMETERS), among, unread),
        None => read(json, PARAMETERS, unread).map(Value::Object),
    };
    if let Some(Value::Object(parameters)) = parameters {
        detail.extend(parameters);
    }
    Some(part(detail))
}

/// Of the air conditioning it is only said that it starts.
fn immediate(json: &Value, unread: &mut Unread) -> Option<Value> {
    let mut start = Map::new();
    if let Some(starts) = json.as_bool() {
        start.insert("immediateStart".to_owned(), Value::Bool(starts));
        return Some(Value::Object(start));
    }
    read(json, IMMEDIATE, unread).map(Value::Object)
}

/// The manufacturer's own sample has 0 beside programs that are supported.
fn slots(json: &Value, unread: &mut Unread) -> Option<Value> {
    let slots = Number::from_json(json, unread)?.whole()?;
    Some(match slots {
        0 => Value::Null,
        slots => Value::from(slots),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn capabilities(remote: &Value) -> (Value, String) {
        let json = json!({"remote": remote});
        let mut unread = Unread::default();
        let read = Capabilities::from_json(&json, &mut unread).unwrap();
        (Value::Object(read.0), unread.to_string())
    }

    #[test]
    fn what_is_not_supported_is_told_with_its_scope_and_is_no_remote() {
        let sent = json!({
            "door": {"supported": false, "scopeName": "remote:door:write"},
            "later": {"supported": true},
            "silent": {},
        });
        let told = json!({
            "data": [],
            "remotes": ["later"],
            "details": {
                "door": {"supported": false, "scope": "remote:door:write"},
                "later": {"supported": true},
            },
        });
        assert_eq!(capabilities(&sent), (told, String::new()));
        let nothing = json!({"data": [], "remotes": []});
        assert_eq!(capabilities(&json!({})).0, nothing);
        assert_eq!(capabilities(&json!(null)).0, nothing);
    }

    #[test]
    fn parameters_stand_among_parameters_or_beside() {
        let parameters = json!({
            "immediate": {"start": true, "stop": false},
            "schedule": {
                "programs": {"supported": true, "size": "7"}, "nextDelayedTime": true,
                "preferences": {"level": true, "type": false},
            },
        });
        let mut beside = parameters.clone();
        beside["supported"] = json!(true);
        let among = json!({"supported": true, "parameters": parameters});
        let told = json!({
            "supported": true, "immediateStart": true, "immediateStop": false, "programs": true,
            "programSlots": 7, "nextDelayedTime": true, "powerLevel": true, "limit": false,
        });
        for sent in [
            json!({"charging": among}),
            json!({"operation": [], "details": {"charging": beside}}),
        ] {
            let (model, unread) = capabilities(&sent);
            assert_eq!(
                (&model["details"]["charging"], unread.as_str()),
                (&told, "")
            );
        }
    }

    #[test]
    fn a_list_of_scopes_alone_tells_what_it_can_be_told() {
        let (model, _) = capabilities(&json!({"operation": ["remote:door:write", "later"]}));
        assert_eq!(model["remotes"], json!(["door", "later"]));
        let door = json!({"supported": true, "scope": "remote:door:write"});
        assert_eq!(model["details"]["door"], door);
        let denied =
            json!({"operation": ["remote:door:write"], "details": {"door": {"supported": false}}});
        assert_eq!(capabilities(&denied).0["remotes"], json!([]));
    }

    #[test]
    fn no_slots_are_no_number_of_slots() {
        let programs = json!({"programs": {"size": 0}, "immediate": true});
        let sent = json!({"preconditioning": {"supported": true, "parameters": programs}});
        let told = json!({"supported": true, "immediateStart": true});
        assert_eq!(capabilities(&sent).0["details"]["preconditioning"], told);
    }

    #[test]
    fn what_cannot_be_read_costs_itself_only() {
        let parameters = json!({"immediate": {"start": 7}, "schedule": 7});
        let sent = json!({"charging": {"supported": true, "parameters": parameters}, "door": 7});
        let (model, unread) = capabilities(&sent);
        assert_eq!(model["details"], json!({"charging": {"supported": true}}));
        for name in ["immediate.start", "schedule/nextDelayedTime", "remote.*"] {
            assert!(unread.contains(name), "{name}: {unread}");
        }
    }
}
