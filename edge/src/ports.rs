//! What the edge needs from outside: time, chance, other servers, limits, a log.
//!
//! The decisions are written over these traits and so run natively in tests; `runtime` has the
//! implementations of a Worker. Futures need not be `Send`: a Worker has one thread.
//!
//! All other servers are behind the one trait [`Http`], and not behind a trait for each: so the
//! identity provider and the relay are ordinary code, tested down to the bytes they send.

use std::time::Duration;

use http::header::{HeaderMap, RETRY_AFTER};
use serde::Serialize;

/// The time of day.
pub trait Clock {
    /// The Unix time in seconds.
    fn now(&self) -> u64;
}

/// Waiting.
pub trait Timer {
    /// Is over after so many seconds.
    async fn pause(&self, seconds: u64);
}

/// A cryptographic source of randomness.
pub trait Random {
    /// Fills the buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// Other servers.
pub trait Http {
    /// Sends one request and reads the whole answer, following no redirect.
    async fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> Result<http::Response<Vec<u8>>, HttpFailure>;
}

/// How long and how large an exchange may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From the first byte sent to the last received.
    pub time: Duration,
    /// Bytes of the body.
    pub body: usize,
}

/// Why there is no answer. Something may have reached the server in every case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HttpFailure {
    /// The connection could not be made or broke.
    #[error("unreachable: {0}")]
    Unreachable(String),
    /// There was no whole answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The answer is larger than the limit.
    #[error("the answer is too large")]
    TooLarge,
}

/// After how many seconds a server wants to be asked again, if it says so in seconds (RFC 9110 section
/// 10.2.3).
pub fn retry_after(headers: &HeaderMap) -> Option<u64> {
    number(headers, RETRY_AFTER.as_str())
}

/// The whole number that a header is.
pub fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// What counts how often callers come.
pub trait Limiter {
    /// Counts a request by `key`, and says whether it is one too many.
    async fn count(&self, limit: RateLimit, key: &str) -> Result<RateLimitOutcome, LimiterError>;
}

/// What is counted apart, each with a limit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RateLimit {
    /// Logins begun.
    Login,
    /// Returns from the identity provider.
    Callback,
    /// Authorization codes that clients exchange, and bearers that they revoke.
    HandOff,
    /// Passwords that come from one place.
    PasswordFrom,
    /// Passwords that are tried for one user name.
    PasswordFor,
    /// Calls of the API.
    Api,
    /// Eligibility questions, per address.
    EligibilityFrom,
    /// Eligibility questions, per car.
    EligibilityFor,
    /// Eligibility questions, in all.
    EligibilityInAll,
    /// Notifications to one driver's address.
    Hook,
    /// Keys that are shown as the owner's.
    Owner,
}

/// Whether a request is one too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateLimitOutcome {
    /// It is not.
    Within,
    /// It is, for so many seconds, where that is known.
    Over(Option<u32>),
}

/// The limiter does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("limiter: {0}")]
pub struct LimiterError(pub String);

/// The platform's own cryptography, for the signatures of others.
pub trait Verifier {
    /// Whether a signature is the key's, by RS256 (RFC 7518 section 3.3).
    async fn is_signed(
        &self,
        key: &RsaKey,
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, Unverified>;
}

/// The public half of an RSA key, as a JSON Web Key has it (RFC 7518 section 6.3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RsaKey {
    /// The modulus, in base64url.
    pub n: String,
    /// The exponent, in base64url.
    pub e: String,
}

/// The platform could not check a signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("signature not checked: {0}")]
pub struct Unverified(pub String);

/// What may be forgotten at any time: the memory that requests of one process share.
pub trait Memory {
    /// What was kept under a name, if it is still there.
    fn recall(&self, name: &str) -> Option<Memo>;
    /// Keeps it, in place of what was there.
    fn keep(&self, name: &str, kept: Memo);
}

/// Something that is kept in memory, with its age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memo {
    /// Unix second at which it was new.
    pub at: u64,
    /// The thing itself.
    pub value: Vec<u8>,
}

/// The log: one JSON object a line.
pub trait Log {
    /// Writes a line. What is written never holds a token, a code, a cookie or a vehicle's id.
    fn line(&self, event: &LogLine<'_>);
}

/// One line of the log.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogLine<'a> {
    /// What happened: `request`, `relay`, `login`, …
    pub event: &'a str,
    /// The request it happened in.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub request_id: &'a str,
    /// The route's template, never the path itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<&'a str>,
    /// The HTTP status answered or received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The slug of the problem or outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'a str>,
    /// What an owner needs to know of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'a str>,
}

/// Logs what is for the owner and not for the caller.
pub fn log(to: &impl Log, request_id: &str, event: &str, detail: &str) {
    to.line(&LogLine {
        event,
        request_id,
        detail: Some(detail),
        ..LogLine::default()
    });
}

/// Random bytes.
pub fn random<const N: usize>(random: &impl Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}
