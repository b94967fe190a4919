//! Hides the positions in a document.

use serde_json::Value;

/// Hides every position in a document. Its own `position` is a reading, so the reason for which it is
/// hidden replaces it. The alarm's is not, so it is left out.
pub(super) fn hide_positions(document: &mut Value, reason: &str) {
    if let Some(Value::Object(members)) = document.get_mut("position")
        && members.contains_key("latitude")
    {
        members.clear();
        members.insert("unavailable".to_owned(), Value::from(reason));
    }
    if let Some(Value::Object(members)) = document.pointer_mut("/alarm/trigger") {
        members.remove("position");
    }
}
