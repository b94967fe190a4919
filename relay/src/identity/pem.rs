//! Certificates and keys from PEM files (RFC 7468), with a reason for each that cannot be read.

use std::path::{Path, PathBuf};

use rustls_pki_types::pem::{self, PemObject as _};
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use shared::secret::Secret;

/// Why a PEM file gives nothing.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is not there or may not be read.
    #[error("{file}: cannot be read: {source}")]
    File {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is broken inside.
    #[error("{file}: not PEM: {source}")]
    Pem {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        source: pem::Error,
    },
    /// It has none of what was looked for.
    #[error("{file}: no {what} in it")]
    Absent {
        /// The file.
        file: PathBuf,
        /// What was looked for.
        what: &'static str,
    },
    /// It has a key under a passphrase.
    #[error(
        "{file}: the key is encrypted; `openssl pkey -in {file} -out plain.pem` decrypts it, and \
         only the relay's user should be able to read the result"
    )]
    Encrypted {
        /// The file.
        file: PathBuf,
    },
}

/// All certificates of a file, in its order; at least one.
pub(crate) fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, Unreadable> {
    let text = read(file)?;
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(text.expose())
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

/// The first private key of a file: PKCS#8, PKCS#1 or SEC 1.
pub(super) fn private_key(file: &Path) -> Result<PrivateKeyDer<'static>, Unreadable> {
    let text = read(file)?;
    match PrivateKeyDer::from_pem_slice(text.expose()) {
        // Both OpenSSL's old form and PKCS#8 say so in plain text.
        _ if text.expose_str().contains("ENCRYPTED") => Err(Unreadable::Encrypted {
            file: file.to_owned(),
        }),
        Err(pem::Error::NoItemsFound) => Err(Unreadable::Absent {
            file: file.to_owned(),
            what: "PRIVATE KEY",
        }),
        Err(source) => Err(broken(file, source)),
        Ok(key) => Ok(key),
    }
}

fn read(file: &Path) -> Result<Secret, Unreadable> {
    std::fs::read(file)
        .map(Secret::new)
        .map_err(|source| Unreadable::File {
            file: file.to_owned(),
            source,
        })
}

fn broken(file: &Path, source: pem::Error) -> Unreadable {
    Unreadable::Pem {
        file: file.to_owned(),
        source,
    }
}
