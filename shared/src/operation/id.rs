//! Identifiers, as they may stand in a path.

/// Longest identifier in a path. The longest seen upstream has 225 characters.
pub const MAX_ID_LENGTH: usize = 256;

/// Whether a text can stand as an identifier in a path: 1 to [`MAX_ID_LENGTH`] characters of
/// `A-Z a-z 0-9 _ -`, which covers every identifier the manufacturer documents.
pub fn is_id(text: &str) -> bool {
    // Without a branch for each byte, many are compared at a time.
    let is_of_it = |b: u8| b.is_ascii_alphanumeric() | matches!(b, b'_' | b'-');
    (1..=MAX_ID_LENGTH).contains(&text.len()) && text.bytes().fold(true, |all, b| all & is_of_it(b))
}
