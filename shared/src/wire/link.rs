//! HAL links. They point at the manufacturer's public host and are never followed: what is
//! wanted of them is their name and the page token in their query.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::lenient::{FromJson, Unread, document};
use crate::operation::MAX_VALUE_LENGTH;

document! {
    /// One link.
    Link {
        /// Where it leads.
        href: String = "href";
        /// Whether `href` has places to be filled.
        templated: bool = "templated";
    }
}

impl Link {
    /// The page token in its query, if it is one that can be sent. It has base64 in it, so a `+`
    /// is itself and no space.
    pub fn page_token(&self) -> Option<String> {
        let (_, query) = self.href.as_deref()?.split_once('?')?;
        let token = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("pageToken="))?;
        let token = percent_decode_str(token).decode_utf8().ok()?;
        is_page_token(&token).then(|| token.into_owned())
    }
}

/// Whether a text can be asked for as a page: what the upstream calls its pages is base64, and a
/// call has room for so much.
pub fn is_page_token(text: &str) -> bool {
    (1..=MAX_VALUE_LENGTH).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}

/// Links by their relation. One relation may have several.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links(BTreeMap<String, Vec<Link>>);

impl Links {
    /// The first link of a relation.
    pub fn get(&self, relation: &str) -> Option<&Link> {
        self.0.get(relation)?.first()
    }
}

impl FromJson for Links {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        BTreeMap::from_json(json, unread).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::read;

    #[test]
    fn a_page_token_is_taken_from_the_link_decoded() {
        let links = read::<Links>(
            br#"{"next":{"href":"https://api.groupe-psa.com/connectedcar/v4/user/vehicles?pageToken=0a%2Bb+c=%3D"},
                 "self":{"href":"https://api.groupe-psa.com/connectedcar/v4/user/vehicles"},
                 "prev":{"href":"https://api.groupe-psa.com/?pageToken="},
                 "trips":[{"href":"a"},{"href":"b"}],
                 "last":7}"#,
        )
        .unwrap();
        let token = |relation| links.value.get(relation).and_then(Link::page_token);
        assert_eq!(token("next").as_deref(), Some("0a+b+c=="));
        assert_eq!(token("self"), None);
        assert_eq!(token("prev"), None);
        assert!(links.value.get("trips").is_some());
        assert_eq!(links.unread.to_string(), "*");
    }
}
