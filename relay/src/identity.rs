//! Who the relay is upstream: the certificate and key that the manufacturer's mutual TLS asks for.

mod pem;

use std::path::PathBuf;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use x509_parser::parse_x509_certificate;

pub use pem::Unreadable;
pub(crate) use pem::certificates;

use crate::config::PemPair;

const SECONDS_A_DAY: i64 = 86_400;

/// A certificate and the key that belongs to it. Either end of a connection can show it.
#[derive(Debug, Clone)]
pub struct Credential {
    key: Arc<SingleCertAndKey>,
    not_after: i64,
}

/// Why a certificate and key cannot be used together.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// One of the files cannot be read.
    #[error(transparent)]
    File(#[from] Unreadable),
    /// The key is of a kind that TLS does not use, or is not the certificate's.
    #[error("{key} is not the key of {certificate}: {source}")]
    Mismatch {
        /// The key's file.
        key: PathBuf,
        /// The certificate's file.
        certificate: PathBuf,
        /// What the TLS library found.
        source: rustls::Error,
    },
    /// The certificate is not X.509.
    #[error("{certificate}: not an X.509 certificate")]
    NotX509 {
        /// The certificate's file.
        certificate: PathBuf,
    },
    /// The certificate is good only later, which more often is a clock that is wrong.
    #[error("{certificate} is not valid before {from}; is the clock right?")]
    NotYetValid {
        /// The certificate's file.
        certificate: PathBuf,
        /// When its time begins.
        from: String,
    },
    /// The certificate's time is over.
    #[error("{certificate} ended on {end}; the manufacturer issues another one")]
    Expired {
        /// The certificate's file.
        certificate: PathBuf,
        /// When its time ended.
        end: String,
    },
}

impl Credential {
    /// Reads both files and sees that they belong together and are in date. `now` is the Unix
    /// second.
    pub fn load(pair: &PemPair, provider: &CryptoProvider, now: u64) -> Result<Self, Error> {
        let chain = certificates(&pair.certificate)?;
        let not_x509 = || Error::NotX509 {
            certificate: pair.certificate.clone(),
        };
        let leaf = chain.first().ok_or_else(not_x509)?;
        let (_, parsed) = parse_x509_certificate(leaf).map_err(|_| not_x509())?;
        let validity = parsed.validity();
        let (from, end) = (validity.not_before, validity.not_after);
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        if now < from.timestamp() {
            return Err(Error::NotYetValid {
                certificate: pair.certificate.clone(),
                from: from.to_string(),
            });
        }
        if now > end.timestamp() {
            return Err(Error::Expired {
                certificate: pair.certificate.clone(),
                end: end.to_string(),
            });
        }
        let certified = CertifiedKey::from_der(chain, pem::private_key(&pair.key)?, provider)
            .map_err(|source| Error::Mismatch {
                key: pair.key.clone(),
                certificate: pair.certificate.clone(),
                source,
            })?;
        Ok(Self {
            key: Arc::new(SingleCertAndKey::from(certified)),
            not_after: end.timestamp(),
        })
    }

    /// What a TLS configuration takes.
    pub(crate) fn resolver(&self) -> Arc<SingleCertAndKey> {
        Arc::clone(&self.key)
    }

    /// Whole days until the certificate ends; negative once it has. `now` is the Unix second.
    pub fn days_left(&self, now: u64) -> i64 {
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        self.not_after.saturating_sub(now).div_euclid(SECONDS_A_DAY)
    }
}

#[cfg(test)]
mod tests;
