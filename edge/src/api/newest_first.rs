//! A list whose newest items come first, though the upstream has the oldest first.
//!
//! The upstream's last page is the newest, and often nearly empty: then the one before it is
//! joined to it. From there a cursor leads backwards, from page to page by the upstream's own
//! `prev`, or by the numbers of the items where it has none. Both stay what they are when items
//! are added meanwhile, since those go to the other end.
//!
//! Where some of the items are not wanted, the upstream cannot be told, so its pages are gone
//! through until there are enough that are.

use serde_json::Value;
use serde_json::value::RawValue;
use shared::model;
use shared::operation::Call;
use shared::problem::{Code, Problem};
use shared::wire::{FromJson as _, Page, Unread};

use super::list::cursor::{ListPosition, invalid_cursor};
use super::list::query::ListQuery;
use super::list::{empty, fetch};
use super::reader;
use super::resource::{Items, Row};
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

/// Fewer than so many newest items are joined by those before them.
const MIN_FIRST_PAGE: usize = 10;
/// Most pages that are joined to one of which little is wanted. More than these are left to the
/// caller's next call, for each is off the owner's quota.
const MAX_JOINED_PAGES: usize = 3;

/// Answers a page of it, the newest first.
pub async fn get<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    row: &'static Row,
    items: &Items,
) -> Result<Response, Problem> {
    let query = ListQuery::read(upstream.context.request, ids, row)?;
    let mut walk = Walk {
        upstream,
        model: items,
        room: query.limit.map_or(usize::MAX, usize::from),
        query: &query,
        page_size: row.page_size,
        items: Vec::new(),
        taken: 0,
        found: 0,
        total: None,
        newest_page: None,
        unread: Unread::default(),
    };
    let mut next = match &query.position {
        Some(position) => walk.go_on(position.clone()).await?,
        None => walk.begin().await?,
    };
    let more = match (query.flag, &query.position) {
        (Some(_), _) => MAX_JOINED_PAGES,
        (None, None) => 1,
        (None, Some(_)) => 0,
    };
    for _ in 0..more {
        let Some(position) = next.clone().filter(|_| walk.found < walk.wanted()) else {
            break;
        };
        next = match walk.go_on(position).await {
            Ok(next) => next,
            Err(problem) if walk.found == 0 => return Err(problem),
            // What there is is enough for a page.
            Err(_) => break,
        };
    }
    if walk.taken == 0 {
        return json(&empty::<()>(&query));
    }
    reader::log_unread(upstream.context, &walk.unread);
    json(&model::List {
        items: walk.items,
        total: walk.total.filter(|_| query.flag.is_none()),
        next: next.map(|position| query.cursor(position)),
    })
}

/// A walk from the newest item backwards.
struct Walk<'a, P> {
    upstream: &'a Upstream<'a, P>,
    model: &'a Items,
    query: &'a ListQuery<'a>,
    page_size: u16,
    /// How many more are wanted at most.
    room: usize,
    items: Vec<Box<RawValue>>,
    /// How many of the upstream's were taken, readable or not.
    taken: usize,
    /// How many of those are wanted.
    found: usize,
    total: Option<u64>,
    /// Until the upstream's last page is taken: the number of its first item, if that is known.
    newest_page: Option<Option<u64>>,
    unread: Unread,
}

impl<P: Ports> Walk<'_, P> {
    /// Takes the newest; where to go on.
    async fn begin(&mut self) -> Result<Option<ListPosition>, Problem> {
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
                (None, None) => return Err(self.has_no_end()),
            };
            let total = page.total;
            // There is room for one document at a time.
            drop(first);
            let next = self.go_on(newest).await?;
            self.total = self.total.or(total);
            Ok(next)
        } else {
            // All there is, from number nought.
            self.total = page.total;
            let next = self.take(&first, ListPosition::Before(count(page.len())))?;
            Ok(next.filter(|_| self.taken < page.len()))
        }
    }

    /// How many are enough for a page.
    fn wanted(&self) -> usize {
        self.query.limit.map_or(MIN_FIRST_PAGE, usize::from)
    }

    /// Takes what is at a position; where to go on.
    async fn go_on(&mut self, position: ListPosition) -> Result<Option<ListPosition>, Problem> {
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
            None => Ok(None),
        }
    }

    /// The number of the first item that is asked for together with those up to `end`.
    fn start(&self, end: u64) -> u64 {
        let page = self.query.upstream_page_size().unwrap_or(self.page_size);
        end.saturating_sub(page.into())
    }

    async fn fetch(&self, call: &Call) -> Result<Option<Value>, Problem> {
        match fetch(self.upstream, call).await? {
            Some(success) => reader::parse(self.upstream.context, &success.body).map(Some),
            None => Ok(None),
        }
    }

    /// Takes the newest items of a page, as many as there is room for; where to go on.
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
        let is_wanted = |json: &Value| is(json, self.query.flag);
        let (kept, found) = page.reach(there, self.room, is_wanted);
        let next = if kept < there {
            let left = there.saturating_sub(kept);
            Some(match (position, self.newest_page.flatten()) {
                // Of a page that is met again it could not be told where it begins.
                (ListPosition::Page { .. }, Some(begins)) if page.token("prev").is_none() => {
                    ListPosition::Before(begins.saturating_add(count(left)))
                }
                (ListPosition::Page { token, .. }, _) => ListPosition::Page {
                    token,
                    left: Some(left),
                },
                (ListPosition::Before(end), _) => {
                    ListPosition::Before(end.saturating_sub(count(kept)))
                }
                (ListPosition::From(item), _) => ListPosition::From(item),
            })
        } else {
            self.before(&page, &position)?
        };
        page.keep_before(page.len().saturating_sub(there), kept);
        let (flag, item) = (self.query.flag, self.model.translate);
        let items = page.items(&mut self.unread, |json, unread| match is(json, flag) {
            true => item(json, unread).map(Some),
            false => Some(None),
        });
        self.items.extend(items.into_iter().flatten().rev());
        self.taken = self.taken.saturating_add(kept);
        self.found = self.found.saturating_add(found);
        self.room = self.room.saturating_sub(found);
        Ok(next)
    }

    /// Where the items before a page are; none where it is the first.
    fn before(
        &mut self,
        page: &Page<'_>,
        position: &ListPosition,
    ) -> Result<Option<ListPosition>, Problem> {
        if let ListPosition::Before(end) = position {
            // What links say is about the range that was asked for, and so is the total.
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
            (Some(begins), _) => begins.ok_or_else(|| self.has_no_end())?,
            // In the middle: it is full, like all before it.
            (None, Some(number)) => count(page.len()).saturating_mul(number.saturating_sub(1)),
            (None, None) => 0,
        };
        Ok(Some(first)
            .filter(|first| *first > 0)
            .map(ListPosition::Before))
    }

    fn has_no_end(&self) -> Problem {
        let reason = "the list has neither a total nor a link to what is missing of it";
        self.upstream.context.fail(Code::UpstreamUnreadable, reason)
    }
}

/// Whether an item is wanted.
fn is(json: &Value, flag: Option<(&str, bool)>) -> bool {
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
