//! Metrics of answered requests, by operation and outcome.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::metrics::{register, register_with_unit};

/// Seconds. What the relay answers by itself takes less than a millisecond, what the upstream
/// answers mostly 0.1 to 2 s, and its deadline is 10.
const BUCKETS: [f64; 12] = [
    0.0005, 0.001, 0.005, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];
/// The operation of a request that was refused before it was known.
const UNKNOWN: &str = "none";

/// Their counters and durations.
#[derive(Debug)]
pub(crate) struct RequestMetrics {
    answered: Family<AnsweredLabels, Counter>,
    durations: Family<OperationLabels, Histogram, fn() -> Histogram>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct AnsweredLabels {
    operation: &'static str,
    outcome: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OperationLabels {
    operation: &'static str,
}

impl RequestMetrics {
    /// Adds them to a registry.
    pub(crate) fn register(registry: &mut Registry) -> Self {
        Self {
            answered: register(
                registry,
                "requests",
                "Requests answered, by operation, outcome (ok or a problem's code) and HTTP status",
            ),
            durations: register_with_unit(
                registry,
                "request_duration",
                "Time from a request's head to its answer",
                Unit::Seconds,
                Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            ),
        }
    }

    /// Counts one. `operation` is its name in the table, `outcome` is `ok` or a problem's slug.
    pub(crate) fn answered(
        &self,
        operation: Option<&'static str>,
        outcome: &'static str,
        status: u16,
        took: Duration,
    ) {
        let operation = operation.unwrap_or(UNKNOWN);
        let answered = AnsweredLabels {
            operation,
            outcome,
            status,
        };
        self.answered.get_or_create(&answered).inc();
        self.durations
            .get_or_create(&OperationLabels { operation })
            .observe(took.as_secs_f64());
    }
}
