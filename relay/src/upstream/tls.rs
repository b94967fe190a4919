//! The client's side of mutual TLS: the configured authorities only, and the identity's
//! certificate.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};

use crate::identity::{Credential, Unreadable, certificates};

/// Why there can be no TLS with the upstream.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The CA file cannot be read.
    #[error(transparent)]
    File(#[from] Unreadable),
    /// A certificate in it is no authority.
    #[error("{file}: not the certificate of an authority: {source}")]
    Authority {
        /// The CA file.
        file: PathBuf,
        /// What the TLS library found.
        source: rustls::Error,
    },
    /// The provider lacks what TLS 1.2 and 1.3 need.
    #[error("no usable TLS version: {0}")]
    Versions(#[source] rustls::Error),
}

/// A configuration that trusts `ca` and nothing else, and shows `credential` when asked.
pub(crate) fn client(
    ca: &Path,
    credential: &Credential,
    provider: &Arc<CryptoProvider>,
) -> Result<ClientConfig, Error> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(ca)? {
        roots.add(certificate).map_err(|source| Error::Authority {
            file: ca.to_owned(),
            source,
        })?;
    }
    Ok(ClientConfig::builder_with_provider(Arc::clone(provider))
        .with_safe_default_protocol_versions()
        .map_err(Error::Versions)?
        .with_root_certificates(roots)
        .with_client_cert_resolver(credential.resolver()))
}
