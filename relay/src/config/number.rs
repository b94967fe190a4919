//! Numbers as settings have them.

use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use serde::{Deserialize as _, Deserializer, Serializer};

/// A number from 1.
pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    NonZeroUsize::deserialize(deserializer).map(NonZeroUsize::get)
}

/// At least one second, at most what fits 32 bits, so that adding it to a clock cannot overflow.
pub(super) fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    NonZeroU32::deserialize(deserializer).map(|number| Duration::from_secs(number.get().into()))
}

/// Any number of seconds that fits 32 bits; none switches off what it is for.
pub(super) fn seconds_or_none<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Duration, D::Error> {
    u32::deserialize(deserializer).map(|number| Duration::from_secs(number.into()))
}

/// As [`seconds`] reads it.
pub(super) fn in_seconds<S: Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(time.as_secs())
}
