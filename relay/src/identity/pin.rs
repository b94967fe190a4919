//! Trust in the upstream's server: the configured authorities, and the pinned keys if there are
//! any.

use std::fmt;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{VerifierBuilderError, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::{CertificateError, DigitallySignedStruct, OtherError, RootCertStore, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use x509_parser::parse_x509_certificate;

use crate::config::Pin;

/// Accepts a server whose certificate `roots` have signed and whose key is one of `pins`, if any.
pub(crate) fn server_verifier(
    roots: RootCertStore,
    pins: &[Pin],
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, VerifierBuilderError> {
    let vouched =
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider))
            .build()?;
    if pins.is_empty() {
        return Ok(vouched);
    }
    Ok(Arc::new(Pinned {
        vouched,
        pins: pins.to_vec(),
    }))
}

/// Requires a trusted chain and a pinned key: an authority that issues a certificate for the
/// upstream's name by mistake does not have its key.
#[derive(Debug)]
struct Pinned {
    vouched: Arc<WebPkiServerVerifier>,
    pins: Vec<Pin>,
}

/// The server's key is another one.
#[derive(thiserror::Error)]
#[error("the server's key is {0}, which upstream.pin does not have")]
pub(crate) struct NotPinned(Pin);

/// The TLS library writes an error that is not its own by this.
impl fmt::Debug for NotPinned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verified = self.vouched.verify_server_cert(
            end_entity,
            intermediates,
            server_name,
            ocsp_response,
            now,
        )?;
        let (_, certificate) =
            parse_x509_certificate(end_entity).map_err(|_| CertificateError::BadEncoding)?;
        let pin = Pin::of(certificate.public_key().raw);
        if self.pins.contains(&pin) {
            Ok(verified)
        } else {
            Err(CertificateError::Other(OtherError(Arc::new(NotPinned(pin)))).into())
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.vouched.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.vouched.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.vouched.supported_verify_schemes()
    }
}
