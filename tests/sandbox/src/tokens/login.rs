//! What a driver agreed to, and who may make use of it.

use std::time::SystemTime;

use crate::world::brand::Brand;

/// What a driver agreed to when they logged in.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    /// Where.
    pub(crate) brand: Brand,
    /// Who.
    pub(crate) username: String,
    /// For which app.
    pub(crate) client_id: String,
    /// Space-separated.
    pub(crate) scope: String,
    /// What the app wants to find in the id_token.
    pub(crate) nonce: Option<String>,
    /// When.
    pub(crate) at: SystemTime,
}

/// Who comes to redeem a code or a refresh token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bearer<'a> {
    /// The app, authenticated.
    pub(crate) client_id: &'a str,
    /// Whose token endpoint it called.
    pub(crate) brand: Brand,
}

impl Login {
    /// Whether it is theirs to use.
    pub(super) fn is_of(&self, by: Bearer<'_>) -> bool {
        self.client_id == by.client_id && self.brand == by.brand
    }
}
