//! One connection: its TLS handshake, and HTTP within the limits.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use http::header::{CONNECTION, HeaderValue};
use http::{Request, Response, Version};
use hyper::body::{Body as _, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::coop;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::connection_limit::{ConnectionSlot, Peer};
use super::drain::DrainSignal;
use super::executor::EagerExecutor;
use super::handler::{Handler, Inbound};
use super::line_ends::LineEnds;
use super::listener::Stream;
use super::metrics::{self, ConnectionPhase, EndReason};
use super::timeouts::{ConnectionTimers, PendingRequest, ResponseBody, TimedOut, Timeouts};
use super::unread_limit::{UnreadLimit, UnreadResponses};
use super::write_timeout::WriteTimeout;
use crate::config::Limits;

/// Concurrent requests on an HTTP/2 connection. HTTP/2 itself refuses one more.
const STREAMS: u32 = 128;
/// The HTTP/2 flow-control window of peers: four of the largest bodies that a write may have.
const WINDOW: u32 = 64 << 10;
/// A connection is ended after so many streams that the peer reset before they were accepted
/// (CVE-2023-44487), and after so many that were reset for the peer's errors (CVE-2025-8671).
const PENDING_RESETS: usize = 20;
const ERROR_RESETS: usize = 256;
/// How often an HTTP/2 peer is pinged, and how long it has to acknowledge.
const PING_INTERVAL: Duration = Duration::from_secs(15);
const PING_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a peer without a pending request has to close after it was instructed to.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Serves the connections of one listener.
pub(super) struct ConnectionServer {
    http: auto::Builder<EagerExecutor>,
    tls: Option<TlsAcceptor>,
    handshake_timeout: Duration,
    timeouts: Timeouts,
    unread_limit: UnreadLimit,
    metrics: metrics::ListenerMetrics,
}

impl ConnectionServer {
    pub(super) fn new(
        limits: &Limits,
        tls: Option<TlsAcceptor>,
        metrics: metrics::ListenerMetrics,
    ) -> Self {
        let mut http = auto::Builder::new(EagerExecutor);
        http.http1()
            // `ConnectionTimers` has the same timeout for both protocols. hyper's own would be a
            // timer that is made anew for each request.
            .header_read_timeout(None)
            .max_headers(limits.headers)
            .max_buf_size(limits.header_bytes);
        // hyper ignores its timeouts without a timer.
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
            timeouts: Timeouts {
                idle: limits.header_timeout,
                write: limits.write_timeout,
                close: CLOSE_TIMEOUT,
            },
            unread_limit: UnreadLimit::default(),
            metrics,
        }
    }

    /// Serves a connection until either side ends it, it is evicted, or it is drained.
    pub(super) fn serve<H: Handler>(
        self: &Arc<Self>,
        stream: Stream,
        handler: H,
        slot: ConnectionSlot,
        drain: DrainSignal,
    ) -> impl Future<Output = ()> + Send + 'static {
        let this = Arc::clone(self);
        async move {
            let _open = this.metrics.accepted();
            match stream {
                Stream::Tcp(stream) => this.secure(stream, handler, &slot, drain).await,
                Stream::Unix(stream) => this.secure(stream, handler, &slot, drain).await,
            }
        }
    }

    async fn secure<S, H>(
        &self,
        stream: S,
        handler: H,
        slot: &ConnectionSlot,
        mut drain: DrainSignal,
    ) where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        H: Handler,
    {
        let timers = ConnectionTimers::new(self.timeouts);
        let stream = WriteTimeout::new(stream, self.timeouts.write, timers.clone());
        let Some(tls) = &self.tls else {
            return self.speak(stream, handler, timers, slot, drain).await;
        };
        // What a handshake needs is given back before the connection is served.
        let serving = match Box::pin(self.handshake(tls, stream, slot, &mut drain)).await {
            Some(stream) => self.speak(stream, handler, timers, slot, drain),
            None => return,
        };
        serving.await;
    }

    /// The stream behind a TLS handshake, unless the connection ends before.
    async fn handshake<S>(
        &self,
        tls: &TlsAcceptor,
        stream: S,
        slot: &ConnectionSlot,
        drain: &mut DrainSignal,
    ) -> Option<TlsStream<S>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let reason = tokio::select! {
            biased;
            // It has sent no request.
            () = drain.last_call() => return None,
            () = slot.evicted() => EndReason::Evicted,
            handshake = tls.accept(stream) => match handshake {
                Ok(stream) => return Some(stream),
                Err(error) if error.kind() == io::ErrorKind::InvalidData => EndReason::Malformed,
                // The peer ended it.
                Err(_) => return None,
            },
            () = tokio::time::sleep(self.handshake_timeout) => EndReason::TimeOut,
        };
        self.metrics.ended(ConnectionPhase::Handshake, reason);
        None
    }

    /// Serves HTTP. The connection is boxed before there is a future of this: the future would have room
    /// for the stream, and once more for the connection that is made of it.
    fn speak<'a, S, H>(
        &'a self,
        stream: S,
        handler: H,
        timers: ConnectionTimers,
        slot: &'a ConnectionSlot,
        mut drain: DrainSignal,
    ) -> impl Future<Output = ()> + Send + 'a
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        H: Handler,
    {
        let requests = Arc::new(Requests {
            handler,
            peer: slot.peer().clone(),
            timers: timers.clone(),
            unread: self.unread_limit.connection(),
            drain: drain.clone(),
        });
        let unread = Arc::clone(&requests);
        let service = service_fn(move |request: Request<Incoming>| {
            let under_way = requests.timers.begin();
            Arc::clone(&requests).answer(request, under_way)
        });
        let stream = TokioIo::new(LineEnds::new(stream));
        let mut connection = Box::pin(self.http.serve_connection(stream, service));
        async move {
            // Unconstrained: reading from a busy peer can use up tokio's budget for a task, and these would
            // never be ready.
            let mut end = FuturesUnordered::from_iter([Box::pin(coop::unconstrained(async {
                tokio::select! {
                    () = slot.evicted() => ConnectionEnd::Evicted,
                    () = slot.if_unauthenticated(unread.unread.exceeded()) => ConnectionEnd::Unread,
                    timed_out = timers.timed_out() => ConnectionEnd::TimedOut(timed_out),
                    () = drain.last_call() => ConnectionEnd::Drained,
                }
            }))]);
            let (reason, is_drained) = tokio::select! {
                biased;
                ended = connection.as_mut() => match ended.err().as_deref().and_then(reason_of) {
                    Some(reason) => return self.metrics.ended(ConnectionPhase::Http, reason),
                    None => return,
                },
                Some(end) = end.next() => match end {
                    ConnectionEnd::Evicted if slot.peer().is_unauthenticated() => {
                        return self.metrics.ended(ConnectionPhase::Http, EndReason::Evicted);
                    }
                    // Its calls are answered first.
                    ConnectionEnd::Evicted => (Some(EndReason::Evicted), false),
                    // None of its answers is waited for.
                    ConnectionEnd::Unread => return self.metrics.ended(ConnectionPhase::Http, EndReason::Unread),
                    ConnectionEnd::TimedOut(TimedOut::Silent) => (Some(EndReason::TimeOut), false),
                    // The usual end of a connection that is kept alive: it is not counted as an error.
                    ConnectionEnd::TimedOut(TimedOut::Idle) => (None, false),
                    ConnectionEnd::Drained => (None, true),
                },
            };
            // The drain is waited for no more.
            drop(end);
            connection.as_mut().graceful_shutdown();
            let at_most = match is_drained {
                // The drain timeout limits it.
                true => Duration::MAX,
                false => self.timeouts.write.saturating_add(CLOSE_TIMEOUT),
            };
            let reason = tokio::select! {
                _ = connection => reason,
                () = slot.if_unauthenticated(slot.evicted()) => Some(EndReason::Evicted),
                () = timers.close_timed_out(|| slot.peer().is_unauthenticated(), at_most) => reason,
            };
            if let Some(reason) = reason {
                self.metrics.ended(ConnectionPhase::Http, reason);
            }
        }
    }
}

/// What all requests of a connection have in common. Each keeps one count of it.
struct Requests<H> {
    handler: H,
    peer: Peer,
    timers: ConnectionTimers,
    unread: UnreadResponses,
    drain: DrainSignal,
}

impl<H: Handler> Requests<H> {
    async fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
        under_way: PendingRequest,
    ) -> Result<Response<ResponseBody>, h2::Error> {
        let (head, body) = request.into_parts();
        let version = head.version;
        let mut inbound = Inbound {
            head,
            body: Some(body).filter(|body| !body.is_end_stream()),
            peer: &self.peer,
        };
        let (mut head, body) = self.handler.answer(&mut inbound).await.into_parts();
        let unread = match self.peer.is_unauthenticated() {
            // Its connection is closed once `exceeded` completes.
            true => Some(self.unread.reserve().ok_or_else(refused)?),
            false => None,
        };
        if version <= Version::HTTP_11 && self.drain.has_begun() {
            let close = HeaderValue::from_static("close");
            head.headers.insert(CONNECTION, close);
        }
        Ok(Response::from_parts(head, under_way.answer(body, unread)))
    }
}

/// Why a connection is to end, other than by its peer.
///
/// One future waits for all of them, in a set that polls it only when it was woken: polling each
/// whenever the connection has something to read would take several locks for each request.
#[derive(Debug, Clone, Copy)]
enum ConnectionEnd {
    Evicted,
    Unread,
    TimedOut(TimedOut),
    Drained,
}

/// What an HTTP/2 peer receives for a request that is not answered.
fn refused() -> h2::Error {
    h2::Reason::REFUSED_STREAM.into()
}

/// Why the relay ended a connection, unless the peer did.
fn reason_of(error: &(dyn StdError + Send + Sync + 'static)) -> Option<EndReason> {
    let error = error.downcast_ref::<hyper::Error>()?;
    if error.is_timeout() {
        Some(EndReason::TimeOut)
    } else if error.is_parse() {
        Some(EndReason::Malformed)
    } else if error.is_user() {
        // Over HTTP/1.1 this is what `refused` becomes.
        Some(EndReason::Unread)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Context, Poll, ready};

    use bytes::Bytes;
    use http_body_util::Full;
    use hyper_util::rt::TokioExecutor;
    use prometheus_client::registry::Registry;
    use tokio::io::{AsyncWriteExt as _, ReadBuf};

    use super::super::connection_limit::ConnectionLimit;
    use super::super::drain::DrainController;
    use super::*;

    const READS: usize = 20_000;

    /// An HTTP/2 peer that sends frames of an unknown type for as long as it is read.
    struct Flood(Arc<AtomicUsize>);

    impl AsyncRead for Flood {
        fn poll_read(
            self: Pin<&mut Self>,
            context: &mut Context<'_>,
            buffer: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            let budget = ready!(coop::poll_proceed(context));
            budget.made_progress();
            match self.0.fetch_add(1, Ordering::Relaxed) {
                0 => buffer.put_slice(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                1 => buffer.put_slice(&[0, 0, 0, 4, 0, 0, 0, 0, 0]),
                // The end, so that a test that fails is over.
                READS.. => {}
                _ => buffer.put_slice(&[0, 0, 0, 0xfa, 0, 0, 0, 0, 0]),
            }
            Poll::Ready(Ok(()))
        }
    }

    impl AsyncWrite for Flood {
        fn poll_write(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
            bytes: &[u8],
        ) -> Poll<io::Result<usize>> {
            Poll::Ready(Ok(bytes.len()))
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    #[derive(Clone)]
    struct Never;

    impl Handler for Never {
        async fn answer(&self, _: &mut Inbound<'_>) -> Response<Full<Bytes>> {
            std::future::pending().await
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_peer_that_is_read_without_end_is_evicted() {
        let limit = ConnectionLimit::new(1);
        let slot = limit.acquire().await.unwrap();
        let metrics = metrics::ConnectionMetrics::register(&mut Registry::default());
        let server = ConnectionServer::new(&Limits::default(), None, metrics.of("test"));
        let drain = DrainController::new(Duration::from_secs(30));
        let timers = ConnectionTimers::new(server.timeouts);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(limit.evict());
        let reads = Arc::new(AtomicUsize::new(0));
        let flood = Flood(Arc::clone(&reads));
        server
            .speak(flood, Never, timers, &slot, drain.listen())
            .await;
        assert!(reads.load(Ordering::Relaxed) < READS);
    }

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
            Some(EndReason::Unread)
        ));
    }
}
