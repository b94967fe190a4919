//! HAL links. They point at the manufacturer's public host and are never followed: what is
//! wanted of them is their name and the page token in their query.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::lenient::{FromJson, find};
use super::unread::Unread;
use crate::operation::{MAX_VALUE_LENGTH, is_id};

/// The first of the links that links have by the first of these relations. One relation may have
/// several.
pub(super) fn first<'a>(links: &'a Value, relations: &[&str]) -> Option<&'a Value> {
    let (_, link) = find(links.as_object()?, relations)?;
    let link = link.as_array().map_or(Some(link), |links| links.first());
    link.filter(|link| link.is_object())
}

/// Where a link leads.
fn href(link: &Value) -> Option<&str> {
    link.get("href")?.as_str()
}

/// The page token in a link's query, if it is one that can be sent. It has base64 in it, so a `+` is
/// itself and no space.
pub(super) fn page_token(link: &Value) -> Option<String> {
    let (_, query) = href(link)?.split_once('?')?;
    let token = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("pageToken="))?;
    let token = percent_decode_str(token).decode_utf8().ok()?;
    is_page_token(&token).then(|| token.into_owned())
}

/// Whether a text can be asked for as a page: what the upstream calls its pages is base64, and a
/// call has room for so much.
pub fn is_page_token(text: &str) -> bool {
    (1..=MAX_VALUE_LENGTH).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}

/// The identifier of the trip that links lead to, or to something of; of several trips, of the
/// first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TripId(pub Option<String>);

impl FromJson for TripId {
    fn from_json(json: &Value, _: &mut Unread) -> Option<Self> {
        let id = first(json, &["trip", "trips"]).and_then(|link| {
            let path = href(link)?.split('?').next()?;
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
    fn from_json(json: &Value, _: &mut Unread) -> Option<Self> {
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
    use serde_json::json;

    use super::*;
    use crate::wire::read;

    #[test]
    fn a_page_token_is_taken_from_the_link_decoded() {
        let links = json!({
            "next": {"href": "https://api.groupe-psa.com/connectedcar/v4/user/vehicles?pageToken=0a%2Bb+c=%3D"},
            "self": {"href": "https://api.groupe-psa.com/connectedcar/v4/user/vehicles"},
            "prev": {"href": "https://api.groupe-psa.com/?pageToken="},
            "first": [{"href": "/?pageToken=a"}, {"href": "/?pageToken=b"}],
            "last": 7,
        });
        for (relation, is_there, token) in [
            ("next", true, Some("0a+b+c==")),
            ("self", true, None),
            ("prev", true, None),
            ("first", true, Some("a")),
            ("last", false, None),
            ("trips", false, None),
        ] {
            let link = first(&links, &[relation]);
            assert_eq!(link.is_some(), is_there, "{relation}");
            assert_eq!(link.and_then(page_token).as_deref(), token, "{relation}");
        }
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
