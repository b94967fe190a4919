//! Warnings before a certificate expires. The manufacturer announces a renewal by e-mail, which may
//! not reach the person who runs the relay.

use std::collections::HashMap;
use std::fmt;

use tracing::{error, warn};

use crate::identity::days_left;

const SECONDS_A_DAY: u64 = 86_400;

/// The expiry of a certificate in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expiry {
    pub(crate) which: CertificateKind,
    /// The Unix second.
    pub(crate) not_after: i64,
}

/// Which certificate it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum CertificateKind {
    /// That of the identity with this name.
    Identity(String),
    /// The upstream's authorities'.
    Authority,
    /// The relay's own.
    Own,
}

impl fmt::Display for CertificateKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Identity(name) => write!(f, "the certificate of identity {name:?}"),
            Self::Authority => f.write_str("the last certificate of upstream.ca"),
            Self::Own => f.write_str("the relay's own certificate"),
        }
    }
}

/// How near the end is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// 30 days or less.
    Month,
    /// 7 days or less.
    Week,
    /// One day or less.
    Day,
    /// It has come.
    Over,
}

impl Level {
    fn of(days_left: i64) -> Option<Self> {
        match days_left {
            ..0 => Some(Self::Over),
            0..=1 => Some(Self::Day),
            2..=7 => Some(Self::Week),
            8..=30 => Some(Self::Month),
            _ => None,
        }
    }
}

/// Warns once a day for each certificate, and again as soon as the next level is reached.
#[derive(Debug, Default)]
pub(crate) struct Alarms {
    raised: HashMap<CertificateKind, (Level, u64)>,
}

impl Alarms {
    /// Writes what is due in the log at the Unix second `now`.
    pub(crate) fn raise(&mut self, expiries: &[Expiry], now: u64) {
        for (expiry, level) in self.due(expiries, now) {
            let days_left = days_left(expiry.not_after, now);
            let which = expiry.which.to_string();
            match level {
                Level::Month | Level::Week => warn!(which, days_left, "a certificate ends soon"),
                Level::Day => error!(which, days_left, "a certificate ends"),
                Level::Over => error!(which, days_left, "a certificate has ended"),
            }
        }
    }

    fn due<'e>(&mut self, expiries: &'e [Expiry], now: u64) -> Vec<(&'e Expiry, Level)> {
        let today = now / SECONDS_A_DAY;
        expiries
            .iter()
            .filter_map(|expiry| {
                let level = Level::of(days_left(expiry.not_after, now))?;
                let before = self.raised.insert(expiry.which.clone(), (level, today));
                (before != Some((level, today))).then_some((expiry, level))
            })
            .collect()
    }
}

/// A line for each certificate that ends soon.
pub(crate) fn lines(expiries: &[Expiry], now: u64) -> Vec<String> {
    expiries
        .iter()
        .filter_map(|expiry| {
            let days = days_left(expiry.not_after, now);
            Level::of(days)?;
            Some(match days {
                ..0 => format!("{} has ended", expiry.which),
                0 => format!("{} ends within a day", expiry.which),
                1 => format!("{} ends in 1 day", expiry.which),
                _ => format!("{} ends in {days} days", expiry.which),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_795_219_200;
    const DAY: i64 = 86_400;

    fn in_days(days: i64) -> [Expiry; 1] {
        [Expiry {
            which: CertificateKind::Identity("app".to_owned()),
            not_after: i64::try_from(NOW).unwrap() + days * DAY,
        }]
    }

    fn days_later(days: u64) -> u64 {
        NOW + days * SECONDS_A_DAY
    }

    #[test]
    fn the_levels_begin_at_30_7_and_1_days() {
        for (days, level) in [
            (31, None),
            (30, Some(Level::Month)),
            (8, Some(Level::Month)),
            (7, Some(Level::Week)),
            (2, Some(Level::Week)),
            (1, Some(Level::Day)),
            (0, Some(Level::Day)),
            (-1, Some(Level::Over)),
        ] {
            assert_eq!(Level::of(days), level, "{days}");
        }
    }

    #[test]
    fn an_alarm_is_raised_once_a_day_and_at_each_level() {
        let mut alarms = Alarms::default();
        let expiry = in_days(9);
        let mut due = |now| alarms.due(&expiry, now).len();
        assert_eq!((due(NOW), due(NOW + 1)), (1, 0));
        // 8 days, and a minute later 7 and a part.
        assert_eq!((due(days_later(1)), due(days_later(1))), (1, 0));
        let next_level = days_later(1) + 60;
        assert_eq!((due(next_level), due(next_level + 60)), (1, 0));
    }

    #[test]
    fn a_line_tells_the_days_in_words() {
        for (days, line) in [
            (6, "the certificate of identity \"app\" ends in 6 days"),
            (1, "the certificate of identity \"app\" ends in 1 day"),
            (0, "the certificate of identity \"app\" ends within a day"),
            (-1, "the certificate of identity \"app\" has ended"),
        ] {
            assert_eq!(lines(&in_days(days), NOW), [line]);
        }
        assert!(lines(&in_days(31), NOW).is_empty());
    }
}
