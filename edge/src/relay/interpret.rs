//! What an answer of the upstream's means, whoever asked.

use shared::operation::is_id;
use shared::problem::{Code, Meaning, Problem, UpstreamErrorId, meaning, redacted};
use shared::wire;

use super::attempt::Answer;
use super::context::RelayContext;
use crate::ports::Log;

/// What an answer means.
#[derive(Debug)]
pub enum Interpreted {
    /// The document.
    Success(Vec<u8>),
    /// The upstream does not take the token, and did nothing.
    InvalidToken,
    /// It refuses the call, or has trouble.
    Error(Problem, Cause),
}

/// What an error of the upstream's is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// An identifier in the call names nothing.
    UnknownId,
    /// The upstream answers 400. Whoever built the call knows what of it was checked.
    BadRequest,
    /// Anything else.
    Other,
}

/// Says what an answer means. What the upstream says of an error is logged, and not passed on.
///
/// An error under a status that says success is no document: of a read nothing was answered, and of a
/// write it is not known whether it was made.
pub fn interpret<P: Log>(context: &RelayContext<'_, P>, answer: Answer) -> Interpreted {
    if (200..300).contains(&answer.status) {
        let Some(error) = wire::Error::in_place_of_document(&answer.body) else {
            return Interpreted::Success(answer.body);
        };
        let reason = format!("{}: {}", answer.status, redacted(answer.status, &error));
        let problem = context.fail(Code::UpstreamUnreadable, &reason);
        return Interpreted::Error(problem, Cause::Other);
    }
    let error = error_of(&answer);
    let meaning = meaning(answer.status, answer.challenge.as_deref(), &error);
    let code = match meaning {
        Meaning::InvalidToken => {
            context.log("token-invalid", "the upstream does not take the token");
            return Interpreted::InvalidToken;
        }
        Meaning::UnknownId => Code::UpstreamRejected,
        Meaning::Problem(code) => code,
    };
    let is_about_header = is_about_header(&error);
    let said = redacted(answer.status, &error);
    let mut problem = context.fail(code, &format!("{}: {said}", answer.status));
    let id = UpstreamErrorId {
        code: error.code.filter(|code| is_code(code)),
        uuid: error.uuid.filter(|uuid| uuid.len() <= 64 && is_id(uuid)),
    };
    if id != UpstreamErrorId::default() {
        problem = problem.with_upstream(id);
    }
    if let Some(seconds) = answer.retry_after {
        problem = problem.with_retry_after(seconds);
    }
    let cause = match (answer.status, code) {
        _ if meaning == Meaning::UnknownId => Cause::UnknownId,
        (400, Code::UpstreamRejected) if !is_about_header => Cause::BadRequest,
        _ => Cause::Other,
    };
    Interpreted::Error(problem, cause)
}

/// What is known of the error in an answer.
pub(super) fn said(answer: &Answer) -> String {
    redacted(answer.status, &error_of(answer))
}

/// The error in an answer, as far as there is one.
fn error_of(answer: &Answer) -> wire::Error {
    wire::read::<wire::Error>(&answer.body)
        .map(|document| document.value)
        .unwrap_or_default()
}

/// Whether an error is about a header. No call of a front end has one.
fn is_about_header(error: &wire::Error) -> bool {
    error
        .texts()
        .any(|text| text.to_ascii_lowercase().contains("parameter: x-"))
}

/// Whether a text is a code of the upstream's: five digits are documented, up to eight are taken.
/// Anything else may be prose.
fn is_code(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}
