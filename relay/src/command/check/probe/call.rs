//! The one call of a check, without a driver's token. The API answers 401 to it, and only after it
//! has accepted the certificate. It counts against the quota.

use std::time::{Instant, UNIX_EPOCH};

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, DATE, HOST, RETRY_AFTER, USER_AGENT};
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Empty, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde::Serialize;
use shared::signature::MAX_SKEW;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;

use super::diagnosis;
use crate::command::check::error::CheckError;
use crate::config;
use crate::service::unix_now;
use crate::upstream::{self, Failure, FailureKind, chain, remaining_today};

/// What the gateway says of a client id, and of nothing else.
const CLIENT_TEXTS: [&str; 2] = ["Invalid client id", "Not registered to plan"];

/// An answer to a call without a token.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::command::check) struct AnswerSummary {
    /// Its HTTP status.
    pub(in crate::command::check) status: u16,
    /// How long it took.
    pub(in crate::command::check) milliseconds: u128,
    /// What is left of the day's quota, if the answer says so.
    pub(in crate::command::check) remaining_today: Option<i64>,
    /// Seconds by which this clock is ahead of the server's; negative if it is behind.
    pub(in crate::command::check) clock_ahead: Option<i64>,
}

/// Asks for the driver without saying which, and judges the answer.
pub(super) async fn without_token(
    tls: TlsStream<TcpStream>,
    settings: &config::UpstreamSettings,
    client_id: &str,
    at: &str,
) -> Result<(AnswerSummary, Result<(), CheckError>), CheckError> {
    let request = request(&settings.base, client_id)
        .map_err(|error| CheckError::of_setting(format!("upstream.base: {error}")))?;
    let began = Instant::now();
    let call = timeout(settings.deadline, async {
        let response = send(tls, request).await?;
        let status = response.status().as_u16();
        let clock_ahead = clock_ahead(response.headers());
        let read = read(response, settings.max_response_bytes).await;
        Ok((status, clock_ahead, read))
    });
    let (status, clock_ahead, read) = match call.await {
        Ok(called) => called?,
        Err(_) => {
            return Err(CheckError::Unanswered(format!(
                "silence for {} s",
                settings.deadline.as_secs()
            )));
        }
    };
    let answer = AnswerSummary {
        status,
        milliseconds: began.elapsed().as_millis(),
        remaining_today: read
            .as_ref()
            .ok()
            .and_then(|read| remaining_today(&read.headers)),
        clock_ahead,
    };
    let verdict = judge(&answer, read, at);
    Ok((answer, verdict))
}

fn request(base: &str, client_id: &str) -> Result<Request<Empty<Bytes>>, http::Error> {
    let target = format!("{base}/user?client_id={client_id}").parse::<http::Uri>()?;
    let host = target.authority().map(ToString::to_string);
    let path = target.path_and_query().map(ToString::to_string);
    Request::get(path.unwrap_or_default())
        .header(HOST, host.unwrap_or_default())
        .header(ACCEPT, "application/hal+json")
        .header(ACCEPT_ENCODING, upstream::IDENTITY)
        .header(USER_AGENT, upstream::AGENT)
        .body(Empty::new())
}

async fn read(response: Response<Incoming>, cap: usize) -> Result<upstream::Answer, Failure> {
    let (parts, body) = response.into_parts();
    let status = parts.status.as_u16();
    match Limited::new(body, cap).collect().await {
        Ok(body) => upstream::Answer::judge(parts.status, parts.headers, body.to_bytes()),
        Err(_) if upstream::is_passed_on_without_body(parts.status) => {
            Ok(upstream::Answer::bare(parts.status, &parts.headers))
        }
        Err(error) if error.is::<LengthLimitError>() => Err(Failure::of_answer(
            FailureKind::TooLarge,
            status,
            format!("more than {cap} bytes"),
        )),
        Err(error) => Err(Failure::of_body(&*error, status)),
    }
}

async fn send(
    tls: TlsStream<TcpStream>,
    request: Request<Empty<Bytes>>,
) -> Result<Response<Incoming>, CheckError> {
    let unanswered = |error: &hyper::Error| {
        diagnosis::refusal(error).unwrap_or_else(|| match error {
            error if error.is_parse() => CheckError::NotTheApi(chain(error)),
            error => CheckError::Unanswered(chain(error)),
        })
    };
    let (mut sender, connection) = http1::handshake(TokioIo::new(tls))
        .await
        .map_err(|error| unanswered(&error))?;
    let connection = tokio::spawn(connection);
    match sender.send_request(request).await {
        Ok(response) => Ok(response),
        // A connection that ended before the request was taken up has the reason itself.
        Err(error) if error.is_canceled() => match connection.await {
            Ok(Err(reason)) => Err(unanswered(&reason)),
            _ => Err(unanswered(&error)),
        },
        Err(error) => Err(unanswered(&error)),
    }
}

fn judge(
    answer: &AnswerSummary,
    read: Result<upstream::Answer, Failure>,
    at: &str,
) -> Result<(), CheckError> {
    let read = read.map_err(|failure| match failure.kind {
        FailureKind::CertificateRefused => {
            CheckError::CertificateRefused(format!("status {}: {failure}", answer.status))
        }
        FailureKind::Unreadable | FailureKind::TooLarge => {
            CheckError::NotTheApi(format!("status {} from {at}: {failure}", answer.status))
        }
        _ => CheckError::Unanswered(failure.to_string()),
    })?;
    let body = String::from_utf8_lossy(&read.body);
    if let Some(text) = CLIENT_TEXTS.iter().find(|text| body.contains(*text)) {
        return Err(CheckError::ClientRefused(format!(
            "status {}: {text}",
            answer.status
        )));
    }
    match (read.status, answer.clock_ahead) {
        (StatusCode::UNAUTHORIZED, Some(ahead)) if ahead.unsigned_abs() > MAX_SKEW => {
            Err(CheckError::Clock(format!(
                "this machine's clock is {} the manufacturer's; {MAX_SKEW} s are allowed",
                ahead_or_behind(ahead)
            )))
        }
        (StatusCode::UNAUTHORIZED, _) => Ok(()),
        (StatusCode::TOO_MANY_REQUESTS, _) => Err(CheckError::RateLimited {
            retry_after: retry_after(&read.headers),
        }),
        (status, _) if status.is_server_error() => Err(CheckError::Upstream(answer.status)),
        _ => Err(CheckError::NotTheApi(format!(
            "status {} from {at} to a call without a token, where the API says 401",
            answer.status
        ))),
    }
}

/// How a clock differs from another, in front of whose that is.
pub(in crate::command::check) fn ahead_or_behind(ahead: i64) -> String {
    let side = if ahead < 0 { "behind" } else { "ahead of" };
    format!("{} s {side}", ahead.unsigned_abs())
}

fn clock_ahead(headers: &HeaderMap) -> Option<i64> {
    let date = headers.get(DATE)?.to_str().ok()?;
    let theirs = httpdate::parse_http_date(date)
        .ok()?
        .duration_since(UNIX_EPOCH)
        .ok()?;
    i64::try_from(unix_now())
        .ok()?
        .checked_sub_unsigned(theirs.as_secs())
}

fn retry_after(headers: &HeaderMap) -> Option<u32> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()
}
