//! The circuit breaker of an upstream: while connections cannot be opened, calls are refused at
//! once instead of each waiting for a connection of its own.
//!
//! The states, and what leads from one to another:
//!
//! - **Closed.** Calls are tried. [`FAILURE_THRESHOLD`] failures in a row => Open. The first answer
//!   on a connection begins the row anew, and a later one on it does not: the head of an answer is
//!   enough, whatever becomes of the rest of it and of its connection.
//! - **Open.** Calls that need a connection are refused, with the reason of the last failure: a
//!   certificate that is refused stays a certificate that is refused. Connections that work stay in
//!   use. One task probes: it opens a connection after each pause, which costs the upstream one
//!   handshake. The pause begins at [`FIRST_PAUSE`], doubles with each failure of an attempt that
//!   began after it, and ends at [`LONGEST_PAUSE`]; jitter makes it up to a fifth shorter. Attempts
//!   that were under way as the breaker opened do not put the probe off. A connection opens =>
//!   Half-open.
//! - **Half-open.** Calls are tried. A call is answered on a new connection => Closed. A connection
//!   fails => Open, with the pause that it had.
//!
//! A failure is a connection that could not be opened, or one that ended with a refusal of its
//! first call: in TLS 1.3 a server refuses a client certificate only after the handshake. After
//! such a refusal an open connection shows nothing, so the breaker counts as open, in the metric
//! and in the log, until a call is answered.
//!
//! A connection that could not be opened for want of this process's own descriptors changes no
//! state, since it says nothing of the upstream. While the breaker is open it moves the next probe
//! by a pause as long as the last one.

use std::mem;
use std::time::Duration;

use prometheus_client::metrics::gauge::Gauge;
use tokio::time::Instant;

use super::jitter;
use crate::upstream::failure::Failure;
use crate::upstream::metrics::Counted;

/// Failures in a row that open the breaker.
const FAILURE_THRESHOLD: u32 = 3;
/// The first pause between probes, and the longest.
pub(super) const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Decides whether calls are tried, by what became of those before.
#[derive(Debug)]
pub(super) struct Breaker {
    circuit: Circuit,
    /// Whether a task probes.
    probing: bool,
    failing_fast: Gauge,
}

/// The state of a breaker.
#[derive(Debug)]
enum Circuit {
    /// Calls are tried; this many failures have come in a row.
    Closed { failures: u32 },
    /// Calls are refused.
    Open(Trip),
    /// Calls are tried, and one of them has to be answered.
    HalfOpen(Trip),
}

/// What opened a breaker, and how it is probed.
#[derive(Debug)]
struct Trip {
    /// The last failure.
    failure: Failure,
    /// The pause before the next probe, without jitter.
    pause: Duration,
    /// The time of the next probe.
    next: Instant,
    /// Whether a call was refused on a connection that could be opened.
    refused: bool,
    /// Counted in the gauge until an open connection or an answered call shows that it is over.
    counted: Option<Counted>,
}

impl Default for Circuit {
    fn default() -> Self {
        Self::Closed { failures: 0 }
    }
}

impl Breaker {
    /// A closed breaker. While it is open, and until it is dropped, it counts in the gauge.
    pub(super) fn closed(failing_fast: Gauge) -> Self {
        Self {
            circuit: Circuit::default(),
            probing: false,
            failing_fast,
        }
    }

    /// Records that a connection could not be opened, by an attempt that began then. True if that
    /// opens the breaker.
    pub(super) fn failed(&mut self, failure: Failure, began: Instant, now: Instant) -> bool {
        let mut trip = match mem::take(&mut self.circuit) {
            Circuit::Closed { failures } => {
                let failures = failures.saturating_add(1);
                let opens = failures >= FAILURE_THRESHOLD;
                self.circuit = if opens {
                    Circuit::Open(Trip {
                        failure,
                        pause: FIRST_PAUSE,
                        next: now + jitter::shortened(FIRST_PAUSE),
                        refused: false,
                        counted: Some(Counted::new(&self.failing_fast)),
                    })
                } else {
                    Circuit::Closed { failures }
                };
                return opens;
            }
            // An attempt that began before the next probe was due is one of those that were under
            // way as the breaker opened: it gives no new information.
            Circuit::Open(trip) if began < trip.next => {
                self.circuit = Circuit::Open(trip);
                return false;
            }
            Circuit::Open(trip) | Circuit::HalfOpen(trip) => trip,
        };
        if began >= trip.next {
            trip.pause = trip.pause.saturating_mul(2).min(LONGEST_PAUSE);
        }
        trip.failure = failure;
        trip.next = now + jitter::shortened(trip.pause);
        let opens = trip.counted.is_none();
        trip.counted
            .get_or_insert_with(|| Counted::new(&self.failing_fast));
        self.circuit = Circuit::Open(trip);
        opens
    }

    /// Records that the first call was refused on a connection that was opened then. True if that
    /// opens the breaker. From then on only an answered call closes it.
    pub(super) fn refused(&mut self, failure: Failure, opened: Instant, now: Instant) -> bool {
        let opens = self.failed(failure, opened, now);
        if let Circuit::Open(trip) = &mut self.circuit {
            trip.refused = true;
        }
        opens
    }

    /// Records an attempt that gave no information on the upstream: the next probe comes after
    /// another pause.
    pub(super) fn inconclusive(&mut self, now: Instant) {
        if let Circuit::Open(trip) | Circuit::HalfOpen(trip) = &mut self.circuit {
            trip.next = trip.next.max(now + jitter::shortened(trip.pause));
        }
    }

    /// Records that a connection was opened, so that calls are tried. True if the upstream counts
    /// as reachable by that. Until a call is answered, the next failure opens the breaker again,
    /// with its pauses.
    pub(super) fn opened(&mut self) -> bool {
        match mem::take(&mut self.circuit) {
            Circuit::Open(mut trip) | Circuit::HalfOpen(mut trip) => {
                let ends = !trip.refused && trip.counted.take().is_some();
                self.circuit = Circuit::HalfOpen(trip);
                ends
            }
            closed @ Circuit::Closed { .. } => {
                self.circuit = closed;
                false
            }
        }
    }

    /// Records that a call was answered on a new connection, which closes the breaker unless it
    /// is open. True if the upstream counts as reachable only by that.
    pub(super) fn answered(&mut self) -> bool {
        match mem::take(&mut self.circuit) {
            open @ Circuit::Open(_) => {
                self.circuit = open;
                false
            }
            Circuit::Closed { .. } => false,
            Circuit::HalfOpen(trip) => trip.counted.is_some(),
        }
    }

    /// Whether calls are tried.
    pub(super) fn allows_calls(&self) -> bool {
        !matches!(self.circuit, Circuit::Open(_))
    }

    /// Why a call is not tried, while the breaker is open.
    pub(super) fn refusal(&self, now: Instant) -> Option<Failure> {
        let Circuit::Open(trip) = &self.circuit else {
            return None;
        };
        let wait = trip.next.saturating_duration_since(now);
        Some(trip.failure.not_tried(wait.max(Duration::from_secs(1))))
    }

    /// Whether a task has to begin to probe: the breaker is open, and no other one does.
    pub(super) fn begin_probing(&mut self) -> bool {
        let begins = !self.allows_calls() && !self.probing;
        self.probing |= begins;
        begins
    }

    /// The time of the next probe. Without one the probing task ends.
    pub(super) fn next_probe(&mut self) -> Option<Instant> {
        let next = match &self.circuit {
            Circuit::Open(trip) => Some(trip.next),
            Circuit::Closed { .. } | Circuit::HalfOpen(_) => None,
        };
        self.probing = next.is_some();
        next
    }
}

#[cfg(test)]
mod tests;
