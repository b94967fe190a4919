//! The cookie of a page of another site. The browser keeps it apart for that site (Partitioned),
//! and it is sealed to the page's origin: it opens for calls that come from there and no other.

use super::cookies::{CookieKind, Cookies, Received, new_slot};
use crate::origin::Origin;
use crate::ports::Random;
use crate::seal::{Keys, Purpose, Unopened};
use crate::session::handle::Handle;
use crate::settings::Settings;

/// A cookie, and the slot that names its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageCookie {
    /// The slot.
    pub slot: String,
    /// The `Set-Cookie`.
    pub set: String,
}

/// The cookie of the page of `origin` for the session of `handle`, for as long as a session may
/// last.
pub fn seal(
    handle: &Handle,
    origin: &Origin,
    settings: &Settings,
    source: &impl Random,
) -> Result<PageCookie, Unopened> {
    let cookies = Cookies::new(settings.public_origin.is_https());
    let slot = new_slot(source);
    let bound = bound(&cookies.name(CookieKind::Page, &slot), origin);
    let value = handle.seal(&settings.seal_keys, Purpose::Page, &bound, source)?;
    let lifetime = settings.lifetimes.absolute;
    Ok(PageCookie {
        set: cookies.set(CookieKind::Page, &slot, &value, lifetime),
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
