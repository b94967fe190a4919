//! A temperature that was measured.

use crate::value::Number;

/// What a car reports when it does not know: the highest byte it can send, less the 40 degrees
/// that its scale begins below zero.
const UNKNOWN_CELSIUS: f64 = 215.0;

/// The temperature, where it was measured.
pub(super) fn measured(celsius: Option<Number>) -> Option<Number> {
    celsius.filter(|celsius| celsius.get() != UNKNOWN_CELSIUS)
}
