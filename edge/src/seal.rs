//! Sealing: values that leave the service, in a cookie or on a disk, and come back unread and
//! unchanged or do not open.
//!
//! A sealed value is base64url of `1 | length of the key's id | key's id | nonce (24) | ciphertext
//! and tag`, by XChaCha20-Poly1305, whose nonce is long enough to be drawn at random. Each
//! purpose has a key of its own (HKDF-SHA256), and the purpose's context, such as the name of
//! the cookie, is authenticated along: a value opens for what it was sealed for and for nothing
//! else. The key is found by its id; no key is tried.

use std::cell::OnceCell;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use cipher::{KEY_LENGTH, NONCE_LENGTH};
use hkdf::Hkdf;
use sha2::Sha256;
use shared::secret::Secret;

use crate::ports::Random;

const VERSION: u8 = 1;
/// How many purposes there are: the last one's place tells.
const PURPOSES: usize = Purpose::Driver as usize + 1;

/// What a value is sealed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A login that is under way, in a cookie.
    Login,
    /// The handle of an account, in a cookie.
    Account,
    /// Tokens at rest in the session object.
    Tokens,
    /// A token that is left there to be revoked.
    Revocation,
    /// The last known state of something, there as well.
    LastKnown,
    /// The handle of a session that waits for its client, in an authorization code.
    AuthorizationCode,
    /// The handle of a session, in an app's bearer.
    Bearer,
    /// The handle of a session, in the cookie of a page of another site.
    Page,
    /// A row of a driver's ledger.
    Driver,
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Login => b"kerbside login v1",
            Self::Account => b"kerbside account v1",
            Self::Tokens => b"kerbside tokens v1",
            Self::Revocation => b"kerbside revocation v1",
            Self::LastKnown => b"kerbside state v1",
            Self::AuthorizationCode => b"kerbside hand-off v1",
            Self::Bearer => b"kerbside bearer v1",
            Self::Page => b"kerbside page v1",
            Self::Driver => b"kerbside driver v1",
        }
    }
}

/// The sealing keys: the first seals, any opens.
#[derive(Debug, Clone)]
pub struct Keys(Vec<Key>);

#[derive(Debug, Clone)]
struct Key {
    id: String,
    secret: Secret,
    /// The key of each purpose, derived when it is first needed: that takes longer than to open what
    /// is as short as a cookie.
    derived: [OnceCell<Secret>; PURPOSES],
}

/// Why a list of sealing keys cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKeys {
    /// There is none.
    #[error("at least one id:key")]
    None,
    /// One is not `id:key`.
    #[error(
        "each key is id:key, the id 1 to 16 characters of a-z 0-9 -, the key base64 of 32 bytes"
    )]
    Form,
    /// Two share an id.
    #[error("each key has an id of its own")]
    Twice,
}

/// The value was not sealed by us for this purpose and context, or its key was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the value cannot be opened")]
pub struct Unopened;

impl Keys {
    /// Reads `id:key id:key …`, keys as base64 of 32 bytes.
    pub fn parse(text: &str) -> Result<Self, InvalidKeys> {
        let mut keys: Vec<Key> = Vec::new();
        for entry in text.split_whitespace() {
            let (id, secret) = entry.split_once(':').ok_or(InvalidKeys::Form)?;
            let secret = STANDARD.decode(secret).map_err(|_| InvalidKeys::Form)?;
            if !is_id(id) || secret.len() != KEY_LENGTH {
                return Err(InvalidKeys::Form);
            }
            if keys.iter().any(|key| key.id == id) {
                return Err(InvalidKeys::Twice);
            }
            keys.push(Key {
                id: id.to_owned(),
                secret: Secret::new(secret),
                derived: Default::default(),
            });
        }
        if keys.is_empty() {
            return Err(InvalidKeys::None);
        }
        Ok(Self(keys))
    }

    /// Seals `plain` with the first key.
    pub fn seal(
        &self,
        purpose: Purpose,
        context: &str,
        plain: &[u8],
        random: &impl Random,
    ) -> Result<String, Unopened> {
        let key = self.0.first().ok_or(Unopened)?;
        let mut nonce = [0; NONCE_LENGTH];
        random.fill(&mut nonce);
        let derived = key.for_purpose(purpose)?;
        let sealed = cipher::seal(derived.expose(), &nonce, context.as_bytes(), plain);
        let sealed = sealed.ok_or(Unopened)?;
        let id_length = u8::try_from(key.id.len()).map_err(|_| Unopened)?;
        let mut envelope = vec![VERSION, id_length];
        envelope.extend_from_slice(key.id.as_bytes());
        envelope.extend_from_slice(&nonce);
        envelope.extend_from_slice(&sealed);
        Ok(URL_SAFE_NO_PAD.encode(envelope))
    }

    /// Opens what [`Keys::seal`] made for the same purpose and context.
    pub fn open(
        &self,
        purpose: Purpose,
        context: &str,
        envelope: &str,
    ) -> Result<Secret, Unopened> {
        Ok(self.open_aged(purpose, context, envelope)?.0)
    }

    /// The same, and whether it was sealed with another key than the first, so that it does not open
    /// once that key is taken out.
    pub fn open_aged(
        &self,
        purpose: Purpose,
        context: &str,
        envelope: &str,
    ) -> Result<(Secret, bool), Unopened> {
        let envelope = URL_SAFE_NO_PAD.decode(envelope).map_err(|_| Unopened)?;
        let (id, nonce, sealed) = split(&envelope).ok_or(Unopened)?;
        let mut keys = self.0.iter().enumerate();
        let key = keys.find(|(_, key)| key.id.as_bytes() == id);
        let (at, key) = key.ok_or(Unopened)?;
        let derived = key.for_purpose(purpose)?;
        let opened = cipher::open(derived.expose(), &nonce, context.as_bytes(), sealed);
        Ok((Secret::new(opened.ok_or(Unopened)?), at > 0))
    }
}

impl Key {
    fn for_purpose(&self, purpose: Purpose) -> Result<&Secret, Unopened> {
        let derived = self.derived.get(purpose as usize).ok_or(Unopened)?;
        match derived.get() {
            Some(key) => Ok(key),
            None => {
                let key = self.derive(purpose)?;
                Ok(derived.get_or_init(|| key))
            }
        }
    }

    fn derive(&self, purpose: Purpose) -> Result<Secret, Unopened> {
        let mut key = vec![0; KEY_LENGTH];
        Hkdf::<Sha256>::new(None, self.secret.expose())
            .expand(purpose.label(), &mut key)
            .map_err(|_| Unopened)?;
        Ok(Secret::new(key))
    }
}

fn split(envelope: &[u8]) -> Option<(&[u8], [u8; NONCE_LENGTH], &[u8])> {
    let (&[version, id_length], rest) = envelope.split_first_chunk()?;
    if version != VERSION {
        return None;
    }
    let (id, rest) = rest.split_at_checked(usize::from(id_length))?;
    let (nonce, sealed) = rest.split_first_chunk()?;
    Some((id, *nonce, sealed))
}

fn is_id(text: &str) -> bool {
    (1..=16).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::Seeded;

    const A: &str = "a:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    const B: &str = "b:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    fn keys(text: &str) -> Keys {
        Keys::parse(text).unwrap()
    }

    const EACH: [Purpose; PURPOSES] = [
        Purpose::Login,
        Purpose::Account,
        Purpose::Tokens,
        Purpose::Revocation,
        Purpose::LastKnown,
        Purpose::AuthorizationCode,
        Purpose::Bearer,
        Purpose::Page,
        Purpose::Driver,
    ];

    #[test]
    fn a_value_opens_for_its_purpose_and_context_only() {
        let keys = keys(A);
        for purpose in EACH {
            let sealed = keys
                .seal(purpose, "ks-1", b"handle", &Seeded::default())
                .unwrap();
            assert_eq!(keys.open(purpose, "ks-2", &sealed), Err(Unopened));
            for other in EACH {
                let opened = keys.open(other, "ks-1", &sealed);
                assert_eq!(opened.is_ok(), other == purpose, "{purpose:?} as {other:?}");
            }
        }
    }

    /// A value of the first version, made with libsodium and another HKDF: it opens for as long
    /// as that version is read.
    #[test]
    fn a_value_of_version_1_still_opens() {
        let golden = include_str!("seal/golden-v1.txt").trim();
        let opened = keys(A).open(Purpose::Account, "ks-golden", golden).unwrap();
        assert_eq!(opened.expose(), b"sealed by version 1");
    }

    #[test]
    fn the_first_key_seals_and_any_opens_until_it_is_removed() {
        let old = keys(A)
            .seal(Purpose::Account, "c", b"x", &Seeded::default())
            .unwrap();
        let both = keys(&format!("{B} {A}"));
        assert!(both.open(Purpose::Account, "c", &old).is_ok());
        let new = both
            .seal(Purpose::Account, "c", b"x", &Seeded::default())
            .unwrap();
        assert!(keys(B).open(Purpose::Account, "c", &new).is_ok());
        assert_eq!(keys(B).open(Purpose::Account, "c", &old), Err(Unopened));
    }

    #[test]
    fn a_list_of_keys_is_refused_for_what_is_wrong_with_it() {
        for (text, error) in [
            ("", InvalidKeys::None),
            ("  ", InvalidKeys::None),
            ("a", InvalidKeys::Form),
            ("a:short", InvalidKeys::Form),
            ("a:AAAA", InvalidKeys::Form),
            (
                "A:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                InvalidKeys::Form,
            ),
            (&format!("{A} {A}"), InvalidKeys::Twice),
        ] {
            assert_eq!(Keys::parse(text).err(), Some(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_to_the_same_bytes(plain in proptest::collection::vec(any::<u8>(), 0..300)) {
            let keys = keys(A);
            let sealed = keys.seal(Purpose::Login, "c", &plain, &Seeded::default()).unwrap();
            let opened = keys.open(Purpose::Login, "c", &sealed).unwrap();
            prop_assert_eq!(opened.expose(), &plain);
        }

        #[test]
        fn nothing_else_opens(text in "[A-Za-z0-9_-]{0,200}") {
            prop_assert_eq!(keys(A).open(Purpose::Login, "c", &text), Err(Unopened));
        }

        #[test]
        fn no_bytes_behind_the_head_of_a_value_open(tail in proptest::collection::vec(any::<u8>(), 0..200)) {
            let envelope = [&[VERSION, 1, b'a'], tail.as_slice()].concat();
            prop_assert_eq!(keys(A).open(Purpose::Login, "c", &URL_SAFE_NO_PAD.encode(envelope)), Err(Unopened));
        }

        #[test]
        fn a_value_that_is_put_together_from_two_does_not_open(at in 4usize..60, other_key in any::<bool>()) {
            let seed = Seeded::default();
            let both = keys(&format!("{A} {B}"));
            let sealed = |keys: &Keys| {
                let sealed = keys.seal(Purpose::Login, "c", b"a login of this length", &seed).unwrap();
                URL_SAFE_NO_PAD.decode(sealed).unwrap()
            };
            let (one, other) = (sealed(&both), sealed(&keys(if other_key { B } else { A })));
            let mixed = [&one[..at], &other[at..]].concat();
            prop_assert_eq!(both.open(Purpose::Login, "c", &URL_SAFE_NO_PAD.encode(mixed)), Err(Unopened));
        }

        #[test]
        fn a_changed_or_cut_value_does_not_open(at in any::<usize>(), bit in 0u8..8, cut in any::<bool>()) {
            let keys = keys(A);
            let sealed = keys.seal(Purpose::Login, "c", b"some login", &Seeded::default()).unwrap();
            let mut bytes = URL_SAFE_NO_PAD.decode(&sealed).unwrap();
            let at = at % bytes.len();
            if cut { bytes.truncate(at) } else { bytes[at] ^= 1 << bit }
            prop_assert_eq!(keys.open(Purpose::Login, "c", &URL_SAFE_NO_PAD.encode(bytes)), Err(Unopened));
        }
    }
}
