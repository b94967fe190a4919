//! A time to wait as `Retry-After` has it (RFC 9110 section 10.2.3).

use std::time::Duration;

/// A time in seconds, rounded up: who comes back by it does not come too early.
pub(crate) fn whole_seconds(time: Duration) -> u32 {
    u32::try_from(time.as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
}
