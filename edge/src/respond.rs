//! The one file that makes a response of a problem, and gives every response the headers that keep
//! browsers from misusing it. A problem's status is in [`shared::problem::Code`], where both sides
//! read it.

use http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION,
    REFERRER_POLICY, RETRY_AFTER, SET_COOKIE, STRICT_TRANSPORT_SECURITY, WWW_AUTHENTICATE,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use shared::hop::REQUEST_ID;
use shared::problem::{self, Code, Problem};

use crate::origin::Origin;

/// A response of the edge.
pub type Response = http::Response<Vec<u8>>;

/// What pages may do: nothing that does not come from this very origin.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     connect-src 'self'; img-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'";
/// What an answer that is no page may do: nothing.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// Keeps a page from being reached through a window that another page has opened.
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// The policy of the web app at `origin`, which shows images of other origins as well. Its live
/// connection is to this origin: some browsers do not count a WebSocket's address as the page's own.
pub fn app_policy<'o>(origin: &Origin, images: impl Iterator<Item = &'o Origin>) -> String {
    let live = ["connect-src 'self' ", &origin.websocket(), ";"].concat();
    let mut shown = String::from("img-src 'self'");
    for origin in images {
        shown.push(' ');
        shown.push_str(origin.as_str());
    }
    PAGE_POLICY
        .replacen("connect-src 'self';", &live, 1)
        .replacen("img-src 'self'", &shown, 1)
}

/// A document as JSON.
pub fn json(value: &impl Serialize) -> Result<Response, Problem> {
    document(value, "application/json")
}

/// A document that is written as JSON already.
pub fn written(json: Vec<u8>) -> Response {
    build(StatusCode::OK, &[(CONTENT_TYPE, "application/json")], json)
}

/// A document of another media type that is JSON, too.
pub fn document(value: &impl Serialize, media_type: &str) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value).map_err(|_| Problem::new(Code::Internal))?;
    Ok(build(StatusCode::OK, &[(CONTENT_TYPE, media_type)], body))
}

/// A page.
pub fn html(page: String) -> Response {
    build(
        StatusCode::OK,
        &[
            (CONTENT_TYPE, "text/html; charset=utf-8"),
            (CONTENT_SECURITY_POLICY, PAGE_POLICY),
            (OPENER_POLICY, "same-origin"),
        ],
        page.into_bytes(),
    )
}

/// Done, and nothing to say, as a 200 (RFC 7009 wants one).
pub fn ok() -> Response {
    build(StatusCode::OK, &[], Vec::new())
}

/// Done, and nothing to say.
pub fn no_content() -> Response {
    build(StatusCode::NO_CONTENT, &[], Vec::new())
}

/// Go there, with a GET.
pub fn see_other(location: &str) -> Response {
    build(StatusCode::SEE_OTHER, &[(LOCATION, location)], Vec::new())
}

/// A problem as a page, for a driver whose browser was sent here.
pub fn problem_page(problem: &Problem, page: String) -> Response {
    let mut response = html(page);
    *response.status_mut() = status(problem);
    retry_after(response, problem)
}

/// A problem in another form, with the status and the waiting time that it has.
pub fn error(problem: &Problem, media_type: &str, body: Vec<u8>) -> Response {
    let response = build(status(problem), &[(CONTENT_TYPE, media_type)], body);
    retry_after(response, problem)
}

fn status(problem: &Problem) -> StatusCode {
    StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A problem as RFC 9457 has it.
pub fn problem(problem: &Problem) -> Response {
    let mut response = error(problem, problem::MEDIA_TYPE, problem.to_json());
    if response.status() == StatusCode::UNAUTHORIZED {
        // RFC 9110 section 15.5.2 wants a challenge; there is no scheme for a cookie.
        set(response.headers_mut(), WWW_AUTHENTICATE, "Cookie");
    }
    response
}

fn retry_after(mut response: Response, problem: &Problem) -> Response {
    if let Some(seconds) = problem.retry_after() {
        set(response.headers_mut(), RETRY_AFTER, &seconds.to_string());
    }
    response
}

/// Adds the methods that an address takes.
pub fn allow(mut response: Response, methods: &str) -> Response {
    set(response.headers_mut(), ALLOW, methods);
    response
}

/// Adds a `Set-Cookie`.
pub fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// What every response carries. Nothing the edge answers itself is kept by anyone.
pub fn finish(response: &mut Response, https: bool, request_id: &str) {
    let headers = response.headers_mut();
    set(headers, CACHE_CONTROL, "no-store");
    set(headers, HeaderName::from_static(REQUEST_ID), request_id);
    for (name, value) in security_headers(https, false) {
        if !headers.contains_key(&name) {
            set(headers, name, value);
        }
    }
}

/// The security headers of a page's files, or of data.
pub fn security_headers(https: bool, page: bool) -> Vec<(HeaderName, &'static str)> {
    let mut headers = vec![
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            CONTENT_SECURITY_POLICY,
            if page { PAGE_POLICY } else { DATA_POLICY },
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        // A referrer would carry the code of a callback's address along, whatever it is answered.
        (
            REFERRER_POLICY,
            if page { "same-origin" } else { "no-referrer" },
        ),
    ];
    if page {
        headers.push((OPENER_POLICY, "same-origin"));
    }
    if https {
        headers.push((STRICT_TRANSPORT_SECURITY, "max-age=31536000"));
    }
    headers
}

fn build(status: StatusCode, headers: &[(HeaderName, &str)], body: Vec<u8>) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    for (name, value) in headers {
        set(response.headers_mut(), name.clone(), value);
    }
    response
}

/// Sets a header. A value that cannot stand in one, which none of ours is, is left out.
pub fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_answered_as_one_with_its_status_and_retry_after() {
        let response = problem(&Problem::new(Code::RelayUnreachable));
        assert_eq!(response.status(), 503);
        assert_eq!(response.headers()[CONTENT_TYPE], "application/problem+json");
        assert_eq!(response.headers()[RETRY_AFTER], "5");
    }

    #[test]
    fn the_app_connects_to_its_own_origin_and_no_other() {
        for (origin, live) in [
            ("https://edge.test", "connect-src 'self' wss://edge.test; "),
            (
                "http://localhost:8787",
                "connect-src 'self' ws://localhost:8787; ",
            ),
        ] {
            let policy = app_policy(&origin.parse().unwrap(), std::iter::empty());
            assert!(policy.contains(live), "{policy}");
            assert_eq!(policy.replace(live, "connect-src 'self'; "), PAGE_POLICY);
        }
    }

    #[test]
    fn the_app_shows_images_of_its_own_and_the_configured_origins_and_of_no_other() {
        let images: [Origin; 2] =
            ["https://tile.test", "http://127.0.0.1:9"].map(|origin| origin.parse().unwrap());
        let policy = app_policy(&"https://edge.test".parse().unwrap(), images.iter());
        let shown = "img-src 'self' https://tile.test http://127.0.0.1:9; ";
        assert!(policy.contains(shown), "{policy}");
        for policy in [PAGE_POLICY, &policy] {
            assert!(!policy.contains("unsafe"), "{policy}");
            assert!(policy.contains("worker-src 'self'; manifest-src 'self'; "));
            for directive in policy.split("; ") {
                let mut sources = directive.split(' ').skip(1);
                let is_closed = |it: &str| {
                    matches!(it, "'none'" | "'self'")
                        || images.iter().any(|image| image.as_str() == it)
                        || it == "wss://edge.test"
                };
                assert!(sources.all(is_closed), "{directive}");
            }
        }
        assert!(PAGE_POLICY.contains("img-src 'self'; "));
    }

    #[test]
    fn every_problem_has_a_status_that_http_knows_for_errors() {
        for code in Code::ALL {
            let response = problem(&Problem::new(code));
            assert_eq!(response.status().as_u16(), code.status());
            assert!(
                response.status().is_client_error() || response.status().is_server_error(),
                "{code}"
            );
        }
    }

    #[test]
    fn nothing_is_stored_sniffed_or_framed() {
        let mut response = no_content();
        finish(&mut response, true, "8f");
        let headers = response.headers();
        assert_eq!(headers[CACHE_CONTROL], "no-store");
        assert_eq!(headers[X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[CONTENT_SECURITY_POLICY], DATA_POLICY);
        assert!(headers.contains_key(STRICT_TRANSPORT_SECURITY));
        assert_eq!(headers[REQUEST_ID], "8f");
    }

    #[test]
    fn a_redirect_tells_the_next_page_nothing_of_where_it_came_from() {
        let mut response = see_other("/");
        finish(&mut response, false, "8f");
        assert_eq!(response.headers()[REFERRER_POLICY], "no-referrer");
        let mut refused = problem(&Problem::new(Code::TooManyRequests));
        finish(&mut refused, false, "8f");
        assert_eq!(refused.headers()[REFERRER_POLICY], "no-referrer");
        assert!(!response.headers().contains_key(STRICT_TRANSPORT_SECURITY));
    }
}
