//! HAL links. They point at the manufacturer's public host and are never followed: what is
//! wanted of them is their name and the page token in their query.

use percent_encoding::percent_decode_str;

use super::lenient::{FromJson, document, find, named};
use super::unread::Unread;
use crate::operation::{MAX_VALUE_LENGTH, is_id};

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
pub struct Links(Vec<(String, Vec<Link>)>);

impl Links {
    /// The first link of a relation.
    pub fn get(&self, relation: &str) -> Option<&Link> {
        let (_, links) = self.0.iter().find(|(name, _)| name == relation)?;
        links.first()
    }
}

impl FromJson for Links {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        named(json, unread).map(Self)
    }
}

/// The identifier of the trip that links lead to, or to something of; of several trips, of the
/// first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TripId(pub Option<String>);

impl FromJson for TripId {
    fn from_json(json: &serde_json::Value, _: &mut Unread) -> Option<Self> {
        let id = find(json.as_object()?, &["trip", "trips"]).and_then(|(_, link)| {
            let link = link.as_array().map_or(Some(link), |links| links.first());
            let path = link?.get("href")?.as_str()?.split('?').next()?;
            let mut segments = path.split('/').skip_while(|segment| *segment != "trips");
            segments.nth(1).filter(|id| is_id(id))
        });
        Some(Self(id.map(str::to_owned)))
    }
}

/// The relations that have a link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations(pub Vec<String>);

impl FromJson for Relations {
    fn from_json(json: &serde_json::Value, _: &mut Unread) -> Option<Self> {
        let mut relations = Vec::new();
        for (relation, link) in json.as_object()? {
            if !link.is_null() {
                relations.push(relation.clone());
            }
        }
        Some(Self(relations))
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

    #[test]
    fn a_trip_is_named_by_the_link_to_it_or_to_something_of_it() {
        for (links, id) in [
            (
                r#"{"trip":{"href":"https://a.example/v4/user/vehicles/0a/trips/7d"}}"#,
                Some("7d"),
            ),
            (
                r#"{"trips":[{"href":"/vehicles/0a/trips/7d"},{"href":"/vehicles/0a/trips/7e"}]}"#,
                Some("7d"),
            ),
            (
                r#"{"trip":{"href":"/vehicles/0a/trips/7d/wayPoints?x=1"}}"#,
                Some("7d"),
            ),
            (
                r#"{"trip":{"href":"/vehicles/0a/trips/7d?x=1"}}"#,
                Some("7d"),
            ),
            (r#"{"trips":{"href":"/vehicles/0a/trips"}}"#, None),
            (
                r#"{"trip":{"href":"/vehicles/0a/trips/{tid}","templated":true}}"#,
                None,
            ),
            (r#"{"trip":{"href":"/vehicles/0a/trips/%2E%2E"}}"#, None),
            (r#"{"trip":{}}"#, None),
            (r#"{"self":{"href":"/vehicles/0a/trips/7d"}}"#, None),
        ] {
            let TripId(read) = read::<TripId>(links.as_bytes()).unwrap().value;
            assert_eq!(read.as_deref(), id, "{links}");
        }
    }
}
