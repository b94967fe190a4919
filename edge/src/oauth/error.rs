//! An error of the authorization server: OAuth's word for it beside our own code.

use serde_json::json;
use shared::problem::{Code, Problem};

use crate::respond::{self, Response};

/// An error, as RFC 6749 sections 4.1.2.1 and 5.2 name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OAuthError {
    /// OAuth's word.
    pub error: &'static str,
    /// What it is about.
    pub problem: Problem,
}

impl OAuthError {
    /// An error by OAuth's word.
    pub fn new(error: &'static str, problem: impl Into<Problem>) -> Self {
        Self {
            error,
            problem: problem.into(),
        }
    }

    /// A parameter is missing, there twice or malformed.
    pub fn parameter(name: &str, expected: &str) -> Self {
        let problem = Problem::new(Code::InvalidParameter).with_parameter(name);
        Self::new(
            "invalid_request",
            problem.with_detail(format!("{name} {expected}")),
        )
    }

    /// What it says to a developer. RFC 6749 lets no quotes and nothing beyond ASCII stand in it.
    pub fn description(&self) -> String {
        let code = self.problem.code();
        let text = self.problem.detail().unwrap_or(code.title());
        let may = |c: &char| (' '..='~').contains(c) && !matches!(c, '"' | '\\');
        text.chars().filter(may).collect()
    }

    /// The response of RFC 6749 section 5.2, with our code beside OAuth's.
    pub fn response(&self) -> Response {
        let mut body = json!({
            "error": self.error,
            "error_description": self.description(),
            "code": self.problem.code().slug(),
        });
        if let (Some(seconds), Some(members)) = (self.problem.retry_after(), body.as_object_mut()) {
            members.insert("retryAfter".to_owned(), seconds.into());
        }
        let body = body.to_string().into_bytes();
        respond::error(&self.problem, "application/json", body)
    }
}

/// Where OAuth has no word of its own for it.
impl From<Problem> for OAuthError {
    fn from(problem: Problem) -> Self {
        let error = match problem.status() {
            429 | 503 => "temporarily_unavailable",
            400..=499 => "invalid_request",
            _ => "server_error",
        };
        Self::new(error, problem)
    }
}
