//! What is counted of connections, by listener.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// The metrics of all listeners. A clone is the same metrics.
#[derive(Debug, Clone)]
pub(crate) struct Metrics {
    accepted: Family<Listener, Counter>,
    open: Family<Listener, Gauge>,
    ended: Family<Ended, Counter>,
    accept_errors: Family<Listener, Counter>,
}

/// The metrics of one listener.
#[derive(Debug, Clone)]
pub(crate) struct Connections {
    listener: &'static str,
    accepted: Counter,
    open: Gauge,
    ended: Family<Ended, Counter>,
    accept_errors: Counter,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Listener {
    listener: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Ended {
    listener: &'static str,
    phase: &'static str,
    reason: &'static str,
}

/// How far a connection had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// It had not finished its TLS handshake.
    Handshake,
    /// It had, or needs none.
    Http,
}

/// Why the relay ended a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// It took too long over something, or did nothing for too long.
    TimeOut,
    /// What came was not TLS, or not HTTP.
    Malformed,
    /// Its place was needed for another.
    MadeWay,
    /// It left more answers unread than a stranger may.
    Unread,
}

/// An open connection; counted until it is dropped.
#[derive(Debug)]
pub(super) struct Open(Gauge);

impl Metrics {
    /// Adds them to a registry.
    pub(crate) fn register(registry: &mut Registry) -> Self {
        let metrics = Self {
            accepted: Family::default(),
            open: Family::default(),
            ended: Family::default(),
            accept_errors: Family::default(),
        };
        registry.register(
            "connections",
            "Connections accepted",
            metrics.accepted.clone(),
        );
        registry.register("connections_open", "Connections open", metrics.open.clone());
        registry.register(
            "connections_ended",
            "Connections that the relay ended, by how far they had come and why",
            metrics.ended.clone(),
        );
        registry.register(
            "accept_errors",
            "Connections that could not be accepted, for want of descriptors most often",
            metrics.accept_errors.clone(),
        );
        metrics
    }

    /// Those of one listener, at zero from the start.
    pub(crate) fn of(&self, listener: &'static str) -> Connections {
        let label = Listener { listener };
        Connections {
            listener,
            accepted: self.accepted.get_or_create_owned(&label),
            open: self.open.get_or_create_owned(&label),
            ended: self.ended.clone(),
            accept_errors: self.accept_errors.get_or_create_owned(&label),
        }
    }
}

impl Connections {
    pub(super) fn accepted(&self) -> Open {
        self.accepted.inc();
        self.open.inc();
        Open(self.open.clone())
    }

    pub(super) fn ended(&self, phase: Phase, reason: Reason) {
        let ended = Ended {
            listener: self.listener,
            phase: match phase {
                Phase::Handshake => "handshake",
                Phase::Http => "http",
            },
            reason: match reason {
                Reason::TimeOut => "timeout",
                Reason::Malformed => "malformed",
                Reason::MadeWay => "made-way",
                Reason::Unread => "unread",
            },
        };
        self.ended.get_or_create(&ended).inc();
    }

    pub(super) fn accept_error(&self) {
        self.accept_errors.inc();
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.dec();
    }
}
