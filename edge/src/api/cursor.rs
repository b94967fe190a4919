//! The position in a list, as front ends carry it: opaque to them, checked when it comes back.
//!
//! It holds no secret and is not sealed. What it is for is part of it, so that a cursor of one
//! list is none of another.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use shared::operation::Operation;
use shared::problem::{Code, Problem};

const VERSION: u8 = 1;
/// Room for the longest page token that a relay lets through.
const MAX_LENGTH: usize = 4096;

/// A position in a list: the upstream's own token of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    #[serde(rename = "v")]
    version: u8,
    #[serde(rename = "o")]
    operation: String,
    #[serde(rename = "t")]
    page_token: String,
}

impl Cursor {
    /// The page of `operation`'s list that the upstream calls `page_token`.
    pub fn new(operation: &Operation, page_token: String) -> Self {
        Self {
            version: VERSION,
            operation: operation.name.to_owned(),
            page_token,
        }
    }

    /// Reads a cursor of `operation`'s list.
    pub fn parse(text: &str, operation: &Operation) -> Result<Self, Problem> {
        Some(text)
            .filter(|text| text.len() <= MAX_LENGTH)
            .and_then(|text| URL_SAFE_NO_PAD.decode(text).ok())
            .and_then(|json| serde_json::from_slice::<Self>(&json).ok())
            .filter(|cursor| cursor.version == VERSION && cursor.operation == operation.name)
            .filter(|cursor| cursor.page_token.bytes().all(|b| b.is_ascii_graphic()))
            .ok_or_else(|| {
                Problem::new(Code::InvalidParameter)
                    .with_parameter("cursor")
                    .with_detail("cursor is the value of next in the last answer of this list")
            })
    }

    /// The upstream's token.
    pub fn page_token(&self) -> &str {
        &self.page_token
    }

    /// The cursor as front ends carry it.
    pub fn to_text(&self) -> String {
        // Three plain fields: it cannot fail.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use shared::operation::{TRIPS, VEHICLES};

    use super::*;

    #[test]
    fn a_cursor_is_good_for_its_own_list_only() {
        let cursor = Cursor::new(&VEHICLES, "0a1b+/=".to_owned());
        assert_eq!(
            Cursor::parse(&cursor.to_text(), &VEHICLES),
            Ok(cursor.clone())
        );
        let problem = Cursor::parse(&cursor.to_text(), &TRIPS).unwrap_err();
        assert_eq!(problem.code(), Code::InvalidParameter);
    }

    proptest! {
        #[test]
        fn no_text_is_a_cursor_by_chance(text in "\\PC{0,60}") {
            prop_assert!(Cursor::parse(&text, &VEHICLES).is_err());
        }
    }
}
