//! The structure of relay.toml, before its values are validated.

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize, Serializer};

use super::number::{count, in_seconds, seconds, seconds_or_none};
use super::upstream::UpstreamSettings;

// No Debug: it may contain the text of a key.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) listen: String,
    pub(super) admin: String,
    pub(super) public_names: Vec<String>,
    #[serde(default)]
    pub(super) allow_plain_public: bool,
    #[serde(default = "yes")]
    pub(super) landlock: bool,
    #[serde(default)]
    pub(super) log: LogFormat,
    #[serde(
        default = "reload_interval",
        deserialize_with = "seconds_or_none",
        serialize_with = "in_seconds"
    )]
    pub(super) reload_interval: Duration,
    pub(super) tls: Option<TlsSection>,
    #[serde(default)]
    pub(super) limits: Limits,
    pub(super) upstream: UpstreamSettings,
    pub(super) writes: Option<WritesSection>,
    pub(super) identity: Vec<IdentitySection>,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One JSON object a line.
    #[default]
    Json,
    /// For people.
    Text,
}

/// A minute, as long as a kubelet may take to bring a changed Secret.
const fn reload_interval() -> Duration {
    Duration::from_secs(60)
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields, expecting = "a [tls] section")]
pub(super) struct TlsSection {
    pub(super) certificate: PathBuf,
    pub(super) key: Option<PathBuf>,
    pub(super) passphrase_file: Option<PathBuf>,
    pub(super) passphrase_env: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields, expecting = "a [writes] section")]
pub(super) struct WritesSection {
    pub(super) name: String,
    #[serde(default)]
    pub(super) allow: Vec<String>,
    #[serde(default)]
    pub(super) hooks: Vec<String>,
}

/// The limits of callers. Times are whole seconds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, expecting = "a [limits] section")]
pub struct Limits {
    /// Concurrent calls; more are refused.
    #[serde(deserialize_with = "count")]
    pub calls: usize,
    /// Connections open at a time. One more evicts one without a good signature so far, or waits.
    #[serde(deserialize_with = "count")]
    pub connections: usize,
    /// Header fields of an HTTP/1.1 request. HTTP/2 counts each as 32 bytes and what it holds.
    #[serde(deserialize_with = "count")]
    pub headers: usize,
    /// Bytes of a request's head.
    #[serde(deserialize_with = "count")]
    pub header_bytes: usize,
    /// Time for a request's head to arrive, and for which a connection may be idle.
    #[serde(deserialize_with = "seconds", serialize_with = "in_seconds")]
    pub header_timeout: Duration,
    /// Time for a TLS handshake.
    #[serde(deserialize_with = "seconds", serialize_with = "in_seconds")]
    pub handshake_timeout: Duration,
    /// Time for which a caller may leave an answer unread.
    #[serde(deserialize_with = "seconds", serialize_with = "in_seconds")]
    pub write_timeout: Duration,
    /// Time for calls under way to finish once the relay receives the signal to stop.
    #[serde(deserialize_with = "seconds", serialize_with = "in_seconds")]
    pub drain_timeout: Duration,
    /// Signatures remembered at a time, against replay.
    #[serde(deserialize_with = "count")]
    pub nonce_capacity: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            calls: 256,
            connections: 1024,
            headers: 64,
            header_bytes: 32 << 10,
            header_timeout: Duration::from_secs(30),
            handshake_timeout: Duration::from_secs(10),
            write_timeout: Duration::from_secs(30),
            drain_timeout: Duration::from_secs(30),
            nonce_capacity: 1 << 20,
        }
    }
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields, expecting = "an [[identity]] section")]
pub(super) struct IdentitySection {
    pub(super) name: String,
    pub(super) client_id: String,
    pub(super) certificate: PathBuf,
    pub(super) key: Option<PathBuf>,
    pub(super) passphrase_file: Option<PathBuf>,
    pub(super) passphrase_env: Option<String>,
    pub(super) realms: Vec<String>,
    #[serde(default)]
    pub(super) eligibility: bool,
    #[serde(default)]
    pub(super) keys: Vec<KeySection>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields, expecting = "an [[identity.keys]] section")]
pub(super) struct KeySection {
    pub(super) id: String,
    #[serde(serialize_with = "redacted")]
    pub(super) secret: Option<String>,
    pub(super) secret_file: Option<PathBuf>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) writes: bool,
}

/// Whether there is one, without its text.
fn redacted<S: Serializer>(secret: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    secret.as_ref().map(|_| "REDACTED").serialize(serializer)
}
