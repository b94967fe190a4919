//! How far a command has come: the states, in their order, and the manufacturer's words for them.

/// How far a command has come. A later one in this list is further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CommandState {
    /// It is written down, and there is no word of it yet.
    Sending,
    /// The manufacturer has it.
    Accepted,
    /// The car is being woken.
    Waking,
    /// It is checked whether the car can do it.
    Checking,
    /// The car has it.
    Sent,
    /// What became of it is not known, and may never be.
    Unknown,
    /// It was not done.
    Failed,
    /// The car was so already.
    AlreadyDone,
    /// The car did it.
    Succeeded,
}

/// Each state, its name here, and the manufacturer's.
const TABLE: [(CommandState, &str, &str); 9] = [
    (CommandState::Sending, "sending", ""),
    (CommandState::Accepted, "accepted", "Accepted"),
    (CommandState::Waking, "waking", "WakingUpVehicle"),
    (CommandState::Checking, "checking", "CheckingVehicle"),
    (CommandState::Sent, "sent", "SentToVehicle"),
    (CommandState::Unknown, "unknown", ""),
    (CommandState::Failed, "failed", "Failed"),
    (CommandState::AlreadyDone, "already-done", "AlreadyDone"),
    (CommandState::Succeeded, "succeeded", "Success"),
];

impl CommandState {
    /// Its name.
    pub(super) fn word(self) -> &'static str {
        let row = TABLE.iter().find(|(state, ..)| *state == self);
        row.map_or("", |(_, word, _)| word)
    }

    /// The state of a name.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        let row = TABLE.iter().find(|(_, other, _)| *other == word);
        row.map(|(state, ..)| *state)
    }

    /// The state of a word of the manufacturer's; `None` for words that are not known here, and for the
    /// two that only say what is in the way.
    pub(super) fn from_upstream(word: &str) -> Option<Self> {
        let row = TABLE.iter().find(|(_, _, other)| *other == word);
        row.filter(|_| !word.is_empty()).map(|(state, ..)| *state)
    }

    /// Whether nothing more is waited for.
    pub(super) fn is_done(self) -> bool {
        self >= Self::Unknown
    }

    /// Whether a command that has come so far may come to another state: forward, and from what is
    /// done only to what is known better. What was done stays so.
    pub(super) fn may_become(self, next: Self) -> bool {
        match self {
            Self::AlreadyDone | Self::Succeeded => false,
            _ => next > self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back_and_no_other_is_one() {
        for (state, word, theirs) in TABLE {
            assert_eq!(state.word(), word);
            assert_eq!(CommandState::from_word(word), Some(state));
            let read = CommandState::from_upstream(theirs);
            assert_eq!(read, (!theirs.is_empty()).then_some(state), "{word}");
        }
        for word in [
            "",
            "success",
            "Later",
            "VehicleBatteryChargeTooLow",
            "TooManyWakeUpsOverMonth",
        ] {
            assert_eq!(CommandState::from_upstream(word), None, "{word}");
            assert_eq!(CommandState::from_word(word), None, "{word}");
        }
    }

    #[test]
    fn a_command_goes_forward_only_and_what_is_done_becomes_no_less() {
        let all = TABLE.map(|(state, ..)| state);
        for state in all {
            for next in all {
                let may = state.may_become(next);
                assert!(!may || next > state);
                assert!(!may || !state.is_done() || next.is_done());
            }
        }
        use CommandState::{AlreadyDone, Failed, Sent, Succeeded, Unknown, Waking};
        for (state, next, may) in [
            (Sent, Waking, false),
            (Sent, Failed, true),
            (Waking, Unknown, true),
            (Unknown, Failed, true),
            (Unknown, Succeeded, true),
            (Failed, Unknown, false),
            (Failed, Succeeded, true),
            (Failed, AlreadyDone, true),
            (AlreadyDone, Succeeded, false),
            (Succeeded, Failed, false),
        ] {
            assert_eq!(state.may_become(next), may, "{state:?} {next:?}");
        }
    }
}
