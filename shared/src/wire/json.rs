//! JSON, also where a number in it is greater than a double can be.

use serde::de::IgnoredAny;
use serde_json::{Error, Value};

/// Most objects in a document, and most values. A page of 500 moments of telemetry has 32,000
/// objects; each takes some 450 bytes, however little is in it, of the 128 MB that a Worker has.
const MAX_OBJECTS: usize = 40_000;
const MAX_VALUES: usize = 500_000;

/// Whether a document would take more room than there is. What looks like a part of JSON within
/// a text is counted too, which is of no matter where the limit is far off.
pub(super) fn is_too_rich(bytes: &[u8]) -> bool {
    let (mut objects, mut values) = (0_usize, 0_usize);
    for byte in bytes {
        objects = objects.saturating_add(usize::from(*byte == b'{'));
        values = values.saturating_add(usize::from(*byte == b','));
    }
    objects > MAX_OBJECTS || values > MAX_VALUES
}

/// The JSON in the bytes. RFC 8259 sets no limit to a number, and serde_json refuses a whole
/// document for one that it cannot hold. Such a number is made text, which is one field that cannot
/// be read.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, Error> {
    match serde_json::from_slice(bytes) {
        Err(_) if is_json(bytes) => serde_json::from_slice(&quoted(bytes)),
        parsed => parsed,
    }
}

/// Whether it keeps to the grammar, whatever its numbers.
fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}

/// The same JSON with quotes around every number that serde_json cannot hold.
fn quoted(mut json: &[u8]) -> Vec<u8> {
    let mut quoted = Vec::with_capacity(json.len());
    while let Some(first) = json.first() {
        let (token, rest) = json.split_at(match first {
            b'"' => length_of_string(json),
            b'-' | b'0'..=b'9' => length_of_number(json),
            _ => 1,
        });
        let quote: &[u8] = if is_too_large(token) { b"\"" } else { b"" };
        quoted.extend_from_slice(quote);
        quoted.extend_from_slice(token);
        quoted.extend_from_slice(quote);
        json = rest;
    }
    quoted
}

fn is_too_large(token: &[u8]) -> bool {
    let is_number = token.len() > 1 && !token.starts_with(b"\"");
    is_number && serde_json::from_slice::<Value>(token).is_err()
}

fn length_of_string(json: &[u8]) -> usize {
    // The quote that opens it does not end it.
    let mut is_escaped = true;
    let end = json.iter().position(|byte| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    });
    end.map_or(json.len(), |end| end + 1)
}

fn length_of_number(json: &[u8]) -> usize {
    let is_of_number = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    json.iter().take_while(is_of_number).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_of_too_many_parts_is_known_before_it_is_parsed() {
        for (part, most) in [("{},", MAX_OBJECTS), ("0,", MAX_VALUES)] {
            let document = |count: usize| format!("[{}", part.repeat(count));
            assert!(!is_too_rich(document(most).as_bytes()), "{part}");
            assert!(is_too_rich(document(most + 1).as_bytes()), "{part}");
        }
    }

    #[test]
    fn a_number_out_of_range_is_text_and_nothing_else_is_changed() {
        let digits = "9".repeat(400);
        let sent = format!(
            r#"{{"a":[1e400,-1E+999 , 2],"b":"1e400 \" 1e400","c\\":{digits},"d":-5e-400,"1e400":{{}}}}"#
        );
        assert_eq!(
            parse(sent.as_bytes()).unwrap(),
            json!({
                "a": ["1e400", "-1E+999", 2], "b": "1e400 \" 1e400", "c\\": digits, "d": -0.0, "1e400": {},
            })
        );
    }

    #[test]
    fn what_is_no_json_is_none_with_a_number_out_of_range_either() {
        for sent in [
            "[1e400",
            "[1e400,]",
            "[1e400,01]",
            "[1e400,1e]",
            "[1e400,NaN]",
            "[1e400,\"]",
            "[1e400-]",
            "[\"a\\\\\"1e400]",
        ] {
            assert!(parse(sent.as_bytes()).is_err(), "{sent}");
        }
    }

    proptest! {
        #[test]
        fn no_number_makes_json_unreadable(
            numbers in prop::collection::vec(r"-?(0|[1-9][0-9]{0,3})(\.[0-9]{1,3})?([eE][+-]?[0-9]{1,12})?", 1..5),
            text in r#"[0-9e"\\]{0,9}"#,
        ) {
            let text = Value::from(text);
            let sent = format!("{{{text}:[{}],\"text\":{text}}}", numbers.join(", "));
            prop_assert_eq!(&parse(sent.as_bytes()).unwrap()["text"], &text);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = quoted(&bytes);
        }
    }
}
