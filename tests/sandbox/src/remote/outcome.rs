//! What was ordered over the control port of how actions go.

use serde::Deserialize;
use serde_json::Value;

use crate::remote::status::{Cause, Status};

/// How an action goes, whatever state its car is in.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(try_from = "String")]
pub(crate) enum Outcome {
    /// It succeeds, or was done already.
    Ends(Status),
    /// It gets so far and no further.
    Stays(Status),
    /// It fails.
    Fails(Cause),
}

/// A word that no action ends with.
#[derive(Debug, thiserror::Error)]
#[error("an outcome is Success, AlreadyDone, a failureCause, or a status to stay at")]
pub(crate) struct NoOutcome;

impl TryFrom<String> for Outcome {
    type Error = NoOutcome;

    fn try_from(word: String) -> Result<Self, NoOutcome> {
        let word = Value::from(word);
        // What is both a status and a cause is the cause: the status comes before it.
        if let Ok(cause) = Cause::deserialize(&word) {
            return Ok(Self::Fails(cause));
        }
        match Status::deserialize(&word) {
            Ok(Status::Failed) | Err(_) => Err(NoOutcome),
            Ok(status) if status.is_end() => Ok(Self::Ends(status)),
            Ok(status) => Ok(Self::Stays(status)),
        }
    }
}

/// The actions that go in a certain way.
#[derive(Clone, Debug)]
pub(crate) struct OutcomeOrder {
    /// Those for this car; for any, if none is named.
    pub(crate) car: Option<String>,
    /// Those of this driver, by name; of any, if none is named.
    pub(crate) driver: Option<String>,
    /// How they go.
    pub(crate) outcome: Outcome,
    /// Of how many; of all, if no number is given.
    pub(crate) times: Option<u64>,
}

/// How the back end does what the reference leaves open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Switches {
    /// The milliseconds between two steps of an action.
    pub(crate) step: i64,
    /// The milliseconds until an action that was taken can be read.
    pub(crate) list_delay: i64,
    /// Whether what was posted is repeated.
    pub(crate) echo: bool,
    /// What a callback that is made is answered with: 200 or 202.
    pub(crate) callback_status: u16,
    /// How often a car may be woken in a month.
    pub(crate) monthly_wake_ups: usize,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            step: 2000,
            list_delay: 0,
            echo: true,
            callback_status: 200,
            monthly_wake_ups: 100,
        }
    }
}
