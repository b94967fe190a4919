//! `POST /auth/logout[?account={slot}]`: ends one account's session, or all of this browser's.
//!
//! It works with no session, with a stale cookie and with the identity provider down: the cookies
//! are taken away. Two kinds of cookie stay, and the answer is then 503: that of an account whose
//! session object could not be reached twice, because without it that session could not be
//! ended before its time, and those beyond as many as one answer looks at. 204 means that the browser
//! has none left.
//!
//! A parameter that is none of its own is refused: a misspelt one would log all accounts out.

use shared::problem::{Code, Problem};

use super::accounts;
use crate::api::parameter::query::{Query, invalid};
use crate::caller::cookies::is_slot;
use crate::caller::credentials::Opened;
use crate::context::{Context, Ports};
use crate::respond::{self, Response, no_content};

const ACCOUNT: &str = "account";

/// Logs out.
pub async fn end<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    let query = Query::read(&context.request.query, &[ACCOUNT])?;
    let wanted = query.get(ACCOUNT);
    if wanted.is_some_and(|slot| !is_slot(slot)) {
        return Err(invalid(ACCOUNT, "account is a slot"));
    }
    let Opened {
        mut accounts,
        surplus,
        doubled,
        unreadable: mut over,
        more,
    } = context.credentials.accounts(wanted);
    accounts.extend(surplus);
    accounts.extend(doubled);
    let mut ended = accounts::end(context, &accounts).await;
    let response = match ended.len() == accounts.len() && !more {
        true => no_content(),
        false => respond::problem(&not_ended().with_request_id(context.request_id)),
    };
    // Of two sessions under one name the cookie stays until both have ended.
    let of = |slots: &[String], slot: &String| slots.iter().filter(|it| *it == slot).count();
    let all: Vec<String> = accounts.into_iter().map(|account| account.slot).collect();
    let both = ended.clone();
    ended.retain(|slot| of(&both, slot) == of(&all, slot));
    over.extend(ended);
    Ok(accounts::clear(context, response, &over))
}

fn not_ended() -> Problem {
    Problem::new(Code::LoginUnavailable)
        .with_retry_after(1)
        .with_detail("not every session could be ended: log out again")
}
