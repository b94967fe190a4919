//! The bearer of an app: `{client}.{sealed handle}`, opaque to the app.
//!
//! Its session is asked on every call, so revoking works at once. Bearer, page's cookie and
//! account's cookie are the same handle, sealed for three purposes: to the client's id, to the
//! cookie's name and the page's origin, and to the cookie's name. None opens as another. A client
//! that is taken out of `APPS` takes its bearers and cookies along.

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

/// Makes the challenge of a 401 one for a bearer (RFC 6750 section 3).
pub fn challenge(response: &mut Response) {
    let headers = response.headers_mut();
    if headers.contains_key(WWW_AUTHENTICATE) {
        set(headers, WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
