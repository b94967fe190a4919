//! The id that the platform gives an object: it stands in the addresses and tickets of a driver's object.

use shared::hop::is_hex;

/// Hexadecimal digits of an id.
pub const DIGITS: usize = 64;

/// Whether a text has the form of one.
pub fn is_object_id(text: &str) -> bool {
    is_hex(text, DIGITS)
}
