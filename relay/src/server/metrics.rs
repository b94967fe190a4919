//! Metrics of connections, by listener.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::metrics::register;

/// The metrics of all listeners. A clone is the same metrics.
#[derive(Debug, Clone)]
pub(crate) struct ConnectionMetrics {
    accepted: Family<ListenerLabels, Counter>,
    open: Family<ListenerLabels, Gauge>,
    ended: Family<EndedLabels, Counter>,
    accept_errors: Family<ListenerLabels, Counter>,
}

/// The metrics of one listener.
#[derive(Debug, Clone)]
pub(crate) struct ListenerMetrics {
    listener: &'static str,
    accepted: Counter,
    open: Gauge,
    ended: Family<EndedLabels, Counter>,
    accept_errors: Counter,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ListenerLabels {
    listener: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct EndedLabels {
    listener: &'static str,
    phase: &'static str,
    reason: &'static str,
}

/// How far a connection had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ConnectionPhase {
    /// It had not finished its TLS handshake.
    Handshake,
    /// It had, or needs none.
    Http,
}

/// Why the relay ended a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EndReason {
    /// A timeout was over, other than that of a connection whose requests were all answered.
    TimeOut,
    /// What it sent was not TLS, or not HTTP.
    Malformed,
    /// It was evicted for another.
    Evicted,
    /// It left more answers unread than an unauthenticated peer may.
    Unread,
}

/// The ends on which an alarm is set (docs/operations.md).
const ALARMING: [(ConnectionPhase, EndReason); 5] = [
    (ConnectionPhase::Handshake, EndReason::TimeOut),
    (ConnectionPhase::Handshake, EndReason::Evicted),
    (ConnectionPhase::Http, EndReason::TimeOut),
    (ConnectionPhase::Http, EndReason::Evicted),
    (ConnectionPhase::Http, EndReason::Unread),
];

/// An open connection; counted until it is dropped.
#[derive(Debug)]
pub(super) struct OpenConnection(Gauge);

impl ConnectionMetrics {
    /// Adds them to a registry.
    pub(crate) fn register(registry: &mut Registry) -> Self {
        Self {
            accepted: register(registry, "connections", "Connections accepted"),
            open: register(registry, "connections_open", "Connections open"),
            ended: register(
                registry,
                "connections_ended",
                "Connections that the relay ended, by how far they had come and why",
            ),
            accept_errors: register(
                registry,
                "accept_errors",
                "Connections that could not be accepted, for want of descriptors most often",
            ),
        }
    }

    /// Those of one listener, at zero from the start: a rise from nothing would not be seen.
    pub(crate) fn of(&self, listener: &'static str) -> ListenerMetrics {
        let label = ListenerLabels { listener };
        let this = ListenerMetrics {
            listener,
            accepted: self.accepted.get_or_create_owned(&label),
            open: self.open.get_or_create_owned(&label),
            ended: self.ended.clone(),
            accept_errors: self.accept_errors.get_or_create_owned(&label),
        };
        for (phase, reason) in ALARMING {
            this.endings(phase, reason);
        }
        this
    }
}

impl ListenerMetrics {
    pub(super) fn accepted(&self) -> OpenConnection {
        self.accepted.inc();
        self.open.inc();
        OpenConnection(self.open.clone())
    }

    pub(super) fn ended(&self, phase: ConnectionPhase, reason: EndReason) {
        self.endings(phase, reason).inc();
    }

    fn endings(&self, phase: ConnectionPhase, reason: EndReason) -> Counter {
        let ended = EndedLabels {
            listener: self.listener,
            phase: match phase {
                ConnectionPhase::Handshake => "handshake",
                ConnectionPhase::Http => "http",
            },
            reason: match reason {
                EndReason::TimeOut => "timeout",
                EndReason::Malformed => "malformed",
                EndReason::Evicted => "made-way",
                EndReason::Unread => "unread",
            },
        };
        self.ended.get_or_create_owned(&ended)
    }

    pub(super) fn accept_error(&self) {
        self.accept_errors.inc();
    }
}

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.0.dec();
    }
}

#[cfg(test)]
mod tests {
    use prometheus_client::encoding::text::encode;

    use super::*;

    #[test]
    fn what_an_alarm_is_set_on_is_there_before_it_first_happens() {
        let mut registry = Registry::default();
        let _ = ConnectionMetrics::register(&mut registry).of("edges");
        let mut text = String::new();
        encode(&mut text, &registry).unwrap();
        for labels in [
            "phase=\"handshake\",reason=\"timeout\"",
            "phase=\"handshake\",reason=\"made-way\"",
            "phase=\"http\",reason=\"timeout\"",
            "phase=\"http\",reason=\"made-way\"",
            "phase=\"http\",reason=\"unread\"",
        ] {
            let line = format!("\nconnections_ended_total{{listener=\"edges\",{labels}}} 0\n");
            assert!(text.contains(&line), "{line}{text}");
        }
        assert!(text.contains("\naccept_errors_total{listener=\"edges\"} 0\n"));
    }
}
