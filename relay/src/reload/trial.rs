//! The trial handshake that shows whether the upstream accepts an identity, before calls need it.

use std::io;
use std::sync::Arc;

use http::Uri;
use rustls::ClientConfig;
use rustls::crypto::CryptoProvider;
use rustls_pki_types::ServerName;
use tokio_rustls::TlsConnector;

use crate::config;
use crate::identity_set::Identity;
use crate::upstream::{self, FailureKind, OBJECTION_TIME};

/// The outcome of a trial.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The handshake succeeded.
    Taken,
    /// Unknown: the upstream could not be reached, or failed otherwise.
    Unknown(String),
    /// Unknown: the system does not allow this process to connect there.
    Denied(String),
    /// The upstream refused our certificate.
    Refused(String),
    /// This side does not trust the upstream's certificate, or can make no TLS of its settings.
    NotTrusted(String),
}

/// Completes a TLS handshake as this identity, and makes no call.
pub(super) async fn shake_hands(identity: &Identity, provider: &Arc<CryptoProvider>) -> Verdict {
    let settings = identity.upstream_settings();
    let client = upstream::client(
        settings,
        identity.authorities(),
        identity.credential(),
        provider,
    );
    let tls = match client {
        Ok(tls) => tls,
        Err(error) => return Verdict::NotTrusted(error.to_string()),
    };
    let limit = settings.connect_timeout.saturating_add(OBJECTION_TIME);
    let connecting = connect(settings, tls);
    match tokio::time::timeout(limit, connecting).await {
        Ok(Ok(())) => Verdict::Taken,
        Ok(Err(error)) => judge(&error),
        Err(_) => Verdict::Unknown(format!("no handshake within {} s", limit.as_secs())),
    }
}

fn judge(error: &io::Error) -> Verdict {
    let detail = upstream::chain(error);
    match upstream::certificate_failure(error) {
        Some(FailureKind::CertificateRefused) => Verdict::Refused(detail),
        Some(_) => Verdict::NotTrusted(detail),
        None if error.kind() == io::ErrorKind::PermissionDenied => Verdict::Denied(detail),
        None => Verdict::Unknown(detail),
    }
}

async fn connect(settings: &config::UpstreamSettings, tls: ClientConfig) -> io::Result<()> {
    let base: Uri = settings.base.parse().map_err(io::Error::other)?;
    let (host, _) = settings.host_and_port();
    let name = ServerName::try_from(host).map_err(io::Error::other)?;
    let tcp = upstream::connect(base, settings.connect_timeout).await?;
    let mut stream = TlsConnector::from(Arc::new(tls)).connect(name, tcp).await?;
    upstream::await_objection(&mut stream).await
}
