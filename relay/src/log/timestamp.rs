//! The time of a line, as tracing-subscriber writes it: `2026-11-28T22:00:35.123456Z`.

use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use time::UtcDateTime;

/// The time of the last line. Its second is written anew only once it is another: thousands of lines
/// may have the same.
#[derive(Debug, Default)]
pub(super) struct Timestamp {
    second: Option<u64>,
    text: String,
}

/// The length of `2026-11-28T22:00:35.`
const SECOND: usize = 20;

impl Timestamp {
    pub(super) fn at(&mut self, now: SystemTime) -> &str {
        let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let second = since.as_secs();
        if self.second != Some(second) {
            self.second = Some(second);
            self.write_second(second);
        }
        self.text.truncate(SECOND);
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{:06}Z", since.subsec_micros());
        &self.text
    }

    fn write_second(&mut self, second: u64) {
        let second = i64::try_from(second).unwrap_or(i64::MAX);
        // The clock is not 8,000 years ahead.
        let time = UtcDateTime::from_unix_timestamp(second).unwrap_or(UtcDateTime::MAX);
        let (year, month, day) = time.to_calendar_date();
        let (hour, minute, second) = time.as_hms();
        let month = u8::from(month);
        self.text.clear();
        let _ = write!(
            self.text,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}."
        );
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_time_is_written_to_its_microsecond_whichever_came_before() {
        let mut timestamp = Timestamp::default();
        for (micros, text) in [
            (1_795_903_235_123_456, "2026-11-28T22:00:35.123456Z"),
            (1_795_903_235_000_007, "2026-11-28T22:00:35.000007Z"),
            (1_795_903_236_999_999, "2026-11-28T22:00:36.999999Z"),
            (1_709_164_800_000_000, "2024-02-29T00:00:00.000000Z"),
            (0, "1970-01-01T00:00:00.000000Z"),
        ] {
            let now = UNIX_EPOCH + Duration::from_micros(micros);
            assert_eq!(timestamp.at(now), text);
        }
    }
}
