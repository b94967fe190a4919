//! One connection: its handshake, and HTTP within the limits.

use std::error::Error as StdError;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http::header::{CONNECTION, HeaderValue};
use http::{Request, Response, Version};
use hyper::body::{Body as _, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;

use super::activity::{Activity, Idleness};
use super::drain::Drain;
use super::eager::Eager;
use super::handler::{Handler, Inbound};
use super::line_ends::LineEnds;
use super::listener::Stream;
use super::metrics::{self, Phase, Reason};
use super::patience::Patience;
use super::room::Seat;
use super::unread::Strangers;
use crate::config::Limits;

/// Requests of an HTTP/2 connection at a time. One beyond it is turned away by HTTP/2 itself.
const STREAMS: u32 = 128;
/// HTTP/2 data that a peer may send unasked. A call has none.
const WINDOW: u32 = 64 << 10;
/// Streams that a peer opened and reset before they were looked at (CVE-2023-44487), and streams
/// that were reset for errors of the peer's (CVE-2025-8671), before its connection is ended.
const PENDING_RESETS: usize = 20;
const ERROR_RESETS: usize = 256;
/// How often an HTTP/2 peer is asked whether it is there, and how long it has to say so.
const PING_INTERVAL: Duration = Duration::from_secs(15);
const PING_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a peer with nothing under way has to take a goodbye.
const FAREWELL: Duration = Duration::from_secs(2);

/// How connections are served.
#[derive(Clone)]
pub(super) struct Connections {
    http: auto::Builder<Eager>,
    tls: Option<TlsAcceptor>,
    handshake_timeout: Duration,
    idleness: Idleness,
    strangers: Strangers,
    metrics: metrics::Connections,
}

impl Connections {
    pub(super) fn new(
        limits: &Limits,
        tls: Option<TlsAcceptor>,
        metrics: metrics::Connections,
    ) -> Self {
        let mut http = auto::Builder::new(Eager);
        // Without timers the timeouts would be ignored.
        http.http1()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.header_timeout)
            .max_headers(limits.headers)
            .max_buf_size(limits.header_bytes);
        http.http2()
            .timer(TokioTimer::new())
            .keep_alive_interval(PING_INTERVAL)
            .keep_alive_timeout(PING_TIMEOUT)
            .max_concurrent_streams(STREAMS)
            .initial_stream_window_size(WINDOW)
            .initial_connection_window_size(WINDOW)
            .max_header_list_size(u32::try_from(limits.header_bytes).unwrap_or(u32::MAX))
            .max_pending_accept_reset_streams(PENDING_RESETS)
            .max_local_error_reset_streams(ERROR_RESETS);
        Self {
            http,
            tls,
            handshake_timeout: limits.handshake_timeout,
            idleness: Idleness {
                asking: limits.header_timeout,
                taking: limits.write_timeout,
                leaving: FAREWELL,
            },
            strangers: Strangers::default(),
            metrics,
        }
    }

    /// Serves a connection until either side ends it, its place is needed for another, or a
    /// drain asks for its end.
    pub(super) fn serve<H: Handler>(
        &self,
        stream: Stream,
        handler: H,
        seat: Seat,
        drain: Drain,
    ) -> impl Future<Output = ()> + Send + 'static {
        let this = self.clone();
        async move {
            let _open = this.metrics.accepted();
            match stream {
                Stream::Tcp(stream) => this.secure(stream, handler, &seat, drain).await,
                Stream::Unix(stream) => this.secure(stream, handler, &seat, drain).await,
            }
        }
    }

    async fn secure<S, H>(&self, stream: S, handler: H, seat: &Seat, mut drain: Drain)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        H: Handler,
    {
        let activity = Activity::new(self.idleness);
        let stream = Patience::new(stream, self.idleness.taking, activity.clone());
        let Some(tls) = &self.tls else {
            return self.speak(stream, handler, activity, seat, drain).await;
        };
        let reason = tokio::select! {
            biased;
            // Nothing has been asked.
            () = drain.last_call() => return,
            () = seat.taken_away() => Reason::MadeWay,
            handshake = tls.accept(stream) => match handshake {
                Ok(stream) => return self.speak(stream, handler, activity, seat, drain).await,
                Err(error) if error.kind() == io::ErrorKind::InvalidData => Reason::Malformed,
                // The peer's affair.
                Err(_) => return,
            },
            () = tokio::time::sleep(self.handshake_timeout) => Reason::TimeOut,
        };
        self.metrics.ended(Phase::Handshake, reason);
    }

    async fn speak<S, H>(
        &self,
        stream: S,
        handler: H,
        activity: Activity,
        seat: &Seat,
        mut drain: Drain,
    ) where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        H: Handler,
    {
        let ends = drain.clone();
        let unread = Arc::new(self.strangers.one());
        let leaves_too_many = Arc::clone(&unread);
        let service = service_fn(|request: Request<Incoming>| {
            let under_way = activity.begin();
            let handler = handler.clone();
            let caller = seat.caller().clone();
            let ends = ends.clone();
            let unread = Arc::clone(&unread);
            async move {
                let (head, body) = request.into_parts();
                let version = head.version;
                let inbound = Inbound {
                    has_body: !body.is_end_stream(),
                    head,
                    caller: caller.clone(),
                };
                drop(body);
                let (mut head, body) = handler.answer(inbound).await.into_parts();
                let place = match caller.is_stranger() {
                    // Its connection is ended as soon as this is heard of.
                    true => Some(unread.place().ok_or_else(refused)?),
                    false => None,
                };
                if version <= Version::HTTP_11 && ends.is_asked() {
                    let close = HeaderValue::from_static("close");
                    head.headers.insert(CONNECTION, close);
                }
                Ok::<_, h2::Error>(Response::from_parts(head, under_way.answer(body, place)))
            }
        });
        let stream = TokioIo::new(LineEnds::new(stream));
        let mut connection = pin!(self.http.serve_connection(stream, service));
        let reason = tokio::select! {
            ended = connection.as_mut() => match ended.err().as_deref().and_then(reason_of) {
                Some(reason) => return self.metrics.ended(Phase::Http, reason),
                None => return,
            },
            () = seat.taken_away() => {
                if seat.caller().is_stranger() {
                    return self.metrics.ended(Phase::Http, Reason::MadeWay);
                }
                // Its calls end well first.
                Some(Reason::MadeWay)
            }
            // Nothing of it is waited for.
            () = seat.of_a_stranger(leaves_too_many.too_many()) => {
                return self.metrics.ended(Phase::Http, Reason::Unread);
            }
            () = activity.overdue() => Some(Reason::TimeOut),
            () = drain.last_call() => None,
        };
        connection.as_mut().graceful_shutdown();
        let at_most = match reason {
            Some(_) => self.idleness.taking.saturating_add(FAREWELL),
            // It has a limit of its own.
            None => Duration::MAX,
        };
        let reason = tokio::select! {
            _ = connection => reason,
            () = seat.of_a_stranger(seat.taken_away()) => Some(Reason::MadeWay),
            () = activity.left(|| seat.caller().is_stranger(), at_most) => reason,
        };
        if let Some(reason) = reason {
            self.metrics.ended(Phase::Http, reason);
        }
    }
}

/// What the peer hears of a request that is not answered.
fn refused() -> h2::Error {
    h2::Reason::REFUSED_STREAM.into()
}

/// Why the relay gave a connection up, if it was not the peer who did.
fn reason_of(error: &(dyn StdError + Send + Sync + 'static)) -> Option<Reason> {
    let error = error.downcast_ref::<hyper::Error>()?;
    if error.is_timeout() {
        Some(Reason::TimeOut)
    } else if error.is_parse() {
        Some(Reason::Malformed)
    } else if error.is_user() {
        // HTTP/1.1 has no other way to give a request no answer, which is `refused`.
        Some(Reason::Unread)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use hyper_util::rt::TokioExecutor;
    use tokio::io::AsyncWriteExt as _;

    use super::*;

    #[tokio::test]
    async fn a_request_that_gets_no_answer_is_one_of_too_many_over_http_1_1_too() {
        let (mut peer, stream) = tokio::io::duplex(1024);
        let request = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        peer.write_all(request).await.unwrap();
        let service = service_fn(|_| async { Err::<Response<String>, _>(refused()) });
        let http = auto::Builder::new(TokioExecutor::new());
        let served = http.serve_connection(TokioIo::new(stream), service).await;
        assert!(matches!(
            reason_of(&*served.unwrap_err()),
            Some(Reason::Unread)
        ));
    }
}
