//! The format of a file, by its content: people name these files as they like.

use std::path::Path;

use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use shared::secret::Secret;

use super::pem;
use super::pkcs12;
use super::unreadable::Unreadable;
use crate::file::read;

/// Tags of DER (X.690 section 8).
const INTEGER: u8 = 0x02;
const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;

/// The formats that certificates and keys come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// RFC 7468. Text that is nothing else counts as it too, and then has nothing in it.
    Pem,
    /// RFC 7292.
    Pkcs12,
    /// Java's keystore of before JDK 9.
    Jks,
    /// Java's other one.
    Jceks,
    /// A certificate with no PEM around it.
    BareCertificate,
    /// A key with no PEM around it.
    BareKey,
    /// An encrypted key with no PEM around it (RFC 5958 section 3).
    BareEncryptedKey,
    /// RFC 2315, which certificates come in from Windows, with no PEM around it.
    BarePkcs7,
}

impl Format {
    fn of(content: &[u8]) -> Self {
        match content {
            [0xfe, 0xed, 0xfe, 0xed, ..] => Self::Jks,
            [0xce, 0xce, 0xce, 0xce, ..] => Self::Jceks,
            [SEQUENCE, ..] => match elements(content) {
                // PFX has version 3, private keys have 0 or 1.
                [INTEGER, 0x01, 0x03, ..] => Self::Pkcs12,
                [INTEGER, ..] => Self::BareKey,
                [OBJECT_IDENTIFIER, ..] => Self::BarePkcs7,
                // An encrypted key begins with its cipher, a certificate with what is signed.
                inner => match elements(inner) {
                    [OBJECT_IDENTIFIER, ..] => Self::BareEncryptedKey,
                    _ => Self::BareCertificate,
                },
            },
            _ => Self::Pem,
        }
    }

    /// What to say of a file in a format that is not read.
    fn foreign(self, file: &Path) -> Unreadable {
        let keystore = |format, kind: &str| {
            let name = file.display();
            Unreadable::Foreign {
                file: file.to_owned(),
                format,
                command: format!(
                    "keytool -importkeystore -srckeystore {name}{kind} -destkeystore {name}.p12 \
                     -deststoretype pkcs12"
                ),
            }
        };
        let openssl = |format, command| Unreadable::foreign(file, format, command);
        match self {
            Self::Jks => keystore("an old Java keystore (JKS)", ""),
            Self::Jceks => keystore("an old Java keystore (JCEKS)", " -srcstoretype jceks"),
            Self::BareKey => openssl("a key in DER", "pkcs8 -topk8 -inform DER"),
            // The same command: it asks for the passphrase if there is one.
            Self::BareEncryptedKey => {
                openssl("an encrypted key in DER", "pkcs8 -topk8 -inform DER")
            }
            Self::BarePkcs7 => openssl("PKCS#7", "pkcs7 -inform DER -print_certs"),
            Self::Pkcs12 => openssl("PKCS#12", "pkcs12"),
            Self::BareCertificate | Self::Pem => openssl("DER", "x509 -inform DER"),
        }
    }
}

/// What is inside of the first element of some DER, cut short where the content is.
fn elements(der: &[u8]) -> &[u8] {
    let [_, length, rest @ ..] = der else {
        return &[];
    };
    let skipped = match length {
        0x80.. => usize::from(length & 0x7f),
        _ => 0,
    };
    rest.get(skipped..).unwrap_or_default()
}

/// All certificates of a file, in its order; at least one. The passphrase opens PKCS#12.
pub(super) fn certificates(
    file: &Path,
    passphrase: Option<&Secret>,
) -> Result<Vec<CertificateDer<'static>>, Unreadable> {
    let content = read(file)?;
    match Format::of(content.expose()) {
        Format::Pem => pem::certificates(file, &content),
        Format::Pkcs12 => pkcs12::certificates(file, &content, passphrase),
        other => Err(other.foreign(file)),
    }
}

/// The private key of a file.
pub(super) fn private_key(
    file: &Path,
    passphrase: Option<&Secret>,
) -> Result<PrivateKeyDer<'static>, Unreadable> {
    let content = read(file)?;
    match Format::of(content.expose()) {
        Format::Pem => pem::private_key(file, &content, passphrase),
        Format::Pkcs12 => pkcs12::private_key(file, &content, passphrase),
        other => Err(other.foreign(file)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_told_by_its_first_bytes() {
        for (content, format) in [
            (&b""[..], Format::Pem),
            (b"-----BEGIN CERTIFICATE-----", Format::Pem),
            (b"\xfe\xed\xfe\xed\x00\x00\x00\x02", Format::Jks),
            (b"\xce\xce\xce\xce\x00\x00\x00\x02", Format::Jceks),
            (b"\x30\x82\x01\x02\x02\x01\x03\x30", Format::Pkcs12),
            (b"\x30\x80\x02\x01\x03\x30", Format::Pkcs12),
            (b"\x30\x82\x01\x02\x02\x01\x00\x30", Format::BareKey),
            (b"\x30\x2e\x02\x01\x01\x30", Format::BareKey),
            (b"\x30\x82\x01\x02\x30\x82\x01", Format::BareCertificate),
            (b"\x30\x82\x01", Format::BareCertificate),
            (
                b"\x30\x82\x01\x02\x30\x82\x01\x02\xa0",
                Format::BareCertificate,
            ),
            (
                b"\x30\x82\x01\x02\x30\x5f\x06\x09",
                Format::BareEncryptedKey,
            ),
            (b"\x30\x80\x06\x09\x2a\x86", Format::BarePkcs7),
        ] {
            assert_eq!(Format::of(content), format, "{content:?}");
        }
    }
}
