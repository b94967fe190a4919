//! A certificate and its key, loaded and checked.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls_pki_types::CertificateDer;

use super::error::Error;
use super::unreadable::Unreadable;
use super::{chain, format};
use crate::config::CredentialFiles;

const SECONDS_A_DAY: i64 = 86_400;

/// A certificate and the key that belongs to it, for either end of a connection.
#[derive(Debug, Clone)]
pub struct Credential {
    certified: Arc<CertifiedKey>,
    not_after: i64,
}

impl Credential {
    /// Reads the files and checks that key and certificate belong together, and that the
    /// certificates are a valid chain. `now` is the Unix second.
    pub fn load(
        files: &CredentialFiles,
        provider: &CryptoProvider,
        now: u64,
    ) -> Result<Self, Error> {
        Self::renewed(files, provider, now, None)
    }

    /// The same for a reload. A credential that is `in_use` already is kept although its time is
    /// over, because a refusal would hold back all else that has changed.
    pub(crate) fn renewed<'c>(
        files: &CredentialFiles,
        provider: &CryptoProvider,
        now: u64,
        in_use: impl IntoIterator<Item = &'c Self>,
    ) -> Result<Self, Error> {
        let passphrase = files.passphrase.as_ref();
        let certificates = format::certificates(&files.certificate, passphrase)?;
        let private_key =
            format::private_key(&files.key, passphrase).map_err(|error| match error {
                Unreadable::Absent { file, .. } if files.key == files.certificate => {
                    Error::NoKey(file)
                }
                error => Error::File(error),
            })?;
        let key = provider
            .key_provider
            .load_private_key(private_key)
            .map_err(|source| Error::Key {
                key: files.key.clone(),
                source,
            })?;
        let public_key = key.public_key();
        let public_key = public_key.as_ref().map(AsRef::as_ref);
        let chain =
            chain::arrange(&files.certificate, certificates, public_key)?.ok_or_else(|| {
                Error::Mismatch {
                    key: files.key.clone(),
                    certificate: files.certificate.clone(),
                }
            })?;
        if let Some(kept) = in_use.into_iter().find(|kept| kept.chain() == chain) {
            return Ok(kept.clone());
        }
        let not_after = chain::end(&files.certificate, &chain, now)?;
        Ok(Self {
            certified: Arc::new(CertifiedKey::new(chain, key)),
            not_after,
        })
    }

    /// The certificate, and the intermediates in the order in which each signed the one before.
    pub fn chain(&self) -> &[CertificateDer<'static>] {
        &self.certified.cert
    }

    /// For the server's end.
    pub(super) fn certified(&self) -> Arc<CertifiedKey> {
        Arc::clone(&self.certified)
    }

    /// For the client's end.
    pub(crate) fn resolver(&self) -> Arc<SingleCertAndKey> {
        Arc::new(SingleCertAndKey::from(CertifiedKey::clone(&self.certified)))
    }

    /// The Unix second at which the first certificate of the chain expires.
    pub fn not_after(&self) -> i64 {
        self.not_after
    }

    /// Whole days until then; negative once it has expired. `now` is the Unix second.
    pub fn days_left(&self, now: u64) -> i64 {
        days_left(self.not_after, now)
    }
}

/// Credentials are equal if their chains are: a chain has one key.
impl PartialEq for Credential {
    fn eq(&self, other: &Self) -> bool {
        self.chain() == other.chain()
    }
}

impl Eq for Credential {}

/// Whole days from `now` to `not_after`, both Unix seconds; negative once it is over.
pub(crate) fn days_left(not_after: i64, now: u64) -> i64 {
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    not_after.saturating_sub(now).div_euclid(SECONDS_A_DAY)
}

#[cfg(test)]
mod tests;
