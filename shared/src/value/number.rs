//! A number as JSON can carry it.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// The whole numbers up to here, and no others, are all their own in a double: RFC 8259 section 6.
const MAX_WHOLE: f64 = 9_007_199_254_740_991.0;

/// A finite number. A whole one is written without a fraction, however it came: `50`, not `50.0`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Number(f64);

impl Number {
    /// The number; none for an infinity and for what is not a number.
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value))
    }

    /// Its value.
    pub fn get(self) -> f64 {
        self.0
    }

    /// The whole number that it is; none for a fraction and for what is negative.
    pub fn whole(self) -> Option<u64> {
        let is_whole = self.0.fract() == 0.0 && (0.0..=MAX_WHOLE).contains(&self.0);
        is_whole.then_some(self.0 as u64)
    }

    /// The amount in another unit, of which this one has `factor`, to so many decimals: 1.1 kWh are
    /// 1100 Wh, and not the 1100.0000000000002 of a double. None where that is out of range.
    pub fn converted(self, factor: f64, decimals: i32) -> Option<Self> {
        let scale = 10_f64.powi(decimals);
        Self::new((self.0 * factor * scale).round() / scale)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() <= MAX_WHOLE {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// A whole number of JSON, also where it is written with a fraction of zero: JSON Schema has `3.0`
/// and `3` as the same. It is exact up to [`MAX_WHOLE`].
pub(crate) fn whole(json: &Value) -> Option<i64> {
    let number = json.as_f64().filter(|number| number.fract() == 0.0)?;
    Some(number as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_written_without_a_fraction_and_no_other_is_changed() {
        for (value, text) in [
            (50.0, "50"),
            (-0.0, "0"),
            (-12.0, "-12"),
            (6.25, "6.25"),
            (1e300, "1e+300"),
            (MAX_WHOLE, "9007199254740991"),
        ] {
            let number = Number::new(value).unwrap();
            assert_eq!(serde_json::to_string(&number).unwrap(), text);
            assert_eq!(number.get(), value);
        }
    }

    #[test]
    fn a_conversion_shows_no_more_decimals_than_asked_for() {
        let converted = |value, factor, decimals| {
            let number = Number::new(value).unwrap();
            number.converted(factor, decimals).map(Number::get)
        };
        assert_eq!(converted(1.1, 1000.0, 3), Some(1100.0));
        assert_eq!(converted(6.9, 3.6, 2), Some(24.84));
        assert_eq!(converted(6.9018, 3.6, 2), Some(24.85));
        assert_eq!(converted(-0.07, 0.01, 3), Some(-0.001));
        assert_eq!(converted(1e308, 3.6, 2), None);
    }

    #[test]
    fn what_json_cannot_carry_is_no_number() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Number::new(value), None);
        }
    }
}
