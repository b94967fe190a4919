//! A list whose newest items come first, though the upstream has the oldest first.
//!
//! The upstream's last page is the newest, and often nearly empty: then the one before it is
//! joined to it. From there a cursor leads backwards, from page to page by the upstream's own
//! `prev`, or by the numbers of the items where it has none. Both stay what they are when items
//! are added meanwhile, since those go to the other end.

use serde_json::Value;
use serde_json::value::RawValue;
use shared::model;
use shared::operation::Call;
use shared::problem::{Code, Problem};
use shared::wire::{Page, Unread};

use super::asked::Asked;
use super::cursor::{Place, not_ours};
use super::document;
use super::list::{List, empty, fetch};
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

/// Fewer than so many newest items are joined by those before them.
const FEW: usize = 10;

/// Answers a page of it, the newest first.
pub async fn get<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    list: &'static List,
) -> Result<Response, Problem> {
    let asked = Asked::read(upstream.context.request, ids, &list.takes)?;
    let mut walk = Walk {
        upstream,
        list,
        room: asked.limit.map_or(usize::MAX, usize::from),
        asked: &asked,
        items: Vec::new(),
        taken: 0,
        total: None,
        newest_page: None,
        unread: Unread::default(),
    };
    let next = match &asked.place {
        Some(place) => walk.go_on(place.clone()).await?,
        None => walk.begin().await?,
    };
    if walk.taken == 0 {
        return json(&empty::<()>(&asked));
    }
    document::note(upstream.context, &walk.unread);
    json(&model::List {
        items: walk.items,
        total: walk.total,
        next: next.map(|place| asked.cursor(place)),
    })
}

/// A walk from the newest item backwards.
struct Walk<'a, P> {
    upstream: &'a Upstream<'a, P>,
    list: &'static List,
    asked: &'a Asked<'a>,
    /// How many more are wanted at most.
    room: usize,
    items: Vec<Box<RawValue>>,
    /// How many of the upstream's were taken, readable or not.
    taken: usize,
    total: Option<u64>,
    /// Until the upstream's last page is taken: the number of its first item, if that is known.
    newest_page: Option<Option<u64>>,
    unread: Unread,
}

impl<P: Ports> Walk<'_, P> {
    /// Takes the newest; where to go on.
    async fn begin(&mut self) -> Result<Option<Place>, Problem> {
        let Some(first) = self.fetch(&self.asked.first()?).await? else {
            return Ok(None);
        };
        let page = document::page(
            self.upstream.context,
            &first,
            self.list.names,
            &mut Unread::default(),
        )?;
        let is_whole = page.total.is_none_or(|total| total <= count(page.len()));
        let next = if page.has_link("next") || !is_whole {
            // A page that has one after it is full.
            self.newest_page = Some(page.total.and_then(|total| {
                let pages = total.saturating_sub(1).checked_div(count(page.len()))?;
                pages.checked_mul(count(page.len()))
            }));
            let newest = match (page.token("last"), page.total) {
                (Some(token), _) => Place::Page { token, left: None },
                (None, Some(total)) => Place::Before(total),
                (None, None) => return Err(self.has_no_end()),
            };
            let total = page.total;
            // There is room for one document at a time.
            drop(first);
            let next = self.go_on(newest).await?;
            self.total = self.total.or(total);
            next
        } else {
            // All there is, from number nought.
            self.total = page.total;
            let next = self.take(&first, Place::Before(count(page.len())))?;
            let next = next.filter(|_| self.taken < page.len());
            drop(first);
            next
        };
        match next {
            // Where that fails, what there is is enough for a page.
            Some(place) if self.taken < self.wanted() => {
                self.go_on(place.clone()).await.or(Ok(Some(place)))
            }
            next => Ok(next),
        }
    }

    fn wanted(&self) -> usize {
        self.asked.limit.map_or(FEW, usize::from)
    }

    /// Takes what is at a place; where to go on.
    async fn go_on(&mut self, place: Place) -> Result<Option<Place>, Problem> {
        let call = match &place {
            Place::Page { token, .. } => self.asked.page(token)?,
            Place::From(_) => return Err(not_ours()),
            Place::Before(0) => return Ok(None),
            Place::Before(end) => {
                let range = format!("{}-{}", self.start(*end), end.saturating_sub(1));
                self.asked.range(&range)?
            }
        };
        match self.fetch(&call).await? {
            Some(page) => self.take(&page, place),
            None => Ok(None),
        }
    }

    /// The number of the first item that is asked for together with those up to `end`.
    fn start(&self, end: u64) -> u64 {
        let page = self.asked.limit.unwrap_or(self.list.takes.page);
        end.saturating_sub(page.into())
    }

    async fn fetch(&self, call: &Call) -> Result<Option<Value>, Problem> {
        match fetch(self.upstream, call).await? {
            Some(success) => document::json(self.upstream.context, &success.body).map(Some),
            None => Ok(None),
        }
    }

    /// Takes the newest items of a page, as many as there is room for; where to go on.
    fn take(&mut self, json: &Value, place: Place) -> Result<Option<Place>, Problem> {
        let context = self.upstream.context;
        let mut page = document::page(context, json, self.list.names, &mut self.unread)?;
        let there = match place {
            Place::Page {
                left: Some(left), ..
            } => page.len().min(left),
            _ => page.len(),
        };
        let kept = there.min(self.room);
        let next = if kept < there {
            Some(match place {
                Place::Page { token, .. } => Place::Page {
                    token,
                    left: Some(there.saturating_sub(kept)),
                },
                Place::Before(end) => Place::Before(end.saturating_sub(count(kept))),
                Place::From(item) => Place::From(item),
            })
        } else {
            self.before(&page, &place)?
        };
        page.keep_before(page.len().saturating_sub(there), kept);
        let items = page.items(&mut self.unread, self.list.item);
        self.items.extend(items.into_iter().rev());
        self.taken = self.taken.saturating_add(kept);
        self.room = self.room.saturating_sub(kept);
        Ok(next)
    }

    /// Where the items before a page are; none where it is the first.
    fn before(&mut self, page: &Page<'_>, place: &Place) -> Result<Option<Place>, Problem> {
        if let Place::Before(end) = place {
            // What links say is about the range that was asked for, and so is the total.
            return Ok(Some(self.start(*end))
                .filter(|start| *start > 0)
                .map(Place::Before));
        }
        self.total = page.total;
        let newest_page = self.newest_page.take();
        if let Some(token) = page.token("prev") {
            return Ok(Some(Place::Page { token, left: None }));
        }
        let first = match (newest_page, page.number) {
            (Some(begins), _) => begins.ok_or_else(|| self.has_no_end())?,
            // In the middle: it is full, like all before it.
            (None, Some(number)) => count(page.len()).saturating_mul(number.saturating_sub(1)),
            (None, None) => 0,
        };
        Ok(Some(first).filter(|first| *first > 0).map(Place::Before))
    }

    fn has_no_end(&self) -> Problem {
        let reason = "the list has neither a total nor a link to what is missing of it";
        self.upstream.context.fail(Code::UpstreamUnreadable, reason)
    }
}

fn count(items: usize) -> u64 {
    u64::try_from(items).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
