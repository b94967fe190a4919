//! A time of day.

use std::fmt;

use serde::{Serialize, Serializer};

const SECONDS_A_DAY: u64 = 24 * 60 * 60;

/// A time of day on the car's own clock: `22:05`, with seconds only where there are any. The end
/// of a day is the beginning of the next, `00:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOfDay(u64);

impl TimeOfDay {
    /// So many seconds after 00:00; none after the day's end.
    pub fn from_seconds(seconds: u64) -> Option<Self> {
        (seconds <= SECONDS_A_DAY).then_some(Self(seconds % SECONDS_A_DAY))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, seconds) = (self.0 / 60, self.0 % 60);
        write!(f, "{:02}:{:02}", minutes / 60, minutes % 60)?;
        if seconds > 0 {
            write!(f, ":{seconds:02}")?;
        }
        Ok(())
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_goes_from_00_00_to_00_00() {
        let text = |seconds| TimeOfDay::from_seconds(seconds).map(|time| time.to_string());
        assert_eq!(text(0).as_deref(), Some("00:00"));
        assert_eq!(text(79_500).as_deref(), Some("22:05"));
        assert_eq!(text(79_507).as_deref(), Some("22:05:07"));
        assert_eq!(text(86_400).as_deref(), Some("00:00"));
        assert_eq!(text(86_401), None);
    }
}
