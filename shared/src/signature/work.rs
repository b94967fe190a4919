//! What a thread has spent on verifying and signing. Tests bound the cost of a stranger by it; it
//! is never in what is shipped.

use std::cell::Cell;

/// How often a thread has done what takes time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Pairs of headers whose form was checked.
    pub forms: usize,
    /// MACs that were computed.
    pub macs: usize,
}

thread_local! {
    static WORK: Cell<Work> = const { Cell::new(Work { forms: 0, macs: 0 }) };
}

/// What this thread has done since it was last asked.
pub fn take() -> Work {
    WORK.take()
}

pub(super) fn form() {
    let work = WORK.get();
    WORK.set(Work {
        forms: work.forms.saturating_add(1),
        ..work
    });
}

pub(super) fn mac() {
    let work = WORK.get();
    WORK.set(Work {
        macs: work.macs.saturating_add(1),
        ..work
    });
}
