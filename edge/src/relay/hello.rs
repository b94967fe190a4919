//! The hello: what a relay says of itself.

use shared::hop::{HELLO_AUTHORIZATION, HELLO_PATH, HELLO_REALM, Hello, RelayAnswer};
use shared::problem::Problem;
use shared::secret::Secret;
use shared::signature::Key;

use super::attempt::{Attempt, Outcome};
use super::context::{RelayContext, RelayPorts};
use crate::origin::Origin;

/// Seconds for a relay to answer.
const TIME: u64 = 5;
/// Most bytes that the answer may have.
const MAX_BODY: usize = 64 * 1024;

/// Why a relay says nothing of itself.
#[derive(Debug)]
pub enum NoHello {
    /// It was not reached, or does not take the signature.
    Problem(Problem),
    /// What answered is no relay of this version.
    NotRelay,
}

/// Says hello to a relay, signed with `key`: either key of ours is good for it.
pub async fn greet<P: RelayPorts>(
    context: &RelayContext<'_, P>,
    relay: &Origin,
    key: &Key,
) -> Result<Hello, NoHello> {
    let authorization = Secret::from(HELLO_AUTHORIZATION);
    let attempt = Attempt {
        context,
        relay,
        path: HELLO_PATH,
        query: None,
        key,
        change: None,
        authorization: &authorization,
        realm: HELLO_REALM,
        expects: RelayAnswer::Own,
        until: context.ports.now().saturating_add(TIME),
        max_body: MAX_BODY,
    };
    match attempt.make().await {
        Outcome::Answered(answer) => Hello::read(&answer.body).ok_or(NoHello::NotRelay),
        Outcome::Final(problem)
        | Outcome::Next(problem)
        | Outcome::Failed(problem)
        | Outcome::Silent(problem) => Err(NoHello::Problem(problem)),
    }
}
