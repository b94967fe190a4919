//! `GET /.well-known/oauth-authorization-server`: what the authorization server can do, for
//! clients to discover (RFC 8414).

use serde::Serialize;
use shared::problem::Problem;

use crate::context::{Context, Ports};
use crate::respond::{Response, json};

#[derive(Debug, Serialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[cfg_attr(
    all(test, not(target_arch = "wasm32")),
    schemars(rename = "AuthorizationServer")
)]
pub(crate) struct Metadata<'a> {
    issuer: &'a str,
    authorization_endpoint: String,
    token_endpoint: String,
    revocation_endpoint: String,
    response_types_supported: [&'static str; 1],
    response_modes_supported: [&'static str; 1],
    grant_types_supported: [&'static str; 1],
    code_challenge_methods_supported: [&'static str; 1],
    token_endpoint_auth_methods_supported: [&'static str; 1],
    revocation_endpoint_auth_methods_supported: [&'static str; 1],
    /// RFC 9207.
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
