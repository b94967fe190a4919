//! A resource that is a list, in the upstream's order.

pub mod cursor;
pub mod query;

use shared::model::{self, FromWire, Translate, translate};
use shared::operation::{Call, Operation};
use shared::problem::{Code, Problem};
use shared::wire::{Embed, Page, Unread};

use super::parameter::Filter;
use super::reader;
use super::upstream::{Refusal, Success, Upstream};
use crate::context::Ports;
use crate::respond::{Response, json};
use cursor::{Place, not_ours};
use query::{Asked, PAGE, Takes, is_by_token};

/// A resource that is a list.
#[derive(Debug)]
pub struct List {
    /// What it takes.
    pub takes: Takes,
    /// The names that it may have upstream.
    pub names: &'static [&'static str],
    /// From one of the upstream's items to one of ours.
    pub item: Translate,
}

impl List {
    /// A list of `M` like nearly every one, narrowed by these filters.
    pub const fn of<M: FromWire<Wire: Embed>>(
        operation: &'static Operation,
        filters: &'static [Filter],
    ) -> Self {
        Self {
            takes: Takes {
                operation,
                filters,
                page: PAGE,
                offset: true,
            },
            names: M::Wire::NAMES,
            item: translate::<M>,
        }
    }

    /// The same, to be answered the newest first: so there is no offset to count from.
    pub const fn turned_round<M: FromWire<Wire: Embed>>(
        operation: &'static Operation,
        filters: &'static [Filter],
    ) -> Self {
        let mut list = Self::of::<M>(operation, filters);
        list.takes.offset = false;
        list
    }
}

/// Answers a page of it.
pub async fn get<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    list: &'static List,
) -> Result<Response, Problem> {
    let context = upstream.context;
    let asked = Asked::read(context.request, ids, &list.takes)?;
    let Some(success) = fetch(upstream, &call(&asked)?).await? else {
        return json(&empty::<()>(&asked));
    };
    let document = reader::json(context, &success.body)?;
    let mut unread = Unread::default();
    let page = reader::page(context, &document, list.names, &mut unread)?;
    let items = page.items(&mut unread, list.item);
    reader::note(context, &unread);
    json(&filled(&asked, &page, items))
}

/// The call for what is asked.
pub fn call(asked: &Asked<'_>) -> Result<Call, Problem> {
    match &asked.place {
        Some(Place::Page { token, left: None }) => asked.page(token),
        Some(Place::From(item)) => asked.range(&format!("{item}-")),
        // For lists that are turned round.
        Some(Place::Page { .. } | Place::Before(_)) => Err(not_ours()),
        None if asked.offset > 0 => asked.range(&format!("{}-", asked.offset)),
        None => asked.first(),
    }
}

/// What is upstream for a call of a list; none where it has nothing. It has no empty lists, but
/// answers that nothing was found.
pub async fn fetch<P: Ports>(
    upstream: &Upstream<'_, P>,
    call: &Call,
) -> Result<Option<Success>, Problem> {
    let answer = if is_by_token(call) {
        upstream
            .call_unchecked(call)
            .await
            .map_err(|refusal| match refusal {
                // The token is all there is in it.
                Refusal::BadRequest(_) | Refusal::UnknownId(_) => not_ours(),
                Refusal::Problem(problem) => problem,
            })
    } else {
        upstream.call(call).await
    };
    match answer {
        Ok(success) => Ok(Some(success)),
        Err(problem) if problem.code() == Code::NoDataYet => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// A page with nothing on it. Where one began in the middle, that says nothing of the whole.
pub fn empty<T>(asked: &Asked<'_>) -> model::List<T> {
    model::List {
        items: Vec::new(),
        total: (asked.place.is_none() && asked.offset == 0).then_some(0),
        next: None,
    }
}

/// A page with these items.
pub fn filled<T>(asked: &Asked<'_>, page: &Page<'_>, items: Vec<T>) -> model::List<T> {
    // The upstream counts what is in the range that was asked for.
    let left_out = match asked.place {
        Some(Place::From(item)) => item,
        _ => asked.offset,
    };
    model::List {
        items,
        total: page.total.map(|total| total.saturating_add(left_out)),
        next: next(asked, page).map(|place| asked.cursor(place)),
    }
}

/// Where to go on after a page: by the upstream's link, and where it has none, by the number of
/// the next item, as long as there is one.
fn next(asked: &Asked<'_>, page: &Page<'_>) -> Option<Place> {
    if page.is_empty() {
        return None;
    }
    if let Some(token) = page.token("next").filter(|_| asked.takes_token()) {
        return Some(Place::Page { token, left: None });
    }
    let first = match asked.place {
        None => asked.offset,
        Some(Place::From(item)) => item,
        // Which items a page has that was asked for by its token is not known.
        Some(Place::Page { .. } | Place::Before(_)) => return None,
    };
    let here = u64::try_from(page.len()).ok()?;
    (here < page.total?).then(|| Place::From(first.saturating_add(here)))
}
