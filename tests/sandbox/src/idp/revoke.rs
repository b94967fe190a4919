//! The revocation endpoint (RFC 7009).

use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::http::request::Parts;
use serde_json::json;

use crate::idp::client_auth::ClientRequest;
use crate::idp::error::TokenError;
use crate::idp::issuer_endpoint::IssuerEndpoint;
use crate::idp::provider::Provider;
use crate::serve::answer::{Answer, json};

/// Answers one revocation request.
pub(crate) fn revoke(
    provider: &Provider,
    place: &IssuerEndpoint,
    request: &Parts,
    body: &Bytes,
) -> Answer {
    let revoked = ClientRequest::new(&provider.apps, place, request, body).and_then(|request| {
        let token = request.required("token", "Missing parameter, 'token'")?;
        provider
            .tokens
            .revoke(token, request.bearer())
            .map_err(|_| TokenError::UnauthorizedClient)
    });
    match revoked {
        Ok(()) => json(StatusCode::OK, &json!({})),
        Err(error) => error.answer(),
    }
}
