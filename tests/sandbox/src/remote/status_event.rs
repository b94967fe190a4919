//! What is said of an action to whoever is told of it.

use serde_json::Value;

use crate::remote::action::Action;
use crate::remote::status::{Cause, Status};

/// A step of an action.
#[derive(Clone, Debug)]
pub(crate) struct StatusEvent {
    /// The action, by its identifier.
    pub(crate) id: String,
    /// Who is told, by the identifier of the callback.
    pub(crate) callback: String,
    /// The car, by its identifier.
    pub(crate) vehicle: String,
    /// The `type` of the action.
    pub(crate) kind: &'static str,
    /// All that was sent.
    pub(crate) sent: Value,
    /// How far it is.
    pub(crate) status: Status,
    /// Since when, in milliseconds since 1970.
    pub(crate) at: i64,
    /// Why it failed.
    pub(crate) cause: Option<Cause>,
    /// More of how it ended.
    pub(crate) detail: Option<&'static str>,
}

impl StatusEvent {
    /// The last step of an action.
    pub(crate) fn of(action: &Action) -> Self {
        let (status, at) = action
            .history
            .last()
            .copied()
            .unwrap_or((Status::Accepted, action.received));
        let remote = action.remote();
        Self {
            id: remote.id,
            callback: action.taken.callback.clone(),
            vehicle: remote.vehicle,
            kind: remote.kind,
            sent: action.taken.body.clone(),
            status,
            at,
            cause: action.cause.filter(|_| status == Status::Failed),
            detail: remote.detail,
        }
    }
}
