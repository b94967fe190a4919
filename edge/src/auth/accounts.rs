//! The accounts of who calls, and `GET /auth/session`, which lists them.

use futures_util::future::join_all;
use serde::Serialize;
use shared::brand::Brand;
use shared::problem::Problem;

use super::brands::{Offer, on_offer};
use super::caller::Caller;
use crate::apps::{bearer, page};
use crate::context::{Context, Ports};
use crate::cookies::Received;
use crate::respond::{Response, json, with_cookie};
use crate::seal::Purpose;
use crate::session::handle::Handle;
use crate::session::message::{Message, Opaque, Reply};

/// The slot of the account behind a bearer, which is always the only one.
const BEARERS_SLOT: &str = "ofbearer";

/// An account's cookie or bearer, opened.
#[derive(Debug, Clone)]
pub struct Account {
    /// Names the account in paths.
    pub slot: String,
    /// Where it lives.
    pub handle: Handle,
}

/// What `GET /auth/session` answers, logged in or not.
#[derive(Debug, Serialize)]
struct SessionView {
    /// The accounts that are logged in.
    accounts: Vec<AccountView>,
    /// Those whose login the manufacturer has withdrawn. Each is named once: this answer takes
    /// its cookie away.
    lost: Vec<LostView>,
    /// The brands one can log in with.
    brands: Vec<Offer>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AccountView {
    slot: String,
    brand: Brand,
    brand_name: &'static str,
    /// Unix second of the login.
    since: u64,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LostView {
    slot: String,
    brand: Brand,
    brand_name: &'static str,
    login_url: String,
}

/// The accounts whose cookies or bearer can be opened, and the slots of the cookies that can't.
pub fn open<P: Ports>(context: &Context<'_, P>) -> (Vec<Account>, Vec<String>) {
    let keys = &context.settings.seal_keys;
    let mut accounts = Vec::new();
    let mut stale = Vec::new();
    if context.caller == Caller::App
        && let Some(bearer) = bearer::received(context.request)
        && let Ok((_, handle)) = bearer::open(bearer, context.settings)
    {
        let slot = BEARERS_SLOT.to_owned();
        accounts.push(Account { slot, handle });
    }
    for cookie in received(context) {
        let opened = match context.caller {
            Caller::Page(origin) => page::open(&cookie, origin, keys),
            _ => Handle::open(keys, Purpose::Account, &cookie.name, &cookie.value),
        };
        match opened {
            Ok(handle) => accounts.push(Account {
                slot: cookie.slot,
                handle,
            }),
            Err(_) => stale.push(cookie.slot),
        }
    }
    (accounts, stale)
}

/// What may be shown of each account, by its session object.
pub async fn look<P: Ports>(
    context: &Context<'_, P>,
    accounts: &[Account],
) -> Vec<Result<Reply, Problem>> {
    let asked = accounts.iter().map(|account| {
        let secret = Opaque(account.handle.secret.clone());
        context.ask(&account.handle.object, Message::Look { secret })
    });
    join_all(asked).await
}

/// Lists the accounts, and the brands one can log in with. Cookies of sessions that are over
/// are taken away. An object in trouble is left out, and its cookie kept.
pub async fn list<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    let (accounts, mut over) = open(context);
    let looks = look(context, &accounts).await;
    let mut view = SessionView {
        accounts: Vec::new(),
        lost: Vec::new(),
        brands: on_offer(context),
    };
    for (account, look) in accounts.into_iter().zip(looks) {
        match look {
            Ok(Reply::View { brand, since }) => view.accounts.push(AccountView {
                slot: account.slot,
                brand: brand.0,
                brand_name: brand.0.name(),
                since,
            }),
            Ok(Reply::Lost { brand }) => {
                over.push(account.slot.clone());
                view.lost.push(LostView {
                    slot: account.slot,
                    brand: brand.0,
                    brand_name: brand.0.name(),
                    login_url: context.login_url(Some(brand.0)),
                });
            }
            Ok(Reply::Gone) => over.push(account.slot),
            // In the log already.
            Ok(_) | Err(_) => {}
        }
    }
    Ok(clear(context, json(&view)?, &over))
}

/// The cookies that count for who calls.
fn received<P: Ports>(context: &Context<'_, P>) -> Vec<Received> {
    let headers = &context.request.headers;
    context
        .caller
        .cookie()
        .map_or_else(Vec::new, |kind| context.cookies().received(kind, headers))
}

/// Takes the cookies of accounts away. A bearer is not ours to take.
pub fn clear<P: Ports>(context: &Context<'_, P>, response: Response, slots: &[String]) -> Response {
    let Some(kind) = context.caller.cookie() else {
        return response;
    };
    let cookies = context.cookies();
    slots.iter().fold(response, |response, slot| {
        with_cookie(response, &cookies.clear(kind, slot))
    })
}
