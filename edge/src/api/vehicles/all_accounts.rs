//! Answers `GET /api/v1/vehicles?accounts=all`: the first page of the cars of every account of a
//! browser.
//!
//! An account that fails has its problem in the place of its cars; the others have theirs. The next
//! page is asked for by account, since each list has its own end.

use serde::Serialize;
use serde_json::{Value, json};
use shared::brand::Brand;
use shared::problem::{Code, Problem};

use super::{MAX_CONCURRENT_CALLS, MAX_WITH_STATUS, VehiclesQuery, page};
use crate::api::account::not_logged_in;
use crate::api::parameter::query::invalid;
use crate::api::resource::Resource;
use crate::api::resource::definition::OFFSET;
use crate::api::resource::table::ACCOUNTS;
use crate::api::upstream::Upstream;
use crate::caller::credentials::{Account, Opened};
use crate::concurrent;
use crate::context::{Context, Ports};
use crate::login::accounts;
use crate::request::Request;
use crate::respond::{self, Response};
use crate::session::message::Reply;

const ALL: &str = "all";
/// Most calls outside that a Worker may make for one request on the smallest plan.
const MAX_CALLS: usize = 50;
/// Calls that one account takes where the first relay is down: two of its session object, and two
/// for its cars.
const CALLS_PER_ACCOUNT: usize = 4;
/// Calls that the status of a car takes where the first relay is down.
const CALLS_PER_VEHICLE: usize = 2;

#[derive(Serialize)]
struct VehiclesOfAllAccounts {
    items: Vec<Value>,
    accounts: Vec<AccountResult>,
}

/// What is answered of one account.
#[derive(Serialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
pub(crate) struct AccountResult {
    /// Names the account in paths.
    slot: String,
    /// The brand of the login. Absent where the account cannot be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    brand: Option<Brand>,
    /// How many cars it has, where that is known.
    #[cfg_attr(all(test, not(target_arch = "wasm32")), schemars(with = "u64"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<Value>,
    /// Send it as `cursor`, with the account in the path, to get its next page.
    #[cfg_attr(all(test, not(target_arch = "wasm32")), schemars(with = "String"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Value>,
    /// The mark of the last known state, where its cars are that.
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(with = "shared::problem::schema::Stale")
    )]
    #[serde(skip_serializing_if = "Option::is_none")]
    stale: Option<Value>,
    /// Why there are no cars of this account.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

/// Whether the cars of all accounts are asked for.
pub fn wants_all_accounts(request: &Request) -> bool {
    request.parameter(ACCOUNTS.name).as_deref() == Some(ALL)
}

/// Answers the first page of each account.
pub async fn list<P: Ports>(
    context: &Context<'_, P>,
    resource: &'static Resource,
) -> Result<Response, Problem> {
    let Opened {
        accounts,
        unreadable: mut over,
        ..
    } = context.credentials.accounts(None);
    let most = most_with_status(accounts.len());
    let wanted = VehiclesQuery::read(context.request, resource, most)?;
    if wanted.list.offset > 0 || wanted.list.position.is_some() {
        let detail = "offset goes with one account: name it in the path";
        return Err(invalid(OFFSET, detail));
    }
    let request = without_accounts(context.request);
    let context_of_one = Context {
        request: &request,
        ..*context
    };
    let replies = accounts::view(context, &accounts).await?;
    let at_once = if wanted.with_status.is_some() {
        1
    } else {
        MAX_CONCURRENT_CALLS
    };
    let each = accounts.iter().zip(replies);
    let each = each.map(|(account, reply)| cars(&context_of_one, account, resource, reply, most));
    let parts = concurrent::all(at_once, each).await;
    let mut answer = VehiclesOfAllAccounts {
        items: Vec::new(),
        accounts: Vec::new(),
    };
    for (Account { slot, .. }, (brand, cars)) in accounts.into_iter().zip(parts) {
        let mut part = AccountResult {
            slot,
            brand,
            total: None,
            next: None,
            stale: None,
            problem: None,
        };
        match (cars, brand) {
            (Ok(mut cars), Some(brand)) => {
                let mut take = |name| cars.as_object_mut()?.remove(name);
                part.total = take("total");
                part.next = take("next");
                part.stale = take("stale");
                if let Some(Value::Array(mut vehicles)) = take("items") {
                    for members in vehicles.iter_mut().filter_map(Value::as_object_mut) {
                        let account = json!({"slot": part.slot, "brand": brand.slug()});
                        members.insert("account".to_owned(), account);
                    }
                    answer.items.append(&mut vehicles);
                }
            }
            (Ok(_), None) => {}
            (Err(problem), _) => {
                let is_over = matches!(problem.code(), Code::NotLoggedIn | Code::LoginLost);
                over.extend(is_over.then(|| part.slot.clone()));
                part.problem = Some(problem.with_request_id(context.request_id));
            }
        }
        answer.accounts.push(part);
    }
    if answer.accounts.is_empty() {
        return Err(not_logged_in(context));
    }
    Ok(accounts::clear(context, respond::json(&answer)?, &over))
}

/// The first page of one account's cars, and the account's brand.
async fn cars<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    resource: &'static Resource,
    reply: Result<Reply, Problem>,
    most: u16,
) -> (Option<Brand>, Result<Value, Problem>) {
    match reply {
        Ok(Reply::View { brand, .. }) => {
            let upstream = Upstream::new(context, account);
            let cars = async {
                page(
                    &upstream,
                    &VehiclesQuery::read(context.request, resource, most)?,
                )
                .await
            };
            let cars = cars.await;
            upstream.store_states();
            (Some(brand), cars)
        }
        Ok(Reply::Revoked { brand }) => {
            let problem = context.with_login_url(Code::LoginLost.into(), Some(brand));
            (Some(brand), Err(problem))
        }
        Ok(Reply::Ended) => (None, Err(not_logged_in(context))),
        Ok(Reply::Unavailable { retry_after }) => {
            let problem = Problem::new(Code::LoginUnavailable);
            (None, Err(problem.with_retry_after(retry_after)))
        }
        Ok(_) => (None, Err(context.unexpected_reply())),
        Err(problem) => (None, Err(problem)),
    }
}

/// Most cars of each of so many accounts that come with their status.
fn most_with_status(accounts: usize) -> u16 {
    let accounts = accounts.max(1);
    let left = MAX_CALLS.saturating_sub(accounts.saturating_mul(CALLS_PER_ACCOUNT));
    let each = left / accounts.saturating_mul(CALLS_PER_VEHICLE);
    u16::try_from(each)
        .unwrap_or(MAX_WITH_STATUS)
        .clamp(1, MAX_WITH_STATUS)
}

/// The request without `accounts`, as one account is asked for, so that its cursor is good there.
fn without_accounts(request: &Request) -> Request {
    let pairs = form_urlencoded::parse(request.query.as_bytes());
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs.filter(|(name, _)| name != ACCOUNTS.name))
        .finish();
    Request {
        query,
        ..request.clone()
    }
}

#[cfg(test)]
mod tests;
