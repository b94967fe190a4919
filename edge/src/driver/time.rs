//! Days, and times as the API writes them.

use shared::value::Timestamp;

/// Seconds of a day.
pub(super) const DAY: u64 = 24 * 3600;

/// A Unix second as the API writes it.
pub(super) fn time(at: u64) -> String {
    Timestamp::from_unix(at).map_or_else(String::new, |time| time.to_string())
}
