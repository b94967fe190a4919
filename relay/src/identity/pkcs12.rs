//! Certificates and keys from PKCS#12 (RFC 7292), as OpenSSL, browsers and keytool write it.

use std::path::Path;

use p12_keystore::Pkcs12Archive;
use p12_keystore::error::Error;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use shared::secret::Secret;

use super::short_iv::has_short_iv;
use super::unreadable::Unreadable;

const FORMAT: &str = "PKCS#12 file";

/// All certificates of a file, at least one, without those that Java marks as trusted: those are
/// authorities, not the identity.
pub(super) fn certificates(
    file: &Path,
    content: &Secret,
    passphrase: Option<&Secret>,
) -> Result<Vec<CertificateDer<'static>>, Unreadable> {
    let certificates: Vec<_> = open(file, content, passphrase)?
        .certs
        .into_iter()
        .filter(|bag| !bag.trusted)
        .map(|bag| CertificateDer::from(bag.cert.as_der().to_vec()))
        .collect();
    if certificates.is_empty() {
        return Err(Unreadable::Absent {
            file: file.to_owned(),
            what: "certificate of a key",
        });
    }
    Ok(certificates)
}

/// The one private key of a file.
pub(super) fn private_key(
    file: &Path,
    content: &Secret,
    passphrase: Option<&Secret>,
) -> Result<PrivateKeyDer<'static>, Unreadable> {
    match open(file, content, passphrase)?.keys.as_slice() {
        [] => Err(Unreadable::Absent {
            file: file.to_owned(),
            what: "private key",
        }),
        [bag] => Ok(PrivatePkcs8KeyDer::from(bag.key.as_der().to_vec()).into()),
        several => Err(Unreadable::Several {
            file: file.to_owned(),
            count: several.len(),
        }),
    }
}

fn open(
    file: &Path,
    content: &Secret,
    passphrase: Option<&Secret>,
) -> Result<Pkcs12Archive, Unreadable> {
    let file = file.to_owned();
    if has_short_iv(content.expose()) {
        return Err(Unreadable::Damaged {
            file,
            format: FORMAT,
            source: "its initialization vector is too short".into(),
        });
    }
    // One with no passphrase is sealed with the empty one.
    let text = passphrase.map(Secret::expose_str).unwrap_or_default();
    Pkcs12Archive::from_pkcs12(content.expose(), &text).map_err(|error| match error {
        // The seal is over the whole content, so a file that was cut fails before.
        Error::MacError(_) if passphrase.is_none() => Unreadable::Locked { file },
        Error::MacError(_) => Unreadable::WrongPassphrase { file },
        Error::UnpadError | Error::Pkcs5Error(_) => Unreadable::NotOpened { file },
        Error::UnsupportedEncryptionScheme | Error::UnsupportedMacAlgorithm => {
            Unreadable::foreign(&file, "PKCS#12 under this cipher", "pkcs12 -legacy")
        }
        error => Unreadable::Damaged {
            file,
            format: FORMAT,
            source: error.into(),
        },
    })
}
