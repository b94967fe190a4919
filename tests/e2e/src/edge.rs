//! The edge's settings for a chain on this machine, with keys of its own.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::relay::{KEY_ID, WRITE_KEY_ID};
use crate::sandbox::Description;
use crate::wrangler::Wrangler;

/// What an owner may set of the edge of `make demo`, in the words of wrangler.toml, by environment
/// variables. What is not set stays as it is there.
pub const SETTINGS: [&str; 8] = [
    "ALLOWED_ORIGINS",
    "ACTION_ORIGINS",
    "APPS",
    "MAP_TILES",
    "MAP_ATTRIBUTION",
    "PICTURE_ORIGINS",
    "EVENTS_URL",
    "EVENTS_KEY",
];

/// The keys of a chain, made for it.
#[derive(Debug, Clone)]
pub struct Keys {
    /// Shared by edge and relays.
    pub relay: String,
    /// The same for what changes something.
    pub relay_write: String,
    /// Seals cookies and tokens.
    pub seal: String,
    /// The owner's.
    pub owner: String,
}

impl Keys {
    /// Fresh keys.
    pub fn new() -> Result<Self, getrandom::Error> {
        Ok(Self {
            relay: random()?,
            relay_write: random()?,
            seal: random()?,
            owner: owner()?,
        })
    }
}

/// 32 random bytes in base64.
pub fn random() -> Result<String, getrandom::Error> {
    Ok(STANDARD.encode(bytes()?))
}

/// The same in base64url, as an owner's key is.
fn owner() -> Result<String, getrandom::Error> {
    Ok(URL_SAFE_NO_PAD.encode(bytes()?))
}

fn bytes() -> Result<[u8; 32], getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// What wrangler.toml says, and in place of it what leads to the sandbox and the relays.
pub fn settings(
    wrangler: &Wrangler,
    public_origin: &str,
    relays: &[String],
    sandbox: &Description,
    keys: &Keys,
) -> BTreeMap<String, String> {
    let own = [
        ("PUBLIC_ORIGIN", public_origin.to_owned()),
        ("IDP_BASE", format!("{}/{{tld}}/am/oauth2", sandbox.idp.url)),
        ("RELAY_URL", relays.join(" ")),
        ("CLIENT_ID", sandbox.client.id.clone()),
        ("CLIENT_SECRET", sandbox.client.secret.clone()),
        ("RELAY_KEY", format!("{KEY_ID}:{}", keys.relay)),
        ("SEAL_KEYS", format!("one:{}", keys.seal)),
        ("OWNER_KEY", keys.owner.clone()),
    ];
    let mut settings = wrangler.vars.clone();
    settings.extend(own.map(|(name, value)| (name.to_owned(), value)));
    settings
}

/// What the edge asks drivers to agree to, so that it may do what those action words stand for.
const SCOPES: &str = "openid profile data:telemetry data:position data:trip data:alert \
    data:collision remote:door:write remote:preconditioning:write remote:horn:write \
    remote:charging:write remote:lights:write remote:wakeup:write remote:navigation:write";

/// What has the edge send commands of these action words.
pub fn acting(words: &[String], keys: &Keys) -> [(String, String); 3] {
    [
        ("ACTIONS", words.join(" ")),
        (
            "RELAY_WRITE_KEY",
            format!("{WRITE_KEY_ID}:{}", keys.relay_write),
        ),
        ("SCOPES", SCOPES.to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
}
