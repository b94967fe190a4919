//! What stands for a text that must not be kept or shown, or is long.

use sha2::{Digest as _, Sha256};

/// SHA-256 in hexadecimal digits.
pub(super) fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
