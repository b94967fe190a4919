//! Hides the positions in a document.

use serde_json::Value;

/// Replaces every position in a document by the reason for which it is hidden.
pub(super) fn hide_positions(value: &mut Value, reason: &str) {
    match value {
        Value::Object(members) if members.contains_key("latitude") => {
            members.clear();
            members.insert("unavailable".to_owned(), Value::from(reason));
        }
        Value::Object(members) => {
            for value in members.values_mut() {
                hide_positions(value, reason);
            }
        }
        Value::Array(items) => {
            for value in items {
                hide_positions(value, reason);
            }
        }
        _ => {}
    }
}
