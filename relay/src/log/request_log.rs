//! The line of a request.
//!
//! It is the one line that a call always has, so it is written straight into the queue of lines:
//! as an event of tracing it would be a tenth of what the relay's own code takes for a call. It has
//! the form that tracing-subscriber gives to all the others, which a test compares.

use std::borrow::Cow;
use std::fmt::Debug;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use prometheus_client::registry::Registry;
use serde::Serialize;
use tokio::time::Instant;

use super::lines::LineWriter;
use super::rate_limit::{LogLimiter, LogSource};
use super::timestamp::Timestamp;
use crate::config::LogFormat;

const MESSAGE: &str = "request";

/// Writes a line for each request, unless too many alike were.
#[derive(Debug)]
pub(crate) struct RequestLog {
    lines: Arc<LineWriter>,
    format: LogFormat,
    limiter: LogLimiter,
    timestamp: Mutex<Timestamp>,
}

/// What is known of a request once it is answered, or its caller has gone away.
#[derive(Debug, Default)]
pub(crate) struct Record<'r> {
    /// Its name in the logs of both sides.
    pub(crate) request_id: &'r str,
    /// The operation's name in the table.
    pub(crate) operation: Option<&'static str>,
    /// Whether it is a write with a good signature.
    pub(crate) is_write: bool,
    /// The word by which the write is allowed, if it is a command to a car.
    pub(crate) action: Option<&'static str>,
    /// The key that signed it, or that it names.
    pub(crate) key_id: Option<Cow<'r, str>>,
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

/// The fields of a line, in their order.
#[derive(Debug)]
struct Line<'l> {
    timestamp: &'l str,
    level: &'static str,
    message: &'static str,
    request_id: &'l str,
    operation: Option<&'static str>,
    action: Option<&'static str>,
    outcome: &'static str,
    status: u16,
    upstream_status: Option<u16>,
    duration_ms: f64,
    key_id: Option<&'l str>,
    reason: Option<&'l str>,
    /// Lines of this kind before it that were not written.
    left_out: Option<u64>,
}

impl RequestLog {
    pub(super) fn new(lines: Arc<LineWriter>, format: LogFormat, registry: &mut Registry) -> Self {
        Self {
            lines,
            format,
            limiter: LogLimiter::register(registry),
            timestamp: Mutex::default(),
        }
    }

    /// Writes the line of a request. `outcome` is `ok`, a problem's slug or `caller-gone`.
    pub(crate) fn write(
        &self,
        record: &Record<'_>,
        outcome: &'static str,
        status: u16,
        took: Duration,
    ) {
        let key_id = record.key_id.as_deref();
        let left_out = match &record.reason {
            None => 0,
            Some(reason) => {
                let source = match key_id {
                    Some(key_id) if record.is_proven => LogSource::Proven(key_id),
                    Some(_) => LogSource::Named,
                    None => LogSource::Unknown,
                };
                match self.limiter.admit(source, &reason.kind, Instant::now()) {
                    Some(left_out) => left_out,
                    None => return,
                }
            }
        };
        let mut timestamp = self
            .timestamp
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let line = Line {
            timestamp: timestamp.at(SystemTime::now()),
            level: match record.reason {
                None => "INFO",
                Some(_) => "WARN",
            },
            message: MESSAGE,
            request_id: record.request_id,
            operation: record.operation,
            action: record.action,
            outcome,
            status,
            upstream_status: record.upstream_status,
            duration_ms: took.as_secs_f64() * 1000.0,
            key_id,
            reason: record.reason.as_ref().map(|reason| reason.text.as_str()),
            left_out: (left_out > 0).then_some(left_out),
        };
        self.lines.push_by(|text| line.write(text, self.format));
    }
}

impl Line<'_> {
    fn write(&self, text: &mut Vec<u8>, format: LogFormat) -> io::Result<()> {
        match format {
            LogFormat::Json => self.write_json(text)?,
            LogFormat::Text => self.write_text(text)?,
        }
        text.push(b'\n');
        Ok(())
    }

    /// Writes the object that serde would write of these fields. Names, and words of the relay's own,
    /// have nothing to escape, and are not looked at byte by byte.
    fn write_json(&self, text: &mut Vec<u8>) -> io::Result<()> {
        text.extend_from_slice(br#"{"timestamp":""#);
        text.extend_from_slice(self.timestamp.as_bytes());
        text.push(b'"');
        word(text, r#","level":""#, self.level);
        word(text, r#","message":""#, self.message);
        member(text, r#","request_id":"#, self.request_id)?;
        if let Some(operation) = self.operation {
            word(text, r#","operation":""#, operation);
        }
        if let Some(action) = self.action {
            word(text, r#","action":""#, action);
        }
        word(text, r#","outcome":""#, self.outcome);
        member(text, r#","status":"#, self.status)?;
        if let Some(status) = self.upstream_status {
            member(text, r#","upstream_status":"#, status)?;
        }
        member(text, r#","duration_ms":"#, self.duration_ms)?;
        if let Some(key_id) = self.key_id {
            member(text, r#","key_id":"#, key_id)?;
        }
        if let Some(reason) = self.reason {
            member(text, r#","reason":"#, reason)?;
        }
        if let Some(left_out) = self.left_out {
            member(text, r#","left_out":"#, left_out)?;
        }
        text.push(b'}');
        Ok(())
    }

    fn write_text(&self, text: &mut Vec<u8>) -> io::Result<()> {
        let Self {
            timestamp,
            level,
            message,
            request_id,
            operation,
            action,
            outcome,
            status,
            upstream_status,
            duration_ms,
            key_id,
            reason,
            left_out,
        } = self;
        write!(text, "{timestamp} {level:>5} {message}")?;
        field(text, "request_id", Some(request_id))?;
        field(text, "operation", operation.as_ref())?;
        field(text, "action", action.as_ref())?;
        field(text, "outcome", Some(outcome))?;
        field(text, "status", Some(status))?;
        field(text, "upstream_status", upstream_status.as_ref())?;
        field(text, "duration_ms", Some(duration_ms))?;
        field(text, "key_id", key_id.as_ref())?;
        field(text, "reason", reason.as_ref())?;
        field(text, "left_out", left_out.as_ref())
    }
}

/// Writes a member of an object that is a word of the relay's own. `name` is all of it before the
/// word.
fn word(text: &mut Vec<u8>, name: &'static str, word: &'static str) {
    text.extend_from_slice(name.as_bytes());
    text.extend_from_slice(word.as_bytes());
    text.push(b'"');
}

/// Writes a member of an object. `name` is all of it before the value.
fn member(text: &mut Vec<u8>, name: &'static str, value: impl Serialize) -> io::Result<()> {
    text.extend_from_slice(name.as_bytes());
    Ok(serde_json::to_writer(text, &value)?)
}

fn field<T: Debug>(text: &mut Vec<u8>, name: &str, value: Option<T>) -> io::Result<()> {
    value.map_or(Ok(()), |value| write!(text, " {name}={value:?}"))
}

#[cfg(test)]
mod tests;
