//! The relay's own certificate, as connections are accepted with it.

use std::sync::Arc;

use arc_swap::ArcSwap;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::credential::Credential;

/// Shows the newest credential. Connections that are there keep the one they began with.
#[derive(Debug)]
pub(crate) struct CertificateResolver(ArcSwap<CertifiedKey>);

impl CertificateResolver {
    pub(crate) fn new(credential: &Credential) -> Self {
        Self(ArcSwap::from(credential.certified()))
    }

    /// From the next handshake on.
    pub(crate) fn replace(&self, credential: &Credential) {
        self.0.store(credential.certified());
    }
}

impl ResolvesServerCert for CertificateResolver {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.load_full())
    }
}
