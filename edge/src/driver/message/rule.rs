//! What a driver's object is asked of the rules of a car.

use serde_json::Value;
use shared::json::{object, owned, tag, tagged};

use crate::objects::ReadJson;

/// What is asked of the rules of a car.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleMessage {
    /// Say which there are, the oldest first.
    List,
    /// Say how one stands.
    One {
        /// The rule.
        id: String,
    },
    /// Have the car watched, once for each key. A repeat gets the rule of the first.
    Create {
        /// The idempotency key, 16 to 64 characters.
        key: String,
        /// The rule, as `Rule::to_api` writes it.
        rule: Value,
    },
    /// Put another rule in the place of one.
    Replace {
        /// The rule.
        id: String,
        /// What it is to be, as `Rule::to_api` writes it.
        rule: Value,
    },
    /// Have a rule watched for, or not at present.
    Pause {
        /// The rule.
        id: String,
        /// Whether it is not.
        paused: bool,
    },
    /// Delete a rule.
    Delete {
        /// The rule.
        id: String,
    },
}

impl RuleMessage {
    pub(super) fn to_json(&self) -> Value {
        let (name, id, more) = match self {
            Self::List => return "list".into(),
            Self::One { id } => ("one", ("id", id), None),
            Self::Create { key, rule } => ("create", ("key", key), Some(("rule", rule.clone()))),
            Self::Replace { id, rule } => ("replace", ("id", id), Some(("rule", rule.clone()))),
            Self::Pause { id, paused } => ("pause", ("id", id), Some(("paused", (*paused).into()))),
            Self::Delete { id } => ("delete", ("id", id), None),
        };
        let (of, text) = id;
        let mut members = vec![(of, text.as_str().into())];
        members.extend(more);
        tagged(name, object(&mut members))
    }
}

impl ReadJson for RuleMessage {
    fn from_json(json: &Value) -> Option<Self> {
        let (name, json) = tag(json)?;
        let id = || owned(json, "id");
        let rule = || json.get("rule").cloned();
        Some(match name {
            "list" => Self::List,
            "one" => Self::One { id: id()? },
            "create" => Self::Create {
                key: owned(json, "key")?,
                rule: rule()?,
            },
            "replace" => Self::Replace {
                id: id()?,
                rule: rule()?,
            },
            "pause" => Self::Pause {
                id: id()?,
                paused: json.get("paused")?.as_bool()?,
            },
            "delete" => Self::Delete { id: id()? },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// During a deployment the edge and its objects may be of two versions.
    #[test]
    fn what_travels_keeps_its_names() {
        let (id, rule) = ("1".to_owned(), json!({"name": "x"}));
        for (message, text) in [
            (RuleMessage::List, json!("list")),
            (
                RuleMessage::One { id: id.clone() },
                json!({"one": {"id": "1"}}),
            ),
            (
                RuleMessage::Create {
                    key: "k".to_owned(),
                    rule: rule.clone(),
                },
                json!({"create": {"key": "k", "rule": {"name": "x"}}}),
            ),
            (
                RuleMessage::Replace {
                    id: id.clone(),
                    rule,
                },
                json!({"replace": {"id": "1", "rule": {"name": "x"}}}),
            ),
            (
                RuleMessage::Pause {
                    id: id.clone(),
                    paused: true,
                },
                json!({"pause": {"id": "1", "paused": true}}),
            ),
            (RuleMessage::Delete { id }, json!({"delete": {"id": "1"}})),
        ] {
            assert_eq!(message.to_json(), text);
            assert_eq!(RuleMessage::from_json(&text), Some(message));
        }
        for other in [
            json!("later"),
            json!({"one": {}}),
            json!({"pause": {"id": "1"}}),
        ] {
            assert_eq!(RuleMessage::from_json(&other), None, "{other}");
        }
    }
}
