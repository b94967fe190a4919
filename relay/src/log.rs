//! The log: one structured line for each request and for what an operator has to know.
//!
//! A line of a request has the operation's name and never its path, query or token: a path has
//! the car's identifier in it.

use std::io;
use std::time::Duration;

use tracing::{Level, info, warn};

use crate::config::LogFormat;

/// Writes the log to standard error from here on.
pub fn start(format: LogFormat) {
    let log = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_max_level(Level::INFO)
        .with_target(false)
        .with_ansi(false);
    // Another log is there already only where one process starts two relays, as a test may.
    let _ = match format {
        LogFormat::Json => log.json().flatten_event(true).try_init(),
        LogFormat::Text => log.try_init(),
    };
}

/// What is known of a request once it is answered.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Its name in the logs of both sides.
    pub(crate) request_id: String,
    /// The operation's name in the table.
    pub(crate) operation: Option<&'static str>,
    /// The key that signed it, or that it names.
    pub(crate) key_id: Option<String>,
    /// The status of the upstream's answer.
    pub(crate) upstream_status: Option<u16>,
    /// Why there is no answer of the upstream.
    pub(crate) reason: Option<String>,
}

impl Record {
    /// Writes the line. `outcome` is `ok` or a problem's slug.
    pub(crate) fn write(&self, outcome: &'static str, status: u16, took: Duration) {
        let Self {
            request_id,
            operation,
            key_id,
            upstream_status,
            reason,
        } = self;
        let key_id = key_id.as_deref();
        let reason = reason.as_deref();
        let duration_ms = took.as_secs_f64() * 1000.0;
        if reason.is_none() {
            info!(
                request_id,
                operation, outcome, status, upstream_status, duration_ms, key_id, "request"
            );
        } else {
            warn!(
                request_id,
                operation, outcome, status, upstream_status, duration_ms, key_id, reason, "request"
            );
        }
    }
}
