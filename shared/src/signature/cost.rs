//! Counts MACs and header reads per thread, in tests only: they bound the cost of a request that
//! is refused.

use std::cell::Cell;

/// How often a thread has done what takes time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cost {
    /// Pairs of headers whose form was checked.
    pub forms: usize,
    /// MACs that were computed.
    pub macs: usize,
}

thread_local! {
    static COST: Cell<Cost> = const { Cell::new(Cost { forms: 0, macs: 0 }) };
}

/// What this thread has done since it was last asked.
pub fn take() -> Cost {
    COST.take()
}

pub(super) fn form() {
    let cost = COST.get();
    COST.set(Cost {
        forms: cost.forms.saturating_add(1),
        ..cost
    });
}

pub(super) fn mac() {
    let cost = COST.get();
    COST.set(Cost {
        macs: cost.macs.saturating_add(1),
        ..cost
    });
}
