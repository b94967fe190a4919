//! A point in time, whichever way upstream writes it.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A point in time, written as RFC 3339 has it, in UTC and whole seconds: `2026-03-01T08:15:30Z`.
///
/// Read from what the service sends (`2026-03-01T08:15:30Z`) and from what its documents show
/// beside that: another offset, one without a colon after milliseconds
/// (`2019-09-25T16:16:20.123+0000`), and Java's `Wed Sep 25 16:16:20 GMT 2019`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(OffsetDateTime);

/// The text says no point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a point in time")]
pub struct NoTimestamp;

impl Timestamp {
    /// The point in time so many seconds after 1970 began, if it is written with a year of four
    /// digits.
    pub fn from_unix(seconds: u64) -> Option<Self> {
        let seconds = i64::try_from(seconds).ok()?;
        let time = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
        (time.year() <= 9999).then_some(Self(time))
    }

    /// Seconds since 1970 began; none before that.
    pub fn unix(self) -> u64 {
        u64::try_from(self.0.unix_timestamp()).unwrap_or_default()
    }
}

impl FromStr for Timestamp {
    type Err = NoTimestamp;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        rfc_3339(text)
            .or_else(|| java(text))
            .and_then(|time| time.checked_to_offset(UtcOffset::UTC))
            .filter(|time| (0..=9999).contains(&time.year()))
            .map(Self)
            .ok_or(NoTimestamp)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = (self.0.date(), self.0.time());
        let (hour, minute, second) = time.as_hms();
        write!(
            f,
            "{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z",
            date.year(),
            u8::from(date.month()),
            date.day()
        )
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn rfc_3339(text: &str) -> Option<OffsetDateTime> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let [year, month, day] = three(date, '-')?;
    let month = Month::try_from(digits::<u8>(month, 2)?).ok()?;
    let date = Date::from_calendar_date(digits(year, 4)?, month, digits(day, 2)?).ok()?;
    let (time, offset) = match time.strip_suffix(['Z', 'z']) {
        Some(time) => (time, UtcOffset::UTC),
        None => {
            let (time, offset) = time.split_at_checked(time.rfind(['+', '-'])?)?;
            (time, utc_offset(offset)?)
        }
    };
    Some(PrimitiveDateTime::new(date, clock(time)?).assume_offset(offset))
}

fn java(text: &str) -> Option<OffsetDateTime> {
    let mut words = text.split_ascii_whitespace().skip(1);
    let month = words.next()?;
    let month = MONTHS.into_iter().position(|name| name == month)?;
    let month = Month::January.nth_next(u8::try_from(month).ok()?);
    let day = digits(words.next()?, 2)?;
    let time = clock(words.next()?)?;
    words.next().filter(|zone| matches!(*zone, "GMT" | "UTC"))?;
    let date = Date::from_calendar_date(digits(words.next()?, 4)?, month, day).ok()?;
    words
        .next()
        .is_none()
        .then(|| PrimitiveDateTime::new(date, time).assume_utc())
}

fn clock(text: &str) -> Option<Time> {
    let (text, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let [hour, minute, second] = three(text, ':')?;
    digits::<u64>(fraction, fraction.len().min(18))?;
    Time::from_hms(digits(hour, 2)?, digits(minute, 2)?, digits(second, 2)?).ok()
}

/// `+02:00` or `+0200`.
fn utc_offset(text: &str) -> Option<UtcOffset> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let text = text.get(1..)?;
    let (hours, minutes) = text.split_once(':').or_else(|| text.split_at_checked(2))?;
    let (hours, minutes) = (digits::<i8>(hours, 2)?, digits::<i8>(minutes, 2)?);
    UtcOffset::from_hms(sign * hours, sign * minutes, 0).ok()
}

fn three(text: &str, separator: char) -> Option<[&str; 3]> {
    let mut parts = text.split(separator);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(three)
}

fn digits<T: FromStr>(text: &str, count: usize) -> Option<T> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_in_which_upstream_writes_a_time_is_read() {
        for (text, time) in [
            ("2026-03-01T08:15:30Z", "2026-03-01T08:15:30Z"),
            ("2026-03-01T08:15:30.999Z", "2026-03-01T08:15:30Z"),
            ("2026-03-01t08:15:30z", "2026-03-01T08:15:30Z"),
            ("2019-09-25T16:16:20.123+0000", "2019-09-25T16:16:20Z"),
            ("2026-03-01T00:15:30+02:00", "2026-02-28T22:15:30Z"),
            ("2025-12-31T23:00:00-0130", "2026-01-01T00:30:00Z"),
            ("Wed Sep 25 16:16:20 GMT 2019", "2019-09-25T16:16:20Z"),
        ] {
            assert_eq!(text.parse::<Timestamp>().unwrap().to_string(), time);
        }
    }

    #[test]
    fn what_says_no_point_in_time_is_none() {
        for text in [
            "",
            "2026-03-01",
            "2026-03-01T08:15:30",
            "2026-02-30T08:15:30Z",
            "2026-03-01T24:15:30Z",
            "2026-03-01T08:15:30+9900",
            "2026-03-01T08:15:30.Z",
            "2026-03-01T08:15:30.12x34567890123456789Z",
            "26-03-01T08:15:30Z",
            "0000-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            "Wed Sep 25 16:16:20 CET 2019",
            "PT1H",
            "1795000000",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(NoTimestamp), "{text}");
        }
    }

    #[test]
    fn a_unix_second_is_a_point_in_time() {
        let text = |seconds| Timestamp::from_unix(seconds).map(|time| time.to_string());
        assert_eq!(text(0).unwrap(), "1970-01-01T00:00:00Z");
        assert_eq!(text(1_795_000_000).unwrap(), "2026-11-18T11:06:40Z");
        assert_eq!(text(253_402_300_799).unwrap(), "9999-12-31T23:59:59Z");
        for too_much in [253_402_300_800, u64::MAX] {
            assert_eq!(text(too_much), None);
        }
    }

    #[test]
    fn earlier_times_come_before_later_ones_whatever_their_offsets() {
        let time = |text: &str| text.parse::<Timestamp>().unwrap();
        assert!(time("2026-03-01T08:00:00+02:00") < time("2026-03-01T07:00:00Z"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_and_nothing_makes_it_panic(
            text in r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,3})?(Z|[+-][01][0-9]:?[0-5][0-9])|\PC{0,40}"
        ) {
            if let Ok(time) = text.parse::<Timestamp>() {
                let again: Timestamp = time.to_string().parse().unwrap();
                prop_assert_eq!(again, time);
            }
        }
    }
}
