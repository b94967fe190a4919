//! `GET /api/v1/vehicles`: the driver's cars, in pages, with their status if that is wanted.

pub mod all;

use std::cell::RefCell;

use futures_util::stream::{self, StreamExt as _};
use shared::model::{Included, List, Status, Vehicle};
use shared::operation::VEHICLES;
use shared::problem::{Code, Problem};
use shared::wire::{self, Embed as _, Unread};

use super::asked::{Asked, PAGE, Takes};
use super::document;
use super::filter::{COUNTRY, Filter, LOCALE, Words};
use super::list::{call, empty, fetch, filled};
use super::parameters::invalid;
use super::status::status;
use super::upstream::{Success, Upstream};
use crate::context::{Context, Ports};
use crate::request::Request;
use crate::respond::{Response, json};

static TAKES: Takes = Takes {
    operation: &VEHICLES,
    filters: &[
        Filter::Words(&ACCOUNTS),
        Filter::Words(&INCLUDE),
        Filter::Text(&COUNTRY),
        Filter::Text(&LOCALE),
    ],
    page: PAGE,
    offset: true,
};

/// Whose cars are asked for, where it is not one account's.
static ACCOUNTS: Words = Words {
    name: "accounts",
    upstream: "",
    words: &[("all", "")],
};

/// What of each car is sent only where it is asked for. Its status is asked for by a call of its
/// own.
static INCLUDE: Words = Words {
    name: "include",
    upstream: "extension",
    words: &[
        (STATUS, ""),
        ("branding", "branding"),
        ("pictures", "pictures"),
        ("capabilities", "onboardCapabilities"),
    ],
};
const STATUS: &str = "status";
/// Most cars on a page that comes with their status. A Worker may make 50 calls outside for one
/// request on the smallest plan, and each car may take two, where the first relay is down.
const MAX_WITH_STATUS: u16 = 20;
/// Calls under way at once. A Worker has six connections for one request.
const AT_ONCE: usize = 4;

/// Answers a page of the driver's cars.
pub async fn list<P: Ports>(upstream: &Upstream<'_, P>) -> Result<Response, Problem> {
    let wanted = Wanted::read(upstream.context.request, MAX_WITH_STATUS)?;
    if wanted.asked.parameter(ACCOUNTS.name).is_some() {
        let detail = "accounts is all, and goes without an account in the path";
        return Err(invalid(ACCOUNTS.name, detail));
    }
    json(&page(upstream, &wanted).await?)
}

/// What is asked for.
struct Wanted {
    asked: Asked<'static>,
    /// Most cars that come with their status, if any are to.
    with_status: Option<u16>,
}

impl Wanted {
    /// Reads the query of a request, for so many cars at most that come with their status.
    fn read(request: &Request, most_with_status: u16) -> Result<Self, Problem> {
        let mut asked = Asked::read(request, &[], &TAKES)?;
        let include = asked.parameter(INCLUDE.name).unwrap_or_default();
        if !include.split(',').any(|word| word == STATUS) {
            return Ok(Self {
                asked,
                with_status: None,
            });
        }
        if asked.limit.is_some_and(|limit| limit > most_with_status) {
            let detail = format!("with include=status, limit is at most {most_with_status}");
            return Err(invalid("limit", detail));
        }
        asked.limit = asked.limit.or(Some(most_with_status));
        Ok(Self {
            asked,
            with_status: Some(most_with_status),
        })
    }
}

async fn page<P: Ports>(
    upstream: &Upstream<'_, P>,
    Wanted { asked, with_status }: &Wanted,
) -> Result<List<Vehicle>, Problem> {
    let context = upstream.context;
    let Some(success) = fetch(upstream, &call(asked)?).await? else {
        return Ok(empty(asked));
    };
    let mut list = cars(context, asked, &success)?;
    drop(success);
    if let Some(most) = *with_status {
        let refused = RefCell::default();
        list.items = stream::iter(list.items.into_iter().enumerate())
            .map(|(nth, vehicle)| {
                let has_room = nth < usize::from(most);
                with_its_status(upstream, vehicle, has_room, &refused)
            })
            .buffered(AT_ONCE)
            .collect()
            .await;
    }
    Ok(list)
}

/// The cars of a page. Its document is gone before any other is there.
fn cars<P: Ports>(
    context: &Context<'_, P>,
    asked: &Asked<'_>,
    success: &Success,
) -> Result<List<Vehicle>, Problem> {
    let document = document::json(context, &success.body)?;
    let mut unread = Unread::default();
    let page = document::page(context, &document, wire::Vehicle::NAMES, &mut unread)?;
    let cars = page.items(&mut unread, |json, unread| {
        Vehicle::from_wire(wire::whole(json, unread)?, success.brand)
    });
    document::note(context, &unread);
    Ok(filled(asked, &page, cars))
}

/// The car with its status, or with the problem in its place. `refused` is the manufacturer's limit,
/// once it was met: then there are no more calls.
async fn with_its_status<P: Ports>(
    upstream: &Upstream<'_, P>,
    vehicle: Vehicle,
    has_room: bool,
    refused: &RefCell<Option<Problem>>,
) -> Vehicle {
    let met = refused.borrow().clone();
    let status = match met {
        // A page of the upstream's making, longer than what was asked for.
        _ if !has_room => Err(Problem::new(Code::UpstreamTooLarge)
            .with_detail("there are too many cars on this page: ask for this one's status itself")),
        Some(problem) => Err(problem),
        None => status(upstream, &[&vehicle.id]).await,
    };
    let included: Included<Status> = match status {
        Ok(status) => Included::Known(Box::new(status)),
        Err(problem) => {
            if problem.code() == Code::RateLimited {
                *refused.borrow_mut() = Some(problem.clone());
            }
            Included::Problem(problem.with_request_id(upstream.context.request_id))
        }
    };
    Vehicle {
        status: Some(included),
        ..vehicle
    }
}
