//! Where a login leads, as the sealed cookie of a login under way remembers it.

use serde::Serialize;
use serde_json::Value;
use shared::json::{optional, owned, tag};

use crate::objects::ReadJson;

/// Where a login leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Destination {
    /// Back to this page, with the account's own cookie.
    Page(String),
    /// To a client of the authorization server, with an authorization code.
    Client(Authorization),
}

/// What a client has asked for (RFC 6749 section 4.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Authorization {
    /// The client's id.
    pub client: String,
    /// The proof key's challenge, S256.
    pub challenge: String,
    /// Where it is answered.
    pub addressee: Addressee,
}

/// Where a client is answered, and by what it knows the answer for its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addressee {
    /// One that is registered for it.
    pub redirect_uri: String,
    /// Its state, if it has one.
    pub state: Option<String>,
}

impl ReadJson for Destination {
    fn from_json(json: &Value) -> Option<Self> {
        Some(match tag(json)? {
            ("page", page) => Self::Page(page.as_str()?.to_owned()),
            ("client", authorization) => Self::Client(Authorization {
                client: owned(authorization, "client")?,
                challenge: owned(authorization, "challenge")?,
                addressee: Addressee::from_json(authorization.get("addressee")?)?,
            }),
            _ => return None,
        })
    }
}

impl ReadJson for Addressee {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            redirect_uri: owned(json, "redirect_uri")?,
            state: optional(json, "state", |state| state.as_str().map(str::to_owned))?,
        })
    }
}
