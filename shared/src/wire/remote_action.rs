//! Something that a car was told to do.

use super::collection::Embed;
use super::lenient::document;

document! {
    /// Something that a car was told to do.
    RemoteAction {
        /// Opaque identifier.
        id: String = "remoteActionId" | "id";
        /// `Doors`, `Horn`, …
        kind: String = "type";
        /// `Accepted`, `SentToVehicle`, `Success`, …
        status: String = "status";
        /// Why it failed.
        failure_cause: String = "failureCause";
        /// `NoCIDBlacklisted` or `CIDBlacklisted`.
        feedback_detail: String = "feedbackDetail";
    }
}

impl Embed for RemoteAction {
    const NAMES: &'static [&'static str] = &["remoteActions", "RemoteActions"];
}
