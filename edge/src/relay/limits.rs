//! How long a call may take, how large its answer may be, and whose it is.

use shared::operation::Operation;
use shared::secret::Secret;

use super::context::RelayContext;
use crate::ports::Clock;

/// Seconds for all attempts together.
const CALL_TIME: u64 = 20;
/// Seconds for one attempt: longer than the relay's own deadline, so that its word on what went wrong
/// arrives, and short enough to leave time for another relay.
pub(super) const ATTEMPT: u64 = 12;

/// The Unix second by which all attempts at a call must be over.
pub(super) fn deadline<P: Clock>(context: &RelayContext<'_, P>) -> u64 {
    context
        .ports
        .now()
        .saturating_add(CALL_TIME)
        .min(context.deadline)
}

/// Most bytes that an answer may have: a page of telemetry is larger than anything else, and the
/// statuses of four cars may be there at once.
pub(super) fn max_body(operation: &Operation) -> usize {
    match operation.path.ends_with("/telemetry") {
        true => 4 * 1024 * 1024,
        false => 1024 * 1024,
    }
}

/// The `Authorization` of a driver's token.
pub(super) fn bearer_authorization(bearer: &Secret) -> Secret {
    Secret::from(format!("Bearer {}", bearer.expose_str()))
}
