//! Metrics of requests, by operation and outcome.

use std::sync::{Mutex, PoisonError};
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
    used: Mutex<Vec<Used>>,
}

/// The metrics of answers alike that were counted before. There are few, and the families would hash
/// their labels for each request.
#[derive(Debug)]
struct Used {
    labels: AnsweredLabels,
    answered: Counter,
    duration: Histogram,
}

/// Answers that are looked for one after the other; of all others the families are asked.
const MOST_USED: usize = 16;

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
                "Requests, by operation, outcome (ok, a problem's code or caller-gone) and HTTP status",
            ),
            durations: register_with_unit(
                registry,
                "request_duration",
                "Time from a request's head to its answer",
                Unit::Seconds,
                Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            ),
            used: Mutex::default(),
        }
    }

    /// Counts one. `operation` is its name in the table, `outcome` is `ok`, a problem's slug or
    /// `caller-gone`.
    pub(crate) fn ended(
        &self,
        operation: Option<&'static str>,
        outcome: &'static str,
        status: u16,
        took: Duration,
    ) {
        let operation = operation.unwrap_or(UNKNOWN);
        let labels = AnsweredLabels {
            operation,
            outcome,
            status,
        };
        let took = took.as_secs_f64();
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(used) = used.iter().find(|used| used.labels == labels) {
            used.answered.inc();
            used.duration.observe(took);
            return;
        }
        let answered = self.answered.get_or_create_owned(&labels);
        let duration = self
            .durations
            .get_or_create_owned(&OperationLabels { operation });
        answered.inc();
        duration.observe(took);
        if used.len() < MOST_USED {
            used.push(Used {
                labels,
                answered,
                duration,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use prometheus_client::encoding::text::encode;

    use super::*;

    #[test]
    fn every_answer_is_counted_however_many_kinds_there_are() {
        let mut registry = Registry::default();
        let metrics = RequestMetrics::register(&mut registry);
        let kinds = u16::try_from(2 * MOST_USED).unwrap();
        for _ in 0..3 {
            for status in 0..kinds {
                metrics.ended(Some("USER"), "ok", status, Duration::from_millis(3));
            }
            metrics.ended(None, "ok", 0, Duration::ZERO);
        }
        let mut text = String::new();
        encode(&mut text, &registry).unwrap();
        let answered = "requests_total{operation=\"USER\",outcome=\"ok\",status=";
        let counts = text.lines().filter(|line| line.starts_with(answered));
        let counts: Vec<_> = counts
            .map(|line| line.rsplit_once(' ').unwrap().1)
            .collect();
        assert_eq!(counts, vec!["3"; usize::from(kinds)]);
        for line in [
            "requests_total{operation=\"none\",outcome=\"ok\",status=\"0\"} 3",
            &format!(
                "request_duration_seconds_count{{operation=\"USER\"}} {}",
                3 * kinds
            ),
            "request_duration_seconds_count{operation=\"none\"} 3",
        ] {
            assert!(text.lines().any(|other| other == line), "{line}: {text}");
        }
        assert_eq!(metrics.used.lock().unwrap().len(), MOST_USED);
    }
}
