//! SHA-256 in hexadecimal, for texts that must not be stored or logged.

use sha2::{Digest as _, Sha256};

/// SHA-256 in hexadecimal digits.
pub(super) fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
