//! How long a session lasts, and what is remembered of it outside its object.

const DAY: u64 = 24 * 3600;
/// Browsers keep no cookie longer (RFC 6265bis section 5.5).
const MOST_DAYS: u64 = 400;
const DEFAULT_IDLE_DAYS: u64 = 30;
const DEFAULT_MAX_DAYS: u64 = 180;
/// Seconds for which an isolate remembers a live token, by default and at most: as long as it may
/// take until a logout is heard of everywhere.
pub(super) const MOST_TOKEN_MEMORY: u64 = 5;

/// How long a session lasts, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetimes {
    /// Without a call for an account's data.
    pub idle: u64,
    /// In all, and so that of its cookie.
    pub absolute: u64,
}

impl Lifetimes {
    /// Lifetimes of so many days, where they are set.
    pub fn new(idle_days: Option<u64>, max_days: Option<u64>) -> Self {
        Self {
            idle: idle_days.unwrap_or(DEFAULT_IDLE_DAYS).saturating_mul(DAY),
            absolute: max_days.unwrap_or(DEFAULT_MAX_DAYS).saturating_mul(DAY),
        }
    }
}

/// Reads a number of days.
pub(super) fn days(text: &str) -> Result<u64, String> {
    text.parse()
        .ok()
        .filter(|days| (1..=MOST_DAYS).contains(days))
        .ok_or_else(|| format!("a number of days from 1 to {MOST_DAYS}"))
}

/// Reads the seconds for which an isolate remembers a live token. 0 is never.
pub(super) fn token_memory(text: &str) -> Result<u64, String> {
    text.parse()
        .ok()
        .filter(|seconds| *seconds <= MOST_TOKEN_MEMORY)
        .ok_or_else(|| format!("a number of seconds from 0 to {MOST_TOKEN_MEMORY}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_never_asked_to_outlive_what_browsers_keep() {
        assert_eq!(days("1"), Ok(1));
        assert_eq!(days("400"), Ok(400));
        for text in ["0", "401", "-1", "30d", "1.5", "99999999999999999999"] {
            let expected = "a number of days from 1 to 400".to_owned();
            assert_eq!(days(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn a_token_is_remembered_for_five_seconds_at_most() {
        assert_eq!(token_memory("0"), Ok(0));
        assert_eq!(token_memory("5"), Ok(5));
        for text in ["6", "-1", "5s", "2.5", "off", "99999999999999999999"] {
            let expected = "a number of seconds from 0 to 5".to_owned();
            assert_eq!(token_memory(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_set_has_a_default_of_its_own() {
        assert_eq!(
            Lifetimes::new(None, Some(7)),
            Lifetimes {
                idle: 30 * DAY,
                absolute: 7 * DAY
            }
        );
        assert_eq!(Lifetimes::new(Some(2), None).absolute, 180 * DAY);
    }
}
