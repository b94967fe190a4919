//! Times and durations, as the API writes them.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// RFC 3339 in UTC, to the second; nothing for what has no such form.
pub(crate) fn timestamp(seconds: i64) -> Option<String> {
    let time = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
    time.format(&Rfc3339).ok()
}

/// RFC 3339 in UTC, to the millisecond, of a time in milliseconds.
pub(crate) fn precise_timestamp(millis: i64) -> Option<String> {
    let nanos = i128::from(millis) * 1_000_000;
    let time = OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()?;
    time.format(&Rfc3339).ok()
}

/// An ISO 8601 duration of hours and minutes.
pub(crate) fn duration(seconds: i64) -> String {
    match (seconds / 3600, seconds / 60 % 60) {
        (0, 0) => String::from("PT0S"),
        (0, minutes) => format!("PT{minutes}M"),
        (hours, 0) => format!("PT{hours}H"),
        (hours, minutes) => format!("PT{hours}H{minutes}M"),
    }
}

/// The numbers of an ISO 8601 duration of hours and minutes: `PT14H30M`, `PT14H` or `PT30M`.
pub(crate) fn hours_and_minutes(text: &str) -> Option<(u32, u32)> {
    let number = |digits: &str| {
        let is_plain =
            (1..=3).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
        is_plain.then(|| digits.parse().ok())?
    };
    let time = text.strip_prefix("PT")?;
    match time.split_once('H') {
        Some((hours, "")) => Some((number(hours)?, 0)),
        Some((hours, minutes)) => Some((number(hours)?, number(minutes.strip_suffix('M')?)?)),
        None => Some((0, number(time.strip_suffix('M')?)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_in_utc_to_the_second() {
        assert_eq!(timestamp(1_704_067_200).unwrap(), "2024-01-01T00:00:00Z");
        assert_eq!(timestamp(i64::MAX), None);
        let precise = precise_timestamp(1_704_067_200_250);
        assert_eq!(precise.unwrap(), "2024-01-01T00:00:00.25Z");
    }

    #[test]
    fn a_duration_says_no_more_than_it_must() {
        for (seconds, text) in [
            (0, "PT0S"),
            (59, "PT0S"),
            (60, "PT1M"),
            (3600, "PT1H"),
            (79_500, "PT22H5M"),
        ] {
            assert_eq!(duration(seconds), text);
        }
    }
}
