//! TLS configurations: the honest one, and every way to get it wrong that a client must survive.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{VerifierBuilderError, WebPkiClientVerifier};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, DistinguishedName, Error, OtherError,
    RootCertStore, ServerConfig, SignatureScheme,
};
use serde::Deserialize;

use crate::pki::authority::Leaf;
use crate::pki::material::Pki;

/// What the API presents as its own certificate.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ServerFace {
    /// The right one.
    #[default]
    Normal,
    /// One of an authority nobody trusts.
    WrongCa,
    /// One that ended yesterday.
    Expired,
    /// One of another name.
    WrongName,
}

/// How the API takes its clients' certificates.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ClientPolicy {
    /// Those of the sandbox's authority are good.
    #[default]
    Normal,
    /// None is.
    Refuse,
}

/// Why a configuration can't be made.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A certificate, a key or the protocol versions.
    #[error("cannot set up TLS")]
    Config(#[from] Error),
    /// The clients' authority.
    #[error("cannot set up the verification of client certificates")]
    Verifier(#[from] VerifierBuilderError),
    /// The receivers' authority.
    #[error("cannot read the certificates of {}, which --hooks-ca or SANDBOX_HOOKS_CA names", .0.display())]
    Receivers(PathBuf, #[source] pem::Error),
}

/// The configuration of the connected-car API: a client certificate is demanded. Each one made
/// has a session store of its own, so a ticket of another one is worthless.
pub(crate) fn api(
    pki: &Pki,
    server: ServerFace,
    clients: ClientPolicy,
) -> Result<Arc<ServerConfig>, TlsError> {
    let leaf = match server {
        ServerFace::Normal => &pki.server,
        ServerFace::WrongCa => &pki.server_stranger,
        ServerFace::Expired => &pki.server_expired,
        ServerFace::WrongName => &pki.server_elsewhere,
    };
    let provider = Arc::new(aws_lc_rs::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(pki.ca.clone())?;
    let honest =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .build()?;
    let verifier = match clients {
        ClientPolicy::Normal => honest,
        ClientPolicy::Refuse => Arc::new(RefuseAll(honest)),
    };
    let builder = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(verifier);
    with_leaf(builder, leaf)
}

/// The configuration of the identity provider: any browser may come.
pub(crate) fn idp(pki: &Pki) -> Result<Arc<ServerConfig>, TlsError> {
    let provider: Arc<CryptoProvider> = Arc::new(aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth();
    with_leaf(builder, &pki.server)
}

/// The configuration by which receivers of notifications are called: they are trusted by the
/// sandbox's own authority, and by those of a file.
pub(crate) fn receivers(pki: &Pki, others: Option<&Path>) -> Result<Arc<ClientConfig>, TlsError> {
    let mut roots = RootCertStore::empty();
    roots.add(pki.ca.clone())?;
    if let Some(file) = others {
        let unreadable = |error| TlsError::Receivers(file.to_owned(), error);
        for certificate in CertificateDer::pem_file_iter(file).map_err(unreadable)? {
            roots.add(certificate.map_err(unreadable)?)?;
        }
    }
    let provider = Arc::new(aws_lc_rs::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn with_leaf(
    builder: rustls::ConfigBuilder<ServerConfig, rustls::server::WantsServerCert>,
    leaf: &Leaf,
) -> Result<Arc<ServerConfig>, TlsError> {
    let chain = vec![leaf.certificate.clone()];
    let mut config = builder.with_single_cert(chain, leaf.key.clone_key())?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Refuses every client as the manufacturer's server does: with the alert `certificate_unknown`.
#[derive(Debug)]
struct RefuseAll(Arc<dyn ClientCertVerifier>);

#[derive(Debug, thiserror::Error)]
#[error("no client certificate is good for now")]
struct NoneIsGood;

impl ClientCertVerifier for RefuseAll {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.0.root_hint_subjects()
    }

    fn verify_client_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        // rustls words `Other` as the alert `certificate_unknown`.
        let why = OtherError(Arc::new(NoneIsGood));
        Err(CertificateError::Other(why).into())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}
