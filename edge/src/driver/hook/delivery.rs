//! What comes in one piece: a message, or a list of them.

use serde_json::Value;
use shared::json;
use shared::wire::{MAX_WEIGHT, weight};

/// Most messages in one piece.
const MOST_IN_DELIVERY: usize = 1000;
/// How deep they may be nested.
const MOST_DEPTH: usize = 32;

/// Why a piece can never be good, as the log has it.
pub(super) const NOT_JSON: &str = "not-json";
pub(super) const TOO_DEEP: &str = "too-deep";
pub(super) const TOO_MANY: &str = "too-many-messages";

/// The messages in the bytes, or why they can never be good.
pub(super) fn read(body: &[u8]) -> Result<Vec<Value>, &'static str> {
    if weight(body) > MAX_WEIGHT {
        return Err(NOT_JSON);
    }
    let json = json::read(body).map_err(|_| NOT_JSON)?;
    if !is_no_deeper_than(&json, MOST_DEPTH) {
        return Err(TOO_DEEP);
    }
    let messages = match json {
        Value::Array(messages) => messages,
        message => vec![message],
    };
    match messages.len() > MOST_IN_DELIVERY {
        true => Err(TOO_MANY),
        false => Ok(messages),
    }
}

/// Whether lists and objects are nested no deeper than that. serde_json reads none deeper than 128.
fn is_no_deeper_than(json: &Value, depth: usize) -> bool {
    let below = depth.checked_sub(1);
    match json {
        Value::Array(list) => {
            below.is_some_and(|below| list.iter().all(|it| is_no_deeper_than(it, below)))
        }
        Value::Object(object) => {
            below.is_some_and(|below| object.values().all(|it| is_no_deeper_than(it, below)))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(body: &str) -> Result<usize, &'static str> {
        read(body.as_bytes()).map(|messages| messages.len())
    }

    #[test]
    fn a_piece_is_a_message_or_a_list_of_them_within_its_bounds() {
        let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
        let listed = |count: usize| format!("[{}{{}}]", "{},".repeat(count - 1));
        for (body, expected) in [
            ("{}".to_owned(), Ok(1)),
            ("[]".to_owned(), Ok(0)),
            ("7".to_owned(), Ok(1)),
            (" [{}, 7, []] ".to_owned(), Ok(3)),
            (listed(1000), Ok(1000)),
            (listed(1001), Err(TOO_MANY)),
            (nested(32), Ok(1)),
            (nested(33), Err(TOO_DEEP)),
            (nested(127), Err(TOO_DEEP)),
            (nested(129), Err(NOT_JSON)),
            (nested(100_000), Err(NOT_JSON)),
            (format!("{}{}", "{\"a\":".repeat(33), "1"), Err(NOT_JSON)),
            (
                format!("{}1{}", "{\"a\":".repeat(33), "}".repeat(33)),
                Err(TOO_DEEP),
            ),
            (
                format!("{}1{}", "{\"a\":".repeat(32), "}".repeat(32)),
                Ok(1),
            ),
            (String::new(), Err(NOT_JSON)),
            ("{".to_owned(), Err(NOT_JSON)),
            ("{}{}".to_owned(), Err(NOT_JSON)),
            // A mebibyte of which a tree would be a hundred times as large.
            (format!("[{}0]", "{\"\":0},".repeat(149_000)), Err(NOT_JSON)),
        ] {
            let shown: String = body.chars().take(40).collect();
            assert_eq!(count(&body), expected, "{shown}");
        }
    }
}
