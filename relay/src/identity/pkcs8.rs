//! Encrypted private keys (PKCS#8, RFC 5958 section 3, under PBES2, RFC 8018 section 6.2).
//!
//! What `openssl req -keyout` of OpenSSL 3.0 writes, and so what the manufacturer's tutorial leaves
//! people with, is PBKDF2 with HMAC-SHA256 and three-key DES.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pkcs8::der::{ErrorKind, Tag};
use pkcs8::{EncryptedPrivateKeyInfoRef, Error, pkcs5};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use shared::secret::Secret;

use super::unreadable::Unreadable;

const BEGIN: &str = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
const END: &str = "-----END ENCRYPTED PRIVATE KEY-----";
const FORMAT: &str = "encrypted key";
const OTHER_CIPHER: &str = "a key under this cipher";

/// The base64 of the first encrypted key in a PEM text.
pub(super) fn encrypted(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(BEGIN)?;
    Some(rest.split_once(END).map_or(rest, |(inside, _)| inside))
}

/// Opens an encrypted key.
pub(super) fn decrypt(
    file: &Path,
    base64: &str,
    passphrase: Option<&Secret>,
) -> Result<PrivateKeyDer<'static>, Unreadable> {
    let damaged = |source: Box<dyn std::error::Error + Send + Sync>| Unreadable::Damaged {
        file: file.to_owned(),
        format: FORMAT,
        source,
    };
    let base64: String = base64.split_ascii_whitespace().collect();
    let der = STANDARD
        .decode(base64)
        .map_err(|error| damaged(error.into()))?;
    let info = EncryptedPrivateKeyInfoRef::try_from(&*der).map_err(|error| match error {
        // An algorithm is known by its identifier, or is not.
        Error::Asn1(error)
            if matches!(
                error.kind(),
                ErrorKind::OidUnknown { .. }
                    | ErrorKind::Value {
                        tag: Tag::ObjectIdentifier
                    }
            ) =>
        {
            foreign(file, OTHER_CIPHER)
        }
        error => damaged(error.into()),
    })?;
    let passphrase = passphrase.ok_or_else(|| Unreadable::Locked {
        file: file.to_owned(),
    })?;
    let key = info
        .decrypt(passphrase.expose())
        .map_err(|error| match error {
            Error::EncryptedPrivateKey(
                pkcs5::Error::NoPbes1CryptSupport
                | pkcs5::Error::UnsupportedAlgorithm { .. }
                | pkcs5::Error::AlgorithmParametersInvalid { .. },
            ) => foreign(file, OTHER_CIPHER),
            // One wrong passphrase in 256 gives a good padding, and then what is under it is no
            // key.
            _ => Unreadable::NotOpened {
                file: file.to_owned(),
            },
        })?;
    Ok(PrivatePkcs8KeyDer::from(key.as_bytes().to_vec()).into())
}

/// What to say of a key that is encrypted in another way.
pub(super) fn foreign(file: &Path, format: &'static str) -> Unreadable {
    let name = file.display();
    Unreadable::Foreign {
        file: file.to_owned(),
        format,
        command: format!("openssl pkcs8 -topk8 -v2 aes-256-cbc -in {name} -out {name}.pem"),
    }
}
