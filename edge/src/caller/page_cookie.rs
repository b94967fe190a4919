//! The cookie of a page of another site. The browser keeps it apart for that site (Partitioned),
//! and it is sealed to the page's origin: it opens for calls that come from there and no other.

use crate::caller::cookies::{Kind, Received, new_slot};
use crate::context::{Context, Ports};
use crate::origin::Origin;
use crate::seal::{Keys, Purpose, Unopened};
use crate::session::handle::Handle;

/// A cookie, and the slot that names its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baked {
    /// The slot.
    pub slot: String,
    /// The `Set-Cookie`.
    pub set: String,
}

/// The cookie of the page of `origin` for the session of `handle`, for so many seconds.
pub fn bake<P: Ports>(
    context: &Context<'_, P>,
    handle: &Handle,
    origin: &Origin,
    seconds: u64,
) -> Result<Baked, Unopened> {
    let (cookies, keys) = (context.cookies(), &context.settings.seal_keys);
    let slot = new_slot(context.ports);
    let bound = bound(&cookies.name(Kind::Page, &slot), origin);
    let value = handle.seal(keys, Purpose::Page, &bound, context.ports)?;
    Ok(Baked {
        set: cookies.set_account(Kind::Page, &slot, &value, seconds),
        slot,
    })
}

/// Reads a cookie that comes along with a call of the page of `origin`.
pub fn open(cookie: &Received<'_>, origin: &Origin, keys: &Keys) -> Result<Handle, Unopened> {
    let bound = bound(cookie.name, origin);
    Handle::open(keys, Purpose::Page, &bound, cookie.value)
}

fn bound(name: &str, origin: &Origin) -> String {
    format!("{name} {origin}")
}
