//! A login that is under way, as its sealed cookie remembers it.

use serde::Serialize;
use serde_json::Value;
use shared::brand::Brand;
use shared::json::{optional, whole};
use shared::secret::Secret;

use super::destination::Destination;
use crate::caller::cookies::{CookieKind, Cookies, LOGIN_SECONDS, MAX_OPENED, Received};
use crate::objects::ReadJson;
use crate::ports::Random;
use crate::request::Request;
use crate::seal::{Keys, Purpose, Unopened};
use crate::session::message::Opaque;

/// Seconds for which a browser keeps a login: longer than it is good for, so that one that took too
/// long still leads back to where it was begun from.
pub const KEPT_SECONDS: u64 = 3600;

/// A login that is under way. The brand, and with it the realm, is fixed here: the callback's own
/// brand is ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PendingLogin {
    /// The whole state.
    pub state: Opaque,
    /// What the id_token must repeat.
    pub nonce: Opaque,
    /// The PKCE verifier.
    pub verifier: Opaque,
    /// The brand.
    pub brand: Brand,
    /// Where the driver wants to be afterwards.
    pub destination: Destination,
    /// Unix second of its beginning.
    pub begun: u64,
    /// Seconds before that for which a proof of who the driver is may be used again, where the
    /// login was begun so. Otherwise the identity provider decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age: Option<u64>,
}

impl PendingLogin {
    /// The value of the cookie called `name`.
    pub fn seal(&self, keys: &Keys, name: &str, source: &impl Random) -> Result<String, Unopened> {
        let plain = Secret::new(serde_json::to_vec(self).map_err(|_| Unopened)?);
        keys.seal(Purpose::Login, name, plain.expose(), source)
    }

    /// Reads a cookie, if it was sealed by us.
    pub fn open(keys: &Keys, cookie: &Received<'_>) -> Result<Self, Unopened> {
        let plain = keys.open(Purpose::Login, cookie.name, cookie.value)?;
        Self::read(plain.expose()).map_err(|_| Unopened)
    }

    /// Whether its time is over: it may tell where the driver came from, and logs nobody in.
    pub fn is_over(&self, now: u64) -> bool {
        now >= self.begun.saturating_add(LOGIN_SECONDS)
    }

    /// The slots of the logins that this browser keeps, the oldest first; those that cannot
    /// be read count as oldest of all.
    pub fn slots(request: &Request, cookies: Cookies, keys: &Keys) -> Vec<String> {
        let mut found: Vec<(u64, String)> = Vec::new();
        let received = cookies.received(CookieKind::Login, &request.headers);
        for cookie in received.take(MAX_OPENED) {
            let begun = Self::open(keys, &cookie).map_or(0, |pending| pending.begun);
            let login = (begun, cookie.slot.to_owned());
            // They are few, and what sorts many is 4 kB of wasm.
            let at = found.partition_point(|other| *other <= login);
            found.insert(at, login);
        }
        found.into_iter().map(|(_, slot)| slot).collect()
    }
}

impl ReadJson for PendingLogin {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            state: Opaque::from_json(json.get("state")?)?,
            nonce: Opaque::from_json(json.get("nonce")?)?,
            verifier: Opaque::from_json(json.get("verifier")?)?,
            brand: Brand::from_json(json.get("brand")?)?,
            destination: Destination::from_json(json.get("destination")?)?,
            begun: whole(json, "begun")?,
            max_age: optional(json, "max_age", Value::as_u64)?,
        })
    }
}
