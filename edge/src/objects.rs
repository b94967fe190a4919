//! What the edge's Durable Objects have in common: how secrets and brands travel to them, that they
//! may not answer, and that their storage may fail.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use shared::brand::Brand;
use shared::secret::Secret;

/// The object did not answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("durable object: {0}")]
pub struct Unreachable(pub String);

/// The store could not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreFailure {
    /// The storage failed or rejected the request.
    #[error("store: {0}")]
    Trouble(String),
    /// What is kept is in a form that this version does not know.
    #[error("store: what is kept cannot be read: {0}")]
    Unreadable(String),
}

/// Secret bytes that travel as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opaque(pub Secret);

impl Serialize for Opaque {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(self.0.expose()))
    }
}

impl<'de> Deserialize<'de> for Opaque {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = URL_SAFE_NO_PAD
            .decode(text)
            .map_err(serde::de::Error::custom)?;
        Ok(Self(Secret::new(bytes)))
    }
}

/// A brand that travels as its slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct BrandSlug(pub Brand);

impl<'de> Deserialize<'de> for BrandSlug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}
