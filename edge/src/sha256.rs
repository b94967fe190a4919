//! SHA-256 as text: a challenge, and names that say nothing of what they stand for.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::hex;

/// In base64url without padding.
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
}

/// In hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    hex::write(&Sha256::digest(bytes))
}
