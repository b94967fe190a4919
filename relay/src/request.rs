//! The form of a request, checked before anything else of it.
//!
//! A call has no body, asks for no change of protocol, and its path has one spelling. Whatever is
//! refused here is visible to everybody, so the refusal reveals nothing to a caller without a key.

use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Version};
use shared::hop;

/// The headers that the relay looks at, each found by one pass over all of them: looking each up
/// by its name hashes fifteen names for every request.
#[derive(Debug, Clone, Copy, Default)]
pub struct Headers<'r> {
    host: Header<'r>,
    pub(crate) authorization: Header<'r>,
    pub(crate) realm: Header<'r>,
    pub(crate) signature_input: Header<'r>,
    pub(crate) signature: Header<'r>,
    pub(crate) traceparent: Header<'r>,
    pub(crate) request_id: Header<'r>,
    /// There is a body, another protocol, or an exchange about the body.
    has_more: bool,
}

/// A header by how often it occurs.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Header<'r> {
    #[default]
    Absent,
    Once(&'r HeaderValue),
    Repeated,
}

impl<'r> Headers<'r> {
    /// Reads all headers of a request.
    pub fn of(headers: &'r HeaderMap) -> Self {
        let mut found = Self::default();
        for (name, value) in headers {
            let header = match name.as_str() {
                "host" => &mut found.host,
                "authorization" => &mut found.authorization,
                hop::REALM => &mut found.realm,
                hop::SIGNATURE_INPUT => &mut found.signature_input,
                hop::SIGNATURE => &mut found.signature,
                hop::TRACEPARENT => &mut found.traceparent,
                hop::REQUEST_ID => &mut found.request_id,
                "transfer-encoding" | "upgrade" | "expect" | "te" | "trailer" => {
                    found.has_more = true;
                    continue;
                }
                "content-length" => {
                    found.has_more |= value.as_bytes() != b"0";
                    continue;
                }
                "connection" => {
                    found.has_more |= upgrades(value);
                    continue;
                }
                _ => continue,
            };
            *header = match header {
                Header::Absent => Header::Once(value),
                Header::Once(_) | Header::Repeated => Header::Repeated,
            };
        }
        found
    }
}

impl<'r> Header<'r> {
    /// Its value, if it occurs exactly once.
    pub(crate) fn once(self) -> Option<&'r HeaderValue> {
        match self {
            Self::Once(value) => Some(value),
            Self::Absent | Self::Repeated => None,
        }
    }

    /// Its value, if it occurs exactly once and is text: what `HeaderValue::to_str` takes. Without a
    /// branch for each byte, many are compared at a time.
    pub(crate) fn text(self) -> Option<&'r str> {
        let bytes = self.once()?.as_bytes();
        let is_text = |byte: &u8| (b' '..=b'~').contains(byte) | (*byte == b'\t');
        bytes
            .iter()
            .fold(true, |all, byte| all & is_text(byte))
            .then(|| str::from_utf8(bytes).ok())?
    }
}

fn upgrades(connection: &HeaderValue) -> bool {
    connection
        .as_bytes()
        .split(|b| *b == b',')
        .any(|option| option.trim_ascii().eq_ignore_ascii_case(b"upgrade"))
}

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

/// Checks that a request has the form of a call; then its host is known. `has_body` is whether a
/// body follows the head.
pub fn check<'r>(
    parts: &'r Parts,
    headers: &Headers<'r>,
    has_body: bool,
) -> Result<&'r str, Malformed> {
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
    let host = host(parts, headers.host).ok_or(Malformed::Host)?;
    if has_body || headers.has_more {
        return Err(Malformed::Framing);
    }
    Ok(host)
}

/// The host that the caller named, if it named exactly one.
fn host<'r>(parts: &'r Parts, header: Header<'r>) -> Option<&'r str> {
    let named = parts.uri.authority().map(Authority::as_str);
    match (named, header) {
        (None, header) => header.text(),
        (Some(name), _) if name.contains('@') => None,
        (Some(name), Header::Absent) => Some(name),
        (Some(name), header) => header.text().filter(|host| host.eq_ignore_ascii_case(name)),
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
    use http::header::{CONNECTION, CONTENT_LENGTH, HOST};

    use super::*;

    fn of(parts: &Parts, has_body: bool) -> Result<&str, Malformed> {
        check(parts, &Headers::of(&parts.headers), has_body)
    }

    fn judge(
        build: impl FnOnce(http::request::Builder) -> http::request::Builder,
    ) -> Result<(), Malformed> {
        let request = build(
            http::Request::builder()
                .uri("/connectedcar/v4/user")
                .header(HOST, "relay.example.com"),
        );
        of(&request.body(()).unwrap().into_parts().0, false).map(|_| ())
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
    fn a_header_is_text_where_its_value_says_so() {
        for byte in 0..=u8::MAX {
            for bytes in [&[byte][..], &[b'a', byte, b'b'], &[byte; 40]] {
                let Ok(value) = HeaderValue::from_bytes(bytes) else {
                    continue;
                };
                assert_eq!(Header::Once(&value).text(), value.to_str().ok(), "{byte}");
            }
        }
    }

    #[test]
    fn a_header_is_found_once_and_whichever_way_it_is_repeated_not_at_all() {
        let names = [
            hop::REALM,
            hop::SIGNATURE_INPUT,
            hop::SIGNATURE,
            hop::TRACEPARENT,
            hop::REQUEST_ID,
            "authorization",
        ];
        let of = |found: &Headers<'_>| {
            [
                found.realm,
                found.signature_input,
                found.signature,
                found.traceparent,
                found.request_id,
                found.authorization,
            ]
            .map(|header| header.text().map(str::to_owned))
        };
        for (at, name) in names.into_iter().enumerate() {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::from_static("a"));
            let mut found: [Option<String>; 6] = Default::default();
            found[at] = Some("a".to_owned());
            assert_eq!(of(&Headers::of(&headers)), found);
            for _ in 0..2 {
                headers.append(name, HeaderValue::from_static("a"));
                assert_eq!(of(&Headers::of(&headers)), <[Option<String>; 6]>::default());
            }
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
            of(&parts, has_body).map(str::to_owned)
        };
        let named = Ok("relay.example.com".to_owned());
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
