//! Who is shown what the manufacturer keeps of commands and rules: a monitor may say where somebody
//! lives, a command where somebody has a car go. The service's own lists of both leave out what a caller
//! may not see; of the manufacturer's nothing is shown where not all of it may be.

use shared::command::Action;
use shared::operation::{MONITOR, MONITORS, Operation, REMOTE_ACTION, REMOTES};
use shared::problem::Problem;

use super::acting::denied;
use super::resource::AnyResource;
use crate::caller::Caller;
use crate::caller::acting::actions_of;
use crate::context::{Context, Ports};

/// What is watched.
const OF_RULES: [&Operation; 2] = [&MONITORS, &MONITOR];
/// What was sent to a car, of all kinds.
const OF_COMMANDS: [&Operation; 2] = [&REMOTES, &REMOTE_ACTION];

/// Whether what an operation answers is for some callers only.
pub fn is_restricted(operation: &Operation) -> bool {
    OF_RULES.contains(&operation) || OF_COMMANDS.contains(&operation)
}

/// Checks that a caller is shown a resource: what is watched is for who may make rules, and for others
/// than pages of the service's own site only while rules are switched on; what was sent is for such
/// pages.
pub(super) fn check<P: Ports>(
    context: &Context<'_, P>,
    resource: &AnyResource,
) -> Result<(), Problem> {
    let operation = match resource {
        AnyResource::Modelled(resource) => resource.operation,
        AnyResource::Raw(call) => call.operation(),
        _ => return Ok(()),
    };
    let is_of_site = context.credentials.caller == Caller::SameSite;
    if OF_RULES.contains(&operation) {
        let allowed = actions_of(context.credentials, context.request, context.settings);
        let are_on = is_of_site || context.settings.actions.allow(Action::Rules);
        if !are_on || !allowed.contains(&Action::Rules) {
            return Err(denied(
                context,
                "the page or app may make no rules".to_owned(),
            ));
        }
    }
    if OF_COMMANDS.contains(&operation) && !is_of_site {
        let detail = "an app or a page of another site is shown its commands at …/commands";
        return Err(denied(context, detail.to_owned()));
    }
    Ok(())
}
