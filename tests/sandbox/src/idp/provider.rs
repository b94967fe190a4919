//! What the endpoints of the identity provider share.

use std::sync::Arc;

use crate::chance::Chance;
use crate::idp::id_token::Signer;
use crate::idp::remembered::RememberedLogins;
use crate::registrations::Registrations;
use crate::tokens::Tokens;
use crate::world::World;

/// Who may log in, for whom, and what they get.
#[derive(Debug)]
pub(crate) struct Provider {
    /// The drivers.
    pub(crate) world: Arc<World>,
    /// The registered apps.
    pub(crate) apps: Arc<Registrations>,
    /// The codes and tokens.
    pub(crate) tokens: Arc<Tokens>,
    /// Who need not log in again.
    pub(crate) logins: Arc<RememberedLogins>,
    /// The key of the id_tokens.
    pub(crate) signer: Signer,
    /// Where what is random in an answer comes from.
    pub(crate) chance: Chance,
}
