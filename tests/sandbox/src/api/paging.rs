//! Pages of a collection, and the opaque tokens that lead from one to the next.

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::api::hal::link;
use crate::api::refusal::Refusal;
use crate::chance::{half, hex, sha256};
use crate::serve::fields::Fields;

/// The names of the parameters that every collection has.
pub(crate) const INDEX_RANGE: &str = "indexRange";
pub(crate) const PAGE_SIZE: &str = "pageSize";
pub(crate) const PAGE_TOKEN: &str = "pageToken";
/// Within a token only: which page it is of, from 1.
const PAGE: &str = "page";

/// The greatest page of most collections, and the one that is given unasked of all.
pub(crate) const LARGEST: usize = 60;

/// The length of a token's first part, in hexadecimal characters.
const SEAL: usize = 32;

/// Makes tokens, and opens none but its own.
#[derive(Debug)]
pub(crate) struct PageTokens {
    key: String,
}

/// What is asked of a collection: the page by the query or by a token, and by the query alone what
/// the collection is narrowed by.
#[derive(Debug)]
pub(crate) struct Paging<'a> {
    tokens: &'a PageTokens,
    owner: String,
    query: Fields,
    range: Range<usize>,
    size: usize,
    page: usize,
}

/// One page.
#[derive(Debug)]
struct Page<'i, T> {
    items: &'i [T],
    /// `total`, `currentPage`, `totalPage` and `_links` for the answer.
    envelope: Map<String, Value>,
}

impl PageTokens {
    /// Tokens under a key.
    pub(crate) const fn new(key: String) -> Self {
        Self { key }
    }

    fn seal(&self, owner: &str, payload: &str) -> String {
        let parts = [&self.key, "\n", owner, "\n", payload].map(str::as_bytes);
        hex(&half(sha256(&parts)))
    }

    fn make(&self, owner: &str, payload: &str) -> String {
        self.seal(owner, payload) + &STANDARD.encode(payload)
    }

    fn open(&self, owner: &str, token: &str) -> Option<Fields> {
        let (seal, payload) = token.split_at_checked(SEAL)?;
        let payload = String::from_utf8(STANDARD.decode(payload).ok()?).ok()?;
        (seal == self.seal(owner, &payload)).then(|| Fields::parse(payload.as_bytes()))
    }
}

impl<'a> Paging<'a> {
    /// Reads what is asked, of pages that hold `largest` items at most. A token stands for page, size
    /// and range, and is good for the `owner` it was made for only.
    pub(crate) fn new(
        tokens: &'a PageTokens,
        owner: String,
        query: &Fields,
        largest: usize,
    ) -> Result<Self, Refusal> {
        let invalid = |name| move |_| Refusal::value(name);
        let (fields, page) = match query.once(PAGE_TOKEN).map_err(invalid(PAGE_TOKEN))? {
            None => (query.clone(), 1),
            Some(token) => {
                let fields = tokens.open(&owner, token);
                let fields = fields.ok_or(Refusal::value(PAGE_TOKEN))?;
                let page = number(&fields, PAGE)?.ok_or(Refusal::value(PAGE_TOKEN))?;
                (fields, page)
            }
        };
        let size = number(&fields, PAGE_SIZE)?.unwrap_or(LARGEST);
        if !(1..=largest).contains(&size) {
            return Err(Refusal::value(PAGE_SIZE));
        }
        let range = match fields.once(INDEX_RANGE).map_err(invalid(INDEX_RANGE))? {
            None => 0..usize::MAX,
            Some(text) => index_range(text).ok_or(Refusal::value(INDEX_RANGE))?,
        };
        Ok(Self {
            tokens,
            owner,
            query: query.clone(),
            range,
            size,
            page,
        })
    }

    /// The query, with what the collection is narrowed by: no token holds that.
    pub(crate) const fn query(&self) -> &Fields {
        &self.query
    }

    /// The page asked for, of the collection at `path`.
    fn cut<'i, T>(&self, path: &str, all: &'i [T]) -> Page<'i, T> {
        let end = self.range.end.min(all.len());
        let all = all.get(self.range.start.min(end)..end).unwrap_or_default();
        let pages = all.len().div_ceil(self.size).max(1);
        let items = all.chunks(self.size).nth(self.page - 1).unwrap_or_default();

        let link = |page| link(&self.address(path, page));
        let mut links = Map::new();
        links.insert(String::from("self"), link(self.page));
        links.insert(String::from("first"), link(1));
        links.insert(String::from("last"), link(pages));
        if self.page > 1 {
            links.insert(String::from("prev"), link(self.page - 1));
        }
        if self.page < pages {
            links.insert(String::from("next"), link(self.page + 1));
        }
        let mut envelope = Map::new();
        envelope.insert(String::from("total"), Value::from(all.len()));
        envelope.insert(String::from("currentPage"), Value::from(self.page));
        envelope.insert(String::from("totalPage"), Value::from(pages));
        envelope.insert(String::from("_links"), Value::from(links));
        Page { items, envelope }
    }

    /// The document of the page asked for, each item shown in its list `name`. Where there is
    /// nothing to show the API answers with an error, which is `none`.
    pub(crate) fn document<T>(
        &self,
        path: &str,
        name: &str,
        all: &[T],
        show: impl Fn(&T) -> Value,
        none: Refusal,
    ) -> Result<Value, Refusal> {
        let mut page = self.cut(path, all);
        if page.items.is_empty() {
            return Err(none);
        }
        let items: Vec<Value> = page.items.iter().map(show).collect();
        let embedded = Map::from_iter([(name.to_owned(), Value::from(items))]);
        let envelope = &mut page.envelope;
        envelope.insert(String::from("_embedded"), Value::from(embedded));
        Ok(Value::from(page.envelope))
    }

    fn address(&self, path: &str, page: usize) -> String {
        let Range { start, end } = self.range;
        let range = match end {
            usize::MAX => format!("{start}-"),
            _ => format!("{start}-{}", end - 1),
        };
        let payload = form_urlencoded::Serializer::new(String::new())
            .append_pair(PAGE_SIZE, &self.size.to_string())
            .append_pair(INDEX_RANGE, &range)
            .append_pair(PAGE, &page.to_string())
            .finish();
        let token = self.tokens.make(&self.owner, &payload);
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair(PAGE_TOKEN, &token)
            .finish();
        format!("{path}?{query}")
    }
}

fn number(fields: &Fields, name: &'static str) -> Result<Option<usize>, Refusal> {
    let invalid = Refusal::value(name);
    let Some(text) = fields.once(name).map_err(|_| invalid)? else {
        return Ok(None);
    };
    match text.parse() {
        Ok(number) if number > 0 => Ok(Some(number)),
        _ => Err(invalid),
    }
}

/// `a-b` or `a-`, from zero, both ends included.
fn index_range(text: &str) -> Option<Range<usize>> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, last) = text.split_once('-')?;
    if !digits(first) || !digits(last) {
        return None;
    }
    let first = first.parse().ok()?;
    match last {
        "" => Some(first..usize::MAX),
        last => {
            let last: usize = last.parse().ok()?;
            (first <= last).then_some(first..last.checked_add(1)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens() -> PageTokens {
        PageTokens::new(String::from("key"))
    }

    fn paging<'a>(tokens: &'a PageTokens, owner: &str, query: &str) -> Result<Paging<'a>, Refusal> {
        let query = Fields::parse(query.as_bytes());
        Paging::new(tokens, owner.to_owned(), &query, LARGEST)
    }

    fn page_token(tokens: &PageTokens, query: &str, all: &[usize], link: &str) -> Option<String> {
        let page = paging(tokens, "camille", query).unwrap().cut("/x", all);
        let href = page.envelope["_links"].get(link)?["href"].as_str().unwrap();
        Some(href.split_once('?').unwrap().1.to_owned())
    }

    #[test]
    fn following_next_meets_every_item_once() {
        let all: Vec<usize> = (0..137).collect();
        let tokens = tokens();
        for first in [
            "",
            "pageSize=60",
            "pageSize=1",
            "pageSize=7",
            "indexRange=0-",
        ] {
            let (mut query, mut seen) = (Some(first.to_owned()), Vec::new());
            while let Some(here) = query {
                let page = paging(&tokens, "camille", &here).unwrap();
                seen.extend_from_slice(page.cut("/x", &all).items);
                query = page_token(&tokens, &here, &all, "next");
            }
            assert_eq!(seen, all, "{first}");
        }
    }

    #[test]
    fn an_index_range_is_zero_based_and_inclusive() {
        assert_eq!(index_range("0-9"), Some(0..10));
        assert_eq!(index_range("5-"), Some(5..usize::MAX));
        for bad in [
            "",
            "-",
            "-5",
            "9-0",
            "a-b",
            "1",
            "1-2-3",
            "+1-2",
            "99999999999999999999-",
        ] {
            assert_eq!(index_range(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_range_narrows_the_total_and_the_pages() {
        let (all, tokens): (Vec<usize>, _) = ((0..137).collect(), tokens());
        let page = paging(&tokens, "camille", "indexRange=100-119&pageSize=15")
            .unwrap()
            .cut("/x", &all);
        assert_eq!(page.items, (100..115).collect::<Vec<_>>());
        assert_eq!(
            (&page.envelope["total"], &page.envelope["totalPage"]),
            (&20.into(), &2.into())
        );
    }

    #[test]
    fn a_token_is_its_owners_and_unforgeable() {
        let (all, tokens): (Vec<usize>, _) = ((0..137).collect(), tokens());
        let query = page_token(&tokens, "", &all, "next").unwrap();
        let open = |owner, query: &str| paging(&tokens, owner, query).is_ok();
        assert!(open("camille", &query));
        assert!(!open("lucas", &query));
        assert!(!open(
            "camille",
            &query.replacen("pageToken=", "pageToken=0", 1)
        ));
        assert!(!open("camille", "pageToken=abc"));
        assert!(!open("camille", "pageToken="));
    }

    #[test]
    fn values_out_of_bounds_are_refused() {
        for bad in [
            "pageSize=0",
            "pageSize=61",
            "pageSize=x",
            "pageSize=1&pageSize=2",
            "indexRange=x",
        ] {
            let tokens = tokens();
            assert!(paging(&tokens, "camille", bad).is_err(), "{bad}");
        }
    }
}
