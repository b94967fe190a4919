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
use crate::caller::cookies::is_slot;
use crate::caller::credentials::Opened;
use crate::context::{Context, Ports};
use crate::respond::{self, Response, no_content};

/// The one account to log out, by its slot; none where all are.
fn wanted(query: &str) -> Result<Option<&str>, Problem> {
    match query.strip_prefix("account=") {
        Some(slot) if is_slot(slot) => Ok(Some(slot)),
        None if query.is_empty() => Ok(None),
        _ => Err(Problem::new(Code::InvalidParameter)
            .with_parameter("account")
            .with_detail("the only parameter is account, once, with a slot")),
    }
}

/// Logs out.
pub async fn end<P: Ports>(context: &Context<'_, P>) -> Response {
    let wanted = match wanted(&context.request.query) {
        Ok(wanted) => wanted,
        Err(problem) => return refuse(context, problem),
    };
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
        false => refuse(context, not_ended()),
    };
    // Of two sessions under one name the cookie stays until both have ended.
    let of = |slots: &[String], slot: &String| slots.iter().filter(|it| *it == slot).count();
    let all: Vec<String> = accounts.into_iter().map(|account| account.slot).collect();
    let both = ended.clone();
    ended.retain(|slot| of(&both, slot) == of(&all, slot));
    over.extend(ended);
    accounts::clear(context, response, &over)
}

fn refuse<P: Ports>(context: &Context<'_, P>, problem: Problem) -> Response {
    respond::problem(&problem.with_request_id(context.request_id))
}

fn not_ended() -> Problem {
    Problem::new(Code::LoginUnavailable)
        .with_retry_after(1)
        .with_detail("not every session could be ended: log out again")
}
