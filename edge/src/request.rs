//! A request as it arrives, apart from any runtime.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};
use shared::problem::Code;

/// Bytes of a body that are taken.
pub const MAX_BODY: usize = 16 * 1024;
/// Bytes of notifications that are taken at a time.
pub const MAX_NOTIFICATIONS: usize = 1 << 20;

/// A request to the edge.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The method, in upper case.
    pub method: String,
    /// The raw path.
    pub path: String,
    /// The raw query without its `?`; empty when there is none.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, if it is one that may be taken.
    pub body: Body,
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// All of it.
    Whole(Vec<u8>),
    /// More than is taken; it was not read to its end.
    TooLarge,
    /// It did not come to its end, or not in time.
    TooSlow,
}

impl Default for Body {
    fn default() -> Self {
        Self::Whole(Vec::new())
    }
}

impl Request {
    /// The body, or why it is not taken.
    pub fn body(&self) -> Result<&[u8], Code> {
        match &self.body {
            Body::Whole(body) => Ok(body),
            Body::TooLarge => Err(Code::BodyTooLarge),
            Body::TooSlow => Err(Code::BodyTooSlow),
        }
    }

    /// The same, if it is said to be JSON.
    pub fn json(&self) -> Result<&[u8], Code> {
        let media_type = self.header(CONTENT_TYPE.as_str()).unwrap_or_default();
        let media_type = media_type.split(';').next().unwrap_or_default();
        match media_type.trim().eq_ignore_ascii_case("application/json") {
            true => self.body(),
            false => Err(Code::UnsupportedMediaType),
        }
    }

    /// A header that is there once, as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next()?.to_str().ok()?;
        values.next().is_none().then_some(value)
    }

    /// The first query parameter of a name, decoded.
    pub fn parameter(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }
}

/// A header as the platform hands it out. It is never none: one that is there and cannot be read
/// must not count as absent. What is no text of ours, beyond ASCII or a control character, becomes
/// bytes that are no text.
pub fn header_value(text: &str) -> HeaderValue {
    let readable = |byte: u8| match byte {
        b'\t' | b' '..=b'~' => byte,
        _ => u8::MAX,
    };
    let bytes: Vec<u8> = text.bytes().map(readable).collect();
    HeaderValue::from_bytes(&bytes).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_that_cannot_be_read_is_there_and_no_text() {
        for text in [
            "é",
            "\u{20ac}",
            "https://edge.test\u{fffd}",
            "a\u{1}",
            "\u{7f}",
        ] {
            let value = header_value(text);
            assert_eq!(value.is_empty(), text.is_empty(), "{text:?}");
            assert!(value.to_str().is_err(), "{text:?}");
        }
        assert_eq!(header_value("a\t b~"), "a\t b~");
        assert_eq!(header_value(""), "");
    }
}
