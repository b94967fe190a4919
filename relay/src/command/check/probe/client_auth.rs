//! Whether a server requests the client certificate. One that does not can neither accept nor
//! refuse it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustls::client::ResolvesClientCert;
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, SignatureScheme};

/// A resolver that passes on to another one, and records that it was asked.
#[derive(Debug)]
pub(super) struct ClientAuthObserver {
    resolver: Arc<dyn ResolvesClientCert>,
    requested: AtomicBool,
}

impl ClientAuthObserver {
    /// Wraps the resolver of `tls`.
    pub(super) fn watch(tls: &mut ClientConfig) -> Arc<Self> {
        let watching = Arc::new(Self {
            resolver: Arc::clone(&tls.client_auth_cert_resolver),
            requested: AtomicBool::new(false),
        });
        tls.client_auth_cert_resolver = Arc::clone(&watching) as Arc<dyn ResolvesClientCert>;
        watching
    }

    /// Whether the server has requested a certificate. In TLS 1.2 and 1.3 it does so in the
    /// handshake.
    pub(super) fn was_requested(&self) -> bool {
        self.requested.load(Ordering::Relaxed)
    }
}

impl ResolvesClientCert for ClientAuthObserver {
    fn resolve(
        &self,
        root_hint_subjects: &[&[u8]],
        schemes: &[SignatureScheme],
    ) -> Option<Arc<CertifiedKey>> {
        self.requested.store(true, Ordering::Relaxed);
        self.resolver.resolve(root_hint_subjects, schemes)
    }

    fn only_raw_public_keys(&self) -> bool {
        self.resolver.only_raw_public_keys()
    }

    fn has_certs(&self) -> bool {
        self.resolver.has_certs()
    }
}
