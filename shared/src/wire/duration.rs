//! Durations of ISO 8601, and the times of day that are written as one.

use super::lenient::FromJson;
use super::unread::Unread;
use crate::value::{Number, TimeOfDay};

/// More than three hundred thousand years; a greater number of seconds is none.
const MAX_SECONDS: f64 = 1e13;

/// A duration in whole seconds: `PT22H5M`, `P1DT30S`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration(pub u64);

impl FromJson for Duration {
    fn from_json(json: &serde_json::Value, _: &mut Unread) -> Option<Self> {
        seconds(json.as_str()?.trim()).map(Self)
    }
}

/// A duration that is sent as the number of its seconds, as text of that, or as ISO 8601 has it.
///
/// Not every duration is read so: where the manufacturer documents no number, what one counts is
/// not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seconds(pub u64);

impl FromJson for Seconds {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        if let Some(Duration(seconds)) = Duration::from_json(json, unread) {
            return Some(Self(seconds));
        }
        let seconds = Number::from_json(json, unread)?.get();
        (0.0..=MAX_SECONDS)
            .contains(&seconds)
            .then_some(Self(seconds as u64))
    }
}

/// A time of day is sent as the duration since 00:00.
impl FromJson for TimeOfDay {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        let Duration(seconds) = Duration::from_json(json, unread)?;
        Self::from_seconds(seconds)
    }
}

/// Years and months are of no fixed length, and parts of a second of no use: the one makes it no
/// duration, the other is cut off.
fn seconds(text: &str) -> Option<u64> {
    let text = text.strip_prefix('P')?;
    let (days, time) = match text.split_once('T') {
        Some((days, time)) if !time.is_empty() => (days, time),
        Some(_) => return None,
        None if text.is_empty() => return None,
        None => (text, ""),
    };
    let days = sum(days, &[('W', 604_800), ('D', 86_400)])?;
    days.checked_add(sum(time, &[('H', 3600), ('M', 60), ('S', 1)])?)
}

/// The sum of the amounts, each with one of the units, in the units' order.
fn sum(mut text: &str, units: &[(char, u64)]) -> Option<u64> {
    let mut sum = 0_u64;
    for (unit, factor) in units {
        let Some((amount, rest)) = text.split_once(*unit) else {
            continue;
        };
        let whole = match amount.split_once('.') {
            Some((whole, fraction)) if *unit == 'S' && is_digits(fraction) => whole,
            Some(_) => return None,
            None => amount,
        };
        let amount: u64 = is_digits(whole).then(|| whole.parse().ok()).flatten()?;
        sum = sum.checked_add(amount.checked_mul(*factor)?)?;
        text = rest;
    }
    text.is_empty().then_some(sum)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_duration_is_its_seconds() {
        for (text, expected) in [
            ("PT0S", Some(0)),
            ("PT22H5M", Some(79_500)),
            ("PT2H", Some(7200)),
            ("PT90M", Some(5400)),
            ("PT1.9S", Some(1)),
            ("P1DT30S", Some(86_430)),
            ("P2W", Some(1_209_600)),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_of_fixed_length_is_none() {
        for text in [
            "",
            "P",
            "PT",
            "P1DT",
            "PT5",
            "PT-5S",
            "PT5S3H",
            "PT1.5H",
            "P1M",
            "P1Y",
            "1H",
            "2026-03-01T08:15:30Z",
            "22:05",
            "PT99999999999999999999S",
            "P99999999999999999W",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in r"P?([0-9]{0,25}[WDTHMS.]){0,6}|\PC{0,30}") {
            let _ = seconds(&text);
        }
    }
}
