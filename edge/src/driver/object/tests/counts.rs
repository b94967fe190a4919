//! What the platform counts of an object: the rows of its store, and its alarms.

use std::cell::Cell;

use crate::driver::store::LedgerRow;

/// Counts since they were last taken.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Rows that were read.
    pub(super) read: Cell<u64>,
    /// Rows that are new.
    pub(super) new: Cell<u64>,
    /// Rows that were there under the same name.
    pub(super) changed: Cell<u64>,
    /// Rows that were removed.
    pub(super) removed: Cell<u64>,
    /// Alarms that were set.
    pub(super) alarms: Cell<u64>,
}

pub(super) fn add(counter: &Cell<u64>, number: usize) {
    counter.set(counter.get() + u64::try_from(number).unwrap());
}

impl Counts {
    /// A row is written in the place of another or of none.
    pub(super) fn written(&self, before: Option<&LedgerRow>) {
        match before {
            Some(_) => add(&self.changed, 1),
            None => add(&self.new, 1),
        }
    }

    /// Rows that the platform counts as written. A row that comes or goes is two, as its name is in an
    /// index; and an alarm that is set is one.
    pub(super) fn rows_written(&self) -> u64 {
        2 * self.new.get() + self.changed.get() + 2 * self.removed.get() + self.alarms.get()
    }
}
