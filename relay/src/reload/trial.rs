//! The trial handshake that shows whether the upstream accepts an identity, before calls need it.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use http::Uri;
use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, ProtocolVersion};
use rustls_pki_types::ServerName;
use tokio::io::{AsyncRead as _, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::config;
use crate::identity_set::Identity;
use crate::upstream::{self, OBJECTION_TIME, has_tickets};

/// The outcome of a trial.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The handshake succeeded.
    Taken,
    /// Unknown: the upstream could not be reached, or failed otherwise.
    Unknown(String),
    /// Unknown: the system does not allow this process to connect there.
    Denied(String),
    /// One side refused the other's certificate.
    Refused(String),
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
        Err(error) => return Verdict::Refused(error.to_string()),
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
    match upstream::tls_error(error) {
        Some(rustls::Error::InvalidCertificate(_)) => Verdict::Refused(detail),
        Some(rustls::Error::AlertReceived(alert)) if upstream::refuses_certificate(*alert) => {
            Verdict::Refused(detail)
        }
        _ if error.kind() == io::ErrorKind::PermissionDenied => Verdict::Denied(detail),
        _ => Verdict::Unknown(detail),
    }
}

async fn connect(settings: &config::UpstreamSettings, tls: ClientConfig) -> io::Result<()> {
    let base: Uri = settings.base.parse().map_err(io::Error::other)?;
    let (host, _) = settings.host_and_port();
    let name = ServerName::try_from(host).map_err(io::Error::other)?;
    let tcp = upstream::connect(base, settings.connect_timeout).await?;
    let mut stream = TlsConnector::from(Arc::new(tls)).connect(name, tcp).await?;
    if stream.get_ref().1.protocol_version() == Some(ProtocolVersion::TLSv1_3) {
        // The client's side of the handshake ends before the server has seen its certificate.
        tokio::time::timeout(OBJECTION_TIME, objection(&mut stream))
            .await
            .unwrap_or(Ok(()))
    } else {
        Ok(())
    }
}

/// Ends when the server objects, or begins to speak: it hands out tickets once it is content (RFC
/// 8446 section 4.6.1). One that ends the connection before that has not said that it is.
async fn objection(stream: &mut TlsStream<TcpStream>) -> io::Result<()> {
    poll_fn(|context| {
        let mut byte = [0];
        let mut buffer = ReadBuf::new(&mut byte);
        match Pin::new(&mut *stream).poll_read(context, &mut buffer) {
            Poll::Pending | Poll::Ready(Ok(())) if has_tickets(stream) => Poll::Ready(Ok(())),
            Poll::Ready(Ok(())) if buffer.filled().is_empty() => {
                Poll::Ready(Err(upstream::ended_after_handshake()))
            }
            other => other,
        }
    })
    .await
}
