//! Intervals of time in ISO 8601, as the query gives them.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A span of time, perhaps over and over. Both ends are in it, in seconds since 1970.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Interval {
    from: i64,
    to: i64,
    /// Seconds from the beginning of one repetition to the next, and how many there are.
    repeated: Option<(i64, i64)>,
}

/// What a repetition is apart from the next, unless it is told.
const A_DAY: i64 = 86_400;

impl Interval {
    /// Reads `T1/T2`, `T1/D`, `T/`, `/T`, `Rn/T/D` or `R/T/D`, the last two with `/d` for the
    /// time between repetitions or without.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('/').collect();
        match *parts.as_slice() {
            ["", to] => Some(Self::once(i64::MIN, instant(to)?)),
            [from, ""] => Some(Self::once(instant(from)?, i64::MAX)),
            [from, to] => {
                let from = instant(from)?;
                let to = match duration(to) {
                    Some(lasts) => from.checked_add(lasts)?,
                    None => instant(to)?,
                };
                (from <= to).then_some(Self::once(from, to))
            }
            [times, from, lasts] => Self::repeating(times, from, lasts, Some(A_DAY)),
            [times, from, lasts, apart] => Self::repeating(times, from, lasts, duration(apart)),
            _ => None,
        }
    }

    const fn once(from: i64, to: i64) -> Self {
        Self {
            from,
            to,
            repeated: None,
        }
    }

    fn repeating(times: &str, from: &str, lasts: &str, apart: Option<i64>) -> Option<Self> {
        let times = match times.strip_prefix('R')? {
            "" => i64::MAX,
            digits => number(digits)?,
        };
        let from = instant(from)?;
        let to = from.checked_add(duration(lasts)?)?;
        let apart = apart.filter(|apart| *apart > 0)?;
        Some(Self {
            repeated: Some((apart, times)),
            ..Self::once(from, to)
        })
    }

    /// Whether a moment is in it.
    pub(crate) const fn contains(&self, at: i64) -> bool {
        if at < self.from {
            return false;
        }
        match self.repeated {
            None => at <= self.to,
            Some((apart, times)) => {
                let since = at.saturating_sub(self.from);
                since / apart < times && since % apart <= self.to - self.from
            }
        }
    }
}

/// A time of RFC 3339. A plus sign that was not percent-encoded arrives as a space, and is taken
/// for what it was.
fn instant(text: &str) -> Option<i64> {
    let text = text.replace(' ', "+");
    let time = OffsetDateTime::parse(&text, &Rfc3339).ok()?;
    Some(time.unix_timestamp())
}

fn number(digits: &str) -> Option<i64> {
    match digits.bytes().all(|byte| byte.is_ascii_digit()) {
        true => digits.parse().ok(),
        false => None,
    }
}

/// A duration in days, hours, minutes and seconds.
fn duration(text: &str) -> Option<i64> {
    let text = text.strip_prefix('P')?;
    let (days, clock) = match text.split_once('T') {
        Some((_, "")) => return None,
        Some((days, clock)) => (days, clock),
        None => (text, ""),
    };
    if days.is_empty() && clock.is_empty() {
        return None;
    }
    let days = sum(days, &[('W', 7 * A_DAY), ('D', A_DAY)])?;
    days.checked_add(sum(clock, &[('H', 3600), ('M', 60), ('S', 1)])?)
}

/// Adds up numbers that are each followed by their unit, the greatest unit first.
fn sum(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut total: i64 = 0;
    for (unit, seconds) in units {
        if let Some((digits, rest)) = text.split_once(*unit) {
            let part = number(digits).filter(|_| !digits.is_empty())?;
            total = total.checked_add(part.checked_mul(*seconds)?)?;
            text = rest;
        }
    }
    text.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_reference_is_read() {
        let noon = instant("2026-11-01T12:00:00Z").unwrap();
        for (text, inside, outside) in [
            ("2026-11-01T11:00:00Z/2026-11-01T13:00:00Z", 0, 3601),
            ("2026-11-01T12:00:00Z/PT1H", 3600, 3601),
            ("2026-11-01T12:00:00Z/P1DT1M", A_DAY + 60, A_DAY + 61),
            ("2026-11-01T12:00:00Z/", 0, -1),
            ("/2026-11-01T12:00:00Z", -9_999_999, 1),
            ("R2/2026-11-01T12:00:00Z/PT1H", A_DAY, 2 * A_DAY),
            ("R/2026-11-01T12:00:00Z/PT1H", 50 * A_DAY, 50 * A_DAY + 3601),
            ("R3/2026-11-01T12:00:00Z/PT1M/PT1H", 7260, 10_800),
            ("2026-11-01T13:00:00+01:00/PT1M", 0, 61),
            ("2026-11-01T13:00:00 01:00/PT1M", 0, 61),
        ] {
            let interval = Interval::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert!(interval.contains(noon + inside), "{text} {inside}");
            assert!(!interval.contains(noon + outside), "{text} {outside}");
        }
    }

    #[test]
    fn what_is_no_interval_is_refused() {
        for text in [
            "",
            "/",
            "2026-11-01T12:00:00Z",
            "2026-11-01/2026-11-02",
            "2026-11-02T12:00:00Z/2026-11-01T12:00:00Z",
            "2026-11-01T12:00:00Z/PT",
            "2026-11-01T12:00:00Z/P",
            "2026-11-01T12:00:00Z/PTH",
            "2026-11-01T12:00:00Z/P1M",
            "2026-11-01T12:00:00Z/PT99999999999999999999S",
            "Rx/2026-11-01T12:00:00Z/PT1H",
            "2/2026-11-01T12:00:00Z/PT1H",
            "R2/2026-11-01T12:00:00Z/PT1H/PT0S",
            "R2/2026-11-01T12:00:00Z/PT1H/PT2H/PT3H",
        ] {
            assert_eq!(Interval::parse(text), None, "{text}");
        }
    }
}
