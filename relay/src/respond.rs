//! The answers of the relay. An error gets its HTTP status only here.

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use http_body_util::Full;
use shared::hop::{self, Hello, RelayAnswer};
use shared::problem::{self, Code, Problem};

use crate::admin::Probe;
use crate::admission::{CallLimitReached, CallPermit};
use crate::auth::{self, SignatureRefused};
use crate::guarded_bytes;
use crate::metrics::Form;
use crate::request::Malformed;
use crate::route::RouteError;
use crate::upstream::{Answer, Failure, FailureKind};
use crate::write::{BodyError, WriteRefused};

const RELAY_ANSWER: HeaderName = HeaderName::from_static(hop::RELAY_ANSWER);
const RELAY_CLOCK: HeaderName = HeaderName::from_static(hop::RELAY_CLOCK);
const REQUEST_ID: HeaderName = HeaderName::from_static(hop::REQUEST_ID);
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const PROBLEM: HeaderValue = HeaderValue::from_static(problem::MEDIA_TYPE);

/// Why a request has no answer of the upstream. Its message is for the log.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// It cannot be a call.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// It does not come from an edge.
    #[error(transparent)]
    Signature(#[from] SignatureRefused),
    /// Its `Authorization` is no bearer token.
    #[error("bearer")]
    Bearer,
    /// It asks for no call.
    #[error(transparent)]
    Route(#[from] RouteError),
    /// The identity has no such realm.
    #[error("realm")]
    Realm,
    /// The identity does not ask what cars can do.
    #[error("eligibility")]
    EligibilityOff,
    /// The limit on concurrent calls is reached.
    #[error(transparent)]
    CallLimitReached(#[from] CallLimitReached),
    /// It is a write that is not made.
    #[error(transparent)]
    Write(#[from] WriteRefused),
    /// The upstream failed.
    #[error(transparent)]
    Upstream(#[from] Failure),
}

impl Error {
    /// One of a few words, as opposed to its message.
    pub fn kind(&self) -> String {
        match self {
            Self::Upstream(failure) => failure.kind.as_str().to_owned(),
            Self::Write(refused) => refused.kind(),
            other => other.to_string(),
        }
    }

    /// The problem it is to the caller.
    pub fn code(&self) -> Code {
        match self {
            Self::Malformed(Malformed::TooLong) => Code::BodyTooLarge,
            Self::Malformed(Malformed::MediaType) => Code::UnsupportedMediaType,
            Self::Malformed(_) | Self::Bearer | Self::Route(RouteError::Query) => {
                Code::RequestNotAllowed
            }
            Self::Signature(refused) => match refused.reason {
                auth::RefusalReason::Full => Code::RelayBusy,
                _ => Code::SignatureRefused,
            },
            Self::Route(RouteError::NoSuchOperation) => Code::OperationNotAllowed,
            Self::Realm => Code::RealmNotAllowed,
            Self::EligibilityOff => Code::EligibilityOff,
            Self::CallLimitReached(_) => Code::RelayBusy,
            Self::Write(refused) => match refused {
                WriteRefused::Body(BodyError::Slow) => Code::BodyTooSlow,
                WriteRefused::Body(BodyError::Length) => Code::RequestNotAllowed,
                WriteRefused::Body(BodyError::Digest) => Code::ContentDigestMismatch,
                WriteRefused::Table(_) => Code::InvalidBody,
                WriteRefused::NotPermitted(_) => Code::ActionNotAllowed,
                WriteRefused::OverBudget(_) => Code::TooManyCommands,
            },
            Self::Upstream(failure) => match failure.kind {
                FailureKind::NoDescriptors
                | FailureKind::NoMemory
                | FailureKind::QueueFull
                | FailureKind::QueueTimeout => Code::RelayBusy,
                FailureKind::RateLimited => Code::RateLimited,
                FailureKind::Unresolved
                | FailureKind::Unreachable
                | FailureKind::ConnectTimeout => Code::UpstreamUnreachable,
                FailureKind::HeadTimeout | FailureKind::BodyTimeout | FailureKind::Timeout => {
                    Code::UpstreamTimeout
                }
                FailureKind::Reset
                | FailureKind::Broken
                | FailureKind::Truncated
                | FailureKind::GoAway
                | FailureKind::RefusedStream => Code::UpstreamBroken,
                FailureKind::InterimStorm | FailureKind::Unreadable => Code::UpstreamUnreadable,
                FailureKind::TooLarge => Code::UpstreamTooLarge,
                FailureKind::CertificateRefused => Code::CertificateRefused,
                FailureKind::NotTrusted => Code::UpstreamNotTrusted,
                FailureKind::ServerCertificateExpired => Code::UpstreamCertificateExpired,
            },
        }
    }

    /// Seconds to wait, where that is known better than by the problem.
    fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Upstream(failure) => failure.retry_after,
            Self::Write(WriteRefused::OverBudget(over)) => Some(over.retry_after),
            _ => None,
        }
    }

    fn relay_answer(&self) -> RelayAnswer {
        match self {
            Self::Upstream(failure) if failure.sent => RelayAnswer::Failed,
            // A copy of a write: nothing was sent for this one, but maybe for another.
            Self::Signature(refused) if refused.may_be_made => RelayAnswer::Failed,
            _ => RelayAnswer::Refused,
        }
    }
}

/// The upstream's own answer, which keeps its call's permit until the caller has read it.
pub(crate) fn upstream(
    answer: Answer,
    permit: CallPermit,
    request_id: HeaderValue,
) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(guarded_bytes::with(answer.body, permit)));
    *response.status_mut() = passable(answer.status);
    *response.headers_mut() = answer.headers;
    mark(response, RelayAnswer::Upstream, request_id)
}

/// The answer to a hello.
pub(crate) fn hello(hello: &Hello, request_id: HeaderValue) -> Response<Full<Bytes>> {
    // Strings and numbers: it cannot fail.
    let body = serde_json::to_vec(hello).unwrap_or_default();
    mark(document(body, JSON), RelayAnswer::Own, request_id)
}

/// A problem. `is_unread` is whether something of the request's body was not read, `now` the Unix
/// second.
///
/// A refused signature gets the same document whatever is wrong with it, so the request's id is in
/// the header only. It is told the time, by which an edge signs again.
pub(crate) fn problem(
    error: &Error,
    request_id: HeaderValue,
    is_unread: bool,
    now: u64,
) -> Response<Full<Bytes>> {
    let mut problem = Problem::new(error.code());
    if let Some(seconds) = error.retry_after() {
        problem = problem.with_retry_after(seconds);
    }
    let is_refused_signature = problem.code() == Code::SignatureRefused;
    if !is_refused_signature {
        problem = problem.with_request_id(request_id.to_str().unwrap_or_default());
    }
    let status = StatusCode::from_u16(problem.status()).map(passable);
    let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = document(problem.to_json_with_status(status.as_u16()), PROBLEM);
    *response.status_mut() = status;
    if is_refused_signature {
        response.headers_mut().insert(RELAY_CLOCK, now.into());
    }
    if let Some(seconds) = problem.retry_after() {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    if is_unread || matches!(error, Error::Malformed(_)) {
        // What follows on the connection may be the rest of this request.
        response
            .headers_mut()
            .insert(CONNECTION, HeaderValue::from_static("close"));
    }
    mark(response, error.relay_answer(), request_id)
}

/// The answer to a probe of an orchestrator.
pub(crate) fn probe(probe: Probe) -> Response<Full<Bytes>> {
    let (status, text) = match probe {
        Probe::Live => (StatusCode::OK, "live\n".to_owned()),
        Probe::Ready(notes) => {
            let lines = std::iter::once("ready").chain(notes.iter().map(String::as_str));
            (
                StatusCode::OK,
                lines.flat_map(|line| [line, "\n"]).collect(),
            )
        }
        Probe::Draining => (StatusCode::SERVICE_UNAVAILABLE, "draining\n".to_owned()),
        Probe::Unknown => (
            StatusCode::NOT_FOUND,
            "ask for /live, /ready or /metrics\n".to_owned(),
        ),
    };
    let mut response = document(text.into_bytes(), TEXT);
    *response.status_mut() = status;
    response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    response
}

/// The metrics in a format; status 500 if they could not be written.
pub(crate) fn metrics(text: Option<String>, form: Form) -> Response<Full<Bytes>> {
    let Some(text) = text else {
        let mut response = document(b"no metrics\n".to_vec(), TEXT);
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        return response;
    };
    let media_type = HeaderValue::from_static(form.media_type());
    document(text.into_bytes(), media_type)
}

/// The status that an edge gets: 503 in the place of 502 and 504. Cloudflare, in front of a relay
/// behind a tunnel, answers those two with a page of its own, without the relay's body and headers
/// (its zone setting `origin_error_page_pass_thru`). An edge goes by the mark and the problem's code,
/// and takes every status from 501 on for the same trouble.
fn passable(status: StatusCode) -> StatusCode {
    match status {
        StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT => StatusCode::SERVICE_UNAVAILABLE,
        status => status,
    }
}

fn document(body: Vec<u8>, media_type: HeaderValue) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(body));
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}

/// Adds the headers of every answer to an edge. hyper adds the date.
fn mark(
    mut response: Response<Full<Bytes>>,
    answer: RelayAnswer,
    request_id: HeaderValue,
) -> Response<Full<Bytes>> {
    let headers = response.headers_mut();
    headers.insert(RELAY_ANSWER, HeaderValue::from_static(answer.as_str()));
    headers.insert(CACHE_CONTROL, NO_STORE);
    headers.insert(REQUEST_ID, request_id);
    response
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;
    use prometheus_client::registry::Registry;
    use serde_json::Value;

    use super::*;
    use crate::admission::{Admission, IdentityShare};

    const ID: HeaderValue = HeaderValue::from_static("0b7e4f0c5a1d4e0f9c7d2b6a8e3f1c55");
    const NOW: u64 = 1_795_000_000;

    fn answered(error: &Error) -> Response<Full<Bytes>> {
        problem(error, ID, false, NOW)
    }

    #[tokio::test]
    async fn a_problem_that_cloudflare_would_replace_is_sent_as_503_and_keeps_its_code() {
        for (kind, own, sent) in [
            (FailureKind::CertificateRefused, 502, 503),
            (FailureKind::Timeout, 504, 503),
            (FailureKind::Unreachable, 503, 503),
            (FailureKind::RateLimited, 429, 429),
        ] {
            let error = Error::from(Failure::of_answer(kind, 502, "test"));
            assert_eq!(error.code().status(), own);
            let response = answered(&error);
            assert_eq!(response.status(), sent);
            assert_eq!(response.headers()[RELAY_ANSWER], "failed");
            let body = response.into_body().collect().await.unwrap().to_bytes();
            let document: Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(document["status"], sent);
            assert_eq!(document["code"], error.code().slug());
        }
    }

    #[test]
    fn an_answer_that_cloudflare_would_replace_is_passed_on_as_503() {
        let admission = Admission::new(8, &mut Registry::default());
        for (theirs, sent) in [
            (200, 200),
            (429, 429),
            (500, 500),
            (501, 501),
            (502, 503),
            (503, 503),
            (504, 503),
            (505, 505),
        ] {
            let status = StatusCode::from_u16(theirs).unwrap();
            let answer = Answer::bare(status, &http::HeaderMap::new());
            let share = IdentityShare {
                identity: "app",
                one_of_several: false,
            };
            let response = upstream(answer, admission.enter(share).unwrap(), ID);
            assert_eq!(response.status(), sent, "{theirs}");
            assert_eq!(response.headers()[RELAY_ANSWER], "upstream");
        }
    }

    #[test]
    fn only_the_refusal_of_a_signature_tells_the_time() {
        let refused = |reason| SignatureRefused {
            reason,
            key_id: None,
            may_be_made: false,
        };
        for (error, time) in [
            (refused(auth::RefusalReason::Header).into(), Some(NOW)),
            (refused(auth::RefusalReason::Replayed).into(), Some(NOW)),
            (refused(auth::RefusalReason::Full).into(), None),
            (Error::Realm, None),
        ] {
            let response = answered(&error);
            let told = response.headers().get(RELAY_CLOCK);
            assert_eq!(told, time.map(HeaderValue::from).as_ref(), "{error}");
        }
    }
}
