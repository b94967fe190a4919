//! Who may call with the driver's cookies, or with a bearer.
//!
//! A browser sends a cookie with any request that it can be made to send. Another site cannot add
//! a header of its own without a preflight (RFC 10017 section 6.1.3.3.2), and the browser says
//! where a call comes from. Both are checked, on reads too. A browser sends no bearer by itself,
//! so a call with one needs neither. A bearer beside a cookie is refused, so that it is never in
//! doubt which of the two counted.

use http::header::{AUTHORIZATION, ORIGIN, UPGRADE};
use shared::problem::{Code, Problem};

use super::Caller;
use crate::caller::cookies::{CookieKind, Cookies};
use crate::request::Request;
use crate::settings::Settings;

/// The header that a page's calls carry, with the value `1`.
pub const HEADER: &str = "x-kerbside";

/// The caller of a request, or why the call is refused.
pub fn check<'a>(request: &Request, settings: &'a Settings) -> Result<Caller<'a>, Problem> {
    if has_authorization(request) {
        return app(request, settings);
    }
    let (caller, listed) = page(request, settings)?;
    if !listed && !is_of_our_site(request) {
        return Err(Code::OriginNotAllowed.into());
    }
    if request.header(HEADER) != Some("1") {
        return Err(Problem::new(Code::CsrfHeaderMissing));
    }
    Ok(caller)
}

/// The caller of a request for a live connection, or why it is refused. A browser sends no header of
/// ours with it, and asks no server beforehand whether a page may: what counts is the origin, which it
/// always names, and the ticket. A program without either has the ticket alone.
pub fn check_connection<'a>(
    request: &Request,
    settings: &'a Settings,
) -> Result<Caller<'a>, Problem> {
    match has_authorization(request) {
        true => app(request, settings),
        false => page(request, settings).map(|(caller, _)| caller),
    }
}

/// Whether a request is for a live connection (RFC 6455 section 4.1).
pub fn is_upgrade(request: &Request) -> bool {
    let protocol = request.header(UPGRADE.as_str()).unwrap_or_default();
    protocol.eq_ignore_ascii_case("websocket")
}

/// The page that calls, by the origin it names, and whether it names one.
fn page<'a>(request: &Request, settings: &'a Settings) -> Result<(Caller<'a>, bool), Problem> {
    if request.headers.get_all(ORIGIN).iter().next().is_none() {
        return Ok((Caller::SameSite, false));
    }
    // Two origins are refused by this too: there is no single one to compare.
    let origin = request.header("origin").unwrap_or_default();
    match settings.page(origin) {
        Some(page) => Ok((Caller::CrossSite(page), true)),
        None if settings.allows_origin(origin) => Ok((Caller::SameSite, true)),
        None => Err(Code::OriginNotAllowed.into()),
    }
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

#[cfg(test)]
mod tests {
    use http::header::HeaderName;

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
}
