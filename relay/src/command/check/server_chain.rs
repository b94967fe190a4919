//! Fetches the certificate chain of a server without trusting it. A server that is not trusted is
//! only described: it gets neither a certificate nor a call.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// The certificates a server shows on a fresh connection, its own first; none if it shows none.
pub(super) async fn fetch(
    stream: TcpStream,
    name: ServerName<'static>,
    provider: &Arc<CryptoProvider>,
) -> Vec<CertificateDer<'static>> {
    let recorder = Arc::new(ChainRecorder {
        schemes: provider
            .signature_verification_algorithms
            .supported_schemes(),
        chain: Mutex::default(),
    });
    let Ok(builder) = ClientConfig::builder_with_provider(Arc::clone(provider))
        .with_safe_default_protocol_versions()
    else {
        return Vec::new();
    };
    let config = builder
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&recorder) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    // The recorder fails every handshake.
    let _ = TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await;
    let mut chain = recorder
        .chain
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    std::mem::take(&mut chain)
}

/// A verifier that records the chain and rejects it.
#[derive(Debug)]
struct ChainRecorder {
    schemes: Vec<SignatureScheme>,
    chain: Mutex<Vec<CertificateDer<'static>>>,
}

impl ServerCertVerifier for ChainRecorder {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let mut chain = self.chain.lock().unwrap_or_else(PoisonError::into_inner);
        *chain = std::iter::once(end_entity)
            .chain(intermediates)
            .map(|certificate| certificate.clone().into_owned())
            .collect();
        Err(CertificateError::ApplicationVerificationFailure.into())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(CertificateError::ApplicationVerificationFailure.into())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(CertificateError::ApplicationVerificationFailure.into())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.schemes.clone()
    }
}
