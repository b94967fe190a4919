//! The metrics of one identity, looked up once.

use std::sync::OnceLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use tokio::time::Instant;

use super::labels::{OutcomeLabels, WindowLabels};

/// The outcome of most calls.
pub(in crate::upstream) const ANSWERED: &str = "2xx";

/// The metrics of one identity.
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
    pub(super) calls: Family<OutcomeLabels, Counter>,
    /// Calls answered with data: looked up for the first, since most calls are.
    pub(super) answered: OnceLock<Counter>,
    pub(super) retries: Family<OutcomeLabels, Counter>,
    pub(super) quota_limit: Family<WindowLabels, Gauge>,
    pub(super) quota_remaining: Family<WindowLabels, Gauge>,
}

impl Meter {
    /// Counts a call that was made.
    pub(in crate::upstream) fn made(&self, outcome: &'static str) {
        let look_up = || self.calls.get_or_create_owned(&self.outcome(outcome));
        match outcome {
            ANSWERED => self.answered.get_or_init(look_up).inc(),
            _ => look_up().inc(),
        };
    }

    /// Counts a call that was to be retried.
    pub(in crate::upstream) fn retried(&self, outcome: &'static str) {
        self.retries.get_or_create(&self.outcome(outcome)).inc();
    }

    /// Sets the time until which no call is made.
    pub(in crate::upstream) fn limited(&self, wait: Duration) {
        let until = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .saturating_add(wait);
        self.limited_until
            .set(i64::try_from(until.as_secs()).unwrap_or(i64::MAX));
    }

    /// Takes what the upstream says of a window of its quota.
    pub(in crate::upstream) fn quota(
        &self,
        window: &'static str,
        limit: Option<i64>,
        remaining: Option<i64>,
    ) {
        let window = WindowLabels {
            identity: self.identity.clone(),
            window,
        };
        // A number that it never said is absent, and not 0.
        if let Some(limit) = limit {
            self.quota_limit.get_or_create(&window).set(limit);
        }
        if let Some(remaining) = remaining {
            self.quota_remaining.get_or_create(&window).set(remaining);
        }
    }

    fn outcome(&self, outcome: &'static str) -> OutcomeLabels {
        OutcomeLabels {
            identity: self.identity.clone(),
            outcome,
        }
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
