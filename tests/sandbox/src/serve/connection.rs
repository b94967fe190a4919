//! One connection: HTTP/1.1 between a peer and a service, each request logged.

use std::net::SocketAddr;
use std::sync::Arc;

use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};

use crate::serve::answer::Answer;
use crate::serve::log;
use crate::serve::socket::Reset;

/// The other end of a connection, and which one it is.
#[derive(Clone, Debug)]
pub(crate) struct Peer {
    /// Counted from 1 on each listener.
    pub(crate) connection: u64,
    /// Where the peer calls from.
    pub(crate) address: SocketAddr,
    /// The address of the listener.
    pub(crate) local: SocketAddr,
    /// Whether the connection is encrypted.
    pub(crate) tls: bool,
    /// The common name of the client certificate.
    pub(crate) certificate: Option<String>,
}

/// In place of an answer: the connection is to end with a TCP reset.
#[derive(Debug, thiserror::Error)]
#[error("the connection is reset on purpose")]
pub(crate) struct HangUp;

/// What answers requests.
pub(crate) trait Service: Send + Sync + 'static {
    /// Its name in the log.
    const NAME: &'static str;

    /// Answers one request.
    fn answer(
        &self,
        peer: &Peer,
        request: Request<Incoming>,
    ) -> impl Future<Output = Result<Answer, HangUp>> + Send;
}

/// Serves a connection until either side ends it.
pub(crate) async fn serve<S: Service>(
    io: impl AsyncRead + AsyncWrite + Unpin,
    peer: Peer,
    reset: Reset,
    service: Arc<S>,
) {
    let answer = service_fn(async |request: Request<Incoming>| {
        let method = request.method().clone();
        let path = request.uri().path().to_owned();
        let id = log::request_id(request.headers()).map(str::to_owned);
        let answer = service.answer(&peer, request).await;
        let outcome = match &answer {
            Ok(answer) => answer.status().as_str().to_owned(),
            Err(HangUp) => {
                reset.arm();
                String::from("reset")
            }
        };
        log::line(S::NAME, &method, &path, &outcome, id.as_deref());
        answer
    });
    // A peer that goes away, or is sent away by a fault, is not news.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(io), answer)
        .await;
}
