//! The cursor of a list: a position in it, as front ends carry it.
//!
//! A cursor is readable and not sealed, since it holds no secret: the list's name, the parameters
//! that narrowed the list, and the upstream's own page token or the number of an item. All of it is
//! checked again when it comes back, as the parameters of a first page are.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use shared::json::{self, has_only, optional, owned, whole};
use shared::operation::Operation;
use shared::problem::Problem;
use shared::wire::{self, is_page_token};

use crate::api::parameter::query::invalid;
use crate::sha256;

const VERSION: u8 = 1;
/// Most bytes of a cursor: room for the longest page token and the longest parameters.
pub(crate) const MAX_LENGTH: usize = 8192;
/// The greatest number of an item that anyone may ask for.
pub const MAX_ITEM: u64 = 1_000_000;
/// The cursor's own parameter.
pub const CURSOR: &str = "cursor";

/// A position in a list, and the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The query of the first page: parameters of ours.
    pub query: String,
    /// Where to go on.
    pub position: ListPosition,
}

/// A position in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListPosition {
    /// The page of this token.
    Page {
        /// The upstream's own token of the page.
        token: String,
        /// How many items at its beginning are still to be answered; all, if it does not say.
        left: Option<usize>,
    },
    /// From the item of this number on. The upstream counts from 0.
    From(u64),
    /// The items before the one of this number.
    Before(u64),
}

impl Cursor {
    /// Reads a cursor of `operation`'s list for these identifiers.
    pub fn parse(text: &str, operation: &Operation, ids: &[&str]) -> Result<Self, Problem> {
        Some(text)
            .filter(|text| text.len() <= MAX_LENGTH)
            .and_then(|text| URL_SAFE_NO_PAD.decode(text).ok())
            .and_then(|written| wire::once(&written))
            .filter(|json| whole(json, "v") == Some(VERSION.into()))
            .filter(|json| json::text(json, "o") == Some(operation.name))
            .filter(|json| text_or_empty(json, "a") == Some(ids_hash(ids)))
            .and_then(|json| Self::from_json(&json))
            .ok_or_else(invalid_cursor)
    }

    fn from_json(json: &Value) -> Option<Self> {
        if !has_only(json, &["v", "o", "a", "q", "t", "l", "f", "b"]) {
            return None;
        }
        let is_item = |item: &u64| *item <= MAX_ITEM;
        let token = optional(json, "t", |it| it.as_str().map(str::to_owned))?;
        let left = optional(json, "l", |it| it.as_u64()?.try_into().ok())?;
        let from = optional(json, "f", Value::as_u64)?;
        let before = optional(json, "b", Value::as_u64)?;
        let position = match (token, left, from, before) {
            (Some(token), left, None, None) if is_page_token(&token) => {
                ListPosition::Page { token, left }
            }
            (None, None, Some(item), None) if is_item(&item) => ListPosition::From(item),
            (None, None, None, Some(item)) if is_item(&item) => ListPosition::Before(item),
            _ => return None,
        };
        Some(Self {
            query: text_or_empty(json, "q")?,
            position,
        })
    }

    /// The cursor as front ends carry it.
    pub fn to_text(&self, operation: &Operation, ids: &[&str]) -> String {
        let mut written = json::object(&mut [("v", VERSION.into()), ("o", operation.name.into())]);
        for (name, text) in [("a", &ids_hash(ids)), ("q", &self.query)] {
            if !text.is_empty() {
                json::set(&mut written, name, text.as_str().into());
            }
        }
        let (name, place) = match &self.position {
            ListPosition::Page { token, left } => {
                if let Some(left) = left {
                    json::set(&mut written, "l", (*left).into());
                }
                ("t", token.as_str().into())
            }
            ListPosition::From(item) => ("f", (*item).into()),
            ListPosition::Before(item) => ("b", (*item).into()),
        };
        json::set(&mut written, name, place);
        URL_SAFE_NO_PAD.encode(json::write(&written))
    }
}

/// A member that is a text, empty where it is absent.
fn text_or_empty(json: &Value, name: &str) -> Option<String> {
    match json.get(name) {
        None => Some(String::new()),
        Some(_) => owned(json, name),
    }
}

/// A hash by which the lists of one operation differ. Identifiers are long, and need not be read
/// back.
fn ids_hash(ids: &[&str]) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let mut hash = sha256::base64url(ids.join("/").as_bytes());
    hash.truncate(8);
    hash
}

/// The problem that a text is no cursor of this list.
pub fn invalid_cursor() -> Problem {
    invalid(
        CURSOR,
        "cursor is the value of next in the last answer of this list",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use shared::operation::{TRIPS, VEHICLES};

    use super::*;
    use crate::testing::refused;

    #[test]
    fn a_cursor_is_read_back_by_its_own_list_only() {
        let page = |left| ListPosition::Page {
            token: "0a1b+/=".to_owned(),
            left,
        };
        for position in [
            page(Some(3)),
            page(None),
            ListPosition::From(77),
            ListPosition::Before(77),
        ] {
            let cursor = Cursor {
                query: "from=2026-03-01T08%3A00%3A00Z".to_owned(),
                position,
            };
            let text = cursor.to_text(&TRIPS, &["0a"]);
            assert_eq!(Cursor::parse(&text, &TRIPS, &["0a"]), Ok(cursor));
            for (operation, ids) in [
                (&VEHICLES, vec!["0a"]),
                (&TRIPS, vec!["0b"]),
                (&TRIPS, vec![]),
            ] {
                assert_eq!(refused(Cursor::parse(&text, operation, &ids)), "cursor");
            }
        }
    }

    #[test]
    fn a_token_that_no_call_has_room_for_is_no_place() {
        let json = |length| format!(r#"{{"v":1,"o":"VEHICLES","t":"{}"}}"#, "a".repeat(length));
        for (length, is_place) in [(0, false), (1, true), (2048, true), (2049, false)] {
            let text = URL_SAFE_NO_PAD.encode(json(length));
            let cursor = Cursor::parse(&text, &VEHICLES, &[]);
            assert_eq!(cursor.is_ok(), is_place, "{length}");
        }
    }

    #[test]
    fn a_cursor_of_another_making_is_refused() {
        for json in [
            "{}",
            r#"{"v":1,"o":"VEHICLES"}"#,
            r#"{"v":2,"o":"VEHICLES","t":"a"}"#,
            r#"{"v":1,"o":"VEHICLES","a":"x","t":"a"}"#,
            r#"{"v":1,"o":"VEHICLES","t":"a","f":1}"#,
            r#"{"v":1,"o":"VEHICLES","f":1,"b":1}"#,
            r#"{"v":1,"o":"VEHICLES","f":1,"l":2}"#,
            r#"{"v":1,"o":"VEHICLES","f":-1}"#,
            r#"{"v":1,"o":"VEHICLES","b":1000001}"#,
            r#"{"v":1,"o":"VEHICLES","t":"a b"}"#,
            r#"{"v":1,"o":"VEHICLES","t":"a","x":1}"#,
            r#"{"v":1,"o":"VEHICLES","t":"a","t":"a"}"#,
            r#"{"v":1,"o":"VEHICLES","t":"a","q":null}"#,
            r#"{"v":1,"o":"VEHICLES","t":"a","l":-1}"#,
            r#"{"v":1.0,"o":"VEHICLES","t":"a"}"#,
            r#"[1,"VEHICLES","","","a",null,null,null]"#,
        ] {
            let text = URL_SAFE_NO_PAD.encode(json);
            assert_eq!(
                refused(Cursor::parse(&text, &VEHICLES, &[])),
                "cursor",
                "{json}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_is_a_cursor_by_chance(text in "\\PC{0,60}") {
            prop_assert_eq!(refused(Cursor::parse(&text, &VEHICLES, &[])), "cursor");
        }
    }
}
