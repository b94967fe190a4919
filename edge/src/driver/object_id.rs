//! The id that the platform gives an object: it stands in the addresses and tickets of a driver's object.

/// Hexadecimal digits of an id.
pub const DIGITS: usize = 64;

/// Whether a text has the form of one.
pub fn is_object_id(text: &str) -> bool {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == DIGITS && text.bytes().all(is_digit)
}
