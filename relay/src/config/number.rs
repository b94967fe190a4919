//! Numbers and seconds of the settings, and the ranges that are expected.

use std::fmt;
use std::time::Duration;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserializer, Serializer};

/// A number from 1.
pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    deserializer.deserialize_i64(Whole {
        least: 1,
        range: "a whole number from 1",
    })
}

/// At least one second, at most what fits 32 bits, so that adding it to a clock cannot overflow.
pub(super) fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let whole = Whole::<u32> {
        least: 1,
        range: "a whole number from 1 to 4294967295",
    };
    let number = deserializer.deserialize_i64(whole)?;
    Ok(Duration::from_secs(number.into()))
}

/// Any number of seconds that fits 32 bits; none switches off what it is for.
pub(super) fn seconds_or_none<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Duration, D::Error> {
    let whole = Whole::<u32> {
        least: 0,
        range: "a whole number from 0 to 4294967295",
    };
    let number = deserializer.deserialize_i64(whole)?;
    Ok(Duration::from_secs(number.into()))
}

/// As [`seconds`] reads it.
pub(super) fn in_seconds<S: Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(time.as_secs())
}

/// The numbers of a type from `least` on, which `range` has in words.
struct Whole<T> {
    least: T,
    range: &'static str,
}

impl<T: TryFrom<i64> + PartialOrd> Visitor<'_> for Whole<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.range)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        T::try_from(number)
            .ok()
            .filter(|whole| *whole >= self.least)
            .ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }
}
