//! Reads members of trees of JSON, and makes trees.

use serde_json::{Map, Value};

pub use json_tree::{read, write};

/// A member that is a text.
pub fn text<'a>(json: &'a Value, name: &str) -> Option<&'a str> {
    json.get(name)?.as_str()
}

/// A member that is a text, as one's own.
pub fn owned(json: &Value, name: &str) -> Option<String> {
    text(json, name).map(str::to_owned)
}

/// A member that is a whole number, and not below 0.
pub fn whole(json: &Value, name: &str) -> Option<u64> {
    json.get(name)?.as_u64()
}

/// A member that is a list of texts.
pub fn texts(json: &Value, name: &str) -> Option<Vec<String>> {
    let list = json.get(name)?.as_array()?.iter();
    list.map(|text| text.as_str().map(str::to_owned)).collect()
}

/// Whether an object has none but these members.
pub fn has_only(json: &Value, names: &[&str]) -> bool {
    let members = json.as_object();
    members.is_some_and(|members| members.keys().all(|name| names.contains(&name.as_str())))
}

/// A member that may be absent or null; nothing where it is of another form than what reads it.
pub fn optional<T>(
    json: &Value,
    name: &str,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Option<Option<T>> {
    match json.get(name) {
        None | Some(Value::Null) => Some(None),
        Some(member) => read(member).map(Some),
    }
}

/// What [`tagged`] wrote, or a text that stands for a name alone.
pub fn tag(json: &Value) -> Option<(&str, &Value)> {
    if let Value::String(name) = json {
        return Some((name, &Value::Null));
    }
    let mut members = json.as_object()?.iter();
    let (name, of_it) = members.next()?;
    members.next().is_none().then_some((name, of_it))
}

/// An object. The members are taken out of the list: so every object is made by one function.
pub fn object(members: &mut [(&str, Value)]) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert((*name).to_owned(), std::mem::take(value));
    }
    Value::Object(object)
}

/// Sets a member of an object.
pub fn set(json: &mut Value, name: &str, value: Value) {
    if let Some(members) = json.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}

/// An object with one member: a name, and what belongs to it.
pub fn tagged(name: &str, of_it: Value) -> Value {
    object(&mut [(name, of_it)])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_name_is_read_back_with_what_belongs_to_it() {
        let json = tagged("one", object(&mut [("id", "1".into()), ("at", 7.into())]));
        assert_eq!(json, json!({"one": {"id": "1", "at": 7}}));
        assert_eq!(tag(&json), Some(("one", &json!({"id": "1", "at": 7}))));
        assert_eq!(tag(&json!("leave")), Some(("leave", &Value::Null)));
        for other in [json!({}), json!({"one": 1, "two": 2}), json!([]), json!(7)] {
            assert_eq!(tag(&other), None, "{other}");
        }
    }

    #[test]
    fn a_list_of_texts_has_nothing_else_and_an_object_no_other_members() {
        let json = json!({"texts": ["a", ""], "mixed": ["a", 7], "text": "a"});
        let both = vec!["a".to_owned(), String::new()];
        assert_eq!(texts(&json, "texts"), Some(both));
        for name in ["mixed", "text", "absent"] {
            assert_eq!(texts(&json, name), None, "{name}");
        }
        assert!(has_only(&json, &["text", "texts", "mixed", "more"]));
        assert!(!has_only(&json, &["text", "texts"]));
        assert!(has_only(&json!({}), &[]));
        assert!(!has_only(&json!([]), &[]));
    }

    #[test]
    fn what_may_be_absent_may_not_be_of_another_form() {
        let json = json!({"null": null, "whole": 7, "text": "seven"});
        assert_eq!(optional(&json, "absent", Value::as_u64), Some(None));
        assert_eq!(optional(&json, "null", Value::as_u64), Some(None));
        assert_eq!(optional(&json, "whole", Value::as_u64), Some(Some(7)));
        assert_eq!(optional(&json, "text", Value::as_u64), None);
        assert_eq!(
            (whole(&json, "whole"), whole(&json, "text")),
            (Some(7), None)
        );
        assert_eq!(
            (text(&json, "text"), text(&json, "whole")),
            (Some("seven"), None)
        );
    }
}
