//! What a document weighs, and what it takes once it is parsed.

use serde_json::Value;
use shared::wire::{parse, weight};

/// What an allocation takes beside what was asked for, rounding included.
const ALLOCATION: usize = 24;
/// Members that a node of the standard library's tree has room for, and the least it has in a tree
/// of several, as it is filled in order.
const NODE: usize = 11;
const LEAST: usize = 5;

/// Reads a document. Its weight is known before it is parsed, and no less than what it takes then.
/// True if it is one.
pub fn read(bytes: &[u8]) -> bool {
    let weight = weight(bytes);
    let Ok(json) = parse(bytes) else {
        return false;
    };
    let taken = bytes.len() + size_of::<Value>() + inside(&json);
    assert!(
        taken <= weight + ALLOCATION,
        "{taken} is more than {weight}"
    );
    true
}

/// What a value has allocated, and all that is in it.
fn inside(json: &Value) -> usize {
    match json {
        Value::String(text) => text_of(text),
        Value::Array(list) if list.capacity() > 0 => {
            let place = list.capacity() * size_of::<Value>();
            place + ALLOCATION + list.iter().map(inside).sum::<usize>()
        }
        Value::Object(members) if !members.is_empty() => {
            let node = NODE * (size_of::<String>() + size_of::<Value>()) + 16 + ALLOCATION;
            let nodes = match members.len() {
                ..=NODE => 1,
                many => many.div_ceil(LEAST + 1),
            };
            let members = members.iter();
            node * nodes
                + members
                    .map(|(name, value)| text_of(name) + inside(value))
                    .sum::<usize>()
        }
        _ => 0,
    }
}

fn text_of(text: &String) -> usize {
    match text.capacity() {
        0 => 0,
        bytes => bytes + ALLOCATION,
    }
}
