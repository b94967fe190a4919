//! Certificates and keys from PEM (RFC 7468), whatever text stands around them.

use std::path::Path;

use rustls_pki_types::pem::{self, PemObject as _};
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use shared::secret::Secret;

use super::pkcs8;
use super::unreadable::Unreadable;

/// How OpenSSL before 1.0 marked an encrypted key (RFC 1421 section 4.6.1.1).
const ENCRYPTED_THE_OLD_WAY: &str = "Proc-Type: 4,ENCRYPTED";

/// All certificates of a file, in its order; at least one.
pub(super) fn certificates(
    file: &Path,
    content: &Secret,
) -> Result<Vec<CertificateDer<'static>>, Unreadable> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(content.expose())
        .collect::<Result<_, _>>()
        .map_err(|source| broken(file, source))?;
    if certificates.is_empty() {
        return Err(Unreadable::Absent {
            file: file.to_owned(),
            what: "CERTIFICATE",
        });
    }
    Ok(certificates)
}

/// The private key of a file: PKCS#8, encrypted or not, PKCS#1 or SEC 1.
pub(super) fn private_key(
    file: &Path,
    content: &Secret,
    passphrase: Option<&Secret>,
) -> Result<PrivateKeyDer<'static>, Unreadable> {
    let text = content.expose_str();
    if text.contains(ENCRYPTED_THE_OLD_WAY) {
        return Err(pkcs8::foreign(
            file,
            "a key encrypted in OpenSSL's old way (Proc-Type)",
        ));
    }
    if let Some(encrypted) = pkcs8::encrypted(text) {
        return pkcs8::decrypt(file, encrypted, passphrase);
    }
    PrivateKeyDer::from_pem_slice(content.expose()).map_err(|error| match error {
        pem::Error::NoItemsFound => Unreadable::Absent {
            file: file.to_owned(),
            what: "PRIVATE KEY",
        },
        source => broken(file, source),
    })
}

fn broken(file: &Path, source: pem::Error) -> Unreadable {
    Unreadable::Pem {
        file: file.to_owned(),
        source,
    }
}
