//! What narrows a collection: times, ranges, and choices of words.

use crate::api::interval::Interval;
use crate::api::refusal::Refusal;
use crate::serve::fields::Fields;

/// The name of the parameter that most collections have.
pub(crate) const TIMESTAMPS: &str = "timestamps";

/// The most intervals in one query.
const MOST_INTERVALS: usize = 10;

/// When something must have happened; without intervals, at any time.
#[derive(Debug)]
pub(crate) struct Timestamps(Vec<Interval>);

impl Timestamps {
    /// Reads `timestamps`, one interval a value.
    pub(crate) fn of(fields: &Fields) -> Result<Self, Refusal> {
        let intervals: Option<Vec<Interval>> =
            fields.all(TIMESTAMPS).map(Interval::parse).collect();
        intervals
            .filter(|intervals| intervals.len() <= MOST_INTERVALS)
            .map(Self)
            .ok_or(Refusal::value(TIMESTAMPS))
    }

    /// Whether a moment is in one of them.
    pub(crate) fn contain(&self, at: i64) -> bool {
        self.0.is_empty() || self.0.iter().any(|interval| interval.contains(at))
    }
}

/// How many digits a number of a range may have behind its point.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Digits {
    /// None: seconds.
    Whole,
    /// One at most: kilometres.
    OneDecimal,
}

/// From one number to another, both included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    least: f64,
    most: f64,
}

impl Range {
    /// Reads a parameter of the form `a-b` or `a-`; it may be left out.
    pub(crate) fn of(fields: &Fields, name: &'static str, digits: Digits) -> Result<Self, Refusal> {
        let invalid = Refusal::value(name);
        let Some(text) = fields.once(name).map_err(|_| invalid)? else {
            return Ok(Self {
                least: 0.0,
                most: f64::INFINITY,
            });
        };
        Self::parse(text, digits).ok_or(invalid)
    }

    fn parse(text: &str, digits: Digits) -> Option<Self> {
        let (least, most) = text.split_once('-')?;
        let range = Self {
            least: number(least, digits)?,
            most: match most {
                "" => f64::INFINITY,
                most => number(most, digits)?,
            },
        };
        (range.least <= range.most).then_some(range)
    }

    /// Whether a number is in it.
    pub(crate) fn contains(&self, number: f64) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

/// A number that is written with digits and, where it may have a decimal, a point.
fn number(text: &str, digits: Digits) -> Option<f64> {
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let good = match text.split_once('.') {
        None => plain(text),
        Some((whole, decimal)) => {
            digits == Digits::OneDecimal && plain(whole) && plain(decimal) && decimal.len() == 1
        }
    };
    good.then(|| text.parse().ok())?
}

/// The values of a parameter that may be repeated, each one of `known`; none stands for all.
#[derive(Debug)]
pub(crate) struct Choice<'a>(Vec<&'a str>);

impl<'a> Choice<'a> {
    /// Reads the parameter.
    pub(crate) fn of(
        fields: &'a Fields,
        name: &'static str,
        known: &[&str],
    ) -> Result<Self, Refusal> {
        let values: Vec<&str> = fields.all(name).collect();
        match values.iter().all(|value| known.contains(value)) {
            true => Ok(Self(values)),
            false => Err(Refusal::value(name)),
        }
    }

    /// Whether that word is chosen.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.is_empty() || self.0.contains(&word)
    }

    /// Whether that word is chosen expressly.
    pub(crate) fn names(&self, word: &str) -> bool {
        self.0.contains(&word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_intervals_are_taken_and_eleven_are_not() {
        let query = |count| {
            let one = "timestamps=2026-11-01T12:00:00Z/PT1H";
            Fields::parse(vec![one; count].join("&").as_bytes())
        };
        assert!(Timestamps::of(&query(10)).is_ok());
        assert_eq!(
            Timestamps::of(&query(11)).unwrap_err(),
            Refusal::value(TIMESTAMPS)
        );
        assert!(Timestamps::of(&query(0)).unwrap().contain(0));
    }

    #[test]
    fn a_range_includes_both_ends() {
        let range = |text: &str| Range::parse(text, Digits::OneDecimal);
        assert!(range("0.1-").unwrap().contains(0.1));
        assert!(range("1-150").unwrap().contains(150.0));
        assert!(!range("1-150").unwrap().contains(150.1));
        for bad in [
            "", "-", "-5", "5", "9-1", "1-2-3", "a-b", "1e3-", "NaN-", "inf-", ".", ".-", "1.-",
            "0.15-", "1..2-",
        ] {
            assert!(range(bad).is_none(), "{bad}");
        }
        assert!(Range::parse("10-3600", Digits::Whole).is_some());
        assert!(Range::parse("10.5-", Digits::Whole).is_none());
    }

    #[test]
    fn a_choice_is_repeated_and_not_separated_by_commas() {
        let read = |query: &str, word: &str| {
            let fields = Fields::parse(query.as_bytes());
            Choice::of(&fields, "type", &["a", "b"]).map(|choice| choice.has(word))
        };
        assert_eq!(read("type=a&type=b", "b"), Ok(true));
        assert_eq!(read("type=a", "b"), Ok(false));
        assert_eq!(read("", "b"), Ok(true));
        assert!(read("type=a,b", "b").is_err());
        assert!(read("type=", "b").is_err());
    }
}
