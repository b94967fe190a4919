//! What of the upstream's answer is passed on: status, body and a few headers, if it is an answer
//! of the API.
//!
//! A 429 or 5xx is passed on whatever its body is: its status and headers say what is to be done,
//! and gateways send pages with it and cut them short.

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::de::IgnoredAny;

use crate::upstream::failure::{Class, Failure};

/// The exchange's name in the upstream's own logs.
const TRANSACTION_ID: HeaderName = HeaderName::from_static("x-global-transaction-id");
const RATE_LIMIT: &str = "x-ratelimit-";
/// Statuses of nginx's own for a client certificate that it does not accept. By default it sends
/// the client 400 in their place, with a page that contains [`NGINX_PAGE`].
const CERTIFICATE_ERROR: u16 = 495;
const CERTIFICATE_REQUIRED: u16 = 496;
const NGINX_PAGE: &[u8] = b"SSL certificate";
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
    /// [`Class::CertificateRefused`] if it is a refusal of the client certificate, and else with
    /// [`Class::Unreadable`].
    pub(crate) fn judge(
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Self, Failure> {
        let refused =
            |detail: &str| Failure::of_answer(Class::CertificateRefused, status.as_u16(), detail);
        let unreadable =
            |detail: &str| Failure::of_answer(Class::Unreadable, status.as_u16(), detail);
        if matches!(status.as_u16(), CERTIFICATE_ERROR | CERTIFICATE_REQUIRED) {
            return Err(refused("the status is one for client certificates"));
        }
        if !status.is_success() && !status.is_client_error() && !status.is_server_error() {
            return Err(unreadable("neither data nor an error"));
        }
        // A gateway answers a 401 without a body: what it has to say is in its headers.
        let is_bare = body.is_empty() && status != StatusCode::OK;
        if !is_bare && !is_readable(&headers) {
            if is_said_by_its_head(status) {
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
            headers: passed_on(&headers),
            body,
        })
    }

    /// Whether it may be held for other callers: a 200 whose body is JSON to its end. What the
    /// upstream garbled once must not be answered again.
    pub(in crate::upstream) fn is_worth_holding(&self) -> bool {
        self.status == StatusCode::OK && serde_json::from_slice::<IgnoredAny>(&self.body).is_ok()
    }

    /// An answer of which the body is not passed on.
    pub(crate) fn bare(status: StatusCode, headers: &HeaderMap) -> Self {
        let mut headers = passed_on(headers);
        headers.remove(CONTENT_TYPE);
        Self {
            status,
            headers,
            body: Bytes::new(),
        }
    }
}

/// Whether an answer with this status is passed on without its body if that cannot be read.
pub(super) fn is_said_by_its_head(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

/// The headers that are passed on. They are copies, so that an answer that is held does not keep
/// the buffer that its head came in.
fn passed_on(headers: &HeaderMap) -> HeaderMap {
    let kept = || headers.iter().filter(|(name, _)| is_passed_on(name));
    let mut copies = HeaderMap::with_capacity(kept().count());
    for (name, value) in kept() {
        // The bytes come from a valid value, so this always succeeds.
        if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
            copies.append(name, value);
        }
    }
    copies
}

fn is_passed_on(name: &HeaderName) -> bool {
    [CONTENT_TYPE, WWW_AUTHENTICATE, RETRY_AFTER, TRANSACTION_ID].contains(name)
        || name.as_str().starts_with(RATE_LIMIT)
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
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            let essence = value.split(';').next().unwrap_or_default().trim();
            essence.split_once('/').is_some_and(|(_, subtype)| {
                let subtype = subtype.to_ascii_lowercase();
                subtype == "json" || subtype.ends_with("+json")
            })
        })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn judge(
        status: u16,
        headers: &[(&'static str, &'static str)],
        body: &'static str,
    ) -> Result<Answer, Class> {
        let headers = headers
            .iter()
            .map(|&(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        Answer::judge(
            StatusCode::from_u16(status).unwrap(),
            headers,
            Bytes::from_static(body.as_bytes()),
        )
        .map_err(|failure| failure.class)
    }

    #[test]
    fn data_and_errors_in_json_are_answers_whatever_their_status() {
        for status in [200, 204, 401, 404, 429, 500, 503] {
            for json in [
                "application/json",
                "application/hal+json; charset=utf-8",
                "Application/Problem+JSON",
            ] {
                let answer = judge(status, &[("content-type", json)], "{}").unwrap();
                assert_eq!(
                    (answer.status.as_u16(), &answer.body[..]),
                    (status, &b"{}"[..])
                );
            }
        }
    }

    #[test]
    fn pages_and_redirects_are_no_answers() {
        for (status, headers, body) in [
            (200, &[("content-type", "text/html")][..], "<html>"),
            (200, &[][..], "{}"),
            (200, &[][..], ""),
            (200, &[("content-type", "text/json-ish")][..], "{}"),
            (302, &[("content-type", "application/json")][..], "{}"),
            (304, &[][..], ""),
        ] {
            assert_eq!(
                judge(status, headers, body).unwrap_err(),
                Class::Unreadable,
                "{status} {body}"
            );
        }
    }

    #[test]
    fn a_bare_error_is_an_answer() {
        let answer = judge(
            401,
            &[("www-authenticate", "Bearer error='invalid_token'")],
            "",
        )
        .unwrap();
        assert_eq!(answer.headers.len(), 1);
    }

    #[test]
    fn only_data_that_is_json_to_its_end_is_worth_holding() {
        let json = &[("content-type", "application/json")][..];
        for (status, body, is_worth_holding) in [
            (200, r#"{"a":[1,null]}"#, true),
            (200, "", false),
            (200, r#"{"a":[1,nu"#, false),
            (200, "{}{", false),
            (200, "\u{fffd}{}", false),
            (204, "{}", false),
            (404, "{}", false),
        ] {
            let answer = judge(status, json, body).unwrap();
            assert_eq!(
                answer.is_worth_holding(),
                is_worth_holding,
                "{status} {body}"
            );
        }
    }

    #[test]
    fn a_429_or_a_5xx_is_an_answer_whatever_page_it_comes_with() {
        let pages = [
            ("text/html", "identity"),
            ("text/plain", "gzip"),
            ("application/json", "gzip"),
        ];
        let of = |status| pages.map(|(kind, coding)| (status, kind, coding));
        for (status, kind, coding) in [429, 500, 502, 503, 504].into_iter().flat_map(of) {
            let headers = [
                ("content-type", kind),
                ("content-encoding", coding),
                ("retry-after", "600"),
                ("x-ratelimit-remaining-1", "0"),
            ];
            let answer = judge(status, &headers, "<html>").unwrap();
            let mut names: Vec<_> = answer.headers.keys().map(HeaderName::as_str).collect();
            names.sort_unstable();
            assert_eq!(names, ["retry-after", "x-ratelimit-remaining-1"]);
            assert!(answer.body.is_empty());
        }
    }

    #[test]
    fn json_in_a_coding_that_was_not_asked_for_is_no_answer() {
        for (coding, is_answer) in [("gzip", false), ("identity, br", false), ("Identity", true)] {
            let headers = [
                ("content-type", "application/json"),
                ("content-encoding", coding),
            ];
            assert_eq!(judge(200, &headers, "{}").is_ok(), is_answer, "{coding}");
        }
    }

    #[test]
    fn a_page_about_the_client_certificate_is_told_from_other_pages() {
        let html = &[("content-type", "text/html")][..];
        for (status, body) in [
            (400, "<title>400 The SSL certificate error</title>"),
            (
                400,
                "<title>400 No required SSL certificate was sent</title>",
            ),
            (495, "{}"),
            (496, ""),
        ] {
            assert_eq!(
                judge(status, html, body).unwrap_err(),
                Class::CertificateRefused,
                "{status} {body}"
            );
        }
        assert_eq!(
            judge(400, html, "<title>400 Bad Request</title>").unwrap_err(),
            Class::Unreadable
        );
    }

    #[test]
    fn what_is_passed_on_keeps_nothing_of_the_buffer_that_its_head_came_in() {
        let head: Arc<[u8]> = Arc::from(&b"application/json"[..]);
        let there = Arc::downgrade(&head);
        let value = HeaderValue::from_maybe_shared(Bytes::from_owner(head)).unwrap();
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, value)]);
        let answer = Answer::judge(StatusCode::OK, headers, Bytes::from_static(b"{}")).unwrap();
        assert_eq!(answer.headers[CONTENT_TYPE], "application/json");
        assert_eq!(there.strong_count(), 0);
    }

    #[test]
    fn only_what_the_edge_reads_is_passed_on() {
        let answer = judge(
            429,
            &[
                ("content-type", "application/json"),
                ("retry-after", "7"),
                ("x-ratelimit-remaining-1", "0"),
                ("x-global-transaction-id", "t"),
                ("set-cookie", "JSESSIONID=1"),
                ("x-client-ip", "192.0.2.1"),
                ("server", "x"),
            ],
            "{}",
        )
        .unwrap();
        let mut names: Vec<_> = answer.headers.keys().map(HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "content-type",
                "retry-after",
                "x-global-transaction-id",
                "x-ratelimit-remaining-1"
            ]
        );
    }
}
