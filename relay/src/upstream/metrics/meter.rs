//! The metrics of one identity.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::histogram::Histogram;
use tokio::time::Instant;

use crate::metrics::gauged;
use crate::upstream::failure::FailureKind;

/// Seconds. Handshakes take milliseconds; calls usually take 0.1 to 2 s, and none more than its
/// deadline.
const BUCKETS: [f64; 12] = [
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];
/// The outcome of most calls.
pub(in crate::upstream) const ANSWERED: &str = "2xx";
/// The outcomes on which an alarm is set (docs/operations.md).
const ALARMING: [FailureKind; 2] = [FailureKind::CertificateRefused, FailureKind::NotTrusted];

/// The metrics of one identity. A clone is the same metrics.
#[derive(Debug, Clone)]
pub(in crate::upstream) struct Meter {
    /// The identity's name.
    pub(in crate::upstream) identity: String,
    /// Time that whole calls take.
    pub(in crate::upstream) call: Histogram,
    /// Time that calls wait for a connection.
    pub(in crate::upstream) queue: Histogram,
    /// Time that connections take to open.
    pub(in crate::upstream) connect: Histogram,
    /// Time from the request to the answer's head.
    pub(in crate::upstream) head: Histogram,
    /// Time that the rest of the answer takes.
    pub(in crate::upstream) body: Histogram,
    /// Calls that shared the outcome of a call under way.
    pub(in crate::upstream) coalesced: Counter,
    /// Calls that got a held answer.
    pub(in crate::upstream) hits: Counter,
    /// Connections in all.
    pub(in crate::upstream) open: Gauge,
    /// Connections without a call.
    pub(in crate::upstream) idle: Gauge,
    /// Calls without a connection.
    pub(in crate::upstream) waiting: Gauge,
    /// Full TLS handshakes.
    pub(in crate::upstream) full: Counter,
    /// Resumed TLS sessions.
    pub(in crate::upstream) resumed: Counter,
    /// Whether the breaker is open, or counts as open.
    pub(in crate::upstream) failing_fast: Gauge,
    /// Answers held.
    pub(in crate::upstream) held: Gauge,
    /// Bytes that they take up.
    pub(in crate::upstream) held_bytes: Gauge,
    /// Unix time until which no call is made.
    pub(in crate::upstream) limited_until: Gauge,
    /// Calls by their outcome.
    pub(super) calls: Outcomes,
    /// Those answered with data, beside the others since most calls are.
    answered: Counter,
    /// Retries by their outcome.
    pub(super) retries: Outcomes,
    /// What the upstream says of its quota.
    pub(super) quotas: Quotas,
}

/// Counters by outcome. One is there once it is looked up.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcomes(Arc<Mutex<BTreeMap<&'static str, Counter>>>);

/// The quota by its windows. One is there once the upstream speaks of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Quotas(Arc<Mutex<BTreeMap<&'static str, Quota>>>);

/// What the upstream said last of a window. A number that it never said is absent, and not 0.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quota {
    pub(super) limit: Option<i64>,
    pub(super) remaining: Option<i64>,
}

impl Meter {
    /// The metrics of the identity with this name, at zero.
    pub(in crate::upstream) fn new(identity: &str) -> Self {
        let histogram = || Histogram::new(BUCKETS);
        let calls = Outcomes::default();
        // There from the start: a rise from nothing would not be seen.
        for kind in ALARMING {
            calls.of(kind.as_str());
        }
        Self {
            identity: identity.to_owned(),
            call: histogram(),
            queue: histogram(),
            connect: histogram(),
            head: histogram(),
            body: histogram(),
            coalesced: Counter::default(),
            hits: Counter::default(),
            open: Gauge::default(),
            idle: Gauge::default(),
            waiting: Gauge::default(),
            full: Counter::default(),
            resumed: Counter::default(),
            failing_fast: Gauge::default(),
            held: Gauge::default(),
            held_bytes: Gauge::default(),
            limited_until: Gauge::default(),
            answered: calls.of(ANSWERED),
            calls,
            retries: Outcomes::default(),
            quotas: Quotas::default(),
        }
    }

    /// Counts a call that was made.
    pub(in crate::upstream) fn made(&self, outcome: &'static str) {
        match outcome {
            ANSWERED => self.answered.inc(),
            _ => self.calls.of(outcome).inc(),
        };
    }

    /// Counts a call that was to be retried.
    pub(in crate::upstream) fn retried(&self, outcome: &'static str) {
        self.retries.of(outcome).inc();
    }

    /// Sets the time until which no call is made.
    pub(in crate::upstream) fn limited(&self, wait: Duration) {
        let until = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .saturating_add(wait);
        self.limited_until.set(gauged(until.as_secs()));
    }

    /// Takes what the upstream says of a window of its quota.
    pub(in crate::upstream) fn quota(
        &self,
        window: &'static str,
        limit: Option<i64>,
        remaining: Option<i64>,
    ) {
        let mut quotas = self.quotas.lock();
        let quota = quotas.entry(window).or_default();
        quota.limit = limit.or(quota.limit);
        quota.remaining = remaining.or(quota.remaining);
    }
}

impl Outcomes {
    /// The counter of an outcome.
    fn of(&self, outcome: &'static str) -> Counter {
        self.lock().entry(outcome).or_default().clone()
    }

    /// Every counter with its outcome.
    pub(super) fn all(&self) -> Vec<(&'static str, Counter)> {
        let counters = self.lock();
        let counters = counters.iter();
        counters
            .map(|(word, counter)| (*word, counter.clone()))
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, Counter>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Quotas {
    /// One number of every window that has it, as a gauge.
    pub(super) fn all(
        &self,
        number: impl Fn(&Quota) -> Option<i64>,
    ) -> Vec<(&'static str, ConstGauge<i64>)> {
        let quotas = self.lock();
        let numbers = quotas
            .iter()
            .filter_map(|(window, quota)| Some((*window, number(quota)?)));
        numbers
            .map(|(window, number)| (window, ConstGauge::new(number)))
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, Quota>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Observes the time until it is dropped, so what is given up counts too.
#[derive(Debug)]
pub(in crate::upstream) struct Timed<'h> {
    histogram: &'h Histogram,
    began: Instant,
}

impl<'h> Timed<'h> {
    /// Begins to measure now.
    pub(in crate::upstream) fn new(histogram: &'h Histogram) -> Self {
        Self {
            histogram,
            began: Instant::now(),
        }
    }
}

impl Drop for Timed<'_> {
    fn drop(&mut self) {
        self.histogram.observe(self.began.elapsed().as_secs_f64());
    }
}

/// Counts one in a gauge until it is dropped.
#[derive(Debug)]
pub(in crate::upstream) struct Counted(Gauge);

impl Counted {
    /// Counts one more.
    pub(in crate::upstream) fn new(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}
