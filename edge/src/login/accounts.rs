//! A caller's accounts, by their session objects, and `GET /auth/session`, which lists them.

use serde::Serialize;
use shared::brand::Brand;
use shared::problem::Problem;

use super::brands::{Offer, on_offer};
use crate::caller::credentials::{Account, Opened};
use crate::concurrent;
use crate::context::{Context, Ports};
use crate::driver::DriverName;
use crate::rate_limit;
use crate::respond::{Response, json, with_cookie};
use crate::session::message::{Message, Opaque, Reply};

/// Most sessions that one answer ends: a Worker may make 50 calls outside on the smallest plan.
const MOST_ENDED: usize = 24;

/// What `GET /auth/session` answers, logged in or not.
#[derive(Debug, Serialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[cfg_attr(all(test, not(target_arch = "wasm32")), schemars(rename = "Session"))]
pub(crate) struct SessionView {
    /// The accounts that are logged in.
    accounts: Vec<AccountView>,
    /// Those whose login the manufacturer has revoked. Each is named once: this answer takes
    /// its cookie away.
    #[serde(rename = "lost")]
    revoked: Vec<RevokedView>,
    /// Those that could not be asked just now, and may be logged in or not: ask again. Absent where
    /// there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unavailable: Vec<UnavailableView>,
    /// The brands one can log in with.
    brands: Vec<Offer>,
}

/// An account that is logged in.
#[derive(Debug, Serialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[cfg_attr(
    all(test, not(target_arch = "wasm32")),
    schemars(rename = "SessionAccount")
)]
#[serde(rename_all = "camelCase")]
struct AccountView {
    /// Names the account in paths.
    slot: String,
    /// The brand of the login.
    brand: Brand,
    /// The brand as people write it.
    brand_name: &'static str,
    /// When the driver logged in, in seconds after 1970 began.
    since: u64,
}

/// An account whose login the manufacturer has revoked.
#[derive(Debug, Serialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[cfg_attr(
    all(test, not(target_arch = "wasm32")),
    schemars(rename = "LostAccount")
)]
#[serde(rename_all = "camelCase")]
struct RevokedView {
    /// Named the account in paths.
    slot: String,
    /// The brand of the login.
    brand: Brand,
    /// The brand as people write it.
    brand_name: &'static str,
    /// Where to log in again. Absent for apps and pages of other sites, which begin logins of
    /// their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    login_url: Option<String>,
}

/// An account that could not be asked.
#[derive(Debug, Serialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[cfg_attr(
    all(test, not(target_arch = "wasm32")),
    schemars(rename = "UnavailableAccount")
)]
struct UnavailableView {
    /// Names the account in paths.
    slot: String,
}

/// What may be shown of each account, by its session object. Those that are over are counted.
pub async fn view<P: Ports>(
    context: &Context<'_, P>,
    accounts: &[Account],
) -> Result<Vec<Result<Reply, Problem>>, Problem> {
    let calls = accounts.iter().map(|account| {
        let secret = Opaque(account.handle.secret.clone());
        context.ask(&account.handle.object, Message::View { secret })
    });
    let replies = concurrent::all(usize::MAX, calls).await;
    for (account, reply) in accounts.iter().zip(&replies) {
        if matches!(reply, Ok(Reply::Ended | Reply::Revoked { .. })) {
            rate_limit::count_ended(context, &account.handle.object).await?;
        }
    }
    Ok(replies)
}

/// Ends the sessions of accounts, as far as one answer can, and gives the slots of those that are
/// over.
pub async fn end<P: Ports>(context: &Context<'_, P>, accounts: &[Account]) -> Vec<String> {
    let calls = accounts.iter().take(MOST_ENDED).map(|account| {
        let secret = Opaque(account.handle.secret.clone());
        context.ask(&account.handle.object, Message::End { secret })
    });
    let replies = concurrent::all(usize::MAX, calls).await;
    let replies = replies.into_iter().zip(accounts);
    replies
        .filter(|(reply, _)| matches!(reply, Ok(Reply::Done | Reply::Ended)))
        .map(|(_, account)| account.slot.clone())
        .collect()
}

/// Lists the accounts, and the brands one can log in with. Cookies of sessions that are over
/// are taken away, as many as one request opens, and older logins of one driver and accounts beyond
/// as many as there may be are logged out. The cookie of an object in trouble is kept.
pub async fn list<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    let Opened {
        accounts,
        surplus,
        unreadable: mut over,
        ..
    } = context.credentials.accounts(None);
    over.extend(end(context, &surplus).await);
    let replies = view(context, &accounts).await?;
    let replaced = replaced(&accounts, &replies);
    let ended = end(context, &replaced).await;
    let mut view = SessionView {
        accounts: Vec::new(),
        revoked: Vec::new(),
        unavailable: Vec::new(),
        brands: on_offer(context),
    };
    for (account, reply) in accounts.into_iter().zip(replies) {
        match reply {
            _ if ended.contains(&account.slot) => over.push(account.slot),
            Ok(Reply::View { brand, since, .. }) => view.accounts.push(AccountView {
                slot: account.slot,
                brand,
                brand_name: brand.name(),
                since,
            }),
            Ok(Reply::Revoked { brand }) => {
                over.push(account.slot.clone());
                view.revoked.push(RevokedView {
                    slot: account.slot,
                    brand,
                    brand_name: brand.name(),
                    login_url: context.own_login_url(Some(brand)),
                });
            }
            Ok(Reply::Ended) => over.push(account.slot),
            // In the log already.
            Ok(_) | Err(_) => view
                .unavailable
                .push(UnavailableView { slot: account.slot }),
        }
    }
    Ok(clear(context, json(&view)?, &over))
}

/// The accounts of drivers who have logged in anew since, as to unlock a car takes, or to share more.
/// Which of the two a page would mean it could not know.
fn replaced(accounts: &[Account], replies: &[Result<Reply, Problem>]) -> Vec<Account> {
    let login = |reply: &Result<Reply, Problem>| match reply {
        Ok(Reply::View { since, driver, .. }) => Some((driver.clone()?, *since)),
        _ => None,
    };
    let logins: Vec<_> = replies.iter().map(login).collect();
    let is_replaced = |at: usize, (driver, since): &(DriverName, u64)| {
        let mut others = logins.iter().enumerate();
        others.any(|(other, login)| {
            let login = login.as_ref();
            login.is_some_and(|(its, later)| its == driver && (*later, other) > (*since, at))
        })
    };
    let logins = logins.iter().enumerate().zip(accounts);
    logins
        .filter(|((at, login), _)| login.as_ref().is_some_and(|it| is_replaced(*at, it)))
        .map(|(_, account)| account.clone())
        .collect()
}

/// Takes the cookies of accounts away. A bearer is not ours to take.
pub fn clear<P: Ports>(context: &Context<'_, P>, response: Response, slots: &[String]) -> Response {
    let Some(kind) = context.credentials.caller.cookie() else {
        return response;
    };
    let cookies = context.cookies();
    slots.iter().fold(response, |response, slot| {
        with_cookie(response, &cookies.clear(kind, slot))
    })
}
