//! What the edge's Durable Objects have in common: how secrets and brands travel to them, that they
//! may not answer, and that their storage may fail.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Serialize, Serializer};
use serde_json::Value;
use shared::brand::Brand;
use shared::json;
use shared::secret::Secret;

/// Seconds until an object looks again whether its settings can be used.
pub const SETTINGS_RECHECK: u64 = 3600;

/// What is read of JSON by hand, from a tree: the readers that serde derives are 1 to 5 kB of wasm
/// for each type.
pub trait ReadJson: Sized {
    /// Reads it; nothing of another form.
    fn from_json(json: &Value) -> Option<Self>;

    /// Reads the text.
    fn read(text: &[u8]) -> Result<Self, Malformed> {
        let json = json::read(text).map_err(|_| Malformed)?;
        Self::from_json(&json).ok_or(Malformed)
    }
}

/// A text is in a form that this version does not know. What it says is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it has another form")]
pub struct Malformed;

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

impl Opaque {
    /// As it travels.
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.expose())
    }
}

impl ReadJson for Opaque {
    fn from_json(json: &Value) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(json.as_str()?).ok()?;
        Some(Self(Secret::new(bytes)))
    }
}

impl Serialize for Opaque {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

/// By its slug.
impl ReadJson for Brand {
    fn from_json(json: &Value) -> Option<Self> {
        json.as_str()?.parse().ok()
    }
}
