//! What a front end was told of one command.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::Value;

/// What a front end was told of one command, or of one that was refused.
#[derive(Debug, Clone, Default)]
pub(super) struct Note {
    /// The idempotency key.
    pub(super) key: String,
    /// The car.
    pub(super) car: String,
    /// What was asked for.
    pub(super) request: Value,
    /// Every name under which the key was answered.
    pub(super) ids: BTreeSet<String>,
    /// The command as it was last seen; null if it was not taken.
    pub(super) command: Value,
    /// How often it was sent.
    pub(super) tries: usize,
    /// How often its front end left before there was an answer.
    pub(super) left: usize,
    /// How often there was no answer.
    pub(super) unanswered: usize,
    /// The problems for which it was not taken.
    pub(super) refusals: Vec<String>,
    /// From the press that was not refused to the end.
    pub(super) settled: Option<Duration>,
    /// What must not be.
    pub(super) wrong: Vec<String>,
}

impl Note {
    /// Whether it has a name.
    pub(super) fn is_taken(&self) -> bool {
        !self.ids.is_empty()
    }

    /// How far it was when last seen; empty if it was not taken.
    pub(super) fn state(&self) -> &str {
        self.command["state"].as_str().unwrap_or_default()
    }

    /// Whether nothing more is waited for.
    pub(super) fn is_done(&self) -> bool {
        self.command["done"] == true
    }

    /// The code of the problem for which it failed.
    pub(super) fn failure(&self) -> Option<&str> {
        self.command["failure"]["code"].as_str()
    }

    /// Takes down a command as the API answers it. What was said before must still hold.
    pub(super) fn learn(&mut self, command: Value) {
        self.ids.extend(command["id"].as_str().map(str::to_owned));
        let [before, after] = [&self.command, &command]
            .map(|it| it["history"].as_array().cloned().unwrap_or_default());
        if !after.starts_with(&before) {
            let said = format!("{before:?} became {after:?}");
            self.wrong.push(said);
        }
        if command["vehicleId"] != *self.car || command["request"] != self.request {
            self.wrong
                .push(format!("another command was answered: {command}"));
        }
        self.command = command;
    }
}
