//! The upstream's rate limit: what it says of its quota, and the time for which it asks to wait.
//!
//! The relay keeps that time itself, for the whole identity, and over a renewal of its credential:
//! until it is over no call is made. Calls that wait for a connection are refused before they are
//! written. Those that wait within an HTTP/2 connection whose server allows few streams have been
//! let through, and are written when a stream is free. An answer that is held, or under way, is
//! passed on all the same.
//!
//! A 429 counts by its head, whatever its body is: gateways send pages with it and cut them short.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, StatusCode};
use tokio::time::Instant;

use crate::retry_after::whole_seconds;
use crate::upstream::failure::{Failure, FailureKind};
use crate::upstream::metrics::Meter;

/// The longest time to wait, which is the longest window of the quota. A longer one is a mistake.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
/// What the names of all headers about the quota begin with.
const QUOTA: &str = "x-ratelimit-";
/// Seconds to wait. The upstream sends it beside `Retry-After`.
const RESET: &str = "x-ratelimit-reset";
/// A window of the quota.
struct Window {
    name: &'static str,
    /// The headers that have its limit, the first that can be read counts.
    limit: &'static [&'static str],
    /// Those that have what is left of it.
    remaining: &'static [&'static str],
}

/// Headers without a number are about the day.
const DAY: Window = Window {
    name: "day",
    limit: &["x-ratelimit-limit-1", "x-ratelimit-limit"],
    remaining: &["x-ratelimit-remaining-1", "x-ratelimit-remaining"],
};
const SECOND: Window = Window {
    name: "second",
    limit: &["x-ratelimit-limit-2"],
    remaining: &["x-ratelimit-remaining-2"],
};

/// Refuses calls while the upstream asks to wait.
#[derive(Debug)]
pub(in crate::upstream) struct RateLimit {
    until: Mutex<Option<Instant>>,
    meter: Meter,
}

impl RateLimit {
    /// A rate limit that refuses nothing yet.
    pub(in crate::upstream) fn new(meter: Meter) -> Self {
        Self {
            until: Mutex::default(),
            meter,
        }
    }

    /// Checks that a call may be made now. Fails with the time to wait.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let mut until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        let left = until.map_or(Duration::ZERO, |until| {
            until.saturating_duration_since(Instant::now())
        });
        if left.is_zero() {
            *until = None;
            return Ok(());
        }
        Err(Failure {
            retry_after: Some(whole_seconds(left)),
            ..Failure::unsent(FailureKind::RateLimited, "the upstream has asked to wait")
        })
    }

    /// Learns from the head of an answer, whatever becomes of its body.
    pub(super) fn learn(&self, status: StatusCode, headers: &HeaderMap) {
        if headers.keys().any(is_of_quota) {
            for window in [DAY, SECOND] {
                let [limit, remaining] =
                    [window.limit, window.remaining].map(|names| number(headers, names));
                if limit.is_some() || remaining.is_some() {
                    self.meter.quota(window.name, limit, remaining);
                }
            }
        }
        if status == StatusCode::TOO_MANY_REQUESTS
            && let Some(wait) = wait(status, headers, SystemTime::now())
        {
            self.set(wait);
        }
    }

    fn set(&self, wait: Duration) {
        let mut until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = Some(Instant::now() + wait);
        // A later answer that asks for less does not shorten the time.
        if asked > *until {
            *until = asked;
            self.meter.limited(wait);
        }
    }
}

/// Whether a header tells something of the quota.
pub(super) fn is_of_quota(name: &HeaderName) -> bool {
    name.as_str().starts_with(QUOTA)
}

/// The time that an answer asks to wait (RFC 9110 section 10.2.3), if it asks for any. A date to wait
/// for is compared with the answer's own: this machine's clock, `now`, may be wrong, and counts only
/// for an answer without a date. The quota's reset is a time to wait only where the quota is used up.
pub(super) fn wait(status: StatusCode, headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let asked = text(headers, RETRY_AFTER.as_str()).and_then(|text| {
        seconds(text).or_else(|| {
            let date = |text| httpdate::parse_http_date(text).ok();
            let answered = self::text(headers, DATE.as_str())
                .and_then(date)
                .unwrap_or(now);
            Some(date(text)?.duration_since(answered).unwrap_or_default())
        })
    });
    asked
        .or_else(|| match status {
            StatusCode::TOO_MANY_REQUESTS => text(headers, RESET).and_then(seconds),
            _ => None,
        })
        .map(|wait| wait.min(LONGEST))
}

/// A number of seconds, in digits only. One that is too large is the largest there is.
fn seconds(text: &str) -> Option<Duration> {
    let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| Duration::from_secs(text.parse().unwrap_or(u64::MAX)))
}

/// What is left of the day's quota, if an answer says so.
pub(crate) fn remaining_today(headers: &HeaderMap) -> Option<i64> {
    number(headers, DAY.remaining)
}

/// The number in the first of these headers that has one.
fn number(headers: &HeaderMap, names: &[&str]) -> Option<i64> {
    let mut texts = names.iter().filter_map(|name| text(headers, name));
    texts.find_map(|text| text.parse().ok())
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(&'static str, &'static str)]) -> Option<u64> {
        let now = httpdate::parse_http_date("Wed, 18 Nov 2026 11:06:40 GMT").unwrap();
        let headers = headers
            .iter()
            .map(|&(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        wait(StatusCode::TOO_MANY_REQUESTS, &headers, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn the_time_to_wait_is_seconds_or_a_date_and_a_day_at_most() {
        for (value, seconds) in [
            ("0", Some(0)),
            ("1045", Some(1045)),
            (" 7 ", Some(7)),
            ("99999999999999999999999", Some(86_400)),
            ("Wed, 18 Nov 2026 11:07:40 GMT", Some(60)),
            ("Wed, 18 Nov 2026 11:06:00 GMT", Some(0)),
            ("Mon, 18 Nov 2126 11:06:40 GMT", Some(86_400)),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(asked(&[("retry-after", value)]), seconds, "{value:?}");
        }
        assert_eq!(asked(&[]), None);
    }

    #[test]
    fn a_date_to_wait_for_counts_from_the_date_of_the_answer() {
        let wait_until = ("retry-after", "Wed, 18 Nov 2026 11:16:40 GMT");
        for (date, seconds) in [
            ("Wed, 18 Nov 2026 11:15:40 GMT", 60),
            ("Wed, 18 Nov 2026 11:20:00 GMT", 0),
            ("yesterday", 600),
        ] {
            assert_eq!(
                asked(&[wait_until, ("date", date)]),
                Some(seconds),
                "{date}"
            );
        }
    }

    #[test]
    fn the_reset_counts_where_there_is_no_retry_after_to_read() {
        assert_eq!(asked(&[("x-ratelimit-reset", "9")]), Some(9));
        let both = [("retry-after", "7"), ("x-ratelimit-reset", "9")];
        assert_eq!(asked(&both), Some(7));
    }

    #[tokio::test(start_paused = true)]
    async fn a_rate_limit_tells_the_seconds_left_and_ends_by_itself() {
        let meter = Meter::new("test");
        let limit = RateLimit::new(meter.clone());
        assert_eq!(limit.check(), Ok(()));
        limit.set(Duration::from_secs(10));
        let told = meter.limited_until.get();
        limit.set(Duration::from_secs(2));
        assert_eq!(meter.limited_until.get(), told);
        tokio::time::advance(Duration::from_millis(2500)).await;
        let refused = limit.check().unwrap_err();
        assert_eq!(
            (refused.kind, refused.sent, refused.retry_after),
            (FailureKind::RateLimited, false, Some(8))
        );
        tokio::time::advance(Duration::from_millis(7500)).await;
        assert_eq!(limit.check(), Ok(()));
    }
}
