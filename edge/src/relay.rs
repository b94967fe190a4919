//! The relays: one call, signed, tried at one after the other where that is safe.
//!
//! Each attempt is signed anew; one deadline covers them all. An answer of the upstream's own is
//! final, whatever it says. Where nothing reached the upstream the next relay is tried; where
//! something may have, a reading call is tried again only if the relay's own word is missing, and
//! one that changes something never ([`write`]).

mod attempt;
mod hello;
mod hop;
mod interpret;
mod write;

use shared::hop::RelayAnswer;
use shared::operation::{Call, Operation};
use shared::problem::{Code, Problem};
use shared::secret::Secret;

use crate::ports::Clock;
use attempt::{Attempt, Outcome};

pub use attempt::Answer;
pub use hello::{NoHello, greet};
pub use hop::{Hop, HopPorts, ReachesRelays};
pub use interpret::{Cause, Interpreted, interpret};
pub use write::{Write, Written, write};

/// Seconds for all attempts together.
const DEADLINE: u64 = 20;
/// Seconds for one attempt: longer than the relay's own deadline, so that its word on what went wrong
/// arrives, and short enough to leave time for another relay.
const ATTEMPT: u64 = 12;

/// Makes a call with a driver's token, at the relays in their order.
pub async fn call<P: HopPorts>(
    hop: &Hop<'_, P>,
    call: &Call,
    bearer: &Secret,
    realm: &str,
) -> Result<Answer, Problem> {
    let authorization = bearer_authorization(bearer);
    let deadline = deadline(hop);
    let mut last = Problem::new(Code::UpstreamTimeout);
    for relay in &hop.settings.relays {
        let now = hop.ports.now();
        if now >= deadline {
            break;
        }
        let attempt = Attempt {
            hop,
            relay,
            path: call.path(),
            query: call.query(),
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

fn bearer_authorization(bearer: &Secret) -> Secret {
    Secret::from(format!("Bearer {}", bearer.expose_str()))
}

/// The Unix second by which all attempts at a call must be over.
fn deadline<P: Clock>(hop: &Hop<'_, P>) -> u64 {
    hop.ports.now().saturating_add(DEADLINE).min(hop.deadline)
}

/// Most bytes that an answer may have: a page of telemetry is larger than anything else, and the
/// statuses of four cars may be there at once.
fn max_body(operation: &Operation) -> usize {
    match operation.path.ends_with("/telemetry") {
        true => 4 * 1024 * 1024,
        false => 1024 * 1024,
    }
}

#[cfg(test)]
mod tests;
