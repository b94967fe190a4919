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
mod request_log;
mod timestamp;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use prometheus_client::registry::Registry;
use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::LogFormat;
use lines::LineWriter;
pub(crate) use request_log::{LoggedError, Record, RequestLog};

/// How long the end of the process waits for its last lines to be taken.
const LAST_LINES: Duration = Duration::from_secs(1);

/// The log of a process. Its last lines are waited for when this is dropped.
#[derive(Debug)]
pub struct Log {
    lines: Arc<LineWriter>,
    format: LogFormat,
    written: AtomicBool,
}

/// Logs from here on. The lines wait until [`Log::write`], or for the end.
pub fn start(format: LogFormat) -> Log {
    let started = Log {
        lines: Arc::default(),
        format,
        written: AtomicBool::default(),
    };
    // Another log is there already only where one process starts two relays, as a test may.
    let _ = subscriber(format, &started.lines).try_init();
    started
}

/// Writes all events but requests, which have [a writer of their own](RequestLog).
fn subscriber(
    format: LogFormat,
    lines: &Arc<LineWriter>,
) -> Box<dyn Subscriber + Send + Sync + 'static> {
    let log = tracing_subscriber::fmt::layer()
        .with_writer(Arc::clone(lines))
        .with_target(false)
        .with_ansi(false)
        // They would be printed to standard error, which panics if it is closed.
        .log_internal_errors(false);
    let registry = tracing_subscriber::registry().with(filter_fn(is_ours));
    match format {
        LogFormat::Json => Box::new(registry.with(log.json().flatten_event(true))),
        LogFormat::Text => Box::new(registry.with(log)),
    }
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

    /// The log of requests, whose metric is added to a registry.
    pub(crate) fn requests(&self, registry: &mut Registry) -> RequestLog {
        RequestLog::new(Arc::clone(&self.lines), self.format, registry)
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
