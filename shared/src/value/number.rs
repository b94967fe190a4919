//! A number as JSON can carry it.

use serde::{Serialize, Serializer};

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
    fn what_json_cannot_carry_is_no_number() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Number::new(value), None);
        }
    }
}
