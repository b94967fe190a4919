//! The accounts of who calls, and `GET /auth/session`, which lists them.

use futures_util::future::join_all;
use serde::Serialize;
use shared::brand::Brand;
use shared::problem::Problem;

use super::brands::{Offer, on_offer};
use crate::caller::Caller;
use crate::caller::cookies::{Kind, MAX_ACCOUNTS, MAX_OPENED, Received};
use crate::caller::{bearer, page_cookie};
use crate::context::{Context, Ports};
use crate::rate_limit;
use crate::respond::{Response, json, with_cookie};
use crate::seal::{Purpose, Unopened};
use crate::session::handle::Handle;
use crate::session::message::{Message, Opaque, Reply};
use crate::settings::Settings;
use crate::settings::clients::Client;

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
    /// Those of a slot that is among the accounts already. No browser has two cookies of one name
    /// of ours; where a program sends them, the first counts.
    pub doubled: Vec<Account>,
    /// The slots of the cookies that open nothing.
    pub stale: Vec<String>,
    /// Whether there are cookies beyond those that one request has opened.
    pub more: bool,
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

/// Opens the cookies or the bearer of a request, or only those of one slot.
pub fn open<P: Ports>(context: &Context<'_, P>, wanted: Option<&str>) -> Opened {
    let is_wanted = |slot: &str| wanted.is_none_or(|wanted| wanted == slot);
    let mut opened = Opened::default();
    if let Some(handle) = of_bearer(context).filter(|_| is_wanted(BEARERS_SLOT)) {
        let slot = BEARERS_SLOT.to_owned();
        opened.accounts.push(Account { slot, handle });
    }
    let mut cookies = received(context).filter(|cookie| is_wanted(cookie.slot));
    for cookie in cookies.by_ref().take(MAX_OPENED) {
        let slot = cookie.slot.to_owned();
        match open_cookie(context, &cookie) {
            Ok(handle) => {
                let doubles = opened.accounts.iter().any(|other| other.slot == slot);
                let list = match doubles {
                    true => &mut opened.doubled,
                    false => &mut opened.accounts,
                };
                list.push(Account { slot, handle });
            }
            Err(_) if is_anothers(context, &cookie) => {}
            Err(_) => opened.stale.push(slot),
        }
    }
    opened.more = cookies.next().is_some();
    let accounts = &opened.accounts;
    let is_account = |slot: &String| accounts.iter().any(|account| account.slot == *slot);
    opened.stale.retain(|slot| !is_account(slot));
    let most = opened.accounts.len().min(MAX_ACCOUNTS);
    opened.surplus = opened.accounts.split_off(most);
    opened
}

/// The handles of who calls, opened one at a time as they are asked for, as many as there may be
/// accounts.
pub fn handles<P: Ports>(context: &Context<'_, P>) -> impl Iterator<Item = Handle> {
    let cookies = received(context).take(MAX_ACCOUNTS);
    let of_cookies = cookies.filter_map(|cookie| open_cookie(context, &cookie).ok());
    of_bearer(context).into_iter().chain(of_cookies)
}

fn of_bearer<P: Ports>(context: &Context<'_, P>) -> Option<Handle> {
    let bearer = bearer::received(context.request).filter(|_| context.caller == Caller::App)?;
    let (_, handle) = bearer::open(bearer, context.settings).ok()?;
    Some(handle)
}

fn open_cookie<P: Ports>(
    context: &Context<'_, P>,
    cookie: &Received<'_>,
) -> Result<Handle, Unopened> {
    let keys = &context.settings.seal_keys;
    match context.caller {
        Caller::Page(origin) => page_cookie::open(cookie, origin, keys),
        _ => Handle::open(keys, Purpose::Account, cookie.name, cookie.value),
    }
}

/// Whether a cookie is good for another registered page: pages of one site share a jar.
fn is_anothers<P: Ports>(context: &Context<'_, P>, cookie: &Received<'_>) -> bool {
    let Settings {
        clients, seal_keys, ..
    } = context.settings;
    context.caller.cookie() == Some(Kind::Page)
        && clients
            .iter()
            .filter_map(Client::origin)
            .any(|origin| page_cookie::open(cookie, origin, seal_keys).is_ok())
}

/// What may be shown of each account, by its session object. Those that are over are counted.
pub async fn look<P: Ports>(
    context: &Context<'_, P>,
    accounts: &[Account],
) -> Result<Vec<Result<Reply, Problem>>, Problem> {
    let asked = accounts.iter().map(|account| {
        let secret = Opaque(account.handle.secret.clone());
        context.ask(&account.handle.object, Message::Look { secret })
    });
    let looks = join_all(asked).await;
    for (account, look) in accounts.iter().zip(&looks) {
        if matches!(look, Ok(Reply::Gone | Reply::Lost { .. })) {
            rate_limit::count_ended(context, &account.handle.object).await?;
        }
    }
    Ok(looks)
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
/// are taken away, as many as one request opens, and accounts beyond as many as there may be are
/// logged out. An object in trouble is left out, and its cookie kept.
pub async fn list<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    let Opened {
        accounts,
        surplus,
        stale: mut over,
        ..
    } = open(context, None);
    over.extend(end(context, &surplus).await);
    let looks = look(context, &accounts).await?;
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
fn received<'a, P: Ports>(context: &Context<'a, P>) -> impl Iterator<Item = Received<'a>> {
    let (cookies, headers) = (context.cookies(), &context.request.headers);
    let kind = context.caller.cookie().into_iter();
    kind.flat_map(move |kind| cookies.received(kind, headers))
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
