//! The metrics of calls to the upstream, by identity.

mod labels;
mod meter;

use std::sync::OnceLock;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use labels::{
    HandshakeLabels, IdentityLabels, OutcomeLabels, PhaseLabels, SparedLabels, StateLabels,
    WindowLabels,
};
pub(super) use meter::{ANSWERED, Counted, Meter, Timed};

use crate::metrics::{register, register_with_unit};

/// Seconds. Handshakes take milliseconds; calls usually take 0.1 to 2 s, and none more than its
/// deadline.
const BUCKETS: [f64; 12] = [
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];
const PREFIX: &str = "upstream";

/// The metrics of all identities' upstreams. A clone is the same metrics.
#[derive(Debug, Clone)]
pub struct Metrics {
    calls: Family<OutcomeLabels, Counter>,
    durations: Family<IdentityLabels, Histogram, fn() -> Histogram>,
    phases: Family<PhaseLabels, Histogram, fn() -> Histogram>,
    spared: Family<SparedLabels, Counter>,
    connections: Family<StateLabels, Gauge>,
    waiting: Family<IdentityLabels, Gauge>,
    handshakes: Family<HandshakeLabels, Counter>,
    retries: Family<OutcomeLabels, Counter>,
    failing_fast: Family<IdentityLabels, Gauge>,
    held: Family<IdentityLabels, Gauge>,
    held_bytes: Family<IdentityLabels, Gauge>,
    limited_until: Family<IdentityLabels, Gauge>,
    quota_limit: Family<WindowLabels, Gauge>,
    quota_remaining: Family<WindowLabels, Gauge>,
}

fn histogram() -> Histogram {
    Histogram::new(BUCKETS)
}

impl Metrics {
    /// Adds them to a registry, as `upstream_…` behind its own prefix.
    pub fn register(registry: &mut Registry) -> Self {
        let registry = registry.sub_registry_with_prefix(PREFIX);
        Self {
            calls: register(
                registry,
                "calls",
                "Calls made, by the class of the answer's status or the kind of failure",
            ),
            durations: register_with_unit(
                registry,
                "call_duration",
                "Time of a call from its beginning to its answer or failure",
                Unit::Seconds,
                Family::new_with_constructor(histogram),
            ),
            phases: register_with_unit(
                registry,
                "phase_duration",
                "Time of the parts of a call: queue for a connection, head and body of the answer; \
             and of connecting, handshake included",
                Unit::Seconds,
                Family::new_with_constructor(histogram),
            ),
            spared: register(
                registry,
                "spared_calls",
                "Calls answered without one of their own, by a call in flight or a held answer",
            ),
            connections: register(
                registry,
                "connections",
                "Connections, open in all and idle of these",
            ),
            waiting: register(registry, "waiting", "Calls that wait for a connection"),
            handshakes: register(registry, "handshakes", "TLS handshakes, full and resumed"),
            retries: register(
                registry,
                "retries",
                "Calls that the upstream had not looked at and that were to be made again, by what \
             came of it",
            ),
            failing_fast: register(
                registry,
                "failing_fast",
                "1 while connections fail and calls are not tried, and from refusals until a call is \
             answered, else 0; 2 for the moment of a renewal that does not help",
            ),
            held: register(registry, "held_answers", "Answers held for who asks again"),
            held_bytes: register_with_unit(
                registry,
                "held_answers",
                "Memory that held answers take up",
                Unit::Bytes,
                Family::default(),
            ),
            limited_until: register_with_unit(
                registry,
                "rate_limited_until_timestamp",
                "Unix time until which the upstream's rate limit is kept without asking, 0 if never",
                Unit::Seconds,
                Family::default(),
            ),
            quota_limit: register(
                registry,
                "quota_limit",
                "Calls that the upstream allows in a window, as it said last",
            ),
            quota_remaining: register(
                registry,
                "quota_remaining",
                "Calls that are left in a window, as the upstream said last",
            ),
        }
    }

    /// The metrics of one identity.
    pub(super) fn of(&self, identity: &str) -> Meter {
        let of = || IdentityLabels {
            identity: identity.to_owned(),
        };
        let phase = |phase| {
            self.phases.get_or_create_owned(&PhaseLabels {
                identity: identity.to_owned(),
                phase,
            })
        };
        let spared = |by| {
            self.spared.get_or_create_owned(&SparedLabels {
                identity: identity.to_owned(),
                by,
            })
        };
        let connections = |state| {
            self.connections.get_or_create_owned(&StateLabels {
                identity: identity.to_owned(),
                state,
            })
        };
        let handshakes = |kind| {
            self.handshakes.get_or_create_owned(&HandshakeLabels {
                identity: identity.to_owned(),
                kind,
            })
        };
        Meter {
            identity: identity.to_owned(),
            call: self.durations.get_or_create_owned(&of()),
            queue: phase("queue"),
            connect: phase("connect"),
            head: phase("head"),
            body: phase("body"),
            coalesced: spared("flight"),
            hits: spared("hold"),
            open: connections("open"),
            idle: connections("idle"),
            waiting: self.waiting.get_or_create_owned(&of()),
            full: handshakes("full"),
            resumed: handshakes("resumed"),
            failing_fast: self.failing_fast.get_or_create_owned(&of()),
            held: self.held.get_or_create_owned(&of()),
            held_bytes: self.held_bytes.get_or_create_owned(&of()),
            limited_until: self.limited_until.get_or_create_owned(&of()),
            calls: self.calls.clone(),
            answered: OnceLock::new(),
            retries: self.retries.clone(),
            quota_limit: self.quota_limit.clone(),
            quota_remaining: self.quota_remaining.clone(),
        }
    }
}
