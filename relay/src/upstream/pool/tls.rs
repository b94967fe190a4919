//! The client's side of mutual TLS: the configured authorities only, and the identity's
//! certificate.

use std::path::PathBuf;
use std::sync::Arc;

use rustls::client::VerifierBuilderError;
use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};

use crate::config;
use crate::identity::{self, Authorities, Credential, server_verifier};

/// Why there can be no TLS with the upstream.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The CA file cannot be read.
    #[error(transparent)]
    File(#[from] identity::Error),
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
    /// Nobody could be trusted.
    #[error("no server can be trusted: {0}")]
    Verifier(#[from] VerifierBuilderError),
    /// The address cannot be called.
    #[error("upstream.base: {0}")]
    Address(#[from] http::Error),
}

/// A configuration that trusts the authorities and pins of `settings` and nothing else, and shows
/// `credential` when asked.
pub(crate) fn client(
    settings: &config::Upstream,
    credential: &Credential,
    provider: &Arc<CryptoProvider>,
) -> Result<ClientConfig, Error> {
    let mut roots = RootCertStore::empty();
    for certificate in Authorities::load(&settings.ca)?.certificates() {
        roots
            .add(certificate.clone())
            .map_err(|source| Error::Authority {
                file: settings.ca.clone(),
                source,
            })?;
    }
    Ok(ClientConfig::builder_with_provider(Arc::clone(provider))
        .with_safe_default_protocol_versions()
        .map_err(Error::Versions)?
        .dangerous()
        .with_custom_certificate_verifier(server_verifier(roots, &settings.pin, provider)?)
        .with_client_cert_resolver(credential.resolver()))
}
