//! The world's time: the machine's, and as much further on as was ordered.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// What cars live by. Tokens live by the machine's clock and have orders of their own.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead: AtomicU32,
}

/// The clock would be further ahead than a world is made for.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error("the clock can be {FURTHEST} seconds ahead of the machine's at most")]
pub(crate) struct TooFar;

/// Two years: every trip since the start is found by counting, which takes as long as there are
/// trips.
const FURTHEST: u32 = 2 * 366 * 86_400;

impl Clock {
    /// The world's time when the machine's is `now`, in seconds since 1970.
    pub(crate) fn at(&self, now: SystemTime) -> i64 {
        self.millis(now).div_euclid(1000)
    }

    /// The same, in milliseconds.
    pub(crate) fn millis(&self, now: SystemTime) -> i64 {
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let ahead = self.ahead.load(Ordering::Relaxed);
        i64::try_from(now.as_millis()).unwrap_or_default() + i64::from(ahead) * 1000
    }

    /// Moves the clock on, for good.
    pub(crate) fn advance(&self, seconds: u32) -> Result<(), TooFar> {
        let further = |ahead: u32| ahead.checked_add(seconds).filter(|sum| *sum <= FURTHEST);
        self.ahead
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, further)
            .map(drop)
            .map_err(|_| TooFar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_passes_and_can_be_made_to_but_never_goes_back() {
        let clock = Clock::default();
        let now = UNIX_EPOCH + std::time::Duration::from_secs(100);
        assert_eq!(clock.at(now), 100);
        assert_eq!(clock.advance(50), Ok(()));
        assert_eq!(clock.advance(7), Ok(()));
        assert_eq!(clock.at(now), 157);
        for too_far in [FURTHEST, u32::MAX] {
            assert_eq!(clock.advance(too_far), Err(TooFar));
        }
        assert_eq!(clock.at(now), 157);
    }
}
