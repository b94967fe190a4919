//! The one-time code, by which a session passes from the callback to the client.
//!
//! It is the handle of a session that waits, sealed to the client, its redirect URI and its
//! challenge: with anything else it does not open. That it is good once and for a minute is for
//! the session object to know, which is the one place where two who come at once meet.

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

/// No client's id and no challenge has a line's end in it, so no other three read the same.
fn bound(client: &str, redirect_uri: &str, challenge: &str) -> String {
    format!("{client}\n{redirect_uri}\n{challenge}")
}
