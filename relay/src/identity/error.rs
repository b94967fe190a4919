//! Why a certificate and key are no identity, or certificates no authorities.

use std::path::PathBuf;

use super::chain::ChainError;
use super::unreadable::Unreadable;

/// Why certificates, or one and its key, cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// One of the files cannot be read.
    #[error(transparent)]
    File(#[from] Unreadable),
    /// The certificates are no chain, or no valid one.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The certificate's file has no key in it, and the settings name no other.
    #[error(
        "{0}: no PRIVATE KEY in it; name the key's file in `key` beside `certificate` (for [tls] \
         also in RELAY_TLS_KEY)"
    )]
    NoKey(PathBuf),
    /// The key is of a kind that TLS does not use.
    #[error("{key}: not a key for TLS: {source}")]
    Key {
        /// The key's file.
        key: PathBuf,
        /// What the TLS library found.
        source: rustls::Error,
    },
    /// The key is no certificate's.
    #[error(
        "{key} is not the key of {certificate}; the key is the one that the request for this \
         certificate was made with"
    )]
    Mismatch {
        /// The key's file.
        key: PathBuf,
        /// The certificate's file.
        certificate: PathBuf,
    },
    /// Nothing in a CA file can be an authority.
    #[error("{file}: no authority's certificate in it; {subject:?} can sign no other")]
    NoAuthority {
        /// The CA file.
        file: PathBuf,
        /// Whom the last certificate in it is for.
        subject: String,
    },
}

impl Error {
    /// Whether a certificate is good only later. More often it is a clock that is behind.
    pub(crate) fn is_too_early(&self) -> bool {
        matches!(self, Self::Chain(ChainError::NotYetValid { .. }))
    }
}
