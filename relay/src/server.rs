//! Listening: connections in, each within its limits, and an orderly end.

mod connection;
mod handler;
mod listener;
mod patience;
mod tls;

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper_util::server::graceful::GracefulShutdown;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_rustls::TlsAcceptor;
use tracing::warn;

pub(crate) use handler::Handler;
pub use listener::BindError;
pub(crate) use tls::acceptor;

use crate::config::{Limits, Listen};
use connection::Connections;
use listener::{Listener, Stream};

/// First and longest pause after a connection could not be accepted, for want of descriptors
/// most often: trying again at once would only burn the processor.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// How a server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drained {
    /// All that had begun was finished.
    Whole,
    /// The drain timeout came first.
    CutShort,
}

/// A bound listener that is not served yet.
pub(crate) struct Server {
    listener: Listener,
    connections: Connections,
    room: Arc<Semaphore>,
    drain_timeout: Duration,
}

impl Server {
    /// Binds, so that the address is known and taken before anything else is said.
    pub(crate) async fn bind(
        listen: &Listen,
        limits: &Limits,
        tls: Option<TlsAcceptor>,
    ) -> Result<Self, BindError> {
        Ok(Self {
            listener: Listener::bind(listen).await?,
            connections: Connections::new(limits, tls),
            room: Arc::new(Semaphore::new(
                limits.connections.min(Semaphore::MAX_PERMITS),
            )),
            drain_timeout: limits.drain_timeout,
        })
    }

    /// Where it listens, port 0 resolved.
    pub(crate) fn address(&self) -> &Listen {
        self.listener.address()
    }

    /// Serves until `stop`, then finishes what has begun.
    pub(crate) async fn serve<H: Handler>(
        self,
        handler: H,
        stop: impl Future<Output = ()>,
    ) -> Drained {
        let graceful = GracefulShutdown::new();
        let mut stop = pin!(stop);
        let mut pause = FIRST_PAUSE;
        loop {
            let accepted = tokio::select! {
                biased;
                () = &mut stop => break,
                accepted = self.accept() => accepted,
            };
            match accepted {
                Ok((stream, room)) => {
                    pause = FIRST_PAUSE;
                    let serving =
                        self.connections
                            .serve(stream, handler.clone(), graceful.watcher());
                    tokio::spawn(async move {
                        serving.await;
                        drop(room);
                    });
                }
                Err(error) => {
                    warn!(%error, "cannot accept a connection");
                    tokio::select! {
                        biased;
                        () = &mut stop => break,
                        () = tokio::time::sleep(pause) => {}
                    }
                    pause = pause.saturating_mul(2).min(LONGEST_PAUSE);
                }
            }
        }
        drop(self.listener);
        match tokio::time::timeout(self.drain_timeout, graceful.shutdown()).await {
            Ok(()) => Drained::Whole,
            Err(_) => Drained::CutShort,
        }
    }

    /// The next connection, once there is room for it.
    async fn accept(&self) -> io::Result<(Stream, OwnedSemaphorePermit)> {
        let room = Arc::clone(&self.room)
            .acquire_owned()
            .await
            .map_err(io::Error::other)?;
        Ok((self.listener.accept().await?, room))
    }
}
