//! The API that front ends call: one file a resource.
//!
//! - [`account`]: whose data is asked for.
//! - [`upstream`]: one call with that account's live token, and what its answer means.
//! - [`cursor`]: the opaque position in a list.

pub mod account;
pub mod cursor;
pub mod upstream;
pub mod user;
pub mod vehicle;
pub mod vehicles;

use shared::problem::{Code, Problem};
use shared::wire::{Document, FromJson, read};

use crate::auth::accounts;
use crate::context::{Context, Ports};
use crate::request::Request;
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

/// Reads a document of the upstream. Fields that cannot be read are left out, and counted in the
/// log.
fn document<T: FromJson, P: Ports>(context: &Context<'_, P>, body: &[u8]) -> Result<T, Problem> {
    let Document { value, unread } =
        read(body).map_err(|error| context.fail(Code::UpstreamUnreadable, &error.to_string()))?;
    if unread.count() > 0 {
        context.log("fields-unread", &format!("{}: {unread}", unread.count()));
    }
    Ok(value)
}

/// Refuses query parameters that the resource does not take: a misspelt one would change
/// nothing, and nobody would notice.
fn only(request: &Request, names: &[&str]) -> Result<(), Problem> {
    let unknown = request
        .parameter_names()
        .into_iter()
        .find(|name| !names.contains(&name.as_str()));
    match unknown {
        Some(name) => Err(Problem::new(Code::InvalidParameter)
            .with_detail(if names.is_empty() {
                "this address takes no parameters".to_owned()
            } else {
                format!("this address takes {}", names.join(", "))
            })
            .with_parameter(name)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
