//! The API that front ends call: one file a resource.
//!
//! - [`account`]: whose data is asked for.
//! - [`upstream`]: one call with that account's live token, and what its answer means.
//! - [`document`]: reads what came back.
//! - [`parameters`], [`cursor`]: what a front end may add to an address.

pub mod account;
pub mod cursor;
pub mod document;
pub mod maintenance;
pub mod parameters;
pub mod position;
pub mod status;
pub mod upstream;
pub mod user;
pub mod vehicle;
pub mod vehicles;

use shared::problem::{Code, Problem};

use crate::auth::accounts;
use crate::context::{Context, Ports};
use crate::respond::{self, Response};
use crate::route::{Account, Resource};

/// Answers a call of a page.
pub async fn answer<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    resource: &Resource,
) -> Result<Response, Problem> {
    let account = account::choose(context, account)?;
    let answer = match resource {
        Resource::User => user::get(context, &account).await,
        Resource::Vehicles => vehicles::list(context, &account).await,
        Resource::Vehicle(id) => vehicle::get(context, &account, id).await,
        Resource::Status(id) => status::get(context, &account, id).await,
        Resource::Position(id) => position::get(context, &account, id).await,
        Resource::Maintenance(id) => maintenance::get(context, &account, id).await,
    };
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

#[cfg(test)]
mod documentation;
#[cfg(test)]
mod tests;
