//! A page of a list.

use serde_json::Value;

use super::lenient::{field, find, inside};
use super::link::{first, page_token};
use super::unread::Unread;

/// Most items on a page. The upstream puts 2,000 on one at most; only the way of a trip comes whole.
const MAX_ITEMS: usize = 10_000;

/// A page of a list: `_embedded` holds the items under the list's own name.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<'a> {
    /// The items, each still to be read.
    items: &'a [Value],
    /// How many there are on all pages of what was asked for.
    pub total: Option<u64>,
    /// Which page it is, from 1.
    pub number: Option<u64>,
    /// `next`, `prev`, `first` and `last`, as far as there are such pages.
    links: Option<&'a Value>,
}

/// The names that a list of this type has under `_embedded`.
pub trait Embed {
    /// Spellings, the usual one first.
    const NAMES: &'static [&'static str];
}

impl<'a> Page<'a> {
    /// Reads a page whose items have one of these names; none if it is no object, has more items
    /// than any page, or has no list though its total is not 0: of such an answer it is not known
    /// that nothing is there.
    pub fn read(json: &'a Value, names: &[&str], unread: &mut Unread) -> Option<Self> {
        let object = json.as_object()?;
        let items = find(object, &["_embedded"])
            .and_then(|(_, embedded)| find(embedded.as_object()?, names))
            .map(|(_, items)| match items {
                Value::Array(items) => items.as_slice(),
                // A list of one may come as that one, without the list around it.
                only => std::slice::from_ref(only),
            });
        let total = field(object, &["total"], unread);
        let items = items.or_else(|| (total == Some(0)).then_some(&[]))?;
        (items.len() <= MAX_ITEMS).then_some(())?;
        Some(Self {
            items,
            total,
            number: field(object, &["currentPage"], unread),
            links: find(object, &["_links"]).map(|(_, links)| links),
        })
    }

    /// How many items there are on this page, read or not.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is nothing on it.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Keeps so many of the items, after leaving out so many at the end, and no others.
    pub fn keep_before(&mut self, left_out: usize, kept: usize) {
        let end = self.items.len().saturating_sub(left_out);
        let start = end.saturating_sub(kept);
        self.items = self.items.get(start..end).unwrap_or_default();
    }

    /// How many of the first `there` items, from the last of them backwards, it takes for so many
    /// that are wanted, and how many of those there are.
    pub fn reach(
        &self,
        there: usize,
        wanted: usize,
        is_wanted: impl Fn(&Value) -> bool,
    ) -> (usize, usize) {
        let (mut kept, mut found) = (0_usize, 0_usize);
        for item in self.items.iter().take(there).rev() {
            if found == wanted {
                break;
            }
            kept = kept.saturating_add(1);
            found = found.saturating_add(usize::from(is_wanted(item)));
        }
        (kept, found)
    }

    /// Reads the items, in their order. Those that cannot be read are noted and left out.
    pub fn items<T>(
        &self,
        unread: &mut Unread,
        mut read: impl FnMut(&Value, &mut Unread) -> Option<T>,
    ) -> Vec<T> {
        let read = |(at, json): (usize, &Value)| {
            inside(&at.to_string(), unread, |unread| read(json, unread))
        };
        self.items.iter().enumerate().filter_map(read).collect()
    }

    /// The token of the page that a link of this relation leads to.
    pub fn token(&self, relation: &str) -> Option<String> {
        page_token(first(self.links?, &[relation])?)
    }

    /// Whether there is a link of this relation.
    pub fn has_link(&self, relation: &str) -> bool {
        self.links.and_then(|it| first(it, &[relation])).is_some()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wire::FromJson as _;

    const NAMES: &[&str] = &["vehicles", "Vehicles"];

    fn items(json: &Value) -> (Vec<String>, String) {
        let mut unread = Unread::default();
        let page = Page::read(json, NAMES, &mut unread).unwrap();
        let items = page.items(&mut unread, String::from_json);
        (items, unread.to_string())
    }

    #[test]
    fn items_are_found_in_either_spelling_and_one_alone_without_a_list() {
        for (embedded, expected) in [
            (json!({"vehicles": ["a", "b"]}), vec!["a", "b"]),
            (json!({"Vehicles": ["a"]}), vec!["a"]),
            (json!({"vehicles": null, "Vehicles": "a"}), vec!["a"]),
            (json!({"vehicles": []}), vec![]),
        ] {
            let page = json!({ "_embedded": embedded });
            assert_eq!(items(&page).0, expected, "{embedded}");
        }
    }

    #[test]
    fn without_a_list_a_page_is_empty_only_where_its_total_says_so() {
        for (page, is_page) in [
            (json!({}), false),
            (json!({"total": 2}), false),
            (json!({"total": "many"}), false),
            (json!({"_embedded": {"cars": ["a"]}}), false),
            (json!({"_embedded": []}), false),
            (json!({"total": 0}), true),
            (json!({"total": 0, "_embedded": {"vehicles": null}}), true),
        ] {
            let read = Page::read(&page, NAMES, &mut Unread::default());
            assert_eq!(read.map(|page| page.len()), is_page.then_some(0), "{page}");
        }
    }

    #[test]
    fn an_item_that_cannot_be_read_is_noted_by_its_place() {
        let page = json!({"_embedded": {"vehicles": ["a", {}, "c"]}});
        assert_eq!(items(&page), (vec!["a".into(), "c".into()], "1".into()));
    }

    #[test]
    fn a_page_of_more_items_than_any_has_is_none() {
        for (count, is_page) in [(MAX_ITEMS, true), (MAX_ITEMS + 1, false)] {
            let json = json!({"_embedded": {"vehicles": vec![0; count]}});
            let page = Page::read(&json, NAMES, &mut Unread::default());
            assert_eq!(page.is_some(), is_page, "{count}");
        }
    }

    #[test]
    fn some_items_before_the_end_are_kept_as_far_as_there_are_any() {
        let json = json!({"_embedded": {"vehicles": ["a", "b", "c", "d"]}});
        for (left_out, kept, expected) in [
            (0, 9, "abcd"),
            (0, 2, "cd"),
            (1, 2, "bc"),
            (3, 2, "a"),
            (4, 2, ""),
            (9, 9, ""),
        ] {
            let mut unread = Unread::default();
            let mut page = Page::read(&json, NAMES, &mut unread).unwrap();
            page.keep_before(left_out, kept);
            assert_eq!(page.len(), expected.len());
            let items = page.items(&mut unread, String::from_json);
            assert_eq!(items.concat(), expected);
        }
    }

    #[test]
    fn the_last_items_are_counted_up_to_as_many_as_are_wanted() {
        let json = json!({"_embedded": {"vehicles": ["a", "-", "c", "-", "-"]}});
        let page = Page::read(&json, NAMES, &mut Unread::default()).unwrap();
        for (there, wanted, expected) in [
            (5, 9, (5, 2)),
            (5, 1, (3, 1)),
            (5, 2, (5, 2)),
            (2, 1, (2, 1)),
            (1, 1, (1, 1)),
            (5, 0, (0, 0)),
            (0, 1, (0, 0)),
        ] {
            assert_eq!(page.reach(there, wanted, |item| item != "-"), expected);
        }
    }

    #[test]
    fn what_is_no_object_is_no_page() {
        assert_eq!(Page::read(&json!([]), NAMES, &mut Unread::default()), None);
    }
}
