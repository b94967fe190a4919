//! The key of a call: two calls are identical if all that decides about their answer is.

use std::fmt;
use std::hash::{Hash, Hasher};

use sha2::{Digest as _, Sha256};

/// The hash of a call's whole bearer, realm and URL. It is a hash so that what is held has no token
/// in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::upstream) struct CacheKey([u8; 32]);

impl CacheKey {
    /// The key of a call.
    pub(in crate::upstream) fn of(authorization: &str, realm: &str, url: &str) -> Self {
        // None of the three can have a line feed in it.
        let hash = Sha256::new()
            .chain_update(authorization)
            .chain_update(b"\n")
            .chain_update(realm)
            .chain_update(b"\n")
            .chain_update(url);
        Self(hash.finalize().into())
    }
}

impl Hash for CacheKey {
    /// The first eight bytes are enough to find a key, since all of them are as good as random. Who
    /// wants many keys to have the same ones has to try 2³² bearers for the first two, and keys are
    /// compared whole.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        state.write_u64(u64::from_ne_bytes([a, b, c, d, e, f, g, h]));
    }
}

impl fmt::Debug for CacheKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CacheKey")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_the_same_only_in_all_their_parts() {
        let key = CacheKey::of("Bearer a", "realm", "/user?a=b");
        assert_eq!(key, CacheKey::of("Bearer a", "realm", "/user?a=b"));
        for other in [
            CacheKey::of("Bearer b", "realm", "/user?a=b"),
            CacheKey::of("Bearer a", "realms", "/user?a=b"),
            CacheKey::of("Bearer a", "realm", "/user?a=c"),
            CacheKey::of("Bearer ar", "ealm", "/user?a=b"),
        ] {
            assert_ne!(key, other);
        }
    }
}
