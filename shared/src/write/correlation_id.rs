//! The name that a command or a rule has here and upstream.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Begins the label of every remote action and monitor that is made here.
const PREFIX: &str = "ks-";

/// Names a command or a rule: 16 random bytes, written as 22 characters of base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CorrelationId([u8; 16]);

/// Not 22 characters of base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a command")]
pub struct NoCorrelationId;

impl CorrelationId {
    /// The name of these bytes, which should be random.
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The label by which it is found again upstream.
    pub fn label(&self) -> String {
        format!("{PREFIX}{self}")
    }

    /// The name in a label; none if nothing of this service has such a label.
    pub fn from_label(label: &str) -> Option<Self> {
        label.strip_prefix(PREFIX)?.parse().ok()
    }
}

impl FromStr for CorrelationId {
    type Err = NoCorrelationId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok();
        let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or(NoCorrelationId)
    }
}

impl fmt::Display for CorrelationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}
