//! A document of the upstream, read.

use shared::problem::{Code, Problem};
use shared::wire::{Document, FromJson, read};

use crate::context::{Context, Ports};

/// Reads a document of the upstream. Fields that cannot be read are left out, and counted in the
/// log.
pub fn document<T: FromJson, P: Ports>(
    context: &Context<'_, P>,
    body: &[u8],
) -> Result<T, Problem> {
    let Document { value, unread } =
        read(body).map_err(|error| context.fail(Code::UpstreamUnreadable, &error.to_string()))?;
    if unread.count() > 0 {
        context.log("fields-unread", &format!("{}: {unread}", unread.count()));
    }
    Ok(value)
}
