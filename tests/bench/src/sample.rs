//! Times that were measured, and what stands for them.

use std::time::Duration;

/// Times of one kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sample(Vec<Duration>);

impl From<Vec<Duration>> for Sample {
    fn from(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }
}

impl Sample {
    /// Adds one.
    pub(crate) fn add(&mut self, time: Duration) {
        let place = self.0.partition_point(|earlier| *earlier <= time);
        self.0.insert(place, time);
    }

    /// The time that so many percent are not longer than, by the nearest rank; 0 of no times.
    pub(crate) fn percentile(&self, percent: usize) -> Milliseconds {
        Milliseconds(self.time(percent).as_secs_f64() * 1000.0)
    }

    /// The same, as it was measured.
    pub(crate) fn time(&self, percent: usize) -> Duration {
        let rank = self.0.len().saturating_mul(percent).div_ceil(100);
        let time = self.0.get(rank.saturating_sub(1));
        time.copied().unwrap_or_default()
    }

    /// The time in the middle.
    pub(crate) fn median(&self) -> Milliseconds {
        self.percentile(50)
    }
}

/// A time as it is printed: `0.42 ms`. A difference may be negative.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(crate) struct Milliseconds(f64);

impl std::ops::Sub for Milliseconds {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::fmt::Display for Milliseconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{:.2} ms", self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(times: impl IntoIterator<Item = u64>) -> Sample {
        let mut sample = Sample::default();
        for time in times {
            sample.add(Duration::from_millis(time));
        }
        sample
    }

    #[test]
    fn a_percentile_is_a_time_that_was_measured_whatever_order_they_came_in() {
        let hundred = sample((1..=100).rev());
        assert_eq!(hundred.median(), Milliseconds(50.0));
        assert_eq!(hundred.percentile(95), Milliseconds(95.0));
        assert_eq!(hundred.percentile(100), Milliseconds(100.0));
        assert_eq!(sample([7]).percentile(95), Milliseconds(7.0));
        assert_eq!(sample([3, 1, 2]).median(), Milliseconds(2.0));
        assert_eq!(sample([]).median(), Milliseconds(0.0));
    }

    #[test]
    fn what_is_faster_than_what_it_adds_to_shows_as_less_than_nothing() {
        let added = sample([2]).median() - sample([5]).median();
        assert_eq!(format!("[{added:>10}]"), "[  -3.00 ms]");
    }
}
