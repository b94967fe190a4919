//! Certificates and keys from PEM (RFC 7468), whatever text stands around them, in whatever
//! encoding: OpenSSL 3.0 writes the names of PKCS#12 there in ISO 8859-1.

use std::path::Path;

use rustls_pki_types::pem::{self, PemObject as _};
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use shared::secret::Secret;

use super::pkcs8;
use super::unreadable::Unreadable;

/// How OpenSSL before 1.0 marked an encrypted key (RFC 1421 section 4.6.1.1).
const ENCRYPTED_THE_OLD_WAY: &[u8] = b"Proc-Type: 4,ENCRYPTED";
const BEGIN_ENCRYPTED: &[u8] = b"-----BEGIN ENCRYPTED PRIVATE KEY-----";
const END_ENCRYPTED: &[u8] = b"-----END ENCRYPTED PRIVATE KEY-----";
/// What else certificates come in: how it begins, what it is, and OpenSSL's command that takes
/// them out.
const WRAPPINGS: [(&[u8], &str, &str); 2] = [
    (b"-----BEGIN PKCS7-----", "PKCS#7", "pkcs7 -print_certs"),
    (
        b"-----BEGIN TRUSTED CERTIFICATE-----",
        "OpenSSL's TRUSTED CERTIFICATE",
        "x509",
    ),
];

/// All certificates of a file, in its order; at least one.
pub(super) fn certificates(
    file: &Path,
    content: &Secret,
) -> Result<Vec<CertificateDer<'static>>, Unreadable> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(content.expose())
        .collect::<Result<_, _>>()
        .map_err(|source| broken(file, source))?;
    if certificates.is_empty() {
        let wrapping = WRAPPINGS
            .into_iter()
            .find(|(begin, ..)| position(content.expose(), begin).is_some());
        return Err(match wrapping {
            Some((_, format, command)) => Unreadable::foreign(file, format, command),
            None => Unreadable::Absent {
                file: file.to_owned(),
                what: "CERTIFICATE",
            },
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
    let bytes = content.expose();
    if position(bytes, ENCRYPTED_THE_OLD_WAY).is_some() {
        return Err(pkcs8::foreign(
            file,
            "a key encrypted in OpenSSL's old way (Proc-Type)",
        ));
    }
    if let Some(base64) = encrypted(bytes) {
        return pkcs8::decrypt(file, base64, passphrase);
    }
    PrivateKeyDer::from_pem_slice(bytes).map_err(|error| match error {
        pem::Error::NoItemsFound => Unreadable::Absent {
            file: file.to_owned(),
            what: "PRIVATE KEY",
        },
        source => broken(file, source),
    })
}

/// The base64 of the first encrypted key.
fn encrypted(content: &[u8]) -> Option<&[u8]> {
    let begin = position(content, BEGIN_ENCRYPTED)?.saturating_add(BEGIN_ENCRYPTED.len());
    let rest = content.get(begin..)?;
    let end = position(rest, END_ENCRYPTED).unwrap_or(rest.len());
    rest.get(..end)
}

/// Where something first stands in a text.
fn position(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len())
        .position(|window| window == wanted)
}

fn broken(file: &Path, source: pem::Error) -> Unreadable {
    Unreadable::Pem {
        file: file.to_owned(),
        source,
    }
}
