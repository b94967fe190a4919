//! Documents of the upstream, read.

use serde_json::Value;
use shared::problem::{Code, Problem};
use shared::wire::{FromJson, NotADocument, Page, Unread, parse, whole};

use crate::context::{Context, Ports};

/// Takes a body for a document of whatever kind.
pub fn json<P: Ports>(context: &Context<'_, P>, body: &[u8]) -> Result<Value, Problem> {
    parse(body).map_err(|error| unreadable(context, error))
}

/// Reads a document. Fields that cannot be read are left out, and counted in the log.
pub fn document<T: FromJson, P: Ports>(
    context: &Context<'_, P>,
    body: &[u8],
) -> Result<T, Problem> {
    let json = json(context, body)?;
    let mut unread = Unread::default();
    let document = whole(&json, &mut unread);
    note(context, &unread);
    document.ok_or_else(|| unreadable(context, NotADocument))
}

/// Reads a page of a list, apart from its items.
pub fn page<'a, P: Ports>(
    context: &Context<'_, P>,
    json: &'a Value,
    names: &[&str],
    unread: &mut Unread,
) -> Result<Page<'a>, Problem> {
    Page::read(json, names, unread).ok_or_else(|| unreadable(context, NotADocument))
}

/// Counts in the log what could not be read, and names the groups that are not known.
pub fn note<P: Ports>(context: &Context<'_, P>, unread: &Unread) {
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
