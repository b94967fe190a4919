//! Reads and writes trees of JSON for the edge, which is compiled for size: generic code of
//! serde_json is compiled where a type is first named for it, and here it is quick.

use serde_json::{Error, Value};

/// The JSON in the bytes.
///
/// # Errors
///
/// Where the bytes are no JSON, or have a number that no double holds.
pub fn read(bytes: &[u8]) -> Result<Value, Error> {
    serde_json::from_slice(bytes)
}

/// The JSON as text. A tree is always written: its numbers are finite and its keys are texts.
pub fn write(json: &Value) -> String {
    serde_json::to_string(json).unwrap_or_default()
}
