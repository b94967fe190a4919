//! The token endpoint: a code, a refresh token or a password in exchange for tokens.

use std::time::SystemTime;

use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, PRAGMA, SET_COOKIE, STRICT_TRANSPORT_SECURITY};
use hyper::http::request::Parts;
use serde_json::{Value, json};

use crate::idp::client_auth::ClientRequest;
use crate::idp::error::TokenError;
use crate::idp::issuer_endpoint::IssuerEndpoint;
use crate::idp::provider::Provider;
use crate::idp::scope;
use crate::serve::answer::{Answer, add_header, json};
use crate::tokens::{Issued, Login};

/// The grants there are.
pub(crate) const GRANTS: [&str; 3] = [CODE, REFRESH, PASSWORD];
const CODE: &str = "authorization_code";
const REFRESH: &str = "refresh_token";
const PASSWORD: &str = "password";

/// Answers one token request.
pub(crate) fn exchange(
    provider: &Provider,
    place: &IssuerEndpoint,
    request: &Parts,
    body: &Bytes,
    now: SystemTime,
) -> Answer {
    let document = ClientRequest::new(&provider.apps, place, request, body)
        .and_then(|request| grant(provider, place, &request, now))
        .and_then(|issued| document(provider, place, &issued, now));
    match document {
        Ok(document) => success(place, &document),
        Err(error) => error.answer(),
    }
}

fn grant(
    provider: &Provider,
    place: &IssuerEndpoint,
    request: &ClientRequest<'_>,
    now: SystemTime,
) -> Result<Issued, TokenError> {
    let tokens = &provider.tokens;
    let by = request.bearer();
    match request.required("grant_type", "Grant type is not set")? {
        CODE => {
            let code = request.required("code", "Missing parameter, 'code'")?;
            let uri = request.required("redirect_uri", "Missing parameter, 'redirect_uri'")?;
            let verifier = request.optional("code_verifier")?;
            tokens
                .redeem(code, by, uri, verifier, now)
                .map_err(|_| TokenError::InvalidGrant)
        }
        REFRESH => {
            let token = request.required("refresh_token", "Missing parameter, 'refresh_token'")?;
            tokens
                .refresh(token, by, now)
                .map_err(|_| TokenError::DeadGrant)
        }
        PASSWORD => {
            request.required("realm", "Missing parameter, 'realm'")?;
            let username = request.required("username", "Missing parameter, 'username'")?;
            let password = request.required("password", "Missing parameter, 'password'")?;
            let scope = request.required("scope", "Missing parameter, 'scope'")?;
            if !scope::known(scope) {
                return Err(TokenError::InvalidScope);
            }
            let driver = provider
                .world
                .log_in(place.brand, username, password)
                .ok_or(TokenError::InvalidGrant)?;
            Ok(tokens.grant(Login {
                brand: place.brand,
                username: driver.username.clone(),
                client_id: by.client_id.to_owned(),
                scope: driver.grants(scope),
                nonce: None,
                at: now,
            }))
        }
        _ => Err(TokenError::UnsupportedGrantType),
    }
}

fn document(
    provider: &Provider,
    place: &IssuerEndpoint,
    issued: &Issued,
    now: SystemTime,
) -> Result<Value, TokenError> {
    let scope = &issued.login.scope;
    let mut document = json!({
        "access_token": issued.access,
        "refresh_token": issued.refresh,
        "scope": scope,
        "token_type": "Bearer",
        "expires_in": issued.expires_in.as_secs(),
    });
    if scope::wants_id_token(scope) {
        let driver = provider
            .world
            .driver(&issued.login.username)
            .ok_or(TokenError::ServerError)?;
        let operation = provider.chance.uuid();
        let id_token = provider
            .signer
            .sign(&place.issuer, issued, driver, &operation, now)
            .map_err(|_| TokenError::ServerError)?;
        if let Some(document) = document.as_object_mut() {
            document.insert(String::from("id_token"), Value::from(id_token));
        }
    }
    Ok(document)
}

fn success(place: &IssuerEndpoint, document: &Value) -> Answer {
    let mut answer = json(StatusCode::OK, document);
    let country = format!("PSACountry=FR; Domain=.{}; Path=/", place.brand.tld());
    for (name, value) in [
        (CACHE_CONTROL, "no-store"),
        (PRAGMA, "no-cache"),
        (STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
        (
            SET_COOKIE,
            "BIGipServer~CVS~pool_idp=1677787402.36895.0000; path=/; Httponly",
        ),
        (SET_COOKIE, &country),
    ] {
        add_header(&mut answer, name, value);
    }
    answer
}
