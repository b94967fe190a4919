//! Who may call with the driver's cookies, or with a bearer.
//!
//! A browser sends a cookie with any request that it can be made to send. Another site cannot add
//! a header of its own without a preflight (RFC 10017 section 6.1.3.3.2), and the browser says
//! where a call comes from. Both are checked, on reads too. A browser sends no bearer by itself,
//! so a call with one needs neither. A bearer beside a cookie is refused, so that it is never in
//! doubt which of the two counted.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    AUTHORIZATION, HeaderName, ORIGIN, VARY,
};
use shared::hop::REQUEST_ID;
use shared::problem::{Code, Problem};

use super::Caller;
use crate::caller::cookies::{CookieKind, Cookies};
use crate::origin::Origin;
use crate::request::Request;
use crate::respond::{Response, no_content, set};
use crate::settings::Settings;

/// The header that a page's calls carry, with the value `1`.
pub const HEADER: &str = "x-kerbside";

/// The caller of a request, or why the call is refused.
pub fn check<'a>(request: &Request, settings: &'a Settings) -> Result<Caller<'a>, Problem> {
    if has_authorization(request) {
        return app(request, settings);
    }
    let foreign = || Problem::new(Code::OriginNotAllowed);
    let (caller, listed) = match request.headers.get_all(ORIGIN).iter().count() {
        0 => (Caller::Own, false),
        // Two origins are refused by this too: there is no single one to compare.
        _ => {
            let origin = request.header("origin").unwrap_or_default();
            match settings.page(origin) {
                Some(page) => (Caller::Page(page), true),
                None if settings.allows_origin(origin) => (Caller::Own, true),
                None => return Err(foreign()),
            }
        }
    };
    if !listed && !is_of_our_site(request) {
        return Err(foreign());
    }
    if request.header(HEADER) != Some("1") {
        return Err(Problem::new(Code::CsrfHeaderMissing));
    }
    Ok(caller)
}

/// Whether the browser says that a call comes from our site, or says nothing. A word of another
/// kind, and one that cannot be read, is no such word (Fetch Metadata, section 2.3).
fn is_of_our_site(request: &Request) -> bool {
    let name = "sec-fetch-site";
    let site = request.header(name);
    !request.headers.contains_key(name)
        || matches!(site, Some("same-origin" | "same-site" | "none"))
}

/// Whether a call names its caller by a header of its own, of whatever scheme.
pub fn has_authorization(request: &Request) -> bool {
    request.headers.contains_key(AUTHORIZATION)
}

fn app<'a>(request: &Request, settings: &Settings) -> Result<Caller<'a>, Problem> {
    let cookies = Cookies::new(settings.public_origin.is_https());
    let has_cookie = [CookieKind::Account, CookieKind::Page]
        .into_iter()
        .any(|kind| cookies.received(kind, &request.headers).next().is_some());
    match has_cookie {
        true => Err(Code::CookieAndBearer.into()),
        false => Ok(Caller::App),
    }
}

/// Answers a preflight: which methods and headers a listed page may send.
pub fn preflight(request: &Request, settings: &Settings) -> Response {
    let mut response = no_content();
    if cross_origin(request, settings).is_some() {
        let headers = response.headers_mut();
        set(headers, ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST");
        set(
            headers,
            ACCESS_CONTROL_ALLOW_HEADERS,
            &format!("{HEADER}, content-type"),
        );
        set(headers, ACCESS_CONTROL_MAX_AGE, "600");
    }
    response
}

/// Lets a listed or registered page of another origin read the answer. The origin is taken from
/// the settings, not from the request.
pub fn share(response: &mut Response, request: &Request, settings: &Settings) {
    let headers = response.headers_mut();
    set(headers, VARY, "Origin");
    let Some(origin) = cross_origin(request, settings) else {
        return;
    };
    set(headers, ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    set(headers, ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    set(
        headers,
        ACCESS_CONTROL_EXPOSE_HEADERS,
        &format!("Retry-After, {REQUEST_ID}"),
    );
    set(
        headers,
        HeaderName::from_static("cross-origin-resource-policy"),
        "cross-origin",
    );
}

fn cross_origin<'a>(request: &Request, settings: &'a Settings) -> Option<&'a str> {
    // No page is to hold a bearer.
    let origin = request
        .header("origin")
        .filter(|_| !has_authorization(request))?;
    let mut listed = settings.allowed_origins.iter();
    listed
        .find(|allowed| allowed.as_str() == origin)
        .or_else(|| settings.page(origin))
        .map(Origin::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::tests::read;

    fn request(headers: &[(&'static str, &str)]) -> Request {
        Request {
            headers: headers
                .iter()
                .map(|(name, value)| {
                    (
                        HeaderName::from_static(name),
                        crate::request::header_value(value),
                    )
                })
                .fold(http::HeaderMap::new(), |mut all, (name, value)| {
                    all.append(name, value);
                    all
                }),
            ..Request::default()
        }
    }

    #[test]
    fn a_call_carries_the_header_and_comes_from_a_page_of_ours_or_a_listed_one() {
        let settings = read(&[]).unwrap();
        let ours = ("origin", "https://edge.test");
        let listed = ("origin", "https://front.test");
        let header = ("x-kerbside", "1");
        for headers in [
            vec![header],
            vec![header, ours],
            vec![header, listed],
            vec![header, ("sec-fetch-site", "same-origin")],
            vec![header, listed, ("sec-fetch-site", "cross-site")],
        ] {
            assert!(check(&request(&headers), &settings).is_ok(), "{headers:?}");
        }
    }

    #[test]
    fn whatever_else_comes_is_refused_for_its_reason() {
        let settings = read(&[]).unwrap();
        let header = ("x-kerbside", "1");
        let evil = ("origin", "https://evil.test");
        let listed = ("origin", "https://front.test");
        for (headers, code) in [
            (vec![], Code::CsrfHeaderMissing),
            (vec![("x-kerbside", "0")], Code::CsrfHeaderMissing),
            (vec![listed], Code::CsrfHeaderMissing),
            (vec![header, evil], Code::OriginNotAllowed),
            (vec![header, ("origin", "null")], Code::OriginNotAllowed),
            (
                vec![header, ("origin", "https://front.test.evil")],
                Code::OriginNotAllowed,
            ),
            (vec![header, listed, evil], Code::OriginNotAllowed),
            (vec![header, listed, listed], Code::OriginNotAllowed),
            (
                vec![header, ("sec-fetch-site", "cross-site")],
                Code::OriginNotAllowed,
            ),
            (
                vec![header, ("sec-fetch-site", "cross-site, cross-site")],
                Code::OriginNotAllowed,
            ),
            (
                vec![header, ("sec-fetch-site", "é")],
                Code::OriginNotAllowed,
            ),
            (vec![header, ("origin", "é")], Code::OriginNotAllowed),
            (
                vec![header, ("origin", "https://edge.test\u{20ac}")],
                Code::OriginNotAllowed,
            ),
            (vec![("x-kerbside", "é1")], Code::CsrfHeaderMissing),
        ] {
            let problem = check(&request(&headers), &settings).unwrap_err();
            assert_eq!(problem.code(), code, "{headers:?}");
        }
    }

    #[test]
    fn only_a_listed_page_is_let_read_and_it_is_named_from_the_list() {
        let settings = read(&[]).unwrap();
        for (origin, shared) in [
            ("https://front.test", true),
            ("https://evil.test", false),
            ("https://edge.test", false),
        ] {
            let request = request(&[("origin", origin)]);
            let mut response = preflight(&request, &settings);
            share(&mut response, &request, &settings);
            let headers = response.headers();
            assert_eq!(headers[VARY], "Origin");
            assert_eq!(headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN), shared);
            assert_eq!(headers.contains_key(ACCESS_CONTROL_ALLOW_METHODS), shared);
        }
    }
}
