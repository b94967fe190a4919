//! Encrypted private keys (PKCS#8, RFC 5958 section 3, under PBES2, RFC 8018 section 6.2).
//!
//! What `openssl req -keyout` of OpenSSL 3.0 writes, and so what the manufacturer's tutorial leaves
//! people with, is PBKDF2 with HMAC-SHA256 and three-key DES.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pkcs8::der::asn1::OctetStringRef;
use pkcs8::der::{self, Decode as _, Reader as _, SliceReader};
use pkcs8::pkcs5::pbes2::Kdf;
use pkcs8::pkcs5::{self, EncryptionScheme};
use pkcs8::spki::AlgorithmIdentifierRef;
use pkcs8::{EncryptedPrivateKeyInfoRef, Error};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use shared::secret::Secret;

use super::short_iv::has_short_iv;
use super::unreadable::Unreadable;

const FORMAT: &str = "encrypted key";
const OTHER_CIPHER: &str = "a key under this cipher";
/// What RFC 8018 section 4.2 has for especially critical keys, and some seconds of work.
const MAX_ITERATIONS: u32 = 10_000_000;
/// Sixteen times what OpenSSL writes, in bytes that scrypt fills: as much memory, or as long.
const MAX_SCRYPT: u64 = 256 << 20;

/// Opens an encrypted key, of which this is the base64.
pub(super) fn decrypt(
    file: &Path,
    base64: &[u8],
    passphrase: Option<&Secret>,
) -> Result<PrivateKeyDer<'static>, Unreadable> {
    let damaged = |source: Box<dyn std::error::Error + Send + Sync>| Unreadable::Damaged {
        file: file.to_owned(),
        format: FORMAT,
        source,
    };
    let mut base64 = base64.to_vec();
    base64.retain(|byte| !byte.is_ascii_whitespace());
    let der = STANDARD
        .decode(base64)
        .map_err(|error| damaged(error.into()))?;
    if has_short_iv(&der) {
        return Err(damaged("its initialization vector is too short".into()));
    }
    let info =
        EncryptedPrivateKeyInfoRef::try_from(&*der).map_err(|error| match outside(&der) {
            Ok(()) => foreign(file, OTHER_CIPHER),
            Err(_) => damaged(error.into()),
        })?;
    if takes_too_long(&info.encryption_algorithm) {
        return Err(foreign(
            file,
            "a key whose passphrase takes this long to try",
        ));
    }
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

/// Whether DER is an encrypted key, under whatever cipher.
fn outside(der: &[u8]) -> der::Result<()> {
    let mut reader = SliceReader::new(der)?;
    reader.sequence(|info| {
        AlgorithmIdentifierRef::decode(info)?;
        <&OctetStringRef>::decode(info).map(drop)
    })?;
    reader.finish()
}

/// A file that says so could keep the relay from its start, or from every later renewal.
fn takes_too_long(scheme: &EncryptionScheme) -> bool {
    match scheme.pbes2().map(|parameters| &parameters.kdf) {
        Some(Kdf::Pbkdf2(it)) => it.iteration_count > MAX_ITERATIONS,
        Some(Kdf::Scrypt(it)) => [it.block_size, it.parallelization]
            .into_iter()
            .try_fold(it.cost_parameter, |all, factor| {
                all.checked_mul(factor.into())
            })
            .and_then(|blocks| blocks.checked_mul(128))
            .is_none_or(|bytes| bytes > MAX_SCRYPT),
        _ => false,
    }
}

/// What to say of a key that is encrypted in another way.
pub(super) fn foreign(file: &Path, format: &'static str) -> Unreadable {
    // Some old ciphers are only in the provider that OpenSSL 3 leaves out by default.
    let command = "pkcs8 -topk8 -v2 aes-256-cbc -provider default -provider legacy";
    Unreadable::foreign(file, format, command)
}

#[cfg(test)]
mod tests {
    use pkcs8::pkcs5::pbes2::{self, Parameters, Pbkdf2Params, Salt, ScryptParams};

    use super::*;

    #[test]
    fn a_vector_that_is_too_short_is_damage_and_no_panic() {
        let base64 = b"MFAwPAYJKoZIhvcNAQUNMC8wGwYJKoZIhvcNAQUMMA4ECHNhbHRzYWx0AgIIADAQBggqhkiG9w0DBwQEAAAAAAQQAAAAAAAAAAAAAAAAAAAAAA==";
        let refused = decrypt(Path::new("it"), base64, Some(&Secret::from("x"))).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "it: a damaged encrypted key: its initialization vector is too short"
        );
    }

    fn scheme(kdf: impl Into<Kdf>) -> EncryptionScheme {
        let encryption = pbes2::EncryptionScheme::Aes256Cbc { iv: [0; 16] };
        Parameters {
            kdf: kdf.into(),
            encryption,
        }
        .into()
    }

    #[test]
    fn what_takes_too_long_to_open_is_known_by_its_parameters() {
        for (iterations, expected) in [
            (2048, false),
            (MAX_ITERATIONS, false),
            (MAX_ITERATIONS + 1, true),
            (u32::MAX, true),
        ] {
            let mut params = Pbkdf2Params::hmac_sha256(1, b"salt").unwrap();
            params.iteration_count = iterations;
            assert_eq!(takes_too_long(&scheme(params)), expected, "{iterations}");
        }
        for (cost_parameter, block_size, parallelization, expected) in [
            (1 << 14, 8, 1, false),
            (1 << 18, 8, 1, false),
            (1 << 19, 8, 1, true),
            (1 << 14, 8, 17, true),
            (1 << 63, 8, 1, true),
        ] {
            let params = ScryptParams {
                salt: Salt::new(b"salt").unwrap(),
                cost_parameter,
                block_size,
                parallelization,
                key_length: None,
            };
            let case = (cost_parameter, block_size, parallelization);
            assert_eq!(takes_too_long(&scheme(params)), expected, "{case:?}");
        }
    }
}
