//! Listeners: they accept connections within the limits, and drain them at the end.

mod connection;
mod connection_limit;
mod drain;
mod executor;
mod handler;
mod line_ends;
mod listener;
mod metrics;
mod timeouts;
mod tls;
mod unread_limit;
mod write_timeout;

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout};
use tokio_rustls::TlsAcceptor;
use tracing::warn;

pub(crate) use connection_limit::Peer;
pub(crate) use handler::{Handler, Inbound};
pub use listener::BindError;
pub(crate) use listener::Socket;
pub(crate) use metrics::ConnectionMetrics;
pub(crate) use tls::acceptor;

use crate::config::{Limits, Listen};
use connection::ConnectionServer;
use connection_limit::{ConnectionLimit, ConnectionSlot};
use drain::{DrainController, DrainSignal};
use listener::{Listener, Stream};

/// First and longest pause after a connection could not be accepted, mostly for lack of
/// descriptors. Without a pause the loop would only use up the processor.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// How a server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrainOutcome {
    /// All calls that somebody waited for were finished, and all writes, with or without their
    /// caller.
    Complete,
    /// The drain timeout was over first, or a second signal ended the drain.
    CutShort,
}

/// A bound listener that is not served yet.
pub(crate) struct Server {
    listener: Listener,
    connections: Arc<ConnectionServer>,
    metrics: metrics::ListenerMetrics,
    connection_limit: ConnectionLimit,
    drain_timeout: Duration,
}

/// A server that accepts no more connections, and finishes the calls under way.
pub(crate) struct Draining(DrainController);

impl Server {
    /// Takes over `inherited` or binds, so that the address is known before the relay reports
    /// that it listens.
    pub(crate) async fn bind(
        listen: &Listen,
        inherited: Option<Socket>,
        tls: Option<TlsAcceptor>,
        limits: &Limits,
        metrics: metrics::ListenerMetrics,
    ) -> Result<Self, BindError> {
        Ok(Self {
            listener: match inherited {
                Some(socket) => Listener::adopt(socket, listen)?,
                None => Listener::bind(listen).await?,
            },
            connections: Arc::new(ConnectionServer::new(limits, tls, metrics.clone())),
            metrics,
            connection_limit: ConnectionLimit::new(limits.connections),
            drain_timeout: limits.drain_timeout,
        })
    }

    /// Where it listens, port 0 resolved.
    pub(crate) fn address(&self) -> &Listen {
        self.listener.address()
    }

    /// Serves until `stop` completes, and then begins the drain.
    pub(crate) async fn serve<H: Handler>(
        self,
        handler: H,
        stop: impl Future<Output = ()>,
    ) -> Draining {
        let drains = DrainController::new(self.drain_timeout);
        let stopping = async {
            stop.await;
            drains.begin();
        };
        tokio::join!(stopping, self.take_in(handler, &drains));
        Draining(drains)
    }

    /// Accepts connections until the drain, and then those that the kernel has queued: their
    /// calls have begun.
    async fn take_in<H: Handler>(&self, handler: H, drains: &DrainController) {
        let mut drain = drains.listen();
        let mut pause = FIRST_PAUSE;
        let mut told = None;
        loop {
            match self.next(&mut drain).await {
                Ok(Some((stream, slot))) => {
                    pause = FIRST_PAUSE;
                    let handler = handler.clone();
                    let serving = self
                        .connections
                        .serve(stream, handler, slot, drains.listen());
                    tokio::spawn(serving);
                }
                Ok(None) => return,
                Err(error) => {
                    self.metrics.accept_error();
                    if told.is_none_or(|told: Instant| told.elapsed() >= LONGEST_PAUSE) {
                        told = Some(Instant::now());
                        warn!(%error, "cannot accept a connection");
                    }
                    // An evicted connection frees the descriptor that the next one needs.
                    if self.connection_limit.evict() {
                        pause = FIRST_PAUSE;
                    }
                    if !drain.has_begun() {
                        let _ = timeout(pause, drain.begun()).await;
                    } else if timeout(pause, drain.last_call()).await.is_ok() {
                        return;
                    }
                    pause = pause.saturating_mul(2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// The next connection, once the limit allows it; `None` when no more are accepted.
    async fn next(&self, drain: &mut DrainSignal) -> io::Result<Option<(Stream, ConnectionSlot)>> {
        let stream = tokio::select! {
            biased;
            _ = drain.begun() => match self.listener.accept_waiting() {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
                accepted => accepted?,
            },
            accepted = self.listener.accept() => accepted?,
        };
        tokio::select! {
            biased;
            slot = self.connection_limit.acquire() => Ok(Some((stream, slot?))),
            () = drain.last_call() => Ok(None),
        }
    }
}

impl Draining {
    /// Completes once all connections are closed, and after that `rest`, or the drain timeout is over.
    pub(crate) async fn finished(self, rest: impl Future<Output = ()>) -> DrainOutcome {
        if self.0.ended(rest).await {
            DrainOutcome::Complete
        } else {
            DrainOutcome::CutShort
        }
    }
}
