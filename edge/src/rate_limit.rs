//! How often one caller may call an endpoint, and what holds while the limiter fails.
//!
//! The platform counts in each of its places and roughly: this is a damper. The budget that the
//! manufacturer gives is kept by the relay.
//!
//! Calls of the API are counted by session, so that drivers who share an address are counted apart
//! once they are logged in. Everything else is counted by place. A session that is over does not
//! count apart: otherwise each old cookie would have an allowance of its own. That it is over is
//! known from its object, which is asked once while this process remembers the answer.

pub mod window;

use std::net::{IpAddr, Ipv6Addr};

use shared::problem::{Code, Problem};

use crate::context::{Context, Ports};
use crate::hex;
use crate::ports::{Memo, RateLimit, RateLimitOutcome};
use crate::request::Request;
use crate::session::ObjectId;

/// The platform's word for where a request comes from; it lets no caller set it.
const ADDRESS: &str = "cf-connecting-ip";
/// Memory key of the ids of sessions that are known to be over.
const ENDED: &str = "ended-sessions";
/// Most ids that are kept, the newest.
const MAX_ENDED: usize = 512;
/// The part of an IPv6 address that one household or phone has to itself.
const NETWORK: u32 = 64;

/// Counts a request to an endpoint that has a limit.
pub async fn check<P: Ports>(
    context: &Context<'_, P>,
    limit: Option<RateLimit>,
) -> Result<(), Problem> {
    let Some(limit) = limit else {
        return Ok(());
    };
    let key = match limit {
        RateLimit::Api => session_or_place(context),
        _ => place(context.request),
    };
    count(context, limit, &key).await
}

/// The first session that is not known to be over, if there is one, and otherwise the place. A
/// cookie that we did not seal is none. No more are opened than it takes.
fn session_or_place<P: Ports>(context: &Context<'_, P>) -> String {
    let mut handles = context.credentials.handles();
    match handles.find(|handle| !is_ended(context, &handle.object)) {
        Some(handle) => hex::write(&handle.object),
        None => place(context.request),
    }
}

/// Counts by a key of the caller's choice.
pub async fn count<P: Ports>(
    context: &Context<'_, P>,
    limit: RateLimit,
    key: &str,
) -> Result<(), Problem> {
    match context.ports.count(limit, key).await {
        Ok(RateLimitOutcome::Within) => Ok(()),
        Ok(RateLimitOutcome::Over(seconds)) => {
            let problem = Problem::new(Code::TooManyRequests);
            Err(match seconds {
                Some(seconds) => problem.with_retry_after(seconds),
                None => problem,
            })
        }
        Err(error) if must_count(limit) => {
            Err(context.fail(Code::LimiterUnavailable, &error.to_string()))
        }
        Err(error) => {
            context.log("limiter-failed", &error.to_string());
            Ok(())
        }
    }
}

/// Whether the limit is what keeps a secret from being guessed, or the owner's calls from being used
/// up by strangers. Elsewhere the secret is too long for that, or is typed at the manufacturer's, and
/// a limiter that fails refuses nothing.
pub const fn must_count(limit: RateLimit) -> bool {
    match limit {
        RateLimit::PasswordFrom
        | RateLimit::PasswordFor
        | RateLimit::Owner
        | RateLimit::EligibilityFrom
        | RateLimit::EligibilityFor
        | RateLimit::EligibilityInAll => true,
        RateLimit::Login
        | RateLimit::Callback
        | RateLimit::HandOff
        | RateLimit::Api
        | RateLimit::Hook => false,
    }
}

/// Remembers that a session is over, and counts the call of it by place.
pub async fn count_ended<P: Ports>(
    context: &Context<'_, P>,
    object: &ObjectId,
) -> Result<(), Problem> {
    let is_new = !is_ended(context, object);
    let kept = context.ports.recall(ENDED);
    let before = kept.map_or_else(Vec::new, |kept| kept.value);
    // The most recent is last: the oldest is dropped first.
    let others = before.chunks(object.len()).filter(|other| other != object);
    let mut value: Vec<u8> = others.flatten().copied().collect();
    if value.len() >= MAX_ENDED * object.len() {
        value.drain(..object.len());
    }
    value.extend(object);
    let at = context.ports.now();
    context.ports.keep(ENDED, Memo { at, value });
    match is_new {
        true => count(context, RateLimit::Api, &place(context.request)).await,
        // The rate limit has counted it by place already.
        false => Ok(()),
    }
}

/// Whether a session is known to be over, and so no reason to count apart.
fn is_ended<P: Ports>(context: &Context<'_, P>, object: &ObjectId) -> bool {
    let kept = context.ports.recall(ENDED);
    kept.is_some_and(|kept| kept.value.chunks(object.len()).any(|ended| ended == object))
}

/// Where a request comes from, as far as one caller cannot choose it anew each time.
pub fn place(request: &Request) -> String {
    match request.header(ADDRESS).map(str::parse) {
        Some(Ok(IpAddr::V6(address))) if address.to_ipv4_mapped().is_none() => {
            let network = address.to_bits() >> (Ipv6Addr::BITS - NETWORK) << NETWORK;
            Ipv6Addr::from_bits(network).to_string()
        }
        Some(Ok(address)) => address.to_canonical().to_string(),
        // Only where there is no platform in front: on a developer's machine.
        Some(Err(_)) | None => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests;
