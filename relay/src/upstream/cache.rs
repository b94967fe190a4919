//! Request coalescing and the response cache: identical calls share one call upstream while it is
//! under way, and its answer for a few seconds after it, since each call counts against the
//! owner's daily quota.
//!
//! What writes change is read past both: an edge reads it to learn what became of a write, and a
//! call that began before the write does not tell.

mod coalesce;
mod key;
mod progress;
mod store;

use std::ptr;

use shared::operation::{
    CALLBACK, CALLBACKS, MONITOR, MONITORS, Operation, REMOTE_ACTION, REMOTES,
};

pub(super) use coalesce::Coalescer;
pub(super) use key::CacheKey;
pub(super) use progress::Progress;
pub(super) use store::StoreLimits;

/// The reads of what writes change.
const CHANGED_BY_WRITES: [&Operation; 6] = [
    &CALLBACKS,
    &CALLBACK,
    &MONITORS,
    &MONITOR,
    &REMOTES,
    &REMOTE_ACTION,
];

/// Whether writes change what a read tells.
pub(crate) fn is_changed_by_writes(operation: &Operation) -> bool {
    CHANGED_BY_WRITES.iter().any(|row| ptr::eq(*row, operation))
}

#[cfg(test)]
mod tests {
    use shared::operation::{ALL, Method};

    use super::*;

    #[test]
    fn writes_change_callbacks_monitors_and_remotes_and_nothing_else() {
        for row in ALL.into_iter().filter(|row| row.method == Method::Get) {
            let is_of_them = row.path.contains("/callbacks");
            assert_eq!(is_changed_by_writes(row), is_of_them, "{}", row.name);
        }
    }
}
