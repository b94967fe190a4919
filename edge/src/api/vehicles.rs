//! Answers `GET /api/v1/vehicles`: the driver's cars, in pages, with their status where that is asked
//! for.
//!
//! A page with statuses is bounded three ways: 20 cars, since a Worker may make 50 calls outside for
//! one request on the smallest plan, and each car may take two where the first relay is down; four
//! calls at once, of the six connections that a Worker has for one request; and the deadline of the
//! request, however many calls it takes. A car that is late has the problem in its status' place.

pub mod all_accounts;

use std::cell::RefCell;

use serde_json::Value;
use shared::model::Vehicle;
use shared::operation::Call;
use shared::problem::{Code, Problem};
use shared::wire::{self, Embed as _, Unread};

use super::document;
use super::last_known::{Resolved, of_car, parse_model, to_json};
use super::list::query::ListQuery;
use super::list::{call, empty, fetch, filled};
use super::parameter::query::invalid;
use super::reader;
use super::resource::Resource;
use super::resource::definition::LIMIT;
use super::resource::table::{ACCOUNTS, INCLUDE_STATUS, STATUS, STATUS_DOCUMENT, VEHICLES_INCLUDE};
use super::upstream::Upstream;
use crate::concurrent;
use crate::context::Ports;
use crate::request::Request;
use crate::respond::{Response, json};

/// Most cars on a page with statuses.
const MAX_WITH_STATUS: u16 = 20;
/// Calls under way at once.
const MAX_CONCURRENT_CALLS: usize = 4;

/// Answers a page of the driver's cars.
pub async fn list<P: Ports>(
    upstream: &Upstream<'_, P>,
    resource: &'static Resource,
) -> Result<Response, Problem> {
    let wanted = VehiclesQuery::read(upstream.context.request, resource, MAX_WITH_STATUS)?;
    if wanted.list.parameter(ACCOUNTS.name).is_some() {
        let detail = "accounts is all, and goes without an account in the path";
        return Err(invalid(ACCOUNTS.name, detail));
    }
    json(&page(upstream, &wanted).await?)
}

/// What a request asks for.
struct VehiclesQuery {
    list: ListQuery<'static>,
    /// Most cars that come with their status; none where none do.
    with_status: Option<u16>,
}

impl VehiclesQuery {
    /// Reads the query of a request, with so many cars with their status at most.
    fn read(
        request: &Request,
        resource: &'static Resource,
        most_with_status: u16,
    ) -> Result<Self, Problem> {
        let mut list = ListQuery::read(request, &[], resource)?;
        let include = list.parameter(VEHICLES_INCLUDE.name).unwrap_or_default();
        if !include.split(',').any(|word| word == INCLUDE_STATUS) {
            return Ok(Self {
                list,
                with_status: None,
            });
        }
        if list.limit.is_some_and(|limit| limit > most_with_status) {
            let detail = format!("with include=status, limit is at most {most_with_status}");
            return Err(invalid(LIMIT, detail));
        }
        list.limit = list.limit.or(Some(most_with_status));
        Ok(Self {
            list,
            with_status: Some(most_with_status),
        })
    }
}

/// A page. A first page may be the last known one.
async fn page<P: Ports>(
    upstream: &Upstream<'_, P>,
    VehiclesQuery { list, with_status }: &VehiclesQuery,
) -> Result<Value, Problem> {
    let call = call(list)?;
    let is_first = list.position.is_none() && list.offset == 0;
    let name = list
        .resource
        .last_known
        .filter(|_| is_first)
        .map(|kind| [kind, "?", call.query().unwrap_or_default()].concat());
    upstream.last_known.prefetch(name.as_deref());
    if with_status.is_some() {
        upstream.last_known.prefetch(status_name(&[]).as_deref());
    }
    let outcome = vehicles(upstream, list, &call).await;
    let failed = outcome.as_ref().err().cloned();
    let mut page = upstream
        .last_known
        .resolve(upstream.context, name.as_deref(), outcome, None)?;
    if let Some(most) = *with_status
        && let Some(items) = page.pointer_mut("/items").and_then(Value::as_array_mut)
    {
        // Where the list fails, no status is asked for.
        let refused = RefCell::new(failed);
        let vehicles = std::mem::take(items);
        let each = vehicles.into_iter().enumerate().map(|(nth, vehicle)| {
            let has_room = nth < usize::from(most);
            with_status_of(upstream, vehicle, has_room, &refused)
        });
        *items = concurrent::all(MAX_CONCURRENT_CALLS, each).await;
    }
    Ok(page)
}

/// The cars of a page. Its parsed document is dropped before any other is there.
async fn vehicles<P: Ports>(
    upstream: &Upstream<'_, P>,
    list: &ListQuery<'static>,
    call: &Call,
) -> Result<Value, Problem> {
    let context = upstream.context;
    let Some(success) = fetch(upstream, list, call).await? else {
        return to_json(&empty::<()>(list));
    };
    let document = reader::parse(context, &success.body)?;
    let mut unread = Unread::default();
    let page = reader::page(context, &document, wire::Vehicle::NAMES, &mut unread)?;
    let vehicles = page.items(&mut unread, |json, unread| {
        Vehicle::from_wire(wire::whole(json, unread)?, success.brand)
    });
    reader::log_unread(context, &unread);
    to_json(&filled(list, &page, vehicles))
}

/// The car with its status, or with the problem in its place. A problem has a `code`, which no
/// status has. Once `refused` is set, no further call is made: it is the manufacturer's rate limit,
/// or the problem of the list.
async fn with_status_of<P: Ports>(
    upstream: &Upstream<'_, P>,
    mut vehicle: Value,
    has_room: bool,
    refused: &RefCell<Option<Problem>>,
) -> Value {
    let id = vehicle.pointer("/id").and_then(Value::as_str);
    let ids = &[id.unwrap_or_default()];
    let met = refused.borrow().clone();
    let status = if !has_room {
        // The upstream answered a longer page than was asked for.
        Err(Problem::new(Code::UpstreamTooLarge)
            .with_detail("there are too many cars on this page: ask for this one's status itself"))
    } else {
        let name = status_name(ids);
        let outcome = match met {
            Some(problem) => Err(problem),
            None => {
                document::fetch(upstream, &STATUS, ids, &STATUS_DOCUMENT, name.as_deref()).await
            }
        };
        if let Err(problem) = &outcome
            && problem.code() == Code::RateLimited
        {
            *refused.borrow_mut() = Some(problem.clone());
        }
        let resolved =
            upstream
                .last_known
                .resolve_answer(upstream.context, name.as_deref(), outcome);
        resolved.and_then(Resolved::into_tree)
    };
    let status = status.or_else(|problem| {
        let problem = problem.with_request_id(upstream.context.request_id);
        parse_model(&problem.to_json())
    });
    if let (Some(members), Ok(status)) = (vehicle.as_object_mut(), status) {
        members.insert(INCLUDE_STATUS.to_owned(), status);
    }
    vehicle
}

/// What the last known state of a car's status is named.
fn status_name(ids: &[&str]) -> Option<String> {
    STATUS.last_known.map(|kind| of_car(kind, ids))
}
