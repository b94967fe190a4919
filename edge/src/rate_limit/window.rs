//! Attempts at one password within a time that the platform's own limiter does not know.

use std::fmt;

use crate::ports::RateLimitOutcome;

/// Attempts that are allowed within [`SECONDS`].
const MAX_ATTEMPTS: usize = 5;
/// How long an attempt counts.
pub const SECONDS: u64 = 15 * 60;

/// The attempts of late, as Unix seconds, the oldest first. It is kept as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttemptWindow(Vec<u64>);

impl fmt::Display for AttemptWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|at| write!(f, "{at} "))
    }
}

impl AttemptWindow {
    /// Reads what was kept.
    pub fn read(kept: &str) -> Self {
        Self(kept.split(' ').filter_map(|at| at.parse().ok()).collect())
    }

    /// Counts an attempt that is within the limit. One over it is not counted, so that further
    /// attempts do not keep the driver out without end.
    pub fn count(&mut self, now: u64) -> RateLimitOutcome {
        self.0.retain(|at| now < at.saturating_add(SECONDS));
        match self.0.first() {
            Some(oldest) if self.0.len() >= MAX_ATTEMPTS => {
                let left = oldest.saturating_add(SECONDS).saturating_sub(now);
                RateLimitOutcome::Over(u32::try_from(left).ok())
            }
            _ => {
                self.0.push(now);
                RateLimitOutcome::Within
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_attempt_in_a_quarter_of_an_hour_is_one_too_many() {
        let mut window = AttemptWindow::default();
        for second in 0..5 {
            assert_eq!(window.count(1000 + second), RateLimitOutcome::Within);
        }
        let mut window = AttemptWindow::read(&window.to_string());
        assert_eq!(window.count(1010), RateLimitOutcome::Over(Some(890)));
        assert_eq!(window.count(1899), RateLimitOutcome::Over(Some(1)));
        assert_eq!(
            window.count(1900),
            RateLimitOutcome::Within,
            "the first is forgotten"
        );
        assert_eq!(window.count(1900), RateLimitOutcome::Over(Some(1)));
    }
}
