//! What a clock on the wall shows, and the intervals of a time trigger.

use serde_json::Value;
use time::{Month, OffsetDateTime, Weekday};

use crate::instant::hours_and_minutes;

/// The zone of a trigger that names none.
const DEFAULT_ZONE: &str = "Europe/Paris";

/// Zones an hour west of Paris, by their areas and places.
const WESTERN: &[&str] = &[
    "Europe/London",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/Belfast",
    "Atlantic/Canary",
    "Atlantic/Madeira",
];

/// Zones an hour east of Paris.
const EASTERN: &[&str] = &[
    "Europe/Athens",
    "Europe/Bucharest",
    "Europe/Helsinki",
    "Europe/Kyiv",
    "Europe/Riga",
    "Europe/Sofia",
    "Europe/Tallinn",
    "Europe/Vilnius",
];

const MINUTES_A_DAY: i64 = 24 * 60;

/// How long a trigger of the recurrence `None` is good for after it was made, in seconds: a week,
/// in which each of its days comes once.
const ONCE: i64 = 7 * 86_400;

/// Times of the day, on days of the week, in a time zone.
#[derive(Clone, Debug)]
pub(crate) struct Hours {
    zone: String,
    intervals: Vec<DailyHours>,
}

#[derive(Clone, Debug)]
struct DailyHours {
    /// In minutes from midnight.
    start: i64,
    /// In minutes; until midnight if none is given.
    duration: i64,
    days: Vec<String>,
    is_once: bool,
}

impl Hours {
    /// Reads a time trigger that is well formed.
    pub(crate) fn read(time: &Value) -> Option<Self> {
        let zone = time.get("timeZone").and_then(Value::as_str);
        let intervals = time.get("times")?.as_array()?.iter();
        Some(Self {
            zone: zone.unwrap_or(DEFAULT_ZONE).to_owned(),
            intervals: intervals.map(DailyHours::read).collect::<Option<_>>()?,
        })
    }

    /// Whether one of them holds, in seconds since 1970, of a trigger that was made at a time.
    pub(crate) fn cover(&self, at: i64, made: i64) -> bool {
        let Ok(utc) = OffsetDateTime::from_unix_timestamp(at) else {
            return false;
        };
        let local = utc + time::Duration::hours(offset(&self.zone, utc));
        let minute = i64::from(local.hour()) * 60 + i64::from(local.minute());
        let holds = |interval: &DailyHours| {
            (!interval.is_once || at < made + ONCE) && interval.covers(minute, local.weekday())
        };
        self.intervals.iter().any(holds)
    }
}

impl DailyHours {
    fn read(value: &Value) -> Option<Self> {
        let minutes = |text: &Value| {
            let (hours, minutes) = hours_and_minutes(text.as_str()?)?;
            Some(i64::from(hours) * 60 + i64::from(minutes))
        };
        let start = minutes(value.get("start")?)?;
        let days = value.pointer("/occurence/day")?.as_array()?.iter();
        let duration = value.get("duration").and_then(minutes);
        Some(Self {
            start,
            duration: duration.unwrap_or(MINUTES_A_DAY - start),
            days: days.filter_map(Value::as_str).map(str::to_owned).collect(),
            is_once: value.get("recurrence").is_some_and(|word| word == "None"),
        })
    }

    /// Whether it holds at a minute of a day. One that began on an earlier day may go on.
    fn covers(&self, minute: i64, today: Weekday) -> bool {
        let mut day = today;
        for days_ago in 0..7 {
            let since = minute + days_ago * MINUTES_A_DAY - self.start;
            let is_named = self.days.iter().any(|name| name == short(day));
            if is_named && (0..self.duration).contains(&since) {
                return true;
            }
            day = day.previous();
        }
        false
    }
}

const fn short(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

/// The hours that a zone is ahead of UTC. Those of Europe are known, and UTC; any other zone is
/// taken for that of Paris.
fn offset(zone: &str, utc: OffsetDateTime) -> i64 {
    let base = match zone {
        _ if zone.starts_with("Etc/") => return 0,
        _ if WESTERN.contains(&zone) => 0,
        _ if EASTERN.contains(&zone) => 2,
        _ => 1,
    };
    base + i64::from(is_summer(utc))
}

/// Whether Europe has its summer time: from the last Sunday of March to that of October, at one
/// o'clock in UTC.
fn is_summer(utc: OffsetDateTime) -> bool {
    let month = utc.month();
    let sunday_ahead = i64::from(utc.weekday().number_days_from_sunday());
    // Of the month's last seven days, all from the last Sunday at one o'clock on are past it.
    let last_sunday = i64::from(utc.day()) - sunday_ahead;
    let is_past = last_sunday >= 25 && (sunday_ahead > 0 || utc.hour() >= 1);
    match month {
        Month::March => is_past,
        Month::October => !is_past,
        Month::April
        | Month::May
        | Month::June
        | Month::July
        | Month::August
        | Month::September => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use time::format_description::well_known::Rfc3339;

    fn hours(times: Value, zone: &str) -> Hours {
        Hours::read(&json!({ "times": times, "timeZone": zone })).unwrap()
    }

    fn at(text: &str) -> i64 {
        let time = OffsetDateTime::parse(text, &Rfc3339).unwrap();
        time.unix_timestamp()
    }

    #[test]
    fn an_interval_holds_on_its_days_by_the_clock_on_the_wall_and_past_midnight() {
        let night = json!([{
            "start": "PT22H30M", "duration": "PT4H", "occurence": { "day": ["Fri"] },
        }]);
        let paris = hours(night.clone(), "Europe/Paris");
        // 2026-11-27 is a Friday, in winter.
        for (time, holds) in [
            ("2026-11-27T21:29:59Z", false),
            ("2026-11-27T21:30:00Z", true),
            ("2026-11-28T01:29:59Z", true),
            ("2026-11-28T01:30:00Z", false),
            ("2026-11-28T21:45:00Z", false),
            ("2026-07-03T20:30:00Z", true),
        ] {
            assert_eq!(paris.cover(at(time), 0), holds, "{time}");
        }
        let london = hours(night, "Europe/London");
        assert!(!london.cover(at("2026-11-27T21:45:00Z"), 0));
        assert!(london.cover(at("2026-11-27T22:45:00Z"), 0));
    }

    #[test]
    fn what_is_for_once_is_over_after_a_week() {
        let once = hours(
            json!([{ "start": "PT8H", "recurrence": "None", "occurence": { "day": ["Fri"] } }]),
            "Etc/UTC",
        );
        let made = at("2026-11-26T12:00:00Z");
        assert!(once.cover(at("2026-11-27T23:00:00Z"), made));
        assert!(!once.cover(at("2026-12-04T23:00:00Z"), made));
    }

    #[test]
    fn summer_begins_and_ends_on_a_sunday_at_one() {
        for (time, is) in [
            ("2026-03-29T00:59:59Z", false),
            ("2026-03-29T01:00:00Z", true),
            ("2026-03-24T12:00:00Z", false),
            ("2026-03-31T12:00:00Z", true),
            ("2026-10-25T00:59:59Z", true),
            ("2026-10-25T01:00:00Z", false),
            ("2026-10-24T12:00:00Z", true),
            ("2026-12-24T12:00:00Z", false),
        ] {
            let time_of = OffsetDateTime::parse(time, &Rfc3339).unwrap();
            assert_eq!(is_summer(time_of), is, "{time}");
        }
    }
}
