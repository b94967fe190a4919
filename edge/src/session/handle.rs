//! What a cookie, a bearer or an authorization code says, once opened.

use sha2::{Digest as _, Sha256};
use shared::secret::Secret;

use super::ObjectId;
use crate::ports::{Random, random};
use crate::seal::{Keys, Purpose, Unopened};

const SECRET_LENGTH: usize = 16;

/// Which object an account lives in, and the secret that opens it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handle {
    /// The object.
    pub object: ObjectId,
    /// Of which the object keeps the hash only.
    pub secret: Secret,
}

impl Handle {
    /// A handle of a fresh object.
    pub fn new(object: ObjectId, source: &impl Random) -> Self {
        let secret = Secret::new(random::<SECRET_LENGTH>(source));
        Self { object, secret }
    }

    /// The handle as it leaves us, good for this purpose and context only.
    pub fn seal(
        &self,
        keys: &Keys,
        purpose: Purpose,
        context: &str,
        source: &impl Random,
    ) -> Result<String, Unopened> {
        let plain = Secret::new([self.object.as_slice(), self.secret.expose()].concat());
        keys.seal(purpose, context, plain.expose(), source)
    }

    /// Reads what was sealed for the same purpose and context.
    pub fn open(
        keys: &Keys,
        purpose: Purpose,
        context: &str,
        sealed: &str,
    ) -> Result<Self, Unopened> {
        let plain = keys.open(purpose, context, sealed)?;
        let (object, secret) = plain.expose().split_first_chunk().ok_or(Unopened)?;
        if secret.len() != SECRET_LENGTH {
            return Err(Unopened);
        }
        Ok(Self {
            object: *object,
            secret: Secret::new(secret),
        })
    }
}

/// What an object keeps of a handle's secret. The secret is random, so one round is enough.
pub fn hash(secret: &Secret) -> Secret {
    Secret::new(Sha256::digest(secret.expose()).to_vec())
}
