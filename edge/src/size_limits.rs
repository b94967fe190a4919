//! How large a request may be. What is larger is refused before anything is made of it.

use http::header::COOKIE;
use shared::problem::{Code, Problem};

use crate::request::Request;

/// Bytes of path and query: beyond any list of filters.
const MAX_ADDRESS: usize = 8 * 1024;
/// Bytes of all cookies: eight accounts and three logins with long ways back, and as much again
/// for whatever else the host sets.
const MAX_COOKIES: usize = 16 * 1024;
/// Bytes of all headers, names and values.
const MAX_HEADERS: usize = 32 * 1024;

/// Lets a request through, or says in what it is too large. Where `cookies_may_be_many`, cookies
/// are taken away: a browser that has too many gets rid of them there.
pub fn check(request: &Request, cookies_may_be_many: bool) -> Result<(), Problem> {
    if request.path.len() + request.query.len() > MAX_ADDRESS {
        return Err(Problem::new(Code::AddressTooLong));
    }
    let headers = request.headers.iter();
    let all: usize = headers
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    let cookies = request.headers.get_all(COOKIE).iter();
    let cookies: usize = cookies.map(|value| value.len()).sum();
    let too_large = match cookies_may_be_many {
        true => all - cookies > MAX_HEADERS,
        false => all > MAX_HEADERS || cookies > MAX_COOKIES,
    };
    match too_large {
        true => Err(Problem::new(Code::HeadersTooLarge)),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use http::header::{ACCEPT, HeaderName};

    use super::*;

    fn with(headers: &[(HeaderName, usize)]) -> Request {
        let mut request = Request::default();
        for (name, length) in headers {
            let value = "a".repeat(*length).parse().unwrap();
            request.headers.append(name, value);
        }
        request
    }

    #[test]
    fn what_a_browser_of_ours_sends_at_most_is_let_through() {
        let accounts = 8 * 200 + 3 * 4096;
        let request = with(&[(COOKIE, accounts), (ACCEPT, 4096)]);
        assert_eq!(check(&request, false), Ok(()));
    }

    #[test]
    fn too_much_of_anything_is_refused_by_its_name() {
        let long = |path: usize, query: usize| Request {
            path: "/".repeat(path),
            query: "x".repeat(query),
            ..Request::default()
        };
        // The name of a header counts as well.
        let (cookie, accept) = (COOKIE.as_str().len(), ACCEPT.as_str().len());
        let kib = 1024;
        for (at_most, more, code) in [
            (
                with(&[(COOKIE, 16 * kib)]),
                with(&[(COOKIE, 16 * kib + 1)]),
                Code::HeadersTooLarge,
            ),
            (
                with(&[(COOKIE, 9 * kib), (COOKIE, 7 * kib)]),
                with(&[(COOKIE, 9 * kib), (COOKIE, 7 * kib + 1)]),
                Code::HeadersTooLarge,
            ),
            (
                with(&[(ACCEPT, 32 * kib - accept)]),
                with(&[(ACCEPT, 32 * kib - accept + 1)]),
                Code::HeadersTooLarge,
            ),
            (
                with(&[(COOKIE, 16 * kib), (ACCEPT, 16 * kib - accept - cookie)]),
                with(&[(COOKIE, 16 * kib), (ACCEPT, 16 * kib - accept)]),
                Code::HeadersTooLarge,
            ),
            (
                long(4 * kib, 4 * kib),
                long(4 * kib, 4 * kib + 1),
                Code::AddressTooLong,
            ),
        ] {
            assert_eq!(check(&at_most, false), Ok(()));
            assert_eq!(check(&more, false).unwrap_err().code(), code);
        }
    }

    #[test]
    fn too_many_cookies_can_still_be_taken_away() {
        assert_eq!(check(&with(&[(COOKIE, 60_000)]), true), Ok(()));
        let more = with(&[(COOKIE, 60_000), (ACCEPT, 33_000)]);
        assert_eq!(
            check(&more, true).unwrap_err().code(),
            Code::HeadersTooLarge
        );
    }
}
