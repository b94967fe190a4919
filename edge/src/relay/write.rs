//! A call that changes something: sent once.
//!
//! A hello finds a relay that takes such writes, and its clock; then the write is signed by that
//! clock and sent there, once. Only where that relay says that nothing went upstream may the next
//! one be asked. After anything else than an answer or such a word, the write may have been done,
//! and is not sent again: the upstream has no way of its own to tell a repeat.

use shared::command::Action;
use shared::hop::RelayAnswer;
use shared::operation::Call;
use shared::problem::{Code, Problem};
use shared::secret::Secret;

use super::attempt::{Answer, Attempt, Change, Outcome};
use super::context::{RelayContext, RelayPorts};
use super::hello::greet;
use super::limits::{ATTEMPT, bearer_authorization, deadline, max_body};

/// Seconds by which a relay's clock may be off and still have a write signed by it. A signature for
/// a time to come could be kept, and be good once more when that clock is put right and its relay
/// starts anew.
const MAX_WRITE_DRIFT: u64 = 30;

/// How a write went.
#[derive(Debug)]
pub enum Written {
    /// The upstream has answered.
    Answered(Answer),
    /// Nothing was sent upstream.
    Refused(Problem),
    /// It may have been done.
    Unclear(Problem),
}

/// A write.
#[derive(Debug)]
pub struct Write<'a> {
    /// The call.
    pub call: &'a Call,
    /// Its body, in JSON.
    pub body: &'a [u8],
    /// What the relay must allow; without it, anything.
    pub action: Option<Action>,
    /// The driver's token.
    pub bearer: &'a Secret,
    /// The realm it belongs to.
    pub realm: &'a str,
}

/// Makes a write, at the first relay that takes it.
pub async fn write<P: RelayPorts>(context: &RelayContext<'_, P>, write: &Write<'_>) -> Written {
    let Some(key) = &context.settings.actions.write_key else {
        return Written::Refused(Code::ActionNotAllowed.into());
    };
    let authorization = bearer_authorization(write.bearer);
    let deadline = deadline(context);
    let mut last = Problem::new(Code::NoWriter);
    for relay in &context.settings.relays {
        if context.ports.now() >= deadline {
            break;
        }
        let Ok(hello) = greet(context, relay, &context.settings.relay_key).await else {
            continue;
        };
        let mut allowed = hello.writes.iter();
        let takes = match write.action {
            Some(action) => allowed.any(|word| word == action.word()),
            None => allowed.next().is_some(),
        };
        if !takes {
            // What an earlier writer has said stands.
            if !hello.writes.is_empty() && last.code() == Code::NoWriter {
                last = Code::ActionNotAllowed.into();
            }
            continue;
        }
        let now = context.ports.now();
        if now >= deadline {
            break;
        }
        if hello.now.abs_diff(now) > MAX_WRITE_DRIFT {
            last = context.fail(Code::RelayRefusesEdge, "a relay's clock is off");
            continue;
        }
        let attempt = Attempt {
            context,
            relay,
            path: write.call.path(),
            query: None,
            key,
            change: Some(Change {
                method: write.call.operation().method.as_str(),
                body: write.body,
                created: hello.now,
            }),
            authorization: &authorization,
            realm: write.realm,
            expects: RelayAnswer::Upstream,
            until: deadline.min(now.saturating_add(ATTEMPT)),
            max_body: max_body(write.call.operation()),
        };
        match attempt.make().await {
            Outcome::Answered(answer) => return Written::Answered(answer),
            Outcome::Failed(problem) | Outcome::Silent(problem) => {
                return Written::Unclear(problem);
            }
            Outcome::Final(problem) => return Written::Refused(problem),
            Outcome::Next(problem) => last = problem,
        }
    }
    Written::Refused(last)
}
