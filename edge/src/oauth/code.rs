//! The authorization code, by which a session passes from the callback to the client (RFC 6749
//! section 4.1.2).
//!
//! It is the handle of a session that waits for its client, sealed to the client, its redirect URI
//! and its challenge: with anything else it does not open, so an attacker without the verifier
//! cannot even use it up. The session object keeps that it is good once and for a minute, since
//! nothing sealed can know that by itself and the object is the one place where two that redeem at
//! once meet. Until the code is redeemed, the session's end is that minute away: a session that no
//! client takes over is revoked and deletes itself. No other store is needed.

use shared::secret::Secret;

use crate::login::destination::Authorization;
use crate::pkce;
use crate::ports::Random;
use crate::seal::{Keys, Purpose, Unopened};
use crate::session::handle::Handle;

/// The code for the session of `handle`.
pub fn seal(
    handle: &Handle,
    authorization: &Authorization,
    keys: &Keys,
    source: &impl Random,
) -> Result<String, Unopened> {
    let context = bound(
        &authorization.client,
        &authorization.addressee.redirect_uri,
        &authorization.challenge,
    );
    handle.seal(keys, Purpose::AuthorizationCode, &context, source)
}

/// Reads a code that comes back from `client`, with the verifier of its challenge.
pub fn open(
    code: &str,
    client: &str,
    redirect_uri: &str,
    verifier: &Secret,
    keys: &Keys,
) -> Result<Handle, Unopened> {
    let context = bound(client, redirect_uri, &pkce::challenge(verifier));
    Handle::open(keys, Purpose::AuthorizationCode, &context, code)
}

/// Neither a client's id nor a challenge contains a line feed, so no other three give this text.
fn bound(client: &str, redirect_uri: &str, challenge: &str) -> String {
    format!("{client}\n{redirect_uri}\n{challenge}")
}
