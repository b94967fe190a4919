//! The signature between edge and relay: RFC 9421 in one fixed profile, HMAC-SHA256.
//!
//! Nothing is negotiable: one label, one list of covered components in one order, one order of
//! parameters. What differs in a byte is refused, so there is no parser of the general grammar
//! to get wrong; a verifier of one form is a page of code. An independent implementation checks it
//! in the tests. The signature binds the driver's token, the realm, the target, the relay that
//! is meant and a nonce; it is good for seconds.
//!
//! A call that changes something is signed in a profile of its own, with another tag, which covers
//! the digest of the body as well. Neither profile is taken for the other.
//!
//! [`sign`] and [`verify`] are the two ends. The verifier remembers nonces itself, and only after
//! [`verify`] has succeeded, so that strangers cannot fill its memory.

#[cfg(any(test, feature = "counting"))]
pub mod cost;
mod fields;
mod profile;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::secret::Secret;
use fields::Fields;

pub use profile::{
    LABEL, LIFETIME, MAX_LENGTH, MAX_LIFETIME, MAX_SKEW, MIN_KEY_LENGTH, Nonce, TAG, WRITE_TAG,
};

/// A key and the name under which the other side knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    id: String,
    secret: Secret,
}

/// Why a key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKey {
    /// The name has other characters than the header allows, or too many.
    #[error("a key id is 1 to 64 characters of A-Z a-z 0-9 . _ -")]
    Id,
    /// The secret is too short to be one.
    #[error("a key is {MIN_KEY_LENGTH} random bytes or more")]
    Length,
}

impl Key {
    /// A key of at least [`MIN_KEY_LENGTH`] random bytes, named by 1 to 64 characters of
    /// `A-Z a-z 0-9 . _ -`.
    pub fn new(id: &str, secret: Secret) -> Result<Self, InvalidKey> {
        if !fields::is_key_id(id) {
            return Err(InvalidKey::Id);
        }
        if secret.expose().len() < MIN_KEY_LENGTH {
            return Err(InvalidKey::Length);
        }
        Ok(Self {
            id: id.to_owned(),
            secret,
        })
    }

    /// The name.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether another key is the same but for its name. For settings: it takes no constant time.
    pub fn has_secret_of(&self, other: &Self) -> bool {
        self.secret.expose() == other.secret.expose()
    }
}

/// The parts of a request that are signed, as the raw text that is sent.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// `GET`, or that of a writing call.
    pub method: &'a str,
    /// The relay's public name, in [`authority`]'s form.
    pub authority: &'a str,
    /// The raw path.
    pub path: &'a str,
    /// The raw query without its `?`.
    pub query: Option<&'a str>,
    /// The whole `Authorization` value.
    pub authorization: &'a str,
    /// The whole `x-introspect-realm` value.
    pub realm: &'a str,
    /// The whole `Content-Digest` value of a call that changes something, which is signed in the
    /// write profile; none of a call that reads.
    pub content_digest: Option<&'a str>,
}

/// The two headers of a signed request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The value of `Signature-Input`.
    pub signature_input: String,
    /// The value of `Signature`.
    pub signature: String,
}

/// What a good signature says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof<'k> {
    /// The id of the key it was made with.
    pub key_id: &'k str,
    /// Its nonce, to be remembered until `expires` plus [`MAX_SKEW`].
    pub nonce: Nonce,
    /// Unix second at which it was made, by the signer's clock.
    pub created: u64,
    /// Unix second at which it ends.
    pub expires: u64,
}

/// Why a signature is not good. For logs and metrics; the caller gets none of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not the profile: another order, another parameter, too long, not text.
    #[error("malformed")]
    Malformed,
    /// No key has this id.
    #[error("unknown-key")]
    UnknownKey,
    /// Made for a later time than the relay's clock shows.
    #[error("not-yet-valid")]
    NotYetValid,
    /// Its time is over.
    #[error("expired")]
    Expired,
    /// Valid for longer than [`MAX_LIFETIME`], or for no time.
    #[error("lifetime")]
    Lifetime,
    /// Another key, or another message than the one that was signed.
    #[error("mismatch")]
    Mismatch,
}

impl Refusal {
    /// Whether only the time is wrong: the key and the message are those that were signed.
    pub fn is_of_time(self) -> bool {
        matches!(self, Self::NotYetValid | Self::Expired)
    }
}

/// The message cannot be signed: a component has a control character, which could pass for the
/// end of its line in what is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a signed component has a control character")]
pub struct Unsignable;

/// The form of a host that both ends sign (RFC 9421 section 2.2.3): lower case, without the
/// default port of its scheme.
pub fn authority(host: &str, https: bool) -> String {
    let lower = host.to_ascii_lowercase();
    let default_port = if https { ":443" } else { ":80" };
    match lower.strip_suffix(default_port) {
        Some(bare) => bare.to_owned(),
        None => lower,
    }
}

/// Whether a host that a caller of an https address named is this authority: the same as comparing
/// with [`authority`]'s form of it, without making one.
pub fn is_authority(host: &str, authority: &str) -> bool {
    let host = host.strip_suffix(":443").unwrap_or(host);
    host.len() == authority.len()
        && host
            .bytes()
            .zip(authority.bytes())
            .all(|(given, known)| given.to_ascii_lowercase() == known)
}

/// The `Content-Digest` of a body (RFC 9530 section 2): `sha-256=:…:`.
pub fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)))
}

/// Signs a message. `created` is the Unix second; the signature ends [`LIFETIME`] later.
pub fn sign(
    message: &Message<'_>,
    key: &Key,
    created: u64,
    nonce: &Nonce,
) -> Result<Signed, Unsignable> {
    let parameters = Fields {
        created,
        expires: created.saturating_add(LIFETIME),
        nonce: *nonce,
        key_id: &key.id,
        is_write: message.content_digest.is_some(),
    }
    .parameters();
    let mac = mac(&base(message, &parameters)?, &key.secret).finalize();
    Ok(Signed {
        signature_input: format!("{LABEL}={parameters}"),
        signature: format!("{LABEL}=:{}:", STANDARD.encode(mac.into_bytes())),
    })
}

/// Verifies the two headers over the message that arrived, read in each of the ways in which it
/// may have been signed, the likeliest first. `now` is the Unix second; `key` finds a key by its
/// id.
///
/// The headers are read once. A MAC is computed for each message in turn until one is good, and
/// none where the headers or their key are not. The time is judged last: who is told
/// [`Refusal::NotYetValid`] or [`Refusal::Expired`] has the key, and made just this message once.
pub fn verify<'k, 'm>(
    messages: impl IntoIterator<Item = Message<'m>>,
    signed: (&str, &str),
    key: impl FnOnce(&str) -> Option<&'k Key>,
    now: u64,
) -> Result<Proof<'k>, Refusal> {
    #[cfg(any(test, feature = "counting"))]
    cost::form();
    let (input, signature) = signed;
    if input.len().saturating_add(signature.len()) > MAX_LENGTH {
        return Err(Refusal::Malformed);
    }
    let (parameters, fields) = fields::parse(input).ok_or(Refusal::Malformed)?;
    let given = fields::parse_signature(signature).ok_or(Refusal::Malformed)?;
    let key = key(fields.key_id).ok_or(Refusal::UnknownKey)?;
    let lifetime = fields.expires.checked_sub(fields.created);
    if !lifetime.is_some_and(|seconds| (1..=MAX_LIFETIME).contains(&seconds)) {
        return Err(Refusal::Lifetime);
    }
    for message in messages {
        if message.content_digest.is_some() != fields.is_write {
            return Err(Refusal::Malformed);
        }
        let base = base(&message, parameters).map_err(|Unsignable| Refusal::Malformed)?;
        if mac(&base, &key.secret).verify_slice(&given).is_err() {
            continue;
        }
        if fields.created > now.saturating_add(MAX_SKEW) {
            return Err(Refusal::NotYetValid);
        }
        if fields.expires <= now.saturating_sub(MAX_SKEW) {
            return Err(Refusal::Expired);
        }
        return Ok(Proof {
            key_id: &key.id,
            nonce: fields.nonce,
            created: fields.created,
            expires: fields.expires,
        });
    }
    Err(Refusal::Mismatch)
}

/// The signature base of RFC 9421 section 2.5 for the profile's components.
fn base(message: &Message<'_>, parameters: &str) -> Result<String, Unsignable> {
    let query = message.query.unwrap_or_default();
    let values = [
        message.method,
        message.authority,
        message.path,
        query,
        message.authorization,
        message.realm,
        message.content_digest.unwrap_or_default(),
    ];
    // The parameters have none: they are read strictly, or made here.
    if values.into_iter().any(has_control) {
        return Err(Unsignable);
    }
    // What is signed last; of a write, the digest and the parameters.
    let digest_and_parameters;
    let last = match message.content_digest {
        None => ("\n\"@signature-params\": ", parameters),
        Some(digest) => {
            digest_and_parameters = format!("{digest}\n\"@signature-params\": {parameters}");
            ("\n\"content-digest\": ", digest_and_parameters.as_str())
        }
    };
    // An absent query is signed as a lone question mark, a present one with it.
    let components = [
        ("\"@method\": ", message.method),
        ("\n\"@authority\": ", message.authority),
        ("\n\"@path\": ", message.path),
        ("\n\"@query\": ?", query),
        ("\n\"authorization\": ", message.authorization),
        ("\n\"x-introspect-realm\": ", message.realm),
        last,
    ];
    // One allocation of the right size: it is made for each request.
    Ok(components
        .map(|(name, value)| [name, value])
        .as_flattened()
        .concat())
}

/// Whether a text has a control character, U+0080 to U+009F included.
fn has_control(text: &str) -> bool {
    if text.is_ascii() {
        // Without a branch for each byte, many are compared at a time.
        return text
            .bytes()
            .fold(false, |found, byte| found | byte.is_ascii_control());
    }
    text.chars().any(char::is_control)
}

#[expect(
    clippy::expect_used,
    reason = "HMAC takes a key of any length (RFC 2104 section 2); the trait is shared with MACs that don't"
)]
pub(crate) fn mac(base: &str, secret: &Secret) -> Hmac<Sha256> {
    #[cfg(any(test, feature = "counting"))]
    cost::mac();
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.expose()).expect("hmac takes a key of any length");
    mac.update(base.as_bytes());
    mac
}

#[cfg(test)]
mod tests;
