//! Parameters for a range of numbers, or one number.

use shared::problem::Problem;

use crate::api::parameter::query::{Query, invalid};

/// A range of numbers from 0 on; where it has one name only, one number.
#[derive(Debug)]
pub struct NumberRange {
    /// The parameter for the least, and the one for the most.
    pub names: &'static [&'static str],
    /// Digits after the point that the upstream reads.
    pub decimals: usize,
    /// The upstream's parameter.
    pub upstream: &'static str,
}

/// The length of a trip, in kilometres.
pub static DISTANCE: NumberRange = NumberRange {
    names: &["minDistanceKm", "maxDistanceKm"],
    decimals: 1,
    upstream: "distance",
};

/// The duration of a trip, in seconds.
pub static DURATION: NumberRange = NumberRange {
    names: &["minDurationSeconds", "maxDurationSeconds"],
    decimals: 0,
    upstream: "duration",
};

/// The distance from the route within which a point may be left out, in kilometres.
pub static TOLERANCE: NumberRange = NumberRange {
    names: &["toleranceKm"],
    decimals: 3,
    upstream: "tolerance",
};

/// Most digits before the point. Nothing that is measured here has more.
pub(super) const MAX_DIGITS: usize = 9;
/// Digits after the point that are compared: as many as any range here has. Whole numbers are
/// compared, since the standard library's reader of fractions adds 14 kB to the wasm.
const PLACES: usize = 3;

impl NumberRange {
    pub(super) fn upstream_pairs(
        &self,
        query: &Query,
    ) -> Result<Vec<(&'static str, String)>, Problem> {
        let mut given = Vec::new();
        for name in self.names {
            let number = query.get(name).map(|text| self.number(name, text));
            given.push(number.transpose()?);
        }
        let value = match given.as_slice() {
            [Some(only)] => only.text.to_owned(),
            [Some(least), None] => format!("{}-", least.text),
            [None, Some(most)] => format!("0-{}", most.text),
            [Some(least), Some(most)] if least.value <= most.value => {
                format!("{}-{}", least.text, most.text)
            }
            [Some(_), Some(_)] => {
                let [least, most] = [0, 1].map(|at| self.names.get(at).copied().unwrap_or("it"));
                return Err(invalid(most, format!("{most} is less than {least}")));
            }
            _ => return Ok(Vec::new()),
        };
        Ok(vec![(self.upstream, value)])
    }

    fn number<'a>(&self, name: &str, text: &'a str) -> Result<Number<'a>, Problem> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let fits = whole.len() <= MAX_DIGITS
            && (decimals.len() <= self.decimals || !text.contains('.'))
            && is_digits(whole)
            && is_digits(decimals);
        let digits = fits.then(|| format!("{whole}{decimals:0<PLACES$}"));
        let value = digits.and_then(|digits| digits.parse().ok());
        value.map(|value| Number { text, value }).ok_or_else(|| {
            let detail = match self.decimals {
                0 => format!("{name} is a whole number"),
                1 => format!("{name} is a number with at most one decimal"),
                some => format!("{name} is a number with at most {some} decimals"),
            };
            invalid(name, detail)
        })
    }
}

/// A number as it was written, which is how it is passed on, and its value in units of the last
/// of its [`PLACES`].
struct Number<'a> {
    text: &'a str,
    value: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::refused;

    fn pairs(range: &NumberRange, query: &str) -> Result<Vec<(&'static str, String)>, Problem> {
        range.upstream_pairs(&Query::read(query, range.names).unwrap())
    }

    #[test]
    fn a_least_and_a_most_become_the_upstreams_range() {
        for (range, query, value) in [
            (&DISTANCE, "minDistanceKm=0.1", "0.1-"),
            (&DISTANCE, "maxDistanceKm=150", "0-150"),
            (&DISTANCE, "minDistanceKm=1&maxDistanceKm=1.0", "1-1.0"),
            (
                &DURATION,
                "maxDurationSeconds=3600&minDurationSeconds=10",
                "10-3600",
            ),
            (&TOLERANCE, "toleranceKm=0.025", "0.025"),
        ] {
            let expected = vec![(range.upstream, value.to_owned())];
            assert_eq!(pairs(range, query), Ok(expected), "{query}");
        }
        assert_eq!(pairs(&DISTANCE, ""), Ok(vec![]));
    }

    #[test]
    fn what_is_no_such_number_is_refused_by_name() {
        for value in [
            "",
            "-1",
            "+1",
            "1e3",
            "NaN",
            "inf",
            ".5",
            "5.",
            "1.25",
            "1,5",
            "1234567890",
        ] {
            let query = format!("minDistanceKm={}", value.replace('+', "%2B"));
            assert_eq!(
                refused(pairs(&DISTANCE, &query)),
                "minDistanceKm",
                "{value}"
            );
        }
        let query = "minDurationSeconds=1.0";
        assert_eq!(refused(pairs(&DURATION, query)), "minDurationSeconds");
    }

    #[test]
    fn a_range_the_wrong_way_round_is_refused() {
        for query in [
            "minDistanceKm=10&maxDistanceKm=9.9",
            "minDistanceKm=0.1&maxDistanceKm=0",
            "minDistanceKm=999999999.9&maxDistanceKm=999999999",
        ] {
            assert_eq!(refused(pairs(&DISTANCE, query)), "maxDistanceKm", "{query}");
        }
    }
}
