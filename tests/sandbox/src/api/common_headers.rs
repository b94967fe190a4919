//! The headers that every answer of the API carries, wanted or not.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU32, Ordering};

use hyper::StatusCode;
use hyper::header::{
    ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, EXPIRES, HeaderName,
    RETRY_AFTER, SET_COOKIE, STRICT_TRANSPORT_SECURITY,
};

use crate::chance::Chance;
use crate::serve::answer::{Answer, add_header};

/// Calls a day and calls a second, in the documentation's sample.
const A_DAY: u32 = 100_000;
const A_SECOND: u32 = 100;

/// The seconds to wait at the limit, in the documentation's sample.
const WAIT: &str = "1045";

/// Adds them to answers, and counts down the calls of the day.
#[derive(Debug, Default)]
pub(crate) struct CommonHeaders {
    called: AtomicU32,
}

impl CommonHeaders {
    /// Adds the headers to an answer for a client at `client`.
    pub(crate) fn add_to(&self, answer: &mut Answer, client: IpAddr, chance: &Chance) {
        let called = self.called.fetch_add(1, Ordering::Relaxed) + 1;
        let status = answer.status();
        let transport = match status.is_success() {
            true => "OK OK",
            false => "FAIL FAIL",
        };
        let session = format!("JSESSIONID={}; Path=/; HttpOnly", chance.hex(32));
        let transaction = chance.hex(32);
        let client = client.to_string();
        let plain = [
            (
                CACHE_CONTROL,
                "no-store, no-cache, must-revalidate, private",
            ),
            (EXPIRES, "0"),
            (STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
            (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            (ACCESS_CONTROL_ALLOW_METHODS, "GET"),
            (SET_COOKIE, "rememberMe=deleteMe; Path=/; Max-Age=0"),
            (SET_COOKIE, &session),
            (SET_COOKIE, "PSACountry=FR; Domain=.groupe-psa.com; Path=/"),
            (
                HeaderName::from_static("x-global-transaction-id"),
                &transaction,
            ),
            (HeaderName::from_static("x-backside-transport"), transport),
            (HeaderName::from_static("x-client-ip"), &client),
        ];
        for (name, value) in plain {
            add_header(answer, name, value);
        }
        let limited = status == StatusCode::TOO_MANY_REQUESTS;
        if status == StatusCode::OK || limited {
            let left = A_DAY.saturating_sub(called).to_string();
            for (name, value) in [
                ("x-ratelimit-limit-1", A_DAY.to_string()),
                ("x-ratelimit-remaining-1", left),
                ("x-ratelimit-limit-2", A_SECOND.to_string()),
                ("x-ratelimit-remaining-2", (A_SECOND - 1).to_string()),
            ] {
                add_header(answer, HeaderName::from_static(name), &value);
            }
        }
        if limited {
            let reset = HeaderName::from_static("x-ratelimit-reset");
            add_header(answer, reset, WAIT);
            add_header(answer, RETRY_AFTER, WAIT);
        }
    }
}
