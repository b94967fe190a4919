//! The settings of calls to the manufacturer.

use std::path::PathBuf;
use std::time::Duration;

use http::Uri;
use serde::{Deserialize, Serialize};

use super::number::{count, in_seconds, seconds, seconds_or_none};
use super::pin::{Pin, pins};

/// What the base ends with beside which there is version 3 of the API.
pub(crate) const VERSION_4: &str = "/v4";
/// The default port.
const HTTPS: u16 = 443;

/// Where calls go, how long they may take, and what is kept of them. Times are whole seconds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, expecting = "an [upstream] section")]
pub struct UpstreamSettings {
    /// `https://host/connectedcar/v4`.
    pub base: String,
    /// The only authorities whose server certificates are taken.
    pub ca: PathBuf,
    /// The server's public key must be one of these as well, if there are any; two at most.
    #[serde(default, deserialize_with = "pins")]
    pub pin: Vec<Pin>,
    /// Time for a connection, TLS handshake included.
    #[serde(
        default = "connect_timeout",
        deserialize_with = "seconds",
        serialize_with = "in_seconds"
    )]
    pub connect_timeout: Duration,
    /// Time from the request to the head of the answer.
    #[serde(
        default = "head_timeout",
        deserialize_with = "seconds",
        serialize_with = "in_seconds"
    )]
    pub head_timeout: Duration,
    /// Time for which the body of the answer may pause.
    #[serde(
        default = "body_timeout",
        deserialize_with = "seconds",
        serialize_with = "in_seconds"
    )]
    pub body_timeout: Duration,
    /// Time for a whole call, of which it waits for a connection for half at most; one that is made again,
    /// for half of what is left.
    #[serde(
        default = "deadline",
        deserialize_with = "seconds",
        serialize_with = "in_seconds"
    )]
    pub deadline: Duration,
    /// Longest body taken.
    #[serde(default = "max_response_bytes", deserialize_with = "count")]
    pub max_response_bytes: usize,
    /// Bytes of all answers that come, are held or are not taken yet.
    #[serde(default = "answer_bytes", deserialize_with = "count")]
    pub answer_bytes: usize,
    /// Connections at a time.
    #[serde(default = "connections", deserialize_with = "count")]
    pub connections: usize,
    /// Calls that wait for a connection at a time.
    #[serde(default = "queue", deserialize_with = "count")]
    pub queue: usize,
    /// Time for which an unused connection is kept.
    #[serde(
        default = "idle_timeout",
        deserialize_with = "seconds",
        serialize_with = "in_seconds"
    )]
    pub idle_timeout: Duration,
    /// Time for which a connection takes calls.
    #[serde(
        default = "max_age",
        deserialize_with = "seconds",
        serialize_with = "in_seconds"
    )]
    pub max_age: Duration,
    /// Time for which an answer is given to callers that ask the same; 0 for none.
    #[serde(
        default = "hold",
        deserialize_with = "seconds_or_none",
        serialize_with = "in_seconds"
    )]
    pub hold: Duration,
    /// Answers held at a time.
    #[serde(default = "hold_entries", deserialize_with = "count")]
    pub hold_entries: usize,
    /// Bytes of all answers held.
    #[serde(default = "hold_bytes", deserialize_with = "count")]
    pub hold_bytes: usize,
}

impl UpstreamSettings {
    /// The server's name, or its address as it is connected to, and its port.
    pub(crate) fn host_and_port(&self) -> (String, u16) {
        let base = self.base.parse::<Uri>().unwrap_or_default();
        let host = base.host().unwrap_or_default();
        // RFC 3986 section 3.2.2 has an IPv6 address in brackets.
        let host = host.trim_start_matches('[').trim_end_matches(']');
        (host.to_owned(), base.port_u16().unwrap_or(HTTPS))
    }
}

const fn connect_timeout() -> Duration {
    Duration::from_secs(5)
}

const fn head_timeout() -> Duration {
    Duration::from_secs(8)
}

const fn body_timeout() -> Duration {
    Duration::from_secs(4)
}

const fn deadline() -> Duration {
    Duration::from_secs(10)
}

/// As much as an edge takes of a page of telemetry, the longest answer there is.
const fn max_response_bytes() -> usize {
    4 << 20
}

/// A quarter of what the relay has in Kubernetes.
const fn answer_bytes() -> usize {
    64 << 20
}

const fn connections() -> usize {
    32
}

const fn queue() -> usize {
    256
}

/// Servers in front of the upstream close idle connections after 30 s and more. Going first
/// avoids writing a request to a connection that is being closed.
const fn idle_timeout() -> Duration {
    Duration::from_secs(25)
}

const fn max_age() -> Duration {
    Duration::from_secs(600)
}

const fn hold() -> Duration {
    Duration::from_secs(5)
}

const fn hold_entries() -> usize {
    256
}

const fn hold_bytes() -> usize {
    16 << 20
}
