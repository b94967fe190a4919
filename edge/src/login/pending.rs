//! A login that is under way, as its sealed cookie remembers it.

use serde::{Deserialize, Serialize};
use shared::secret::Secret;

use super::destination::Destination;
use crate::caller::cookies::{CookieKind, Cookies, LOGIN_SECONDS, MAX_OPENED, Received};
use crate::ports::Random;
use crate::request::Request;
use crate::seal::{Keys, Purpose, Unopened};
use crate::session::message::{BrandSlug, Opaque};

/// A login that is under way. The brand, and with it the realm, is fixed here: the callback's own
/// brand is ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingLogin {
    /// The whole state.
    pub state: Opaque,
    /// What the id_token must repeat.
    pub nonce: Opaque,
    /// The PKCE verifier.
    pub verifier: Opaque,
    /// The brand.
    pub brand: BrandSlug,
    /// Where the driver wants to be afterwards.
    pub destination: Destination,
    /// Unix second of its beginning.
    pub begun: u64,
    /// Seconds before that for which a proof of who the driver is may be used again, where the
    /// login was begun so. Otherwise the identity provider decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age: Option<u64>,
}

impl PendingLogin {
    /// The value of the cookie called `name`.
    pub fn seal(&self, keys: &Keys, name: &str, source: &impl Random) -> Result<String, Unopened> {
        let plain = Secret::new(serde_json::to_vec(self).map_err(|_| Unopened)?);
        keys.seal(Purpose::Login, name, plain.expose(), source)
    }

    /// Reads a cookie, if it was sealed by us and its time is not over.
    pub fn open(keys: &Keys, cookie: &Received<'_>, now: u64) -> Result<Self, Unopened> {
        let plain = keys.open(Purpose::Login, cookie.name, cookie.value)?;
        let pending: Self = serde_json::from_slice(plain.expose()).map_err(|_| Unopened)?;
        let ends = pending.begun.saturating_add(LOGIN_SECONDS);
        if now >= ends {
            return Err(Unopened);
        }
        Ok(pending)
    }

    /// The slots of the logins under way in this browser, the oldest first; those that cannot
    /// be read count as oldest of all.
    pub fn slots(request: &Request, cookies: Cookies, keys: &Keys, now: u64) -> Vec<String> {
        let mut found: Vec<_> = cookies
            .received(CookieKind::Login, &request.headers)
            .take(MAX_OPENED)
            .map(|cookie| {
                let begun = Self::open(keys, &cookie, now).map_or(0, |pending| pending.begun);
                (begun, cookie.slot.to_owned())
            })
            .collect();
        found.sort();
        found.into_iter().map(|(_, slot)| slot).collect()
    }
}
