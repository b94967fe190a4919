//! What a caller is shown of commands, rules and events.
//!
//! A monitor may say where somebody lives, a command where somebody has a car go. The service's own
//! lists leave out what a caller may not see; of the manufacturer's nothing is shown where not all of it
//! may be.

use shared::command::Action;
use shared::operation::{MONITOR, MONITORS, Operation, REMOTE_ACTION, REMOTES};
use shared::problem::Problem;

use super::resource::AnyResource;
use super::write_request::denied;
use crate::caller::Caller;
use crate::caller::permissions::actions_of;
use crate::context::{Context, Ports};
use crate::driver::audience::ALL;

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

/// Whether the caller is shown what is watched of cars: one that may make rules, and others than pages
/// of the service's own site only while rules are switched on.
pub(super) fn sees_rules<P: Ports>(context: &Context<'_, P>) -> bool {
    let is_of_site = context.credentials.caller == Caller::SameSite;
    let are_shown = is_of_site || context.settings.actions.allow(Action::Rules);
    let allowed = actions_of(context.credentials, context.request, context.settings);
    are_shown && allowed.contains(&Action::Rules)
}

/// The words for what the caller sees of commands and events: a client what it may send, a page of the
/// service's own site everything, both without rules where they see none of these.
pub(super) fn sees<P: Ports>(context: &Context<'_, P>) -> String {
    let sees_rules = sees_rules(context);
    let seen = match context.credentials.caller {
        Caller::SameSite if sees_rules => return ALL.to_owned(),
        Caller::SameSite => Action::ALL.to_vec(),
        _ => actions_of(context.credentials, context.request, context.settings),
    };
    let seen = seen.into_iter();
    let seen = seen.filter(|action| *action != Action::Rules || sees_rules);
    let words: Vec<&str> = seen.map(Action::word).collect();
    words.join(" ")
}
