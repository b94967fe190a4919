//! The relays: one call, signed, tried at one after the other where that is safe.
//!
//! Each attempt is signed anew; one deadline covers them all. An answer of the upstream's own is
//! final, whatever it says. Where nothing reached the upstream the next relay is tried; where
//! something may have, a reading call is tried again only if the relay's own word is missing, and
//! one that changes something never ([`write`]).

mod attempt;
mod context;
mod hello;
mod interpret;
mod limits;
mod write;

use shared::hop::RelayAnswer;
use shared::operation::{Call, InvalidCall};
use shared::problem::{Code, Problem};
use shared::secret::Secret;

use attempt::{Attempt, Outcome};
use limits::{ATTEMPT, bearer_authorization, deadline, max_body};

pub use attempt::Answer;
pub use context::{ReachesRelays, RelayContext, RelayPorts};
pub use hello::{NoHello, greet};
pub use interpret::{Cause, Interpreted, interpret};
pub use write::{Write, Written, write};

/// Makes a call with a driver's token, at the relays in their order.
pub async fn call<P: RelayPorts>(
    context: &RelayContext<'_, P>,
    call: &Call,
    bearer: &Secret,
    realm: &str,
) -> Result<Answer, Problem> {
    let authorization = bearer_authorization(bearer);
    let deadline = deadline(context);
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
            query: call.query(),
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
