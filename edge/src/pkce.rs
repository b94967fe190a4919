//! Proof key for code exchange (RFC 7636), always S256.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::secret::Secret;

use crate::ports::{Random, random};
use crate::sha256;

/// A fresh verifier: 32 random bytes, which is what section 4.1 recommends.
pub fn verifier(source: &impl Random) -> Secret {
    Secret::from(URL_SAFE_NO_PAD.encode(random::<32>(source)))
}

/// The challenge that goes with a verifier.
pub fn challenge(verifier: &Secret) -> String {
    sha256::base64url(verifier.expose())
}

/// Whether a text has the form of a challenge (section 4.2: base64url of 32 bytes).
pub fn is_challenge(text: &str) -> bool {
    URL_SAFE_NO_PAD
        .decode(text)
        .is_ok_and(|bytes| bytes.len() == 32)
}

/// Whether a text has the form of a verifier (section 4.1).
pub fn is_verifier(verifier: &Secret) -> bool {
    let unreserved = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
    (43..=128).contains(&verifier.expose().len()) && verifier.expose().iter().all(unreserved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Seeded;

    /// RFC 7636 appendix B.
    #[test]
    fn the_challenge_is_the_one_of_the_rfc() {
        let verifier = Secret::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(
            challenge(&verifier),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn a_verifier_has_43_unreserved_characters_and_is_new_each_time() {
        let source = Seeded::default();
        let (one, two) = (verifier(&source), verifier(&source));
        assert_eq!(one.expose().len(), 43);
        assert_ne!(one, two);
    }
}
