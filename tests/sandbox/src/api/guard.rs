//! Who may call: a client with its own certificate, for a driver whose token it holds, or for itself.

use std::time::SystemTime;

use hyper::HeaderMap;
use hyper::header::AUTHORIZATION;

use crate::api::refusal::Refusal;
use crate::registrations::{App, Registrations};
use crate::serve::fields::Fields;
use crate::tokens::{Login, Tokens};
use crate::world::brand::Brand;

/// The header with the realm that issued the token.
pub(crate) const REALM: &str = "x-introspect-realm";

/// The name that every query has, whatever the resource.
pub(crate) const CLIENT_ID: &str = "client_id";

/// Admits a request on behalf of whoever logged in.
pub(crate) fn admit(
    apps: &Registrations,
    tokens: &Tokens,
    certificate: Option<&str>,
    query: &Fields,
    headers: &HeaderMap,
    now: SystemTime,
) -> Result<Login, Refusal> {
    let app = registered(apps, certificate, query)?;
    single(headers, AUTHORIZATION.as_str())
        .and_then(|value| value.strip_prefix("Bearer "))
        .and_then(|token| tokens.introspect(token, now))
        .filter(|login| login.client_id == app.id)
        .filter(|login| single(headers, REALM) == Some(login.brand.realm()))
        .ok_or(Refusal::InvalidToken)
}

/// Admits a request on behalf of the app itself, which names a realm and shows nobody's token.
pub(crate) fn admit_app(
    apps: &Registrations,
    certificate: Option<&str>,
    query: &Fields,
    headers: &HeaderMap,
) -> Result<(), Refusal> {
    registered(apps, certificate, query)?;
    let realm = single(headers, REALM);
    let is_known = Brand::ALL.iter().any(|brand| realm == Some(brand.realm()));
    match is_known && !headers.contains_key(AUTHORIZATION) {
        true => Ok(()),
        false => Err(Refusal::InvalidToken),
    }
}

/// The app that a client_id and a certificate are of.
fn registered<'a>(
    apps: &'a Registrations,
    certificate: Option<&str>,
    query: &Fields,
) -> Result<&'a App, Refusal> {
    let id = query.once(CLIENT_ID).ok().flatten();
    let app = id
        .and_then(|id| apps.find(id))
        .ok_or(Refusal::UnknownClient)?;
    match certificate == Some(app.login.as_str()) {
        true => Ok(app),
        false => Err(Refusal::NotRegistered),
    }
}

fn single<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    match values.next() {
        None => first.to_str().ok(),
        Some(_) => None,
    }
}
