//! Where notifications are sent to.

use serde_json::Value;

use super::origin::origin;
use super::record::{ATTRIBUTES, record};
use crate::wire::table::{Kind, Row, one_of};
use crate::wire::{FromJson as _, Unread};

record! {
    /// Where notifications are sent to, without what may be a secret. What whoever made it sent is
    /// repeated in `subscribe`.
    Callback by CALLBACK in &["callbacks", "Callbacks"]
}

const CALLBACK: &[Row] = &[
    Row("id", &["id", "callbackId"], Kind::Text),
    Row("label", &["label", "subscribe/label"], Kind::Text),
    // `Running`, `Paused` or `Failed`; or a later state.
    Row("status", &["status"], Kind::Text),
    // `Monitor`, `Remote` or both; or a later kind. Absent, it is both.
    Row("types", &["subscribe/type"], Kind::Each(&Kind::Text)),
    Row("target", &["subscribe/callback"], Kind::Custom(target)),
];

/// Of an address what follows the host may hold a secret, and the names of devices are tokens of a
/// push service.
const TARGET: &[Row] = &[
    Row("name", &["name"], Kind::Text),
    Row("origin", &["target"], Kind::Custom(target_origin)),
    Row("deviceCount", &["devices"], Kind::Count),
    Row("attributes", &["attributes"], ATTRIBUTES),
];

const WAYS: &[(&str, &str, &[Row])] = &[
    ("webhook", "webhook", TARGET),
    ("websocket", "websocket", TARGET),
    ("pushnotif", "pushnotif", TARGET),
];

/// Where to: the `type` is one of the ways, or a later one.
fn target(json: &Value, unread: &mut Unread) -> Option<Value> {
    one_of(json, WAYS, TARGET, &[], unread)
}

/// The address as far as its host. An address that cannot be read is left out.
fn target_origin(json: &Value, unread: &mut Unread) -> Option<Value> {
    let address = String::from_json(json, unread)?;
    Some(origin(&address).map_or(Value::Null, Value::String))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::FromWire as _;

    fn callback(subscribe: &Value) -> Value {
        let json = json!({"id": "1", "subscribe": subscribe});
        let read = crate::wire::read(json.to_string().as_bytes())
            .unwrap()
            .value;
        serde_json::to_value(Callback::from_wire(read)).unwrap()
    }

    #[test]
    fn every_way_of_notification_is_told_without_its_secrets() {
        let attributes = json!([{"type": "Body", "key": "k", "value": "s3cret"}]);
        let named = json!([{"type": "Body", "key": "k"}]);
        for (way, target) in [
            (
                json!({"webhook": {"name": "n", "target": "https://a.example/s3cret", "attributes": attributes}}),
                json!({"type": "webhook", "name": "n", "origin": "https://a.example", "attributes": named}),
            ),
            (
                json!({"websocket": {"target": "wss://u:s3cret@a.example?s3cret", "attributes": attributes}}),
                json!({"type": "websocket", "origin": "wss://a.example", "attributes": named}),
            ),
            (
                json!({"pushnotif": {"devices": ["s3cret"], "attributes": attributes}}),
                json!({"type": "pushnotif", "deviceCount": 1, "attributes": named}),
            ),
            (
                json!({"webhook": null, "later": {"address": "s3cret"}}),
                json!({"type": "later"}),
            ),
        ] {
            assert_eq!(
                callback(&json!({"callback": way})),
                json!({"id": "1", "target": target})
            );
        }
    }

    #[test]
    fn the_log_has_no_name_that_a_document_made_up() {
        let way = json!({"AB-123-CD": {"name": {}}});
        let json = json!({"id": "1", "subscribe": {"callback": way}});
        let read = crate::wire::read(json.to_string().as_bytes()).unwrap();
        let told = serde_json::to_value(Callback::from_wire(read.value)).unwrap();
        assert_eq!(told["target"], json!({"type": "AB-123-CD"}));
        assert_eq!(read.unread.to_string(), "subscribe/callback.*.name");
    }

    #[test]
    fn what_it_is_told_of_is_a_word_or_several() {
        assert_eq!(
            callback(&json!({"type": "Remote"}))["types"],
            json!(["Remote"])
        );
        let types = json!(["Monitor", "Later"]);
        assert_eq!(callback(&json!({"type": types}))["types"], types);
        assert_eq!(callback(&json!({"callback": {}})), json!({"id": "1"}));
    }
}
