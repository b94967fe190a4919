//! The log: one structured line for each request and for each event that an operator needs.
//!
//! No text of others enters it. A message of the upstream may contain the name of a driver, a car
//! or a place, and no mask knows every name. Of an error answer the log has what is known of it:
//! a code of its status, an OAuth error, documented phrases, and of any other text its length. The
//! line of a request has the operation's name and never its path, query or token: a path contains
//! the car's identifier.
//!
//! Lines about refusals and failures, which others could cause without end, are limited
//! ([`rate_limit`]).

mod lines;
mod rate_limit;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use prometheus_client::registry::Registry;
use tokio::time::Instant;
use tracing::{Level, Metadata, info, warn};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::LogFormat;
use lines::LineWriter;
pub(crate) use rate_limit::LogLimiter;
use rate_limit::LogSource;

/// How long the end of the process waits for its last lines to be taken.
const LAST_LINES: Duration = Duration::from_secs(1);

/// The log of a process. Its last lines are waited for when this is dropped.
#[derive(Debug, Default)]
pub struct Log {
    lines: Arc<LineWriter>,
    written: AtomicBool,
}

/// Logs from here on. The lines wait until [`Log::write`], or for the end.
pub fn start(format: LogFormat) -> Log {
    let started = Log::default();
    let log = tracing_subscriber::fmt::layer()
        .with_writer(Arc::clone(&started.lines))
        .with_target(false)
        .with_ansi(false)
        // They would be printed to standard error, which panics if it is closed.
        .log_internal_errors(false);
    // Another log is there already only where one process starts two relays, as a test may.
    let registry = tracing_subscriber::registry().with(filter_fn(is_ours));
    let _ = match format {
        LogFormat::Json => registry.with(log.json().flatten_event(true)).try_init(),
        LogFormat::Text => registry.with(log).try_init(),
    };
    started
}

/// Whether a line is the relay's own. Those of libraries are not in the log: a client of HTTP/2
/// can have one written with each frame.
fn is_ours(line: &Metadata<'_>) -> bool {
    const OURS: &str = env!("CARGO_CRATE_NAME");
    let inside = line.target().strip_prefix(OURS);
    *line.level() <= Level::INFO
        && inside.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
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
    /// Whether it has shown that it has that key.
    pub(crate) is_proven: bool,
    /// The status of the upstream's answer.
    pub(crate) upstream_status: Option<u16>,
    /// Why there is no answer of the upstream.
    pub(crate) reason: Option<LoggedError>,
}

/// Why a request has no answer of the upstream.
#[derive(Debug)]
pub(crate) struct LoggedError {
    /// The kind of line that is limited together; one of a few words.
    pub(crate) kind: String,
    /// What the line says of it.
    pub(crate) text: String,
}

impl Record {
    /// Writes the line, unless too many alike were. `outcome` is `ok` or a problem's slug.
    pub(crate) fn write(
        &self,
        limiter: &LogLimiter,
        outcome: &'static str,
        status: u16,
        took: Duration,
    ) {
        let Self {
            request_id,
            operation,
            key_id,
            is_proven,
            upstream_status,
            reason,
        } = self;
        let key_id = key_id.as_deref();
        let source = match key_id {
            Some(key_id) if *is_proven => LogSource::Proven(key_id),
            Some(_) => LogSource::Named,
            None => LogSource::Unknown,
        };
        let duration_ms = took.as_secs_f64() * 1000.0;
        let Some(LoggedError { kind, text: reason }) = reason else {
            info!(
                request_id,
                operation, outcome, status, upstream_status, duration_ms, key_id, "request"
            );
            return;
        };
        let Some(left_out) = limiter.admit(source, kind, Instant::now()) else {
            return;
        };
        let left_out = (left_out > 0).then_some(left_out);
        warn!(
            request_id,
            operation,
            outcome,
            status,
            upstream_status,
            duration_ms,
            key_id,
            reason,
            left_out,
            "request"
        );
    }
}
