//! CORS: which pages of other origins may call and read the answers (Fetch Standard, CORS protocol).
//! Where something is done with a car, only a page that may act is let do it.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderName,
    VARY,
};
use shared::hop::REQUEST_ID;

use super::guard::{HEADER, has_authorization};
use super::permissions::page_acts;
use crate::origin::Origin;
use crate::request::Request;
use crate::respond::{Response, no_content, set};
use crate::settings::Settings;

/// Answers a preflight: which of an endpoint's methods, and which headers, a listed page may send.
/// Where it `acts`, something is done with a car.
pub fn preflight(request: &Request, settings: &Settings, methods: &str, acts: bool) -> Response {
    let mut response = no_content();
    if let Some(origin) = allowed_origin(request, settings) {
        let (methods, more) = match acts {
            false => (methods, ""),
            true if page_acts(origin, settings) => (methods, ", idempotency-key"),
            true => ("GET, HEAD", ""),
        };
        let headers = response.headers_mut();
        set(headers, ACCESS_CONTROL_ALLOW_METHODS, methods);
        set(
            headers,
            ACCESS_CONTROL_ALLOW_HEADERS,
            &format!("{HEADER}, content-type{more}"),
        );
        set(headers, ACCESS_CONTROL_MAX_AGE, "600");
    }
    response
}

/// Lets a listed or registered page of another origin read the answer. The origin is taken from
/// the settings, not from the request.
pub fn allow_origin(response: &mut Response, request: &Request, settings: &Settings, acts: bool) {
    let headers = response.headers_mut();
    set(headers, VARY, "Origin");
    let Some(origin) = allowed_origin(request, settings) else {
        return;
    };
    set(headers, ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    set(headers, ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    let more = match acts && page_acts(origin, settings) {
        true => ", Location",
        false => "",
    };
    set(
        headers,
        ACCESS_CONTROL_EXPOSE_HEADERS,
        &format!("Allow, Retry-After, {REQUEST_ID}{more}"),
    );
    set(
        headers,
        HeaderName::from_static("cross-origin-resource-policy"),
        "cross-origin",
    );
}

/// The origin of a request, from the settings that list or register it.
fn allowed_origin<'a>(request: &Request, settings: &'a Settings) -> Option<&'a str> {
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
    use http::header::ORIGIN;

    use super::*;
    use crate::settings::tests::read;

    #[test]
    fn only_a_listed_page_is_let_read_and_it_is_named_from_the_list() {
        let settings = read(&[]).unwrap();
        for (origin, shared) in [
            ("https://front.test", true),
            ("https://evil.test", false),
            ("https://edge.test", false),
        ] {
            let mut request = Request::default();
            let origin = crate::request::header_value(origin);
            request.headers.append(ORIGIN, origin);
            let mut response = preflight(&request, &settings, "GET, HEAD, POST", false);
            allow_origin(&mut response, &request, &settings, false);
            let headers = response.headers();
            assert_eq!(headers[VARY], "Origin");
            assert_eq!(headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN), shared);
            assert_eq!(headers.contains_key(ACCESS_CONTROL_ALLOW_METHODS), shared);
        }
    }
}
