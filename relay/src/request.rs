//! The form of a request, checked before anything else of it.
//!
//! A call asks for no change of protocol, and its path has one spelling. A read has no body. A
//! write has a digest of its body, and says beforehand how long that is. Whatever is refused here
//! is visible to everybody, so the refusal reveals nothing to a caller without a key.
//!
//! A fragment behind the target is not seen here: the parser of URIs drops it, in HTTP/1.1 and HTTP/2.
//! It is no part of what was signed, and of what is asked upstream.

use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Method, Version};
use shared::hop;
use shared::write::MAX_BODY;

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
    content_digest: Header<'r>,
    content_type: Header<'r>,
    content_length: Header<'r>,
    /// A body is announced by its length.
    has_length: bool,
    /// There is a body of unknown length, another protocol, or an exchange about the body.
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
                hop::CONTENT_DIGEST => &mut found.content_digest,
                "content-type" => &mut found.content_type,
                "transfer-encoding" | "upgrade" | "expect" | "te" | "trailer" => {
                    found.has_more = true;
                    continue;
                }
                "content-length" => {
                    found.has_length |= value.as_bytes() != b"0";
                    &mut found.content_length
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
    /// It has a body that it may not have or does not announce, or asks for something beside an
    /// answer.
    #[error("framing")]
    Framing,
    /// Its body is longer than any that there is.
    #[error("body-too-long")]
    TooLong,
    /// Its body is not announced as JSON.
    #[error("media-type")]
    MediaType,
}

/// What the form of a call tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallForm<'r> {
    /// The host that it names.
    pub host: &'r str,
    /// The body that it announces, if it is a write.
    pub body: Option<Announced<'r>>,
}

/// A body as the head of a write announces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Announced<'r> {
    /// The value of `Content-Digest`.
    pub digest: &'r str,
    /// Its bytes.
    pub length: usize,
}

/// Checks that a request has the form of a call. `has_body` is whether a body follows the head.
pub fn check<'r>(
    parts: &'r Parts,
    headers: &Headers<'r>,
    has_body: bool,
) -> Result<CallForm<'r>, Malformed> {
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
    let body = announced(&parts.method, headers, has_body)?;
    if headers.has_more || body.is_none() && (has_body || headers.has_length) {
        return Err(Malformed::Framing);
    }
    Ok(CallForm { host, body })
}

/// The body that a write announces. What has no digest, or another method, is no write.
fn announced<'r>(
    method: &Method,
    headers: &Headers<'r>,
    has_body: bool,
) -> Result<Option<Announced<'r>>, Malformed> {
    let Some(digest) = headers.content_digest.text() else {
        return Ok(None);
    };
    if ![Method::POST, Method::PUT, Method::DELETE].contains(method) {
        return Ok(None);
    }
    let length = match headers.content_length {
        Header::Absent if !has_body => 0,
        header => header.text().and_then(length).ok_or(Malformed::Framing)?,
    };
    if length > MAX_BODY {
        return Err(Malformed::TooLong);
    }
    if length > 0 && !headers.content_type.text().is_some_and(is_json) {
        return Err(Malformed::MediaType);
    }
    if has_body != (length > 0) {
        return Err(Malformed::Framing);
    }
    Ok(Some(Announced { digest, length }))
}

/// A length in decimal digits, of which the first is no needless zero.
fn length(text: &str) -> Option<usize> {
    let is_canonical = text == "0" || !text.starts_with('0');
    let is_decimal = text.bytes().all(|b| b.is_ascii_digit());
    (is_canonical && is_decimal).then(|| text.parse().ok())?
}

fn is_json(media_type: &str) -> bool {
    media_type.eq_ignore_ascii_case("application/json")
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

/// Whether a path is made of segments of unreserved characters, none of them empty or dots. Without a
/// branch for each byte, many are compared at a time.
pub(crate) fn is_plain(path: &str) -> bool {
    path.as_bytes().strip_prefix(b"/").is_some_and(|path| {
        let is_plain = |byte: &u8| {
            byte.is_ascii_alphanumeric() | matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/')
        };
        path.iter().fold(true, |all, byte| all & is_plain(byte))
            && path
                .split(|byte| *byte == b'/')
                .all(|segment| !matches!(segment, b"" | b"." | b".."))
    })
}

#[cfg(test)]
mod tests;
