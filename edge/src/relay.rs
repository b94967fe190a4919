//! The relays: one call, signed, tried at one after the other where that is safe.
//!
//! Each attempt is signed anew; one deadline covers them all. An answer of the upstream's own is
//! final, but for a failure at what cars can do ([`call`]). Where nothing reached the upstream
//! the next relay is tried; where something may have, a reading call is tried again only if the relay's
//! own word is missing, and one that changes something never ([`write`]).

mod attempt;
mod context;
mod hello;
mod interpret;
mod limits;
mod write;

use shared::hop::RelayAnswer;
use shared::operation::{BASE_PATH, Call, InvalidCall};
use shared::problem::{Code, Problem};
use shared::secret::Secret;

use attempt::{Attempt, Outcome};
use limits::{ATTEMPT, bearer_authorization, deadline, max_body};

pub use attempt::Answer;
pub use context::{ReachesRelays, RelayContext, RelayPorts};
pub use hello::{NoHello, greet};
use interpret::said;
pub use interpret::{Cause, Interpreted, interpret};
pub use write::{Write, Written, write};

/// The `extension` by which a car is asked what it can do.
pub const CAPABILITIES: &str = "onboardCapabilities";

/// Makes a call with a driver's token. Where the upstream fails at what cars can do, by a 500,
/// the call is made once more without asking for that: for some cars it answers nothing else, and the
/// rest of the answer is there. An upstream in trouble (503, or any time to wait) is not asked again.
/// Where the second call brings no answer, the first one stands.
pub async fn call<P: RelayPorts>(
    context: &RelayContext<'_, P>,
    call: &Call,
    bearer: &Secret,
    realm: &str,
) -> Result<Answer, Problem> {
    let until = deadline(context);
    let answer = ask(context, call, call.query(), bearer, realm, until).await?;
    match without_capabilities(call) {
        Some(query) if answer.status == 500 && answer.retry_after.is_none() => {
            context.log("capabilities-refused", &said(&answer));
            let query = Some(query.as_str()).filter(|query| !query.is_empty());
            let second = ask(context, call, query, bearer, realm, until).await;
            Ok(second.unwrap_or(answer))
        }
        _ => Ok(answer),
    }
}

/// The query of a call without what asks for capabilities, if something of it does and it is not all
/// that is asked.
fn without_capabilities(call: &Call) -> Option<String> {
    let query = call
        .query()
        .filter(|_| call.operation().base == BASE_PATH)?;
    let asks = ["extension=", CAPABILITIES].concat();
    let rest: Vec<_> = query.split('&').filter(|it| *it != asks).collect();
    let rest = rest.join("&");
    (rest.len() < query.len()).then_some(rest)
}

/// Makes a call with this query, at the relays in their order, until a Unix second.
async fn ask<P: RelayPorts>(
    context: &RelayContext<'_, P>,
    call: &Call,
    query: Option<&str>,
    bearer: &Secret,
    realm: &str,
    deadline: u64,
) -> Result<Answer, Problem> {
    let authorization = bearer_authorization(bearer);
    let mut last = Problem::new(Code::UpstreamTimeout);
    for relay in &context.settings.relays {
        let now = context.ports.now();
        if now >= deadline {
            break;
        }
        let attempt = Attempt {
            context,
            relay,
            path: call.path(),
            query,
            key: &context.settings.relay_key,
            change: None,
            authorization: &authorization,
            realm,
            expects: RelayAnswer::Upstream,
            until: deadline.min(now.saturating_add(ATTEMPT)),
            max_body: max_body(call.operation()),
        };
        match attempt.make().await {
            Outcome::Answered(answer) => return Ok(answer),
            Outcome::Final(problem) | Outcome::Failed(problem) => return Err(problem),
            Outcome::Next(problem) | Outcome::Silent(problem) => last = problem,
        }
    }
    Err(last)
}

/// A call that was built, or why not. An identifier that nothing can have names no car. Any other
/// mistake in a call is ours: values that cannot be sent are refused where they are read, by the names
/// that they came under.
pub fn built(call: Result<Call, InvalidCall>) -> Result<Call, Code> {
    call.map_err(|error| match error {
        InvalidCall::Id => Code::VehicleNotFound,
        _ => Code::Internal,
    })
}

#[cfg(test)]
mod tests;
