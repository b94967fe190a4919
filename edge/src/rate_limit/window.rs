//! Attempts within a time that the platform's own limiter does not know.

use std::fmt;

use crate::ports::RateLimitOutcome;

/// How many attempts are allowed within a time. It travels as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowLimit {
    most: usize,
    /// How long an attempt counts.
    pub seconds: u64,
}

/// Attempts at one password.
pub const PASSWORD: WindowLimit = WindowLimit {
    most: 5,
    seconds: 15 * 60,
};
/// Questions what one car can do.
pub const ELIGIBILITY_OF_A_CAR: WindowLimit = WindowLimit {
    most: 3,
    seconds: 3600,
};
/// Questions what any car can do.
pub const ELIGIBILITY_IN_ALL: WindowLimit = WindowLimit {
    most: 200,
    seconds: 24 * 3600,
};

impl fmt::Display for WindowLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.most, self.seconds)
    }
}

impl WindowLimit {
    /// Reads one.
    pub fn read(text: &str) -> Option<Self> {
        let (most, seconds) = text.split_once('-')?;
        Some(Self {
            most: most.parse().ok()?,
            seconds: seconds.parse().ok()?,
        })
    }
}

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
    pub fn count(&mut self, limit: &WindowLimit, now: u64) -> RateLimitOutcome {
        self.0.retain(|at| now < at.saturating_add(limit.seconds));
        match self.0.first() {
            Some(oldest) if self.0.len() >= limit.most => {
                let left = oldest.saturating_add(limit.seconds).saturating_sub(now);
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
            let counted = window.count(&PASSWORD, 1000 + second);
            assert_eq!(counted, RateLimitOutcome::Within);
        }
        let mut window = AttemptWindow::read(&window.to_string());
        let mut count = |now| window.count(&PASSWORD, now);
        assert_eq!(count(1010), RateLimitOutcome::Over(Some(890)));
        assert_eq!(count(1899), RateLimitOutcome::Over(Some(1)));
        assert_eq!(
            count(1900),
            RateLimitOutcome::Within,
            "the first is forgotten"
        );
        assert_eq!(count(1900), RateLimitOutcome::Over(Some(1)));
    }

    #[test]
    fn a_car_is_asked_about_three_times_an_hour_and_all_cars_200_times_a_day() {
        for (limit, most, seconds) in [
            (ELIGIBILITY_OF_A_CAR, 3, 3600),
            (ELIGIBILITY_IN_ALL, 200, 86_400),
        ] {
            let mut window = AttemptWindow::default();
            let limit = WindowLimit::read(&limit.to_string()).unwrap();
            for _ in 0..most {
                assert_eq!(window.count(&limit, 1000), RateLimitOutcome::Within);
            }
            let over = RateLimitOutcome::Over(Some(1));
            assert_eq!(window.count(&limit, 999 + seconds), over);
            let within = RateLimitOutcome::Within;
            assert_eq!(window.count(&limit, 1000 + seconds), within);
        }
        for text in ["", "3", "3-", "-3600", "3-3600-1", "a-1"] {
            assert_eq!(WindowLimit::read(text), None, "{text}");
        }
    }
}
