//! The accounts that a browser has logged in, and `GET /auth/session`, which lists them.

use serde::Serialize;
use shared::brand::Brand;
use shared::problem::{Code, Problem};

use crate::context::{Context, Ports};
use crate::cookies::{Kind, MAX_ACCOUNTS, Received};
use crate::respond::{Response, json, with_cookie};
use crate::session::handle::Handle;
use crate::session::message::{Message, Opaque, Reply};

/// An account's cookie, opened.
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
    accounts: Vec<AccountView>,
    brands: Vec<BrandView>,
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
struct BrandView {
    brand: Brand,
    name: &'static str,
    login_url: String,
}

/// The accounts whose cookies can be opened, and the slots of those that can't.
pub fn open<P: Ports>(context: &Context<'_, P>) -> (Vec<Account>, Vec<String>) {
    let mut accounts = Vec::new();
    let mut stale = Vec::new();
    let received = context
        .cookies()
        .received(Kind::Account, &context.request.headers);
    for cookie in received.into_iter().take(MAX_ACCOUNTS) {
        match Handle::open(&context.settings.seal_keys, &cookie) {
            Ok(handle) => accounts.push(Account {
                slot: cookie.slot,
                handle,
            }),
            Err(_) => stale.push(slot(cookie)),
        }
    }
    (accounts, stale)
}

fn slot(cookie: Received) -> String {
    cookie.slot
}

/// Lists the accounts, and the brands one can log in with. Cookies of sessions that are over
/// are taken away.
pub async fn list<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    let (accounts, mut stale) = open(context);
    let mut views = Vec::new();
    for account in accounts {
        let look = Message::Look {
            secret: Opaque(account.handle.secret.clone()),
        };
        match context.ports.ask(&account.handle.object, &look).await {
            Ok(Reply::View { brand, since }) => views.push(AccountView {
                slot: account.slot,
                brand: brand.0,
                brand_name: brand.0.name(),
                since,
            }),
            Ok(Reply::Gone | Reply::Lost) => stale.push(account.slot),
            Ok(reply) => return Err(trouble(context, &reply)),
            Err(error) => return Err(context.fail(Code::Internal, &error.to_string())),
        }
    }
    let view = SessionView {
        accounts: views,
        brands: context
            .settings
            .brands
            .iter()
            .map(|settings| BrandView {
                brand: settings.brand,
                name: settings.brand.name(),
                login_url: login_url(settings.brand),
            })
            .collect(),
    };
    let cookies = context.cookies();
    Ok(stale.iter().fold(json(&view)?, |response, slot| {
        with_cookie(response, &cookies.clear(Kind::Account, slot))
    }))
}

/// Where to log in with a brand.
pub fn login_url(brand: Brand) -> String {
    format!("/auth/login?brand={brand}")
}

/// An object's own trouble, or an answer that was not asked for.
pub fn trouble<P: Ports>(context: &Context<'_, P>, reply: &Reply) -> Problem {
    let detail = match reply {
        Reply::Trouble { detail } => detail,
        _ => "the session object answered another question",
    };
    context.fail(Code::Internal, detail)
}
