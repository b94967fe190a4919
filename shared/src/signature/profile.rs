//! What is fixed between the two ends, so that there is nothing to negotiate.

/// The label both headers carry.
pub const LABEL: &str = "edge";
/// What the signature of a reading call is for; a signature made for anything else is none.
pub const TAG: &str = "kerbside-relay-v1";
/// What the signature of a writing call is for.
pub const WRITE_TAG: &str = "kerbside-relay-write-v1";
/// Seconds a signature is made valid for.
pub const LIFETIME: u64 = 15;
/// Seconds a signature may be valid for at most.
pub const MAX_LIFETIME: u64 = 60;
/// Seconds by which the two clocks may differ.
pub const MAX_SKEW: u64 = 5;
/// Longest `Signature-Input` and `Signature`, together.
pub const MAX_LENGTH: usize = 1024;
/// Fewest bytes of a key.
pub const MIN_KEY_LENGTH: usize = 32;

/// 16 random bytes that make each signature one of its kind.
pub type Nonce = [u8; 16];
