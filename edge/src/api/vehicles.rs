//! `GET /api/v1/vehicles`: the driver's cars, in pages, with their status if that is wanted.

use std::cell::RefCell;

use futures_util::stream::{self, StreamExt as _};
use shared::model::{Included, Status, Vehicle};
use shared::operation::VEHICLES;
use shared::problem::{Code, Problem};
use shared::wire::{self, Embed as _, FromJson as _, Unread};

use super::asked::{Asked, PAGE, Takes};
use super::document;
use super::filter::{Filter, Words};
use super::list::{call, empty, fetch, filled};
use super::parameters::invalid;
use super::status::status;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

static TAKES: Takes = Takes {
    operation: &VEHICLES,
    filters: &[Filter::Words(&INCLUDE)],
    page: PAGE,
    offset: true,
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
    let context = upstream.context;
    let mut asked = Asked::read(context.request, &[], &TAKES)?;
    let with_status = is_status_wanted(&asked)?;
    if with_status {
        asked.limit = asked.limit.or(Some(MAX_WITH_STATUS));
    }
    let Some(success) = fetch(upstream, &call(&asked)?).await? else {
        return json(&empty(&asked));
    };
    let document = document::json(context, &success.body)?;
    let mut unread = Unread::default();
    let page = document::page(context, &document, wire::Vehicle::NAMES, &mut unread)?;
    let mut vehicles = page.items(&mut unread, |json, unread| {
        Vehicle::from_wire(wire::Vehicle::from_json(json, unread)?, success.brand)
    });
    document::note(context, &unread);
    if with_status {
        let refused = RefCell::default();
        vehicles = stream::iter(vehicles.into_iter().enumerate())
            .map(|(nth, vehicle)| with_its_status(upstream, vehicle, nth, &refused))
            .buffered(AT_ONCE)
            .collect()
            .await;
    }
    json(&filled(&asked, &page, vehicles))
}

fn is_status_wanted(asked: &Asked<'_>) -> Result<bool, Problem> {
    let include = asked.parameter(INCLUDE.name).unwrap_or_default();
    let wanted = include.split(',').any(|word| word == STATUS);
    if wanted && asked.limit.is_some_and(|limit| limit > MAX_WITH_STATUS) {
        let detail = format!("with include=status, limit is at most {MAX_WITH_STATUS}");
        return Err(invalid("limit", detail));
    }
    Ok(wanted)
}

/// The car with its status, or with the problem in its place. `refused` is the manufacturer's limit,
/// once it was met: then there are no more calls.
async fn with_its_status<P: Ports>(
    upstream: &Upstream<'_, P>,
    vehicle: Vehicle,
    nth: usize,
    refused: &RefCell<Option<Problem>>,
) -> Vehicle {
    let met = refused.borrow().clone();
    let status = match met {
        // A page of the upstream's making, longer than what was asked for.
        _ if nth >= usize::from(MAX_WITH_STATUS) => Err(Problem::new(Code::UpstreamTooLarge)
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
