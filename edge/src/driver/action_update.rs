//! An update of a remote action: what the manufacturer says of a command, in a notification or when it
//! is read.

use serde_json::Value;
use shared::json::{object, owned, text, whole};

use super::command_entry::CommandEntry;
use super::state::CommandState;

/// The word, as a state or as a cause, for a car that is woken no more this month.
const NO_MORE_WAKE_UPS: &str = "TooManyWakeUpsOverMonth";

/// What the manufacturer says of a command at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ActionUpdate {
    /// The command's name upstream, if it has one.
    pub(super) action: Option<String>,
    /// The manufacturer's word for how far it has come; empty if there was none.
    pub(super) status: String,
    /// Its word for why it failed, likewise.
    pub(super) cause: String,
    /// Whether it says that it failed, whatever the word.
    pub(super) is_failed: bool,
    /// Unix second at which that was so.
    pub(super) at: u64,
}

impl ActionUpdate {
    /// What a remote action says that was read now.
    pub(super) fn read(action: &Value, now: u64) -> Self {
        let word = |name| text(action, name).unwrap_or_default().to_owned();
        Self {
            action: action_id(action).map(str::to_owned),
            status: word("status"),
            cause: word("failureCause"),
            is_failed: false,
            at: now,
        }
    }

    /// As it is kept.
    pub(super) fn to_json(&self) -> Value {
        object(&mut [
            ("action", self.action.as_deref().into()),
            ("status", self.status.as_str().into()),
            ("cause", self.cause.as_str().into()),
            ("isFailed", self.is_failed.into()),
            ("at", self.at.into()),
        ])
    }

    /// Reads what [`ActionUpdate::to_json`] wrote.
    pub(super) fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            action: owned(json, "action"),
            status: owned(json, "status")?,
            cause: owned(json, "cause")?,
            is_failed: json.get("isFailed")?.as_bool()?,
            at: whole(json, "at")?,
        })
    }

    /// Whether it says that the car is being woken.
    pub(super) fn is_waking(&self) -> bool {
        CommandState::from_upstream(&self.status) == Some(CommandState::Waking)
    }

    /// Whether it says that the car is woken no more this month.
    pub(super) fn closes_month(&self) -> bool {
        [&*self.status, &*self.cause].contains(&NO_MORE_WAKE_UPS)
    }

    /// Applies it to a command. Says whether the command has come further by it.
    pub(super) fn apply_to(&self, entry: &mut CommandEntry) -> bool {
        match CommandState::from_upstream(&self.status) {
            Some(CommandState::Failed) => entry.fail(&self.cause, self.at),
            // Without a cause the status says why it failed.
            None if self.is_failed && self.cause.is_empty() => entry.fail(&self.status, self.at),
            None if self.is_failed => entry.fail(&self.cause, self.at),
            Some(state) => entry.advance(state, self.at),
            // A status that is not known here still shows that the upstream has accepted it.
            None => entry.advance(CommandState::Accepted, self.at),
        }
    }
}

/// A remote action's name.
pub(super) fn action_id(action: &Value) -> Option<&str> {
    text(action, "remoteActionId").or_else(|| text(action, "id"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::driver::command_entry::tests::entry;

    fn update(status: &str, cause: &str, is_failed: bool, at: u64) -> ActionUpdate {
        ActionUpdate {
            action: Some("a-1".to_owned()),
            status: status.to_owned(),
            cause: cause.to_owned(),
            is_failed,
            at,
        }
    }

    #[test]
    fn what_failed_has_the_word_that_says_why() {
        for (status, cause, is_failed, state, why) in [
            (
                "Failed",
                "DoorsOpen",
                false,
                CommandState::Failed,
                Some("DoorsOpen"),
            ),
            ("Failed", "", false, CommandState::Failed, Some("")),
            (
                "VehicleBatteryChargeTooLow",
                "",
                true,
                CommandState::Failed,
                Some("VehicleBatteryChargeTooLow"),
            ),
            (
                "Later",
                "DoorsOpen",
                true,
                CommandState::Failed,
                Some("DoorsOpen"),
            ),
            (
                "VehicleBatteryChargeTooLow",
                "",
                false,
                CommandState::Accepted,
                None,
            ),
            ("Success", "", true, CommandState::Succeeded, None),
        ] {
            let mut entry = entry("lock", 10);
            assert!(update(status, cause, is_failed, 20).apply_to(&mut entry));
            assert_eq!(entry.state(), state, "{status}");
            assert_eq!(entry.cause.as_deref(), why, "{status}");
            assert_eq!(entry.updated_at(), 20);
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_back(action in prop::option::of("\\PC{0,9}"), texts in prop::array::uniform2("\\PC{0,9}"), is_failed in any::<bool>(), at in any::<u64>()) {
            let [status, cause] = texts;
            let update = ActionUpdate { action, status, cause, is_failed, at };
            let text = update.to_json().to_string();
            prop_assert_eq!(ActionUpdate::from_json(&serde_json::from_str(&text).unwrap()), Some(update));
        }
    }
}
