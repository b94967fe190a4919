//! What a TLS 1.3 server has to say of the client's certificate. The client's side of the handshake
//! ends before the server has seen it.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use rustls::ProtocolVersion;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;

/// A server that sends nothing for so long has not refused the client's certificate.
pub(crate) const OBJECTION_TIME: Duration = Duration::from_secs(2);

/// Waits until the server of a new connection refuses the client's certificate, which fails with its
/// alert, or is content with it: it hands out tickets then (RFC 8446 section 4.6.1), begins to speak,
/// or says nothing. One that ends the connection before that has not said that it is.
///
/// In TLS 1.2 it was content when it ended the handshake.
pub(crate) async fn await_objection<S>(stream: &mut TlsStream<S>) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (_, connection) = stream.get_ref();
    if connection.protocol_version() != Some(ProtocolVersion::TLSv1_3) {
        return Ok(());
    }
    timeout(OBJECTION_TIME, objection(stream))
        .await
        .unwrap_or(Ok(()))
}

async fn objection<S>(stream: &mut TlsStream<S>) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    poll_fn(|context| {
        let mut byte = [0];
        let mut buffer = ReadBuf::new(&mut byte);
        match Pin::new(&mut *stream).poll_read(context, &mut buffer) {
            Poll::Pending | Poll::Ready(Ok(())) if has_tickets(stream) => Poll::Ready(Ok(())),
            Poll::Ready(Ok(())) if buffer.filled().is_empty() => {
                Poll::Ready(Err(ended_after_handshake()))
            }
            other => other,
        }
    })
    .await
}

fn has_tickets<S>(stream: &TlsStream<S>) -> bool {
    let (_, connection) = stream.get_ref();
    connection.tls13_tickets_received() > 0
}

/// The error of a server that ends the connection behind the handshake, in order and with no reason.
fn ended_after_handshake() -> io::Error {
    let reason = "the server ended the connection right after the handshake";
    io::Error::new(io::ErrorKind::UnexpectedEof, reason)
}
