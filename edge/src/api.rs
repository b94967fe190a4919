//! The API that front ends call: one file a resource.
//!
//! - [`account`]: whose data is asked for.
//! - [`upstream`]: calls with that account's live token, and what their answers mean.
//! - [`document`]: reads what came back.
//! - [`last_known`]: what was answered before, and what of it stands in for an answer.
//! - [`one`], [`list`], [`newest`]: the kinds of resource there are: a document, a list, a list
//!   whose newest items come first. Most resources are one of these and nothing more.
//! - [`parameters`], [`filter`], [`asked`], [`cursor`]: what a front end may add to an address.
//! - [`raw`]: the upstream's own documents.

pub mod account;
pub mod alarms;
pub mod alerts;
pub mod brands;
pub mod callbacks;
pub mod collisions;
pub mod document;
pub mod last_known;
pub mod list;
pub mod maintenance;
pub mod monitors;
pub mod newest_first;
pub mod parameter;
pub mod position;
pub mod raw;
pub mod reader;
pub mod remotes;
pub mod resource;
pub mod status;
pub mod telemetry;
pub mod trips;
pub mod upstream;
pub mod user;
pub mod vehicle;
pub mod vehicles;
pub mod waypoints;

use shared::operation::Operation;
use shared::problem::{Code, Problem};

use crate::context::{Context, Ports};
use crate::login::accounts;
use crate::respond::{self, Response};
use crate::route::Account;
use document::One;
use list::List;
use resource::{Resource, Target};
use upstream::Upstream;

/// Answers a call of a page.
pub async fn answer<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    target: &Target,
) -> Result<Response, Problem> {
    if *account == Account::Only
        && target.resource == Resource::Vehicles
        && vehicles::all_accounts::is_asked(context.request)
    {
        return vehicles::all_accounts::list(context).await;
    }
    let account = account::choose(context, account)?;
    let upstream = Upstream::new(context, &account);
    let ids: Vec<&str> = target.ids.iter().map(String::as_str).collect();
    let answer = match kind(target.resource) {
        Kind::User => user::get(&upstream).await,
        Kind::Vehicles => vehicles::list(&upstream).await,
        Kind::Vehicle => vehicle::get(&upstream, &ids).await,
        Kind::Position => position::get(&upstream, &ids).await,
        Kind::One(one) => document::get(&upstream, &ids, one).await,
        Kind::List(list) => list::get(&upstream, &ids, list).await,
        Kind::Newest(list) => newest_first::get(&upstream, &ids, list).await,
        Kind::Raw(operation) => raw::get(&upstream, &ids, operation).await,
    };
    upstream.remember();
    match answer {
        Err(problem) if matches!(problem.code(), Code::NotLoggedIn | Code::LoginLost) => {
            // Its cookie would stand in the way of the login that is needed now.
            let problem = problem.with_request_id(context.request_id);
            let response = respond::problem(&problem);
            Ok(accounts::clear(context, response, &[account.slot]))
        }
        answer => answer,
    }
}

/// How a resource is answered: in a way of its own, or as one of the kinds there are.
enum Kind {
    User,
    Vehicles,
    Vehicle,
    Position,
    One(&'static One),
    List(&'static List),
    Newest(&'static List),
    Raw(&'static Operation),
}

fn kind(resource: Resource) -> Kind {
    match resource {
        Resource::User => Kind::User,
        Resource::Callbacks => Kind::List(&callbacks::LIST),
        Resource::Callback => Kind::One(&callbacks::ONE),
        Resource::Vehicles => Kind::Vehicles,
        Resource::Vehicle => Kind::Vehicle,
        Resource::Status => Kind::One(&status::ONE),
        Resource::Position => Kind::Position,
        Resource::Maintenance => Kind::One(&maintenance::ONE),
        Resource::Telemetry => Kind::List(&telemetry::LIST),
        Resource::Alerts => Kind::Newest(&alerts::LIST),
        Resource::Alert => Kind::One(&alerts::ONE),
        Resource::Alarms => Kind::List(&alarms::LIST),
        Resource::Alarm => Kind::One(&alarms::ONE),
        Resource::Collisions => Kind::List(&collisions::LIST),
        Resource::Collision => Kind::One(&collisions::ONE),
        Resource::Trips => Kind::Newest(&trips::LIST),
        Resource::Trip => Kind::One(&trips::ONE),
        Resource::TripAlerts => Kind::Newest(&alerts::TRIP_LIST),
        Resource::TripAlert => Kind::One(&alerts::TRIP_ONE),
        Resource::TripCollisions => Kind::List(&collisions::TRIP_LIST),
        Resource::TripCollision => Kind::One(&collisions::TRIP_ONE),
        Resource::TripWaypoints => Kind::List(&waypoints::LIST),
        Resource::TripTelemetry => Kind::List(&telemetry::TRIP_LIST),
        Resource::Monitors => Kind::List(&monitors::LIST),
        Resource::Monitor => Kind::One(&monitors::ONE),
        Resource::Remotes => Kind::List(&remotes::LIST),
        Resource::Remote => Kind::One(&remotes::ONE),
        Resource::Raw(operation) => Kind::Raw(operation),
    }
}

#[cfg(test)]
mod tests;
