//! The rate limit of log lines, by their kind, so that refused requests cannot fill the disk. Lines
//! left out are counted, and the next line of the kind says how many.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::registry::Registry;
use tokio::time::Instant;

use crate::metrics::register;

/// Kinds with a limit of their own; all others share one.
const KINDS: usize = 64;
const OTHERS: &str = "others";

/// The lines of a burst, and the time after which one more is allowed.
#[derive(Debug, Clone, Copy)]
struct Rate {
    burst: u32,
    pause: Duration,
}

/// For callers without a good signature: ten lines a second.
const UNPROVEN: Rate = Rate {
    burst: 50,
    pause: Duration::from_millis(100),
};
/// For the edges of one key: fifty lines a second.
const PROVEN: Rate = Rate {
    burst: 200,
    pause: Duration::from_millis(20),
};

/// Whose lines share a limit. Naming a key without having it uses up none of the lines of the
/// edges that have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LogSource<'a> {
    /// The request names no known key.
    Unknown,
    /// It names a known key, and its signature is not good.
    Named,
    /// Its signature is good, by the key with this id.
    Proven(&'a str),
}

/// Decides which lines are written.
#[derive(Debug)]
pub(crate) struct LogLimiter {
    kinds: Mutex<Sources>,
    left_out: Counter,
}

#[derive(Debug, Default)]
struct Sources {
    unknown: Kinds,
    named: Kinds,
    /// By the id of their key, of which the settings have few.
    proven: HashMap<String, Kinds>,
}

#[derive(Debug, Default)]
struct Kinds(HashMap<String, Bucket>);

/// A token bucket, stored as the moment from which it is full.
#[derive(Debug)]
struct Bucket {
    full: Instant,
    left_out: u64,
}

impl LogLimiter {
    /// Adds its metric to a registry.
    pub(crate) fn register(registry: &mut Registry) -> Self {
        Self {
            kinds: Mutex::default(),
            left_out: register(
                registry,
                "log_lines_left_out",
                "Lines of refused and failed requests that were not written, since too many alike were",
            ),
        }
    }

    /// Whether a line of this kind is written at `now`, and then how many before it were left out.
    pub(super) fn admit(&self, source: LogSource<'_>, kind: &str, now: Instant) -> Option<u64> {
        let admitted = self.sources().admit(source, kind, now);
        if admitted.is_none() {
            self.left_out.inc();
        }
        admitted
    }

    fn sources(&self) -> MutexGuard<'_, Sources> {
        self.kinds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sources {
    fn admit(&mut self, source: LogSource<'_>, kind: &str, now: Instant) -> Option<u64> {
        match source {
            LogSource::Unknown => self.unknown.admit(UNPROVEN, kind, now),
            LogSource::Named => self.named.admit(UNPROVEN, kind, now),
            LogSource::Proven(key_id) => {
                if let Some(kinds) = self.proven.get_mut(key_id) {
                    return kinds.admit(PROVEN, kind, now);
                }
                let kinds = self.proven.entry(key_id.to_owned()).or_default();
                kinds.admit(PROVEN, kind, now)
            }
        }
    }
}

impl Kinds {
    fn admit(&mut self, rate: Rate, kind: &str, now: Instant) -> Option<u64> {
        let Self(buckets) = self;
        let is_new = !buckets.contains_key(kind);
        let kind = if is_new && buckets.len() >= KINDS {
            OTHERS
        } else {
            kind
        };
        if let Some(bucket) = buckets.get_mut(kind) {
            return bucket.admit(rate, now);
        }
        let mut bucket = Bucket {
            full: now,
            left_out: 0,
        };
        let admitted = bucket.admit(rate, now);
        buckets.insert(kind.to_owned(), bucket);
        admitted
    }
}

impl Bucket {
    fn admit(&mut self, rate: Rate, now: Instant) -> Option<u64> {
        let full = self.full.max(now) + rate.pause;
        if full.duration_since(now) > rate.pause.saturating_mul(rate.burst) {
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
    fn written(
        limiter: &LogLimiter,
        source: LogSource<'_>,
        kind: &str,
        lines: usize,
        now: Instant,
    ) -> usize {
        (0..lines)
            .filter(|_| limiter.admit(source, kind, now).is_some())
            .count()
    }

    fn limiter() -> LogLimiter {
        LogLimiter::register(&mut Registry::default())
    }

    #[test]
    fn a_flood_is_written_up_to_its_rate_and_the_next_line_says_what_was_left_out() {
        let (limiter, mut now) = (limiter(), Instant::now());
        assert_eq!(
            written(&limiter, LogSource::Unknown, "mismatch", 100_000, now),
            50
        );
        assert_eq!(limiter.left_out.get(), 99_950);
        now += UNPROVEN.pause;
        assert_eq!(
            limiter.admit(LogSource::Unknown, "mismatch", now),
            Some(99_950)
        );
        assert_eq!(limiter.admit(LogSource::Unknown, "mismatch", now), None);
        // Ten seconds of a flood, a millisecond at a time.
        let mut all = 0;
        for _ in 0..10_000 {
            now += Duration::from_millis(1);
            all += written(&limiter, LogSource::Unknown, "mismatch", 80, now);
        }
        assert_eq!(all, 100);
        now += UNPROVEN.pause;
        assert!(
            limiter
                .admit(LogSource::Unknown, "mismatch", now)
                .is_some_and(|out| out > 0)
        );
        now += Duration::from_secs(3600);
        assert_eq!(
            written(&limiter, LogSource::Unknown, "mismatch", 100, now),
            50
        );
    }

    #[test]
    fn an_unknown_callers_flood_leaves_out_no_line_of_an_edge_nor_of_another_reason() {
        let (limiter, now) = (limiter(), Instant::now());
        let edge = LogSource::Proven("edge-1");
        for unproven in [LogSource::Unknown, LogSource::Named] {
            assert_eq!(written(&limiter, unproven, "expired", 100_000, now), 50);
            assert_eq!(limiter.admit(unproven, "mismatch", now), Some(0));
        }
        assert_eq!(limiter.admit(edge, "expired", now), Some(0));
    }

    #[test]
    fn the_edges_of_one_key_leave_out_no_line_of_those_of_another() {
        let (limiter, now) = (limiter(), Instant::now());
        let [one, other] = ["edge-1", "edge-2"].map(LogSource::Proven);
        assert_eq!(written(&limiter, one, "replayed", 1000, now), 200);
        assert_eq!(limiter.admit(other, "replayed", now), Some(0));
    }

    #[test]
    fn kinds_without_end_are_one_kind() {
        let (limiter, now) = (limiter(), Instant::now());
        let all: usize = (0..10_000)
            .map(|n| written(&limiter, LogSource::Unknown, &n.to_string(), 1, now))
            .sum();
        assert_eq!(all, KINDS + 50);
        assert_eq!(limiter.sources().unknown.0.len(), KINDS + 1);
    }
}
