//! The client's TLS configuration: it trusts the configured authorities only, and shows the
//! identity's certificate.

use std::path::PathBuf;
use std::sync::Arc;

use rustls::client::VerifierBuilderError;
use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};

use crate::config;
use crate::identity::{Authorities, Credential, server_verifier};

/// Why the upstream cannot be called with these settings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
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

/// A configuration that trusts `authorities` and the pins of `settings` and nothing else, and
/// authenticates with `credential`. The file of `settings` is not read: it may have changed since.
pub(crate) fn client(
    settings: &config::UpstreamSettings,
    authorities: &Authorities,
    credential: &Credential,
    provider: &Arc<CryptoProvider>,
) -> Result<ClientConfig, Error> {
    let mut roots = RootCertStore::empty();
    for certificate in authorities.certificates() {
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
