//! The TLS configuration of a listener, changed as a whole: who came in by the old one is out.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use rustls::{HandshakeKind, ServerConfig};
use tokio::sync::watch;

use crate::lock::lock;

/// Where TLS connections come in.
#[derive(Debug)]
pub(crate) struct Door {
    fitted: Mutex<Fitted>,
    full: AtomicU64,
    resumed: AtomicU64,
}

#[derive(Debug)]
struct Fitted {
    config: Arc<ServerConfig>,
    retire: watch::Sender<()>,
}

impl Fitted {
    fn new(config: Arc<ServerConfig>) -> Self {
        Self {
            config,
            retire: watch::Sender::new(()),
        }
    }
}

/// Held by a connection for as long as it lives.
#[derive(Debug)]
pub(crate) struct Ticket(watch::Receiver<()>);

impl Ticket {
    /// Waits until the connection has to end.
    pub(crate) async fn retired(&mut self) {
        // An error means that the sender is gone, which is the same news.
        let _ = self.0.changed().await;
    }
}

impl Door {
    /// A door with its first configuration.
    pub(crate) fn new(config: Arc<ServerConfig>) -> Self {
        Self {
            fitted: Mutex::new(Fitted::new(config)),
            full: AtomicU64::new(0),
            resumed: AtomicU64::new(0),
        }
    }

    /// The configuration for a connection that begins now.
    pub(crate) fn enter(&self) -> (Arc<ServerConfig>, Ticket) {
        let fitted = lock(&self.fitted);
        let ticket = Ticket(fitted.retire.subscribe());
        (Arc::clone(&fitted.config), ticket)
    }

    /// Takes another configuration, and returns once every older connection is closed.
    pub(crate) async fn refit(&self, config: Arc<ServerConfig>) {
        let old = std::mem::replace(&mut *lock(&self.fitted), Fitted::new(config));
        old.retire.send_replace(());
        old.retire.closed().await;
    }

    /// Counts a handshake that came to its end.
    pub(crate) fn count(&self, kind: HandshakeKind) {
        let counter = match kind {
            HandshakeKind::Resumed => &self.resumed,
            _ => &self.full,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// How many handshakes were full and how many resumed a session.
    pub(crate) fn handshakes(&self) -> (u64, u64) {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        (read(&self.full), read(&self.resumed))
    }

    /// Counts from zero again.
    pub(crate) fn forget_handshakes(&self) {
        for counter in [&self.full, &self.resumed] {
            counter.store(0, Ordering::Relaxed);
        }
    }
}
