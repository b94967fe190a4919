//! Text that must not be printed, compared in variable time, or left in memory.

use std::borrow::Cow;
use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A token, key or password: prints as `REDACTED`, compares in constant time (its length is not
/// hidden), is wiped when dropped.
#[derive(Clone, Default, Zeroize, ZeroizeOnDrop)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Takes the bytes over.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// The bytes, for the one place that needs them.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The bytes as text. A secret made of text is that text; in others U+FFFD stands for what is
    /// not UTF-8, in a copy that is not wiped.
    pub fn expose_str(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text.as_bytes())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text.into_bytes())
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("REDACTED")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_never_prints_itself() {
        let secret = Secret::from("5f0c8d8e");
        assert_eq!(format!("{secret:?}"), "REDACTED");
        assert_eq!(secret.expose_str(), "5f0c8d8e");
    }

    #[test]
    fn a_byte_that_is_no_text_takes_nothing_else_away() {
        let latin_1 = Secret::new(*b"cl\xe9: 5f0c8d8e");
        assert_eq!(latin_1.expose_str(), "cl\u{fffd}: 5f0c8d8e");
    }

    #[test]
    fn secrets_are_equal_when_all_their_bytes_are() {
        assert_eq!(Secret::from("abc"), Secret::from("abc"));
        assert_ne!(Secret::from("abc"), Secret::from("abd"));
        assert_ne!(Secret::from("abc"), Secret::from("ab"));
    }
}
