//! Reads the JSON documents of the upstream. A field that cannot be read is left out and counted in
//! the log; only what is no JSON object of a size that there is room for is a problem.

use serde_json::Value;
use shared::problem::{Code, Problem};
use shared::wire::{FromJson, NotADocument, Page, Unread, parse as parse_wire, whole};

use crate::context::{Context, Ports};

/// Parses a body as a document of whatever kind. Fails with `upstream-unreadable`.
pub fn parse<P: Ports>(context: &Context<'_, P>, body: &[u8]) -> Result<Value, Problem> {
    parse_wire(body).map_err(|error| unreadable(context, error))
}

/// Reads a body as a `T`. Fails with `upstream-unreadable`.
pub fn read<T: FromJson, P: Ports>(context: &Context<'_, P>, body: &[u8]) -> Result<T, Problem> {
    let json = parse(context, body)?;
    let mut unread = Unread::default();
    let document = whole(&json, &mut unread);
    log_unread(context, &unread);
    document.ok_or_else(|| unreadable(context, NotADocument))
}

/// Reads a document as a page of a list, apart from its items. Fails with `upstream-unreadable`.
pub fn page<'a, P: Ports>(
    context: &Context<'_, P>,
    json: &'a Value,
    names: &[&str],
    unread: &mut Unread,
) -> Result<Page<'a>, Problem> {
    Page::read(json, names, unread).ok_or_else(|| unreadable(context, NotADocument))
}

/// Logs how many fields could not be read, and the names of groups that are not known.
pub fn log_unread<P: Ports>(context: &Context<'_, P>, unread: &Unread) {
    if unread.count() > 0 {
        context.log("fields-unread", &format!("{}: {unread}", unread.count()));
    }
    let unknown = unread.unknown();
    if !unknown.is_empty() {
        context.log("groups-unknown", &unknown);
    }
}

fn unreadable<P: Ports>(context: &Context<'_, P>, error: NotADocument) -> Problem {
    context.fail(Code::UpstreamUnreadable, &error.to_string())
}
