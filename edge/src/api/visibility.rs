//! Who is shown what the manufacturer keeps of commands and rules: a monitor may say where somebody
//! lives, a command where somebody has a car go. The service's own lists of both leave out what a caller
//! may not see; of the manufacturer's nothing is shown where not all of it may be.

use shared::operation::{MONITOR, MONITORS, Operation, REMOTE_ACTION, REMOTES};
use shared::problem::Problem;

use super::resource::AnyResource;
use super::write_request::{denied, sees_rules};
use crate::caller::Caller;
use crate::context::{Context, Ports};

/// Whom what an operation answers is for.
enum Audience {
    Anyone,
    /// Who is shown rules: what is watched of cars.
    OfRules,
    /// Pages of the service's own site: what was sent to a car, of all kinds.
    OfSite,
}

fn audience(operation: &Operation) -> Audience {
    if [&MONITORS, &MONITOR].contains(&operation) {
        Audience::OfRules
    } else if [&REMOTES, &REMOTE_ACTION].contains(&operation) {
        Audience::OfSite
    } else {
        Audience::Anyone
    }
}

/// Whether what an operation answers is for some callers only.
#[cfg(all(test, not(target_arch = "wasm32")))]
pub fn is_restricted(operation: &Operation) -> bool {
    !matches!(audience(operation), Audience::Anyone)
}

/// Checks that a caller is shown a resource.
pub(super) fn check<P: Ports>(
    context: &Context<'_, P>,
    resource: &AnyResource,
) -> Result<(), Problem> {
    let operation = match resource {
        AnyResource::Modelled(resource) => resource.operation,
        AnyResource::Raw(call) => call.operation(),
        _ => return Ok(()),
    };
    let refused = match audience(operation) {
        Audience::OfRules if !sees_rules(context) => "the page or app may make no rules",
        Audience::OfSite if context.credentials.caller != Caller::SameSite => {
            "an app or a page of another site is shown its commands at …/commands"
        }
        _ => return Ok(()),
    };
    Err(denied(context, refused.to_owned()))
}
