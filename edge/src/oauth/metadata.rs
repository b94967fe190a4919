//! `GET /.well-known/oauth-authorization-server`: what the authorization server can do, for
//! clients to discover (RFC 8414).

use serde::Serialize;
use shared::problem::Problem;

use crate::context::{Context, Ports};
use crate::respond::{Response, json};

/// What the authorization server can do, as RFC 8414 names it.
#[derive(Debug, Serialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[cfg_attr(
    all(test, not(target_arch = "wasm32")),
    schemars(rename = "AuthorizationServer")
)]
pub(crate) struct Metadata<'a> {
    /// Who issues codes and bearers.
    issuer: &'a str,
    /// Where a browser is led to.
    authorization_endpoint: String,
    /// Where codes are exchanged.
    token_endpoint: String,
    /// Where bearers are revoked.
    revocation_endpoint: String,
    /// What can be asked for.
    response_types_supported: [&'static str; 1],
    /// How a client is answered.
    response_modes_supported: [&'static str; 1],
    /// What can be exchanged.
    grant_types_supported: [&'static str; 1],
    /// How a challenge is made of its verifier (RFC 7636).
    code_challenge_methods_supported: [&'static str; 1],
    /// How a client shows who it is there: not by a secret.
    token_endpoint_auth_methods_supported: [&'static str; 1],
    /// The same for revoking.
    revocation_endpoint_auth_methods_supported: [&'static str; 1],
    /// Whether an answer to a client names the issuer (RFC 9207).
    authorization_response_iss_parameter_supported: bool,
}

/// Describes the authorization server.
pub fn describe<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    let issuer = context.settings.public_origin.as_str();
    json(&Metadata {
        issuer,
        authorization_endpoint: format!("{issuer}/auth/authorize"),
        token_endpoint: format!("{issuer}/auth/token"),
        revocation_endpoint: format!("{issuer}/auth/revoke"),
        response_types_supported: ["code"],
        response_modes_supported: ["query"],
        grant_types_supported: ["authorization_code"],
        code_challenge_methods_supported: ["S256"],
        token_endpoint_auth_methods_supported: ["none"],
        revocation_endpoint_auth_methods_supported: ["none"],
        authorization_response_iss_parameter_supported: true,
    })
}
