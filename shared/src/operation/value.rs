//! Query values, as they may be sent.

/// Longest query value, decoded. The upstream's page tokens have some hundred bytes.
pub const MAX_VALUE_LENGTH: usize = 2048;

/// Whether a text can be sent as a query value: no more than [`MAX_VALUE_LENGTH`] bytes, and no
/// control character.
pub fn is_query_value(text: &str) -> bool {
    text.len() <= MAX_VALUE_LENGTH && !text.chars().any(char::is_control)
}
