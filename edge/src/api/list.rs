//! Answers a list in the upstream's order, and the parts that every list has.

pub mod cursor;
pub mod query;

use shared::model;
use shared::operation::Call;
use shared::problem::{Code, Problem};
use shared::wire::{Page, Unread};

use super::reader;
use super::resource::{Items, Resource};
use super::upstream::{Success, Upstream};
use crate::context::Ports;
use crate::respond::{Response, written};
use cursor::{ListPosition, invalid_cursor};
use query::ListQuery;

/// Answers a page.
pub async fn get<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    resource: &'static Resource,
    items: &Items,
) -> Result<Response, Problem> {
    let context = upstream.context;
    let query = ListQuery::read(context.request, ids, resource)?;
    let Some(success) = fetch(upstream, &query, &call(&query)?).await? else {
        return Ok(written(empty(&query).to_json()));
    };
    let document = reader::parse(context, &success.body)?;
    let mut unread = Unread::default();
    let page = reader::page(context, &document, items.names, &mut unread)?;
    let items = page.items(&mut unread, items.translate);
    reader::log_unread(context, &unread);
    Ok(written(filled(&query, &page, items).to_json()))
}

/// The call for what a query asks for.
pub fn call(query: &ListQuery<'_>) -> Result<Call, Problem> {
    match &query.position {
        Some(ListPosition::Page { token, left: None }) => query.page_call(token),
        Some(ListPosition::From(item)) => query.range_call(&format!("{item}-")),
        // Cursors of lists whose newest items come first.
        Some(ListPosition::Page { .. } | ListPosition::Before(_)) => Err(invalid_cursor()),
        None if query.offset > 0 => query.range_call(&format!("{}-", query.offset)),
        None => query.first_call(),
    }
}

/// What the upstream answers to a call of a list; none where it has nothing: it answers that nothing
/// was found where a list is empty. Fails with `invalid-parameter` where it does not take the token
/// that a cursor has: all the rest of such a call was taken with the first page. Fails where it has
/// nothing for a cursor, since the list had more items when that was given out.
pub async fn fetch<P: Ports>(
    upstream: &Upstream<'_, P>,
    query: &ListQuery<'_>,
    call: &Call,
) -> Result<Option<Success>, Problem> {
    let answer = upstream.call(call).await.map_err(|error| {
        if query.is_call_of_cursor(call) && error.is_about_call() {
            return invalid_cursor();
        }
        error.into_problem(call)
    });
    match answer {
        Ok(success) => Ok(Some(success)),
        Err(problem) => {
            let resource = query.resource;
            if resource.not_found.is_some() || problem.code() != Code::NoDataYet {
                return Err(resource.explain(problem));
            }
            match query.position {
                Some(_) => Err(missing_page(upstream)),
                None => Ok(None),
            }
        }
    }
}

/// The problem of a page that is not there though the upstream has told of more: what there is would
/// pass for the whole list.
pub fn missing_page<P: Ports>(upstream: &Upstream<'_, P>) -> Problem {
    let reason = "a page of the list is missing";
    upstream.context.fail(Code::UpstreamUnreadable, reason)
}

/// A page with nothing on it. It has a total only where it begins at the first item.
pub fn empty<T>(query: &ListQuery<'_>) -> model::List<T> {
    model::List {
        items: Vec::new(),
        total: (query.position.is_none() && query.offset == 0).then_some(0),
        next: None,
    }
}

/// A page with these items.
pub fn filled<T>(query: &ListQuery<'_>, page: &Page<'_>, items: Vec<T>) -> model::List<T> {
    // The upstream counts what is in the range that was asked for.
    let left_out = match query.position {
        Some(ListPosition::From(item)) => item,
        _ => query.offset,
    };
    model::List {
        items,
        total: page.total.map(|total| total.saturating_add(left_out)),
        next: next(query, page).map(|position| query.cursor(position)),
    }
}

/// The position after a page: by the upstream's link, or without one by the number of the next item,
/// as long as there is one.
fn next(query: &ListQuery<'_>, page: &Page<'_>) -> Option<ListPosition> {
    if page.is_empty() {
        return None;
    }
    if let Some(token) = page.token("next").filter(|_| query.upstream_takes_tokens()) {
        return Some(ListPosition::Page { token, left: None });
    }
    let first = match query.position {
        None => query.offset,
        Some(ListPosition::From(item)) => item,
        // Which items a page has that was asked for by its token is not known.
        Some(ListPosition::Page { .. } | ListPosition::Before(_)) => return None,
    };
    let here = u64::try_from(page.len()).ok()?;
    (here < page.total?).then(|| ListPosition::From(first.saturating_add(here)))
}
