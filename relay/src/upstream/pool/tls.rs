//! The client's TLS configuration: it trusts the configured authorities only, and shows the
//! identity's certificate.

use std::path::PathBuf;
use std::sync::Arc;

use rustls::client::VerifierBuilderError;
use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};

use crate::config;
use crate::identity::{self, Authorities, Credential, server_verifier};

/// Why the upstream cannot be called with these settings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The CA file cannot be read.
    #[error(transparent)]
    File(#[from] identity::Error),
    /// A certificate in the CA file is not that of an authority.
    #[error("{file}: not the certificate of an authority: {source}")]
    Authority {
        /// The CA file.
        file: PathBuf,
        /// What the TLS library found.
        source: rustls::Error,
    },
    /// The cryptography provider supports neither TLS 1.2 nor 1.3.
    #[error("no usable TLS version: {0}")]
    Versions(#[source] rustls::Error),
    /// No server certificate could be verified.
    #[error("no server can be trusted: {0}")]
    Verifier(#[from] VerifierBuilderError),
    /// The upstream's address is not a URL that can be called.
    #[error("upstream.base: {0}")]
    Address(#[from] http::Error),
}

/// A configuration that trusts the authorities and pins of `settings` and nothing else, and
/// authenticates with `credential`.
pub(crate) fn client(
    settings: &config::UpstreamSettings,
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
