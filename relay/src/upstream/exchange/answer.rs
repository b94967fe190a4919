//! What of the upstream's answer is passed on: status, body and a few headers, if it is an answer
//! of the API.
//!
//! A 429 or 5xx is passed on whatever its body is: its status and headers say what is to be done,
//! and gateways send pages with it and cut them short. Its time to wait is passed on in seconds, as
//! the relay itself keeps to it: the edge reads no date and no other header.

use std::time::SystemTime;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::de::IgnoredAny;

use super::rate_limit::{is_of_quota, wait};
use crate::retry_after::whole_seconds;
use crate::upstream::failure::{Failure, FailureKind};

/// The exchange's name in the upstream's own logs.
const TRANSACTION_ID: &str = "x-global-transaction-id";
/// Headers that every answer gets beside those that are passed on, the server's own included: its
/// map has room for them from the outset.
const OWN_HEADERS: usize = 6;
/// Statuses of nginx's own for a client certificate that it does not accept. By default it sends
/// the client 400 in their place, with a page that contains [`NGINX_PAGE`].
const CERTIFICATE_ERROR: u16 = 495;
const CERTIFICATE_REQUIRED: u16 = 496;
const NGINX_PAGE: &[u8] = b"SSL certificate";
/// What most answers are, by the manufacturer's documents: of these texts no copy is made.
const MEDIA_TYPES: [&str; 3] = [
    "application/hal+json",
    "application/json",
    "application/vnd.geo+json",
];
/// No content coding, which is what calls ask for (RFC 9110 section 12.5.3).
pub(crate) const IDENTITY: &str = "identity";

/// An answer of the API itself.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The upstream's status: 2xx, 4xx or 5xx.
    pub status: StatusCode,
    /// The headers that are passed on.
    pub headers: HeaderMap,
    /// JSON, or empty.
    pub body: Bytes,
}

impl Answer {
    /// The answer that these parts of a response make, if it is one of the API. Fails with
    /// [`FailureKind::CertificateRefused`] if it is a refusal of the client certificate, and else
    /// with [`FailureKind::Unreadable`].
    pub(crate) fn judge(
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Self, Failure> {
        let refused = |detail: &str| {
            Failure::of_answer(FailureKind::CertificateRefused, status.as_u16(), detail)
        };
        let unreadable =
            |detail: &str| Failure::of_answer(FailureKind::Unreadable, status.as_u16(), detail);
        if matches!(status.as_u16(), CERTIFICATE_ERROR | CERTIFICATE_REQUIRED) {
            return Err(refused("the status is one for client certificates"));
        }
        if !status.is_success() && !status.is_client_error() && !status.is_server_error() {
            return Err(unreadable("neither data nor an error"));
        }
        // A gateway answers a 401 without a body: what it has to say is in its headers.
        let is_bare = body.is_empty() && status != StatusCode::OK;
        if !is_bare && !is_readable(&headers) {
            if is_passed_on_without_body(status) {
                return Ok(Self::bare(status, &headers));
            }
            if status == StatusCode::BAD_REQUEST
                && body
                    .windows(NGINX_PAGE.len())
                    .any(|text| text == NGINX_PAGE)
            {
                return Err(refused("a page about the client certificate"));
            }
            return Err(unreadable(match is_json(&headers) {
                true => "in a content coding that was not asked for",
                false => "not JSON",
            }));
        }
        Ok(Self {
            status,
            headers: passed_on(status, &headers),
            body,
        })
    }

    /// Whether it may be held for other callers, as far as its head tells: it is a 200.
    pub(in crate::upstream) fn is_cacheable(&self) -> bool {
        self.status == StatusCode::OK
    }

    /// Whether it may be given to other callers: a 200 whose body is JSON to its end. What the
    /// upstream garbled once must not be answered again.
    pub(in crate::upstream) fn is_worth_holding(&self) -> bool {
        self.is_cacheable() && serde_json::from_slice::<IgnoredAny>(&self.body).is_ok()
    }

    /// An answer of which the body is not passed on.
    pub(crate) fn bare(status: StatusCode, headers: &HeaderMap) -> Self {
        let mut headers = passed_on(status, headers);
        headers.remove(CONTENT_TYPE);
        Self {
            status,
            headers,
            body: Bytes::new(),
        }
    }
}

/// Whether an answer with this status is passed on without its body if that cannot be read.
pub(crate) fn is_passed_on_without_body(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

/// The headers that are passed on. They are copies, so that an answer that is held does not keep
/// the buffer that its head came in.
fn passed_on(status: StatusCode, headers: &HeaderMap) -> HeaderMap {
    let kept = || headers.iter().filter(|(name, _)| is_passed_on(name));
    let mut copies = HeaderMap::with_capacity(kept().count().saturating_add(OWN_HEADERS));
    for (name, value) in kept() {
        let known = MEDIA_TYPES.into_iter().find(|known| value == known);
        let copy = known
            .map(HeaderValue::from_static)
            .map_or_else(|| HeaderValue::from_bytes(value.as_bytes()), Ok);
        // The bytes come from a valid value, so this always succeeds.
        if let Ok(copy) = copy {
            copies.append(name, copy);
        }
    }
    if is_passed_on_without_body(status) {
        copies.remove(RETRY_AFTER);
        if let Some(wait) = wait(status, headers, SystemTime::now()) {
            copies.insert(RETRY_AFTER, whole_seconds(wait).into());
        }
    }
    copies
}

/// Whether a header is passed on. Names are compared as texts, which are in lower case.
fn is_passed_on(name: &HeaderName) -> bool {
    matches!(
        name.as_str(),
        "content-type" | "www-authenticate" | "retry-after" | TRANSACTION_ID
    ) || is_of_quota(name)
}

/// Whether the body is JSON in no content coding. `Content-Encoding` is not passed on, so a coded
/// body would be taken for JSON.
fn is_readable(headers: &HeaderMap) -> bool {
    let is_identity = |coding: &HeaderValue| {
        coding
            .to_str()
            .is_ok_and(|coding| coding.trim().eq_ignore_ascii_case(IDENTITY))
    };
    is_json(headers) && headers.get_all(CONTENT_ENCODING).iter().all(is_identity)
}

/// Whether the content type is JSON or ends in `+json` (RFC 6839 section 3.1).
fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).map(HeaderValue::to_str);
    value.and_then(Result::ok).is_some_and(|value| {
        let mut parts = value.as_bytes().split(|byte| *byte == b';');
        let essence = parts.next().unwrap_or_default().trim_ascii();
        let subtype = essence.splitn(2, |byte| *byte == b'/').nth(1);
        subtype.is_some_and(|subtype| {
            let suffix = subtype.rsplit(|byte| *byte == b'+').next();
            suffix.unwrap_or_default().eq_ignore_ascii_case(b"json")
        })
    })
}

#[cfg(test)]
mod tests;
