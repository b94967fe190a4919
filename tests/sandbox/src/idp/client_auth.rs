//! Who calls the token or revocation endpoint, and with which parameters.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE};
use hyper::http::request::Parts;

use crate::idp::error::TokenError;
use crate::idp::issuer_endpoint::IssuerEndpoint;
use crate::registrations::{App, Registrations};
use crate::serve::fields::Fields;
use crate::tokens::Bearer;

const FORM: &str = "application/x-www-form-urlencoded";

/// An authenticated request with its parameters.
#[derive(Debug)]
pub(crate) struct ClientRequest<'a> {
    app: &'a App,
    place: &'a IssuerEndpoint,
    form: Fields,
}

impl<'a> ClientRequest<'a> {
    /// Authenticates a request: HTTP Basic, a form body, and the realm of this place if any is
    /// named. Nothing but the realm may be in the query, where the documentation puts it.
    pub(crate) fn new(
        apps: &'a Registrations,
        place: &'a IssuerEndpoint,
        request: &Parts,
        body: &Bytes,
    ) -> Result<Self, TokenError> {
        let media_type = request
            .headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .unwrap_or_default();
        if !media_type.trim().eq_ignore_ascii_case(FORM) {
            return Err(TokenError::InvalidRequest("Invalid Content Type"));
        }
        let app = basic(request)
            .and_then(|(id, secret)| apps.find(&id).filter(|app| app.secret == secret))
            .ok_or(TokenError::InvalidClient)?;

        let query = Fields::of_query(&request.uri);
        if query.pairs().any(|(name, _)| name != "realm") {
            let why = "Parameters belong in the body of the request";
            return Err(TokenError::InvalidRequest(why));
        }
        let form = Fields::parse(body);
        let elsewhere = |realm: &str| realm.trim_start_matches('/') != place.brand.realm();
        if form.all("realm").any(elsewhere) || query.all("realm").any(elsewhere) {
            return Err(TokenError::InvalidRequest("Invalid realm"));
        }
        Ok(Self { app, place, form })
    }

    /// A parameter that may be missing.
    pub(crate) fn optional(&self, name: &str) -> Result<Option<&str>, TokenError> {
        self.form
            .once(name)
            .map_err(|_| TokenError::InvalidRequest("Invalid Request, duplicate request parameter"))
    }

    /// A parameter that may not be; without it, the request is refused with `missing`.
    pub(crate) fn required(&self, name: &str, missing: &'static str) -> Result<&str, TokenError> {
        self.optional(name)?
            .filter(|value| !value.is_empty())
            .ok_or(TokenError::InvalidRequest(missing))
    }

    /// The client, as the token store knows it.
    pub(crate) fn bearer(&self) -> Bearer<'_> {
        Bearer {
            client_id: &self.app.id,
            brand: self.place.brand,
        }
    }
}

fn basic(request: &Parts) -> Option<(String, String)> {
    let value = request.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credentials) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let credentials = String::from_utf8(STANDARD.decode(credentials.trim()).ok()?).ok()?;
    let (id, secret) = credentials.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}
