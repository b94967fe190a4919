//! The form of a request, checked before anything else of it.
//!
//! A call has no body, asks for no change of protocol, and its path has one spelling. Whatever is
//! refused here is visible to everybody, so the refusal reveals nothing to a caller without a key.

use http::header::{
    AsHeaderName, CONNECTION, CONTENT_LENGTH, EXPECT, HOST, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, HeaderName, HeaderValue, Version};

/// Headers that announce a body, another protocol, or an exchange about the body.
const REFUSED: [HeaderName; 5] = [TRANSFER_ENCODING, UPGRADE, EXPECT, TE, TRAILER];

/// Why a request cannot be a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// Neither HTTP/1.1 nor HTTP/2.
    #[error("version")]
    Version,
    /// The target is not a path, or its path has another spelling.
    #[error("target")]
    Target,
    /// Not exactly one host: `Host` (RFC 9112 section 3.2), or `:authority` and no other `Host`
    /// (RFC 9113 section 8.3.1).
    #[error("host")]
    Host,
    /// It has a body, or asks for something beside an answer.
    #[error("framing")]
    Framing,
}

/// Checks that a request has the form of a call. `has_body` is whether a body follows the head.
pub fn check(parts: &Parts, has_body: bool) -> Result<(), Malformed> {
    // In HTTP/2 scheme and host stand beside the path.
    let is_elsewhere = match (parts.uri.scheme_str(), parts.uri.authority(), parts.version) {
        (None, None, Version::HTTP_11 | Version::HTTP_2)
        | (Some("http" | "https"), Some(_), Version::HTTP_2) => false,
        (_, _, Version::HTTP_11 | Version::HTTP_2) => true,
        _ => return Err(Malformed::Version),
    };
    if is_elsewhere || !is_plain(parts.uri.path()) {
        return Err(Malformed::Target);
    }
    if host(parts).is_none() {
        return Err(Malformed::Host);
    }
    let no_length = |value: &HeaderValue| value.as_bytes() == b"0";
    let upgrades = |value: &HeaderValue| {
        value
            .as_bytes()
            .split(|b| *b == b',')
            .any(|option| option.trim_ascii().eq_ignore_ascii_case(b"upgrade"))
    };
    if has_body
        || REFUSED.iter().any(|name| parts.headers.contains_key(name))
        || !parts.headers.get_all(CONTENT_LENGTH).iter().all(no_length)
        || parts.headers.get_all(CONNECTION).iter().any(upgrades)
    {
        return Err(Malformed::Framing);
    }
    Ok(())
}

/// The host that the caller named, if it named exactly one.
pub fn host(parts: &Parts) -> Option<&str> {
    let named = parts.uri.authority().map(Authority::as_str);
    match named {
        None => only(&parts.headers, HOST),
        Some(name) if name.contains('@') => None,
        Some(name) if !parts.headers.contains_key(HOST) => Some(name),
        Some(name) => only(&parts.headers, HOST).filter(|host| host.eq_ignore_ascii_case(name)),
    }
}

/// The value of a header that occurs exactly once and is text.
pub fn only(headers: &HeaderMap, name: impl AsHeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

/// Whether a path is made of segments of unreserved characters, none of them empty or dots.
fn is_plain(path: &str) -> bool {
    path.strip_prefix('/').is_some_and(|path| {
        path.split('/').all(|segment| {
            !matches!(segment, "" | "." | "..")
                && segment
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(
        build: impl FnOnce(http::request::Builder) -> http::request::Builder,
    ) -> Result<(), Malformed> {
        let request = build(
            http::Request::builder()
                .uri("/connectedcar/v4/user")
                .header(HOST, "relay.example.com"),
        );
        check(&request.body(()).unwrap().into_parts().0, false)
    }

    #[test]
    fn a_plain_get_is_a_call_whether_or_not_it_says_that_it_has_no_body() {
        assert_eq!(judge(|request| request), Ok(()));
        assert_eq!(judge(|request| request.header(CONTENT_LENGTH, "0")), Ok(()));
        assert_eq!(
            judge(|request| request.header(CONNECTION, "keep-alive")),
            Ok(())
        );
    }

    #[test]
    fn what_announces_a_body_or_another_protocol_is_no_call() {
        for (name, value) in [
            ("content-length", "1"),
            ("content-length", "00"),
            ("transfer-encoding", "chunked"),
            ("transfer-encoding", "identity"),
            ("upgrade", "h2c"),
            ("connection", "keep-alive, Upgrade"),
            ("expect", "100-continue"),
            ("te", "trailers"),
            ("trailer", "x"),
        ] {
            assert_eq!(
                judge(|request| request.header(name, value)),
                Err(Malformed::Framing),
                "{name}: {value}"
            );
        }
    }

    #[test]
    fn a_path_has_one_spelling() {
        for target in [
            "/",
            "//user",
            "/user/",
            "/user//x",
            "/user/..",
            "/./user",
            "/user/%2e%2e",
            "/user/%00",
            "/user;a=b",
            "http://relay.example.com/user",
            "*",
        ] {
            assert_eq!(
                judge(|request| request.uri(target)),
                Err(Malformed::Target),
                "{target}"
            );
        }
    }

    #[test]
    fn a_call_is_http_1_1_and_names_one_host() {
        assert_eq!(
            judge(|request| request.version(Version::HTTP_10)),
            Err(Malformed::Version)
        );
        assert_eq!(
            judge(|request| request.header(HOST, "other.example")),
            Err(Malformed::Host)
        );
    }

    #[test]
    fn a_call_over_http_2_names_its_host_once_or_twice_the_same() {
        let judge = |target: &str, hosts: &[&str], has_body| {
            let mut request = http::Request::builder()
                .version(Version::HTTP_2)
                .uri(target);
            for host in hosts {
                request = request.header(HOST, *host);
            }
            let (parts, ()) = request.body(()).unwrap().into_parts();
            check(&parts, has_body).map(|()| host(&parts).map(str::to_owned))
        };
        let named = Ok(Some("relay.example.com".to_owned()));
        let target = "https://relay.example.com/user";
        assert_eq!(judge(target, &[], false), named);
        assert_eq!(judge(target, &["relay.example.com"], false), named);
        assert_eq!(judge("/user", &["relay.example.com"], false), named);
        for hosts in [&["other.example"][..], &["relay.example.com"; 2]] {
            assert_eq!(judge(target, hosts, false), Err(Malformed::Host));
        }
        assert_eq!(judge("/user", &[], false), Err(Malformed::Host));
        assert_eq!(judge("https://a@b/user", &[], false), Err(Malformed::Host));
        for target in ["https://b//user", "ftp://b/user"] {
            assert_eq!(judge(target, &[], false), Err(Malformed::Target));
        }
        assert_eq!(judge(target, &[], true), Err(Malformed::Framing));
    }
}
