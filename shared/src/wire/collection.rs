//! A page of a list.

use super::lenient::{FromJson, Unread, field};
use super::link::Links;

/// A page of a list: `_embedded` holds the items under the list's own name.
#[derive(Debug, Clone, PartialEq)]
pub struct Collection<T> {
    /// The items.
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: Option<u64>,
    /// `next`, `prev`, `first` and `last`, as far as there are such pages.
    pub links: Links,
}

/// The names that a list of this type has under `_embedded`.
pub trait Embed {
    /// Spellings, the usual one first.
    const NAMES: &'static [&'static str];
}

impl<T: FromJson + Embed> FromJson for Collection<T> {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        let object = json.as_object()?;
        let items = field::<Embedded<T>>(object, &["_embedded"], unread);
        Some(Self {
            items: items.map(|embedded| embedded.0).unwrap_or_default(),
            total: field(object, &["total"], unread),
            links: field(object, &["_links"], unread).unwrap_or_default(),
        })
    }
}

struct Embedded<T>(Vec<T>);

impl<T: FromJson + Embed> FromJson for Embedded<T> {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        Some(Self(
            field(json.as_object()?, T::NAMES, unread).unwrap_or_default(),
        ))
    }
}
