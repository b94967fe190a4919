//! Jitter: times that differ by chance, so that what began together does not end together.

use std::time::Duration;

/// A random time from four fifths of `time` to all of it.
pub(super) fn shortened(time: Duration) -> Duration {
    let mut random = [0; 2];
    // Without randomness there is no jitter, which does no harm.
    let _ = getrandom::fill(&mut random);
    let fraction = f64::from(u16::from_ne_bytes(random)) / f64::from(u16::MAX);
    time.mul_f64(1.0 - 0.2 * fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortened_time_is_never_longer_and_never_shorter_than_four_fifths() {
        let (all, most) = (Duration::from_secs(10), Duration::from_secs(8));
        let times: Vec<_> = (0..1000).map(|_| shortened(all)).collect();
        assert!(times.iter().all(|time| (most..=all).contains(time)));
        assert!(times.iter().any(|time| *time != times[0]));
    }
}
