//! The log: one structured line for each request and for what an operator has to know.
//!
//! A line of a request has the operation's name and never its path, query or token: a path has
//! the car's identifier in it.

mod lines;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use prometheus_client::registry::Registry;
use tracing::{Level, info, warn};

use crate::config::LogFormat;
use lines::Lines;

/// How long the end of the process waits for its last lines to be taken.
const LAST_LINES: Duration = Duration::from_secs(1);

/// The log of a process. Its last lines are waited for when this is dropped.
#[derive(Debug, Default)]
pub struct Log {
    lines: Arc<Lines>,
    written: AtomicBool,
}

/// Logs from here on. The lines wait until [`Log::write`], or for the end.
pub fn start(format: LogFormat) -> Log {
    let started = Log::default();
    let log = tracing_subscriber::fmt()
        .with_writer(Arc::clone(&started.lines))
        .with_max_level(Level::INFO)
        .with_target(false)
        .with_ansi(false)
        // They would be printed, which panics where nobody reads.
        .log_internal_errors(false);
    // Another log is there already only where one process starts two relays, as a test may.
    let _ = match format {
        LogFormat::Json => log.json().flatten_event(true).try_init(),
        LogFormat::Text => log.try_init(),
    };
    started
}

impl Log {
    /// Adds the metrics to a registry.
    pub(crate) fn register(&self, registry: &mut Registry) {
        registry.register(
            "log_lines_lost",
            "Lines of the log that nobody took, or that could not be written",
            self.lines.lost(),
        );
    }

    /// Writes to standard error from here on, by a thread of its own. What this thread may not do
    /// any more, that one may not either.
    pub(crate) fn write(&self) {
        if self.written.swap(true, Ordering::Relaxed) {
            return;
        }
        let lines = Arc::clone(&self.lines);
        // Without a thread the lines are lost, and the relay serves all the same.
        let _ = std::thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || lines.write_to(io::stderr()));
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        self.write();
        self.lines.written(LAST_LINES);
    }
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
