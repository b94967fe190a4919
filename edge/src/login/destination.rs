//! Where a login leads, as the sealed cookie of a login under way remembers it.

use serde::{Deserialize, Serialize};

/// Where a login leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Destination {
    /// Back to this page, with the account's own cookie.
    Page(String),
    /// To a client of the authorization server, with an authorization code.
    Client(Authorization),
}

/// What a client has asked for (RFC 6749 section 4.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorization {
    /// The client's id.
    pub client: String,
    /// The proof key's challenge, S256.
    pub challenge: String,
    /// Where it is answered.
    pub addressee: Addressee,
}

/// Where a client is answered, and by what it knows the answer for its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// One that is registered for it.
    pub redirect_uri: String,
    /// Its state, if it has one.
    pub state: Option<String>,
}
