//! The accounts of who calls, and `GET /auth/session`, which lists them.

use futures_util::future::join_all;
use serde::Serialize;
use shared::brand::Brand;
use shared::problem::Problem;

use super::brands::{Offer, on_offer};
use super::caller::Caller;
use crate::apps::{bearer, page};
use crate::context::{Context, Ports};
use crate::cookies::{Kind, MAX_ACCOUNTS, Received};
use crate::respond::{Response, json, with_cookie};
use crate::seal::Purpose;
use crate::session::handle::Handle;
use crate::session::message::{Message, Opaque, Reply};
use crate::settings::Settings;
use crate::settings::apps::Client;

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

/// What the cookies or the bearer of a request come to.
#[derive(Debug, Default)]
pub struct Opened {
    /// The accounts.
    pub accounts: Vec<Account>,
    /// Those beyond as many as there may be. Browsers send the oldest cookies first (RFC 6265
    /// section 5.4), so these are the newest: logins that were begun where the others' cookies
    /// are not sent, from another site that is, and could not be counted.
    pub surplus: Vec<Account>,
    /// The slots of the cookies that open nothing.
    pub stale: Vec<String>,
}

/// Most sessions that one answer ends: a Worker may make 50 calls outside on the smallest plan.
const MOST_ENDED: usize = 24;

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
    /// A client begins logins of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    login_url: Option<String>,
}

/// Opens the cookies or the bearer of a request.
pub fn open<P: Ports>(context: &Context<'_, P>) -> Opened {
    let keys = &context.settings.seal_keys;
    let mut opened = Opened::default();
    if context.caller == Caller::App
        && let Some(bearer) = bearer::received(context.request)
        && let Ok((_, handle)) = bearer::open(bearer, context.settings)
    {
        let slot = BEARERS_SLOT.to_owned();
        opened.accounts.push(Account { slot, handle });
    }
    for cookie in received(context) {
        let handle = match context.caller {
            Caller::Page(origin) => page::open(&cookie, origin, keys),
            _ => Handle::open(keys, Purpose::Account, &cookie.name, &cookie.value),
        };
        match handle {
            Ok(handle) => opened.accounts.push(Account {
                slot: cookie.slot,
                handle,
            }),
            Err(_) if is_anothers(context, &cookie) => {}
            Err(_) => opened.stale.push(cookie.slot),
        }
    }
    let most = opened.accounts.len().min(MAX_ACCOUNTS);
    opened.surplus = opened.accounts.split_off(most);
    opened
}

/// Whether a cookie is good for another registered page: pages of one site share a jar.
fn is_anothers<P: Ports>(context: &Context<'_, P>, cookie: &Received) -> bool {
    let Settings {
        clients, seal_keys, ..
    } = context.settings;
    context.caller.cookie() == Some(Kind::Page)
        && clients
            .iter()
            .filter_map(Client::origin)
            .any(|origin| page::open(cookie, origin, seal_keys).is_ok())
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

/// Ends the sessions of accounts, as far as one answer can, and gives the slots of those that are
/// over.
pub async fn end<P: Ports>(context: &Context<'_, P>, accounts: &[Account]) -> Vec<String> {
    let asked = accounts.iter().take(MOST_ENDED).map(|account| {
        let secret = Opaque(account.handle.secret.clone());
        context.ask(&account.handle.object, Message::End { secret })
    });
    let replies = join_all(asked).await.into_iter().zip(accounts);
    replies
        .filter(|(reply, _)| matches!(reply, Ok(Reply::Done | Reply::Gone)))
        .map(|(_, account)| account.slot.clone())
        .collect()
}

/// Lists the accounts, and the brands one can log in with. Cookies of sessions that are over
/// are taken away, and accounts beyond as many as there may be are logged out. An object in
/// trouble is left out, and its cookie kept.
pub async fn list<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    let Opened {
        accounts,
        surplus,
        stale: mut over,
    } = open(context);
    over.extend(end(context, &surplus).await);
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
                    login_url: context.own_login_url(Some(brand.0)),
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
