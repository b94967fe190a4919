//! `POST /auth/logout[?account={slot}]`: ends one account's session, or all of this browser's.
//!
//! It works with no session, with a stale cookie, with the identity provider down and with a
//! session object in trouble: the cookies are gone afterwards.

use super::accounts::{self, Opened};
use crate::context::{Context, Ports};
use crate::respond::{Response, no_content};

/// Logs out.
pub async fn end<P: Ports>(context: &Context<'_, P>) -> Response {
    let wanted = context.request.parameter("account");
    let is_wanted = |slot: &str| wanted.as_deref().is_none_or(|wanted| wanted == slot);
    let Opened {
        mut accounts,
        surplus,
        stale: mut over,
    } = accounts::open(context);
    accounts.extend(surplus);
    accounts.retain(|account| is_wanted(&account.slot));
    over.retain(|slot| is_wanted(slot));
    // Whatever they answer, which is in the log if it is trouble: without its cookie a session
    // cannot be used, and its alarm ends it.
    accounts::end(context, &accounts).await;
    over.extend(accounts.into_iter().map(|account| account.slot));
    accounts::clear(context, no_content(), &over)
}
