//! How often something happens in a minute.

use std::cell::Cell;

/// What was counted, and since when.
#[derive(Debug, Default)]
pub(super) struct Minute(Cell<(u64, usize)>);

impl Minute {
    /// Counts so many more, unless `most` have been counted in this minute. They may go beyond it
    /// once: what comes in one piece is taken in one.
    pub(super) fn count(&self, more: usize, most: usize, now: u64) -> bool {
        let (since, count) = match self.0.get() {
            (since, count) if now.abs_diff(since) < 60 => (since, count),
            _ => (now, 0),
        };
        let is_within = count < most;
        if is_within {
            self.0.set((since, count.saturating_add(more)));
        }
        is_within
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_waits_until_the_minute_ends_and_one_piece_is_always_taken() {
        let minute = Minute::default();
        assert!(minute.count(599, 600, 1000));
        assert!(minute.count(1000, 600, 1059));
        assert!(!minute.count(1, 600, 1059));
        assert!(minute.count(1000, 600, 1060));
        assert!(!minute.count(1, 600, 1061));
        // A clock that is put back begins anew.
        assert!(minute.count(1, 600, 900));
    }
}
