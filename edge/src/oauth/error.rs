//! Why the authorization server says no: OAuth's word for it beside our own.

use shared::problem::{Code, Problem};

/// A refusal, as RFC 6749 sections 4.1.2.1 and 5.2 name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// OAuth's word.
    pub error: &'static str,
    /// What it is about.
    pub problem: Problem,
}

impl Refusal {
    /// A refusal by OAuth's word.
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
}

/// Where OAuth has no word of its own for it.
impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        let error = match problem.status() {
            429 | 503 => "temporarily_unavailable",
            400..=499 => "invalid_request",
            _ => "server_error",
        };
        Self::new(error, problem)
    }
}
