//! The owner of the service, by the key that they show.

use shared::problem::Problem;
use shared::secret::Secret;

use crate::context::{Context, Ports};
use crate::ports::RateLimit;
use crate::rate_limit;

/// Whether the owner's key is sent. A caller that sends a key is counted before it is compared.
pub async fn is_owner<P: Ports>(context: &Context<'_, P>) -> Result<bool, Problem> {
    let given = context
        .request
        .header("authorization")
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(Secret::from);
    if given.is_none() {
        return Ok(false);
    }
    rate_limit::count(
        context,
        RateLimit::Owner,
        &rate_limit::place(context.request),
    )
    .await?;
    Ok(given == context.settings.owner_key)
}
