//! The log: one line a request on standard error, with nothing in it that a query could hold.

use std::io::Write as _;

use hyper::{HeaderMap, Method};

/// The header by which callers name their requests.
pub(crate) const REQUEST_ID: &str = "x-request-id";

/// The caller's name for a request, if it is fit for a log line.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let id = headers.get(REQUEST_ID)?.to_str().ok()?;
    let fit = id.len() <= 128 && id.bytes().all(|byte| byte.is_ascii_graphic());
    fit.then_some(id)
}

/// Writes the line of one request. `outcome` is a status, or what became of it instead.
pub(crate) fn line(service: &str, method: &Method, path: &str, outcome: &str, id: Option<&str>) {
    let id = id.unwrap_or("-");
    // Nobody is left to tell that standard error is gone.
    let _ = writeln!(
        std::io::stderr(),
        "{service} {method} {path} {outcome} {id}"
    );
}
