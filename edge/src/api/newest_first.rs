//! Answers a list whose newest items come first, though the upstream has the oldest first.
//!
//! The upstream's last page is the newest. It is often nearly empty; then the one before it is
//! joined to it. From there a cursor leads backwards, from page to page by the upstream's `prev`, or
//! by the numbers of the items where there is no such link. Items that are added meanwhile disturb
//! neither, since they go to the other end. A `limit` cuts a page; the cursor then says how many
//! items at the beginning of that page are left, which an added item does not change either.
//!
//! The upstream cannot be asked for items by a flag (`active`) alone. Up to four of its pages are
//! read to find some, so a cursor counts the items that were looked at, wanted or not.

use serde_json::Value;
use shared::model::{self, JsonText};
use shared::operation::Call;
use shared::problem::{Code, Problem};
use shared::wire::{FromJson as _, Page, Unread};

use super::list::cursor::{ListPosition, invalid_cursor};
use super::list::query::ListQuery;
use super::list::{empty, fetch, missing_page};
use super::reader;
use super::resource::{Items, Resource};
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, written};

/// A first page with fewer items is joined by the page before it.
const MIN_FIRST_PAGE: usize = 10;
/// Most pages that are joined to one with few items of the wanted flag. Further ones are left to the
/// next request, since each costs a call of the owner's quota.
const MAX_JOINED_PAGES: usize = 3;

/// Answers a page.
pub async fn get<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    resource: &'static Resource,
    items: &Items,
) -> Result<Response, Problem> {
    let query = ListQuery::read(upstream.context.request, ids, resource)?;
    let mut walk = BackwardWalk {
        upstream,
        model: items,
        remaining: query.limit.map_or(usize::MAX, usize::from),
        query: &query,
        page_size: resource.page_size,
        items: Vec::new(),
        taken: 0,
        found: 0,
        total: None,
        newest_page: None,
        unread: Unread::default(),
    };
    let mut next = match &query.position {
        Some(position) => walk.take_at(position.clone()).await?,
        None => walk.first_page().await?,
    };
    let more = match (query.flag, &query.position) {
        (Some(_), _) => MAX_JOINED_PAGES,
        (None, None) => 1,
        (None, Some(_)) => 0,
    };
    for _ in 0..more {
        let Some(position) = next.clone().filter(|_| walk.found < walk.enough()) else {
            break;
        };
        next = match walk.take_at(position).await {
            Ok(next) => next,
            Err(problem) if walk.found == 0 => return Err(problem),
            // The items that were found are a page.
            Err(_) => break,
        };
    }
    if walk.taken == 0 {
        return Ok(written(empty(&query).to_json()));
    }
    reader::log_unread(upstream.context, &walk.unread);
    let page = model::List {
        items: walk.items,
        total: walk.total.filter(|_| query.flag.is_none()),
        next: next.map(|position| query.cursor(position)),
    };
    Ok(written(page.to_json()))
}

/// A walk through the upstream's pages, from the newest item backwards.
struct BackwardWalk<'a, P> {
    upstream: &'a Upstream<'a, P>,
    model: &'a Items,
    query: &'a ListQuery<'a>,
    page_size: u16,
    /// How many more are wanted at most.
    remaining: usize,
    items: Vec<JsonText>,
    /// How many of the upstream's items were taken, readable or not.
    taken: usize,
    /// How many of those have the wanted flag.
    found: usize,
    total: Option<u64>,
    /// Set until the upstream's last page is taken: the number of its first item, if it is known.
    newest_page: Option<Option<u64>>,
    unread: Unread,
}

impl<P: Ports> BackwardWalk<'_, P> {
    /// Takes the newest items. Returns where to go on.
    async fn first_page(&mut self) -> Result<Option<ListPosition>, Problem> {
        let Some(first) = self.fetch(&self.query.first_call()?).await? else {
            return Ok(None);
        };
        let page = reader::page(
            self.upstream.context,
            &first,
            self.model.names,
            &mut Unread::default(),
        )?;
        let is_whole = page.total.is_none_or(|total| total <= count(page.len()));
        if page.has_link("next") || !is_whole {
            // A page that has one after it is full.
            self.newest_page = Some(page.total.and_then(|total| {
                let pages = total.saturating_sub(1).checked_div(count(page.len()))?;
                pages.checked_mul(count(page.len()))
            }));
            let newest = match (page.token("last"), page.total) {
                (Some(token), _) => ListPosition::Page { token, left: None },
                (None, Some(total)) => ListPosition::Before(total),
                (None, None) => return Err(self.unknown_end()),
            };
            let total = page.total;
            // Memory is bounded for one document: this one is dropped before the next is fetched.
            drop(first);
            let next = self.take_at(newest).await?;
            self.total = self.total.or(total);
            Ok(next)
        } else {
            // The page is the whole list; its first item has number 0.
            self.total = page.total;
            let next = self.take(&first, ListPosition::Before(count(page.len())))?;
            Ok(next.filter(|_| self.taken < page.len()))
        }
    }

    /// How many items are enough for a page.
    fn enough(&self) -> usize {
        self.query.limit.map_or(MIN_FIRST_PAGE, usize::from)
    }

    /// Takes the items at a position. Returns where to go on.
    async fn take_at(&mut self, position: ListPosition) -> Result<Option<ListPosition>, Problem> {
        let call = match &position {
            ListPosition::Page { token, .. } => self.query.page_call(token)?,
            ListPosition::From(_) => return Err(invalid_cursor()),
            ListPosition::Before(0) => return Ok(None),
            ListPosition::Before(end) => {
                let range = format!("{}-{}", self.start(*end), end.saturating_sub(1));
                self.query.range_call(&range)?
            }
        };
        match self.fetch(&call).await? {
            Some(page) => self.take(&page, position),
            None => Err(missing_page(self.upstream)),
        }
    }

    /// The number of the first item that is asked for together with those up to `end`.
    fn start(&self, end: u64) -> u64 {
        let page = self.query.upstream_page_size().unwrap_or(self.page_size);
        end.saturating_sub(page.into())
    }

    async fn fetch(&self, call: &Call) -> Result<Option<Value>, Problem> {
        match fetch(self.upstream, self.query, call).await? {
            Some(success) => reader::parse(self.upstream.context, &success.body).map(Some),
            None => Ok(None),
        }
    }

    /// Takes the newest items of a page, as many as remain to be found. Returns where to go on.
    fn take(
        &mut self,
        json: &Value,
        position: ListPosition,
    ) -> Result<Option<ListPosition>, Problem> {
        let context = self.upstream.context;
        let mut page = reader::page(context, json, self.model.names, &mut self.unread)?;
        let there = match position {
            ListPosition::Page {
                left: Some(left), ..
            } => page.len().min(left),
            _ => page.len(),
        };
        let is_wanted = |json: &Value| has_flag(json, self.query.flag);
        let (kept, found) = page.reach(there, self.remaining, is_wanted);
        let next = if kept < there {
            let left = there.saturating_sub(kept);
            Some(match (position, self.newest_page.flatten()) {
                // When this page is read again, its first number could not be known.
                (ListPosition::Page { .. }, Some(begins)) if page.token("prev").is_none() => {
                    ListPosition::Before(begins.saturating_add(count(left)))
                }
                (ListPosition::Page { token, .. }, _) => ListPosition::Page {
                    token,
                    left: Some(left),
                },
                (ListPosition::Before(end) | ListPosition::From(end), _) => {
                    ListPosition::Before(end.saturating_sub(count(kept)))
                }
            })
        } else {
            self.before(&page, &position)?
        };
        page.keep_before(page.len().saturating_sub(there), kept);
        let (flag, item) = (self.query.flag, self.model.translate);
        let items = page.items(&mut self.unread, |json, unread| {
            match has_flag(json, flag) {
                true => item(json, unread).map(Some),
                false => Some(None),
            }
        });
        self.items.extend(items.into_iter().flatten().rev());
        self.taken = self.taken.saturating_add(kept);
        self.found = self.found.saturating_add(found);
        self.remaining = self.remaining.saturating_sub(found);
        Ok(next)
    }

    /// The position of the items before a page; none where it is the first.
    fn before(
        &mut self,
        page: &Page<'_>,
        position: &ListPosition,
    ) -> Result<Option<ListPosition>, Problem> {
        if let ListPosition::Before(end) = position {
            // Its links and its total are about the range that was asked for, not the list.
            return Ok(Some(self.start(*end))
                .filter(|start| *start > 0)
                .map(ListPosition::Before));
        }
        self.total = page.total;
        let newest_page = self.newest_page.take();
        if let Some(token) = page.token("prev") {
            return Ok(Some(ListPosition::Page { token, left: None }));
        }
        let first = match (newest_page, page.number) {
            (Some(begins), _) => begins.ok_or_else(|| self.unknown_end())?,
            // It is in the middle, so it is full, like all before it.
            (None, Some(number)) => count(page.len()).saturating_mul(number.saturating_sub(1)),
            (None, None) => 0,
        };
        Ok(Some(first)
            .filter(|first| *first > 0)
            .map(ListPosition::Before))
    }

    fn unknown_end(&self) -> Problem {
        let reason = "the list has neither a total nor a link to what is missing of it";
        self.upstream.context.fail(Code::UpstreamUnreadable, reason)
    }
}

/// Whether an item has the wanted value of a flag. One that does not say has neither.
fn has_flag(json: &Value, flag: Option<(&str, bool)>) -> bool {
    flag.is_none_or(|(name, wanted)| {
        let said = json.get(name);
        said.and_then(|said| bool::from_json(said, &mut Unread::default())) == Some(wanted)
    })
}

fn count(items: usize) -> u64 {
    u64::try_from(items).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
