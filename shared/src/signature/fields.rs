//! The two headers as text: written in one way, read back only if written in that way.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::profile::{LABEL, Nonce, TAG, WRITE_TAG};

/// What is covered, in order. [`super::base`] writes the components in the same order.
const COVERED: &str =
    r#"("@method" "@authority" "@path" "@query" "authorization" "x-introspect-realm")"#;
/// What a writing call's signature covers.
const COVERED_WRITE: &str = r#"("@method" "@authority" "@path" "@query" "authorization" "x-introspect-realm" "content-digest")"#;
const ALGORITHM: &str = "hmac-sha256";
/// RFC 8941 section 3.3.1: an integer has 15 digits at most.
const MAX_DIGITS: usize = 15;
/// Room for the longest of the encoded fields: the MAC, in whole groups of three bytes.
const MAX_BYTES: usize = 33;

/// The parameters that differ from one signature to the next.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fields<'a> {
    pub(super) created: u64,
    pub(super) expires: u64,
    pub(super) nonce: Nonce,
    pub(super) key_id: &'a str,
    /// Whether it is the write profile, which covers the body's digest as well.
    pub(super) is_write: bool,
}

impl Fields<'_> {
    /// The covered components and parameters: the value of `@signature-params`.
    pub(super) fn parameters(&self) -> String {
        let tag = tag_of(self.is_write);
        let covered = if self.is_write {
            COVERED_WRITE
        } else {
            COVERED
        };
        format!(
            r#"{covered};created={};expires={};nonce="{}";keyid="{}";alg="{ALGORITHM}";tag="{tag}""#,
            self.created,
            self.expires,
            STANDARD.encode(self.nonce),
            self.key_id
        )
    }
}

/// Reads a `Signature-Input`: the text after the label, and what it says.
pub(super) fn parse(input: &str) -> Option<(&str, Fields<'_>)> {
    let parameters = input.strip_prefix(LABEL)?.strip_prefix('=')?;
    let (rest, is_write) = match parameters.strip_prefix(COVERED) {
        Some(rest) => (rest, false),
        None => (parameters.strip_prefix(COVERED_WRITE)?, true),
    };
    let (created, rest) = integer(rest.strip_prefix(";created=")?)?;
    let (expires, rest) = integer(rest.strip_prefix(";expires=")?)?;
    let (nonce, rest) = quoted(rest.strip_prefix(";nonce=")?)?;
    let (key_id, rest) = quoted(rest.strip_prefix(";keyid=")?)?;
    let (algorithm, rest) = quoted(rest.strip_prefix(";alg=")?)?;
    let (tag, rest) = quoted(rest.strip_prefix(";tag=")?)?;
    if algorithm != ALGORITHM || tag != tag_of(is_write) || !rest.is_empty() || !is_key_id(key_id) {
        return None;
    }
    let nonce = bytes(nonce)?;
    Some((
        parameters,
        Fields {
            created,
            expires,
            nonce,
            key_id,
            is_write,
        },
    ))
}

const fn tag_of(is_write: bool) -> &'static str {
    if is_write { WRITE_TAG } else { TAG }
}

/// Reads a `Signature`: the 32 bytes of the MAC.
pub(super) fn parse_signature(signature: &str) -> Option<[u8; 32]> {
    let encoded = signature
        .strip_prefix(LABEL)?
        .strip_prefix("=:")?
        .strip_suffix(':')?;
    bytes(encoded)
}

/// So many bytes of base64 as it is written, padding included.
fn bytes<const LENGTH: usize>(encoded: &str) -> Option<[u8; LENGTH]> {
    // The decoder wants room for whole groups of three.
    let mut decoded = [0; MAX_BYTES];
    let length = STANDARD.decode_slice(encoded, &mut decoded).ok()?;
    decoded.get(..length)?.try_into().ok()
}

pub(super) fn is_key_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// A decimal integer without sign or leading zero, and the text behind it.
fn integer(text: &str) -> Option<(u64, &str)> {
    let end = text.bytes().position(|b| !b.is_ascii_digit());
    let end = end.unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    if digits.len() > MAX_DIGITS || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}

/// A quoted string without escapes, and the text behind it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix('"')?;
    let (quoted, rest) = text.split_at_checked(text.bytes().position(|b| b == b'"')?)?;
    Some((quoted, rest.strip_prefix('"')?))
}
