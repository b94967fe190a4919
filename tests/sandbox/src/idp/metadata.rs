//! What the identity provider says of itself: its endpoints and its keys.

use hyper::StatusCode;
use serde_json::json;

use crate::idp::id_token::Signer;
use crate::idp::issuer_endpoint::IssuerEndpoint;
use crate::serve::answer::{Answer, json};

/// The key set.
pub(crate) fn keys(signer: &Signer) -> Answer {
    json(StatusCode::OK, &signer.key_set())
}

/// The discovery document (OpenID Connect Discovery 1.0, 3).
pub(crate) fn discovery(place: &IssuerEndpoint) -> Answer {
    let at = |endpoint: &str| format!("{}/{endpoint}", place.issuer);
    let body = json!({
        "issuer": place.issuer,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("access_token"),
        "revocation_endpoint": at("token/revoke"),
        "jwks_uri": at("connect/jwk_uri"),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token", "password"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    });
    json(StatusCode::OK, &body)
}
