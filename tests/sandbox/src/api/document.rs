//! Adding a field to a document that is being made.

use serde_json::Value;

/// Gives an object one more field. What is no object has none, and stays as it is.
pub(crate) fn put(document: &mut Value, name: &str, value: impl Into<Value>) {
    if let Some(fields) = document.as_object_mut() {
        fields.insert(name.to_owned(), value.into());
    }
}
