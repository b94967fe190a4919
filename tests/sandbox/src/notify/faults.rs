//! How the sender misbehaves on order.

use std::collections::HashMap;

/// What goes wrong with the messages of a callback.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct HookFaults {
    /// So many of the next messages are lost.
    pub(crate) drop: u64,
    /// So many of the next are posted again though they were taken.
    pub(crate) duplicate: u64,
    /// Before so many of the next comes one of a stranger's.
    pub(crate) foreign: u64,
    /// Before so many of the next comes the same without attributes.
    pub(crate) bare: u64,
    /// Before so many of the next comes what is no message.
    pub(crate) garbage: u64,
    /// So many are gathered, and posted the last first.
    pub(crate) reorder: usize,
    /// So many are gathered, and posted as a list.
    pub(crate) batch: usize,
    /// They are posted so late, in milliseconds.
    pub(crate) delay: i64,
    /// An order is answered when what is due of it was posted.
    pub(crate) before_answer: bool,
    /// The `type` of a failure is `Failed`.
    pub(crate) failed_apart: bool,
}

/// What goes wrong with whose messages.
#[derive(Debug, Default)]
pub(crate) struct Misbehaviour {
    all: HookFaults,
    /// Of single callbacks, by their identifiers.
    apart: HashMap<String, HookFaults>,
}

impl HookFaults {
    /// How many messages are gathered before any is posted.
    pub(crate) fn group(&self) -> usize {
        self.reorder.max(self.batch).max(1)
    }
}

impl Misbehaviour {
    /// What goes wrong with the messages of a callback: what was ordered for it, or else for all.
    pub(crate) fn of(&self, callback: &str) -> HookFaults {
        self.apart.get(callback).copied().unwrap_or(self.all)
    }

    /// Changes what goes wrong with the messages of a callback, or of all that no order names.
    /// An order that names one begins with what is so for all.
    pub(crate) fn change(&mut self, callback: Option<&str>, act: impl FnOnce(&mut HookFaults)) {
        let all = self.all;
        act(match callback {
            Some(callback) => self.apart.entry(callback.to_owned()).or_insert(all),
            None => &mut self.all,
        });
    }

    /// Counts a message of a callback as one of the next, and gives what goes wrong with it.
    pub(crate) fn strike(&mut self, callback: &str) -> HookFaults {
        let faults = match self.apart.get_mut(callback) {
            Some(faults) => faults,
            None => &mut self.all,
        };
        let strike = *faults;
        for count in [
            &mut faults.drop,
            &mut faults.duplicate,
            &mut faults.foreign,
            &mut faults.bare,
            &mut faults.garbage,
        ] {
            *count = count.saturating_sub(1);
        }
        strike
    }
}
