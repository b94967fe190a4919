//! How many lines of a kind are written: at most some a second, so that nobody fills the disk by
//! being refused. What is left out is counted, and the next line of its kind says how many.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::registry::Registry;
use tokio::time::Instant;

/// Kinds that are told apart; all others are one.
const KINDS: usize = 64;
const OTHERS: &str = "others";

/// Lines that may come at once, and time after which there may be one more.
#[derive(Debug, Clone, Copy)]
struct Measure {
    burst: u32,
    pause: Duration,
}

/// Of callers that name no key of ours: ten a second.
const STRANGERS: Measure = Measure {
    burst: 50,
    pause: Duration::from_millis(100),
};
/// Of edges: fifty a second.
const EDGES: Measure = Measure {
    burst: 200,
    pause: Duration::from_millis(20),
};

/// Says which lines are written.
#[derive(Debug)]
pub(crate) struct Damper {
    strangers: Kinds,
    edges: Kinds,
    left_out: Counter,
}

#[derive(Debug)]
struct Kinds {
    measure: Measure,
    buckets: Mutex<HashMap<String, Bucket>>,
}

/// A token bucket, as the moment from which it is full.
#[derive(Debug)]
struct Bucket {
    full: Instant,
    left_out: u64,
}

impl Damper {
    /// Adds its metric to a registry.
    pub(crate) fn register(registry: &mut Registry) -> Self {
        let left_out = Counter::default();
        registry.register(
            "log_lines_left_out",
            "Lines of refused and failed requests that were not written, since too many alike were",
            left_out.clone(),
        );
        Self {
            strangers: Kinds::new(STRANGERS),
            edges: Kinds::new(EDGES),
            left_out,
        }
    }

    /// Whether a line of this kind is written at `now`, and then how many before it were left out.
    pub(super) fn admit(&self, is_edge: bool, kind: &str, now: Instant) -> Option<u64> {
        let kinds = if is_edge {
            &self.edges
        } else {
            &self.strangers
        };
        let admitted = kinds.admit(kind, now);
        if admitted.is_none() {
            self.left_out.inc();
        }
        admitted
    }
}

impl Kinds {
    fn new(measure: Measure) -> Self {
        Self {
            measure,
            buckets: Mutex::default(),
        }
    }

    fn admit(&self, kind: &str, now: Instant) -> Option<u64> {
        let mut buckets = self.lock();
        let is_new = !buckets.contains_key(kind);
        let kind = if is_new && buckets.len() >= KINDS {
            OTHERS
        } else {
            kind
        };
        if let Some(bucket) = buckets.get_mut(kind) {
            return bucket.admit(self.measure, now);
        }
        let mut bucket = Bucket {
            full: now,
            left_out: 0,
        };
        let admitted = bucket.admit(self.measure, now);
        buckets.insert(kind.to_owned(), bucket);
        admitted
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Bucket>> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Bucket {
    fn admit(&mut self, measure: Measure, now: Instant) -> Option<u64> {
        let full = self.full.max(now) + measure.pause;
        if full.duration_since(now) > measure.pause.saturating_mul(measure.burst) {
            self.left_out = self.left_out.saturating_add(1);
            return None;
        }
        self.full = full;
        Some(std::mem::take(&mut self.left_out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of so many lines are written.
    fn written(damper: &Damper, is_edge: bool, kind: &str, lines: usize, now: Instant) -> usize {
        (0..lines)
            .filter(|_| damper.admit(is_edge, kind, now).is_some())
            .count()
    }

    fn damper() -> Damper {
        Damper::register(&mut Registry::default())
    }

    #[test]
    fn a_flood_is_written_up_to_its_measure_and_the_next_line_says_what_was_left_out() {
        let (damper, mut now) = (damper(), Instant::now());
        assert_eq!(written(&damper, false, "mismatch", 100_000, now), 50);
        assert_eq!(damper.left_out.get(), 99_950);
        now += STRANGERS.pause;
        assert_eq!(damper.admit(false, "mismatch", now), Some(99_950));
        assert_eq!(damper.admit(false, "mismatch", now), None);
        // Ten seconds of a flood, a millisecond at a time.
        let mut all = 0;
        for _ in 0..10_000 {
            now += Duration::from_millis(1);
            all += written(&damper, false, "mismatch", 80, now);
        }
        assert_eq!(all, 100);
        now += STRANGERS.pause;
        assert!(
            damper
                .admit(false, "mismatch", now)
                .is_some_and(|out| out > 0)
        );
        now += Duration::from_secs(3600);
        assert_eq!(written(&damper, false, "mismatch", 100, now), 50);
    }

    #[test]
    fn a_strangers_flood_leaves_out_no_line_of_an_edge_nor_of_another_reason() {
        let (damper, now) = (damper(), Instant::now());
        written(&damper, false, "expired", 100_000, now);
        assert_eq!(damper.admit(true, "expired", now), Some(0));
        assert_eq!(damper.admit(false, "mismatch", now), Some(0));
    }

    #[test]
    fn kinds_without_end_are_one_kind() {
        let (damper, now) = (damper(), Instant::now());
        let all: usize = (0..10_000)
            .map(|n| written(&damper, false, &n.to_string(), 1, now))
            .sum();
        assert_eq!(all, KINDS + 50);
        assert_eq!(damper.strangers.lock().len(), KINDS + 1);
    }
}
