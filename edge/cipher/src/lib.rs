//! XChaCha20-Poly1305, whose nonce is long enough to be drawn at random.
//!
//! The cipher is generic code, which is compiled where its type is first named, and the edge is
//! compiled for size: named here, it is compiled for speed.

#[cfg(all(test, target_arch = "wasm32"))]
#[macro_use]
extern crate wasm_test;

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};

/// Bytes of a key.
pub const KEY_LENGTH: usize = 32;
/// Bytes of a nonce.
pub const NONCE_LENGTH: usize = 24;

/// The text encrypted, with its tag behind it, which covers the context, too; none where either is
/// longer than the cipher takes, or the key has another length.
pub fn seal(
    key: &[u8],
    nonce: &[u8; NONCE_LENGTH],
    context: &[u8],
    plain: &[u8],
) -> Option<Vec<u8>> {
    let cipher = XChaCha20Poly1305::new_from_slice(key).ok()?;
    let payload = Payload {
        msg: plain,
        aad: context,
    };
    cipher.encrypt(&XNonce::from(*nonce), payload).ok()
}

/// What [`seal`] encrypted with this key, nonce and context; none of anything else.
pub fn open(
    key: &[u8],
    nonce: &[u8; NONCE_LENGTH],
    context: &[u8],
    sealed: &[u8],
) -> Option<Vec<u8>> {
    let cipher = XChaCha20Poly1305::new_from_slice(key).ok()?;
    let payload = Payload {
        msg: sealed,
        aad: context,
    };
    cipher.decrypt(&XNonce::from(*nonce), payload).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; KEY_LENGTH] = [7; KEY_LENGTH];
    const NONCE: [u8; NONCE_LENGTH] = [9; NONCE_LENGTH];

    #[test]
    fn what_was_sealed_opens_with_its_key_nonce_and_context_only() {
        let sealed = seal(&KEY, &NONCE, b"context", b"text").unwrap();
        assert_eq!(
            open(&KEY, &NONCE, b"context", &sealed).as_deref(),
            Some(b"text".as_slice())
        );
        assert_eq!(open(&[8; KEY_LENGTH], &NONCE, b"context", &sealed), None);
        assert_eq!(open(&KEY, &[8; NONCE_LENGTH], b"context", &sealed), None);
        assert_eq!(open(&KEY, &NONCE, b"another", &sealed), None);
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(open(&KEY, &NONCE, b"context", &changed), None, "{at}");
        }
    }

    #[test]
    fn a_key_of_another_length_seals_and_opens_nothing() {
        let sealed = seal(&KEY, &NONCE, b"", b"text").unwrap();
        for length in [0, 16, 31, 33] {
            let key = vec![7; length];
            assert_eq!(seal(&key, &NONCE, b"", b"text"), None, "{length}");
            assert_eq!(open(&key, &NONCE, b"", &sealed), None, "{length}");
        }
    }

    /// The example of draft-irtf-cfrg-xchacha, appendix A.3.1.
    #[test]
    fn it_is_the_cipher_that_others_have() {
        let key: Vec<u8> = (0x80..0xa0).collect();
        let mut nonce = [0; NONCE_LENGTH];
        nonce
            .iter_mut()
            .zip(0x40..)
            .for_each(|(byte, it)| *byte = it);
        let context = [
            0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7,
        ];
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one \
            tip for the future, sunscreen would be it.";
        let sealed = seal(&key, &nonce, &context, plain).unwrap();
        assert!(sealed.starts_with(&[0xbd, 0x6d, 0x17, 0x9d, 0x3e, 0x83, 0xd4, 0x3b]));
        let tag = [
            0xc0, 0x87, 0x59, 0x24, 0xc1, 0xc7, 0x98, 0x79, 0x47, 0xde, 0xaf, 0xd8, 0x78, 0x0a,
            0xcf, 0x49,
        ];
        assert!(sealed.ends_with(&tag));
    }
}
