//! Trees of JSON: read, where the memory they take is known to be there, and written.
//!
//! serde_json is generic code, which is compiled where a type is first named for it, and the edge is
//! compiled for the least size: named here, it is compiled less tightly. A number that is greater than
//! a double can be becomes text, and a half of a character the sign for an unknown one, so that either
//! costs its field at most and not its document.
//!
//! A Worker has 128 MB. What a document weighs is counted from its bytes before it is parsed,
//! because a small text can become a large tree; what weighs more than [`MAX_WEIGHT`] is refused.

#[cfg(all(test, target_arch = "wasm32"))]
#[macro_use]
extern crate wasm_test;

use serde::de::IgnoredAny;
use serde_json::{Error, Value};

/// Most that a document may weigh, in bytes of memory. A page of 500 moments of telemetry with all
/// that is documented weighs 42 MB.
pub const MAX_WEIGHT: usize = 48 << 20;

/// Each byte: as it came, as text of a value, as text of its model, and in an answer, whose buffer
/// doubles as it grows.
const BYTE: usize = 6;
/// An object that is not empty: a node of the tree with room for eleven members.
const OBJECT: usize = 640;
/// An array that is not empty: room for four values.
const ARRAY: usize = 144;
/// One more value or member: its place in a buffer that doubles, or in a tree that is half full.
const NEXT: usize = 64;
/// A member: the rest of its place in the tree.
const MEMBER: usize = 40;
/// A text beside its bytes: what an allocation takes for itself, and is rounded up by.
const TEXT: usize = 40;

/// The JSON in the bytes.
///
/// # Errors
///
/// Where the bytes are no JSON, or have a number that no double holds or a half of a character.
pub fn read(bytes: &[u8]) -> Result<Value, Error> {
    serde_json::from_slice(bytes)
}

/// The JSON as text. A tree is always written: its numbers are finite and its keys are texts.
pub fn write(json: &Value) -> String {
    serde_json::to_string(json).unwrap_or_default()
}

/// What a document takes at most from its arrival until its answer is written, on a machine of 64
/// bits; on one of 32, as a Worker is, it is about half. It is known before anything of it is
/// parsed, and a test of the models compares it with what is really taken.
pub fn weight(bytes: &[u8]) -> usize {
    let nodes = tokens(bytes).map(|token| match token.first() {
        Some(b'{') => OBJECT,
        Some(b'[') => ARRAY,
        Some(b',') => NEXT,
        Some(b':') => MEMBER,
        Some(b'"') => TEXT,
        _ => 0,
    });
    nodes.fold(bytes.len().saturating_mul(BYTE), usize::saturating_add)
}

/// The JSON in the bytes. RFC 8259 sets no limit to a number (section 6) and lets a text have one half
/// of a character of two (section 8.2), and serde_json refuses a whole document for either. Such a
/// number is made text, which is one field that cannot be read, and such a half is made U+FFFD.
///
/// # Errors
///
/// Where the bytes are no JSON.
pub fn parse(bytes: &[u8]) -> Result<Value, Error> {
    match read(bytes) {
        Err(_) if is_json(bytes) => read(&mended(bytes)),
        parsed => parsed,
    }
}

/// The JSON in the bytes, if each of its objects has each of its members once (RFC 8259 section 4
/// leaves open what a second one means).
pub fn once(bytes: &[u8]) -> Option<Value> {
    let json = read(bytes).ok()?;
    let written = tokens(bytes).filter(|token| *token == b":").count();
    (written == members(&json)).then_some(json)
}

/// The elements of a list, each as it is written, behind the number of bytes that are before it. The
/// text is JSON, and a list.
pub fn elements(json: &[u8]) -> Vec<(usize, &[u8])> {
    let mut elements = Vec::new();
    let (mut depth, mut at, mut begun) = (0_usize, 0_usize, None);
    for token in tokens(json) {
        let kind = token.first().copied().unwrap_or_default();
        if depth == 1 && matches!(kind, b',' | b']') {
            let begin = begun.take();
            elements.extend(begin.and_then(|begin| Some((begin, json.get(begin..at)?))));
        } else if depth == 1 && begun.is_none() && !kind.is_ascii_whitespace() {
            begun = Some(at);
        }
        match kind {
            b'[' | b'{' => depth = depth.saturating_add(1),
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at = at.saturating_add(token.len());
    }
    elements
}

/// How many members all its objects have.
fn members(json: &Value) -> usize {
    let of_all = |values: &mut dyn Iterator<Item = &Value>| values.map(members).sum::<usize>();
    match json {
        Value::Object(object) => object.len() + of_all(&mut object.values()),
        Value::Array(list) => of_all(&mut list.iter()),
        _ => 0,
    }
}

/// Whether it keeps to the grammar, whatever its numbers.
fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}

/// The same JSON with quotes around every number, and without the halves of characters in every text,
/// that serde_json cannot hold.
fn mended(json: &[u8]) -> Vec<u8> {
    let mut mended = Vec::with_capacity(json.len());
    for token in tokens(json) {
        let begin = mended.len();
        let is_held = token.len() == 1 || read(token).is_ok();
        let quote: &[u8] = if is_held || token.starts_with(b"\"") {
            b""
        } else {
            b"\""
        };
        mended.extend_from_slice(quote);
        mended.extend_from_slice(token);
        mended.extend_from_slice(quote);
        if !is_held {
            replace_halves(mended.get_mut(begin..).unwrap_or_default());
        }
    }
    mended
}

/// Puts the sign for an unknown character in the place of every escape of half a character.
fn replace_halves(text: &mut [u8]) {
    let mut at = 0_usize;
    while let Some(escape) = text.get_mut(at..at.saturating_add(6)) {
        let length = match escape {
            [
                b'\\',
                b'u',
                b'd' | b'D',
                b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F',
                ..,
            ] => {
                escape.copy_from_slice(b"\\ufffd");
                6
            }
            [b'\\', ..] => 2,
            _ => 1,
        };
        at = at.saturating_add(length);
    }
}

/// The texts and numbers in the bytes, each whole, and every other byte by itself.
fn tokens(mut json: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (token, rest) = json.split_at(match json.first()? {
            b'"' => length_of_string(json),
            b'-' | b'0'..=b'9' => length_of_number(json),
            _ => 1,
        });
        json = rest;
        Some(token)
    })
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
    fn the_elements_of_a_list_are_found_where_they_are_written() {
        let list = br#" [ {"a":[1,2]} ,7,"],",
            [[],{}], null ]"#;
        let found = elements(list);
        let texts: Vec<_> = found.iter().map(|(_, text)| text.trim_ascii()).collect();
        let expected: [&[u8]; 5] = [br#"{"a":[1,2]}"#, b"7", br#""],""#, b"[[],{}]", b"null"];
        assert_eq!(texts, expected);
        for (before, text) in found {
            assert!(list[before..].starts_with(text));
        }
        for none in ["", "[]", "[ ]", "7"] {
            assert_eq!(elements(none.as_bytes()), [], "{none}");
        }
    }

    #[test]
    fn every_kind_of_node_weighs_something() {
        for (document, nodes) in [
            ("", 0),
            ("1e9", 0),
            ("[true]", ARRAY),
            ("[[[[null]]]]", 4 * ARRAY),
            ("[0,1,-2]", ARRAY + 2 * NEXT),
            (r#"{"a":1}"#, OBJECT + MEMBER + TEXT),
            (
                r#"{"a":{},"b":""}"#,
                2 * (OBJECT + MEMBER) + NEXT + 3 * TEXT,
            ),
            // What looks like a node within a text is none, and what no text ends is text.
            (r#""[{,:\\\"[""#, TEXT),
            (r#"["[["#, ARRAY + TEXT),
        ] {
            let weight = weight(document.as_bytes());
            assert_eq!(weight, nodes + BYTE * document.len(), "{document}");
        }
    }

    #[test]
    fn json_that_has_a_member_twice_is_none_with_each_once() {
        for sent in [
            r#"{}"#,
            r#"{"a":{"a":[{"a":1},{"a":":"}]},"b\":":{}}"#,
            "[[],{}]",
            " 7 ",
        ] {
            assert_eq!(
                once(sent.as_bytes()),
                serde_json::from_str(sent).ok(),
                "{sent}"
            );
            assert!(once(sent.as_bytes()).is_some());
        }
        for sent in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"[{"b":{"a":1,"b":2,"a":3}}]"#,
            r#"{"a":1"#,
            r#"{"a":1e400}"#,
            "",
        ] {
            assert_eq!(once(sent.as_bytes()), None, "{sent}");
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
    fn a_half_of_a_character_is_an_unknown_one_and_nothing_else_is_changed() {
        let sent =
            r#"{"\ud83d":"caf\u00e9 \uD83D.\\ud83d \udE00","whole":"\ud83d\ude00","of":1e400}"#;
        assert_eq!(
            parse(sent.as_bytes()).unwrap(),
            json!({
                "\u{fffd}": "caf\u{e9} \u{fffd}.\\ud83d \u{fffd}",
                "whole": "\u{1f600}",
                "of": "1e400",
            })
        );
        for cut in [
            r#"["\ud83d"#,
            r#"["\ud83""#,
            r#"["\ud83d\"]"#,
            r#"["\ud83g"]"#,
        ] {
            assert!(parse(cut.as_bytes()).is_err(), "{cut}");
        }
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
            let error = parse(sent.as_bytes()).unwrap_err();
            assert!(error.is_syntax(), "{sent}: {error}");
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
            let _ = mended(&bytes);
            for (at, element) in elements(&bytes) {
                prop_assert!(bytes.get(at..).is_some_and(|it| it.starts_with(element)));
            }
        }
    }
}
