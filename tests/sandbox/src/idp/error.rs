//! How the token and revocation endpoints refuse, in ForgeRock's words.

use hyper::StatusCode;
use hyper::header::{CACHE_CONTROL, RETRY_AFTER, WWW_AUTHENTICATE};
use serde_json::json;

use crate::faults::carry_out::Dialect;
use crate::serve::answer::{Answer, add_header, json};

/// Why a token request is refused (RFC 6749, 5.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum TokenError {
    /// A parameter is missing, repeated, in the wrong place or of another realm.
    #[error("{0}")]
    InvalidRequest(&'static str),
    /// The client did not authenticate.
    #[error("Client authentication failed")]
    InvalidClient,
    /// A bad or used code, or a wrong password.
    #[error("The provided access grant is invalid, expired, or revoked.")]
    InvalidGrant,
    /// A refresh token that is dead or was rotated away.
    #[error("grant is invalid")]
    DeadGrant,
    /// A scope nobody knows.
    #[error("Unknown/invalid scope(s)")]
    InvalidScope,
    /// Another grant type than the three.
    #[error("Grant type is not supported")]
    UnsupportedGrantType,
    /// A token of another client.
    #[error("The client is not authorized to revoke this token")]
    UnauthorizedClient,
    /// The sandbox itself failed.
    #[error("Internal Server Error")]
    ServerError,
}

impl TokenError {
    const fn code(self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant | Self::DeadGrant => "invalid_grant",
            Self::InvalidScope => "invalid_scope",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::ServerError => "server_error",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::InvalidClient => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    /// The answer that says so.
    pub(crate) fn answer(self) -> Answer {
        let mut answer = error(self.status(), self.code(), &self.to_string());
        if self == Self::InvalidClient {
            add_header(&mut answer, WWW_AUTHENTICATE, "Basic realm=\"/\"");
        }
        answer
    }
}

/// The wording of faults.
pub(crate) const DIALECT: Dialect = Dialect {
    error: |status, _| error(status, "server_error", "Internal Server Error"),
    rate_limit: || {
        let status = StatusCode::TOO_MANY_REQUESTS;
        let mut answer = error(status, "temporarily_unavailable", "Too Many Requests");
        add_header(&mut answer, RETRY_AFTER, "1045");
        answer
    },
    invalid_token: || TokenError::DeadGrant.answer(),
};

/// An error in the identity provider's shape.
pub(crate) fn error(status: StatusCode, code: &str, description: &str) -> Answer {
    let body = json!({ "error": code, "error_description": description });
    let mut answer = json(status, &body);
    add_header(&mut answer, CACHE_CONTROL, "no-store");
    answer
}
