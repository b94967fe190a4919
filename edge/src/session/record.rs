//! What a session object keeps.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use shared::secret::Secret;

use super::message::{BrandSlug, Opaque};
use crate::ports::Random;
use crate::seal::{Keys, Purpose, Unopened};

/// What a session object keeps. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// The hash of the secret that opens it.
    pub secret_hash: Opaque,
    /// The brand it logged in with.
    pub brand: BrandSlug,
    /// When it logged in.
    pub since: u64,
    /// When it ends, whatever happens.
    pub ends_at: u64,
    /// Counts the refreshes.
    pub generation: u64,
    /// When the access token ends.
    pub expires_at: u64,
    /// The tokens, sealed; none once the identity provider has withdrawn the login.
    pub sealed: Option<String>,
}

/// The pair of tokens that a record keeps sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The access token.
    pub access: Opaque,
    /// The refresh token, if there is one.
    pub refresh: Option<Opaque>,
}

impl Pair {
    /// The pair as it is kept by the object of `context`.
    pub fn seal(
        &self,
        keys: &Keys,
        context: &str,
        source: &impl Random,
    ) -> Result<String, Unopened> {
        let plain = Secret::new(serde_json::to_vec(self).map_err(|_| Unopened)?);
        keys.seal(Purpose::Tokens, context, plain.expose(), source)
    }

    /// The pair that a record keeps.
    pub fn open(keys: &Keys, context: &str, sealed: &str) -> Result<Self, Unopened> {
        let plain = keys.open(Purpose::Tokens, context, sealed)?;
        serde_json::from_slice(plain.expose()).map_err(|_| Unopened)
    }
}

/// What tokens are sealed to: the object that keeps them.
pub fn context(secret_hash: &Opaque) -> String {
    URL_SAFE_NO_PAD.encode(secret_hash.0.expose())
}
