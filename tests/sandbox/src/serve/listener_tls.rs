//! The TLS configuration of a listener, replaced as a whole: connections of the old one are closed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use rustls::{HandshakeKind, ServerConfig};
use tokio::sync::watch;

use crate::lock::lock;

/// The TLS configuration of a listener.
#[derive(Debug)]
pub(crate) struct ListenerTls {
    active: Mutex<Active>,
    full: AtomicU64,
    resumed: AtomicU64,
}

#[derive(Debug)]
struct Active {
    config: Arc<ServerConfig>,
    retire: watch::Sender<()>,
}

impl Active {
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
        // An error means that the sender is dropped, which has the same meaning.
        let _ = self.0.changed().await;
    }
}

impl ListenerTls {
    /// A listener with its first configuration.
    pub(crate) fn new(config: Arc<ServerConfig>) -> Self {
        Self {
            active: Mutex::new(Active::new(config)),
            full: AtomicU64::new(0),
            resumed: AtomicU64::new(0),
        }
    }

    /// The configuration for a connection that begins now.
    pub(crate) fn accept(&self) -> (Arc<ServerConfig>, Ticket) {
        let active = lock(&self.active);
        let ticket = Ticket(active.retire.subscribe());
        (Arc::clone(&active.config), ticket)
    }

    /// Takes another configuration, and returns once every older connection is closed.
    pub(crate) async fn replace(&self, config: Arc<ServerConfig>) {
        let old = std::mem::replace(&mut *lock(&self.active), Active::new(config));
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
