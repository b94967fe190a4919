//! `POST /auth/logout[?account={slot}]`: ends one account's session, or all of this browser's.
//!
//! It works with no session, with a stale cookie and with the identity provider down: the
//! cookies are gone afterwards.

use shared::problem::{Code, Problem};

use super::accounts;
use crate::context::{Context, Ports};
use crate::cookies::Kind;
use crate::respond::{Response, no_content, with_cookie};
use crate::session::message::{Message, Opaque, Reply};

/// Logs out.
pub async fn end<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    let wanted = context.request.parameter("account");
    let is_wanted = |slot: &str| wanted.as_deref().is_none_or(|wanted| wanted == slot);
    let (accounts, stale) = accounts::open(context);
    let mut over: Vec<String> = stale.into_iter().filter(|slot| is_wanted(slot)).collect();
    for account in accounts {
        if !is_wanted(&account.slot) {
            continue;
        }
        let end = Message::End {
            secret: Opaque(account.handle.secret.clone()),
        };
        match context.ports.ask(&account.handle.object, &end).await {
            Ok(Reply::Done | Reply::Gone) => over.push(account.slot),
            Ok(reply) => return Err(accounts::trouble(context, &reply)),
            Err(error) => return Err(context.fail(Code::Internal, &error.to_string())),
        }
    }
    let cookies = context.cookies();
    Ok(over.iter().fold(no_content(), |response, slot| {
        with_cookie(response, &cookies.clear(Kind::Account, slot))
    }))
}
