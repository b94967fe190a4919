//! The words by which an owner allows what changes something.

use std::fmt;
use std::str::FromStr;

/// What an owner allows. No word implies another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Locks the doors.
    Lock,
    /// Unlocks the doors.
    Unlock,
    /// Sounds the horn.
    Horn,
    /// Flashes the lights.
    Lights,
    /// Wakes the car, so that it reports.
    WakeUp,
    /// Heats or cools the car, at once or by programs.
    Climate,
    /// Charges the car: at once, by a schedule, or by preferences.
    Charging,
    /// Sends a route to the car.
    Navigation,
    /// Has the manufacturer watch a car, and tell when something happens. No command.
    Rules,
}

/// Not one of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "not an action: lock, unlock, horn, lights, wake-up, climate, charging, navigation or rules"
)]
pub struct UnknownAction;

impl Action {
    /// Every word.
    pub const ALL: [Self; 9] = [
        Self::Lock,
        Self::Unlock,
        Self::Horn,
        Self::Lights,
        Self::WakeUp,
        Self::Climate,
        Self::Charging,
        Self::Navigation,
        Self::Rules,
    ];

    /// The word: `wake-up`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lock => "lock",
            Self::Unlock => "unlock",
            Self::Horn => "horn",
            Self::Lights => "lights",
            Self::WakeUp => "wake-up",
            Self::Climate => "climate",
            Self::Charging => "charging",
            Self::Navigation => "navigation",
            Self::Rules => "rules",
        }
    }

    /// The scope without which the manufacturer refuses a command. None for rules: which scopes one
    /// needs depends on what it watches, [`Conditions::scopes`](crate::rule::Conditions::scopes).
    pub const fn scope(self) -> Option<&'static str> {
        Some(match self {
            Self::Lock | Self::Unlock => "remote:door:write",
            Self::Horn => "remote:horn:write",
            Self::Lights => "remote:lights:write",
            Self::WakeUp => "remote:wakeup:write",
            Self::Climate => "remote:preconditioning:write",
            Self::Charging => "remote:charging:write",
            Self::Navigation => "remote:navigation:write",
            Self::Rules => return None,
        })
    }
}

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|action| action.word() == word);
        found.ok_or(UnknownAction)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::CREATE_REMOTE;

    #[test]
    fn a_word_reads_back_as_its_action_and_nothing_else_is_one() {
        for action in Action::ALL {
            assert_eq!(action.to_string().parse(), Ok(action));
        }
        for word in ["", "Lock", "wakeUp", "lock unlock", "rule"] {
            assert_eq!(word.parse::<Action>(), Err(UnknownAction), "{word}");
        }
    }

    #[test]
    fn every_command_has_a_scope_of_remote_actions_and_every_scope_a_command() {
        for action in Action::ALL {
            match action.scope() {
                Some(scope) => assert!(CREATE_REMOTE.uses.contains(&scope), "{action}"),
                None => assert_eq!(action, Action::Rules),
            }
        }
        for scope in CREATE_REMOTE.uses {
            let mut actions = Action::ALL.into_iter();
            assert!(
                actions.any(|action| action.scope() == Some(*scope)),
                "{scope}"
            );
        }
    }
}
