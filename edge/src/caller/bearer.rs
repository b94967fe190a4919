//! The bearer of an app: `{client}.{sealed handle}`, opaque to the app.
//!
//! It is looked at in its session on every call, so revoking works at once. It has a sealing key
//! of its own: the value of a cookie is no bearer, nor the other way round.

use http::header::{AUTHORIZATION, WWW_AUTHENTICATE};

use crate::ports::Random;
use crate::request::Request;
use crate::respond::{Response, set};
use crate::seal::{Purpose, Unopened};
use crate::session::handle::Handle;
use crate::settings::Settings;
use crate::settings::clients::Client;

/// The bearer of a client for the session of `handle`.
pub fn seal(
    handle: &Handle,
    client: &str,
    settings: &Settings,
    source: &impl Random,
) -> Result<String, Unopened> {
    let sealed = handle.seal(&settings.seal_keys, Purpose::Bearer, client, source)?;
    Ok(format!("{client}.{sealed}"))
}

/// Reads a bearer, and whose it is: an app's that is still registered.
pub fn open<'a>(bearer: &str, settings: &'a Settings) -> Result<(&'a Client, Handle), Unopened> {
    let (id, sealed) = bearer.rsplit_once('.').ok_or(Unopened)?;
    let client = settings.client(id).ok_or(Unopened)?;
    let handle = Handle::open(&settings.seal_keys, Purpose::Bearer, id, sealed)?;
    Ok((client, handle))
}

/// The bearer of a call (RFC 6750 section 2.1).
pub fn received(request: &Request) -> Option<&str> {
    let (scheme, bearer) = request.header(AUTHORIZATION.as_str())?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| bearer.trim_start())
}

/// Where an answer asks for a login, has it ask for another bearer (RFC 6750 section 3).
pub fn challenge(response: &mut Response) {
    let headers = response.headers_mut();
    if headers.contains_key(WWW_AUTHENTICATE) {
        set(headers, WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
