//! Why a file of an identity gives nothing, and the command that helps.

use std::error::Error as StdError;
use std::path::{Path, PathBuf};

use rustls_pki_types::pem;

use crate::file;

/// Why a file gives no certificate or key.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is not there or may not be read.
    #[error(transparent)]
    File(#[from] file::Error),
    /// It is broken inside.
    #[error("{file}: not PEM: {}", in_words(.source))]
    Pem {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        source: pem::Error,
    },
    /// It is broken inside.
    #[error("{file}: a damaged {format}: {source}")]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What it would be.
        format: &'static str,
        /// What is wrong.
        source: Box<dyn StdError + Send + Sync>,
    },
    /// It has none of what was looked for.
    #[error("{file}: no {what} in it")]
    Absent {
        /// The file.
        file: PathBuf,
        /// What was looked for.
        what: &'static str,
    },
    /// It has several keys, and nothing says which one is meant.
    #[error(
        "{file}: {count} keys in it; put one in a file of its own: `keytool -importkeystore \
         -srckeystore {file} -srcalias ALIAS -destkeystore {file}.one -deststoretype pkcs12`"
    )]
    Several {
        /// The file.
        file: PathBuf,
        /// How many.
        count: usize,
    },
    /// It is in a format, or under a cipher, that is not read.
    #[error("{file}: {format} is not read here; `{command}` makes of it what is")]
    Foreign {
        /// The file.
        file: PathBuf,
        /// What it is.
        format: &'static str,
        /// What converts it.
        command: String,
    },
    /// It needs a passphrase, and there is none.
    #[error(
        "{file}: the key is encrypted; name the file of its passphrase in passphrase_file, or a \
         variable of the environment in passphrase_env"
    )]
    Locked {
        /// The file.
        file: PathBuf,
    },
    /// It has another passphrase.
    #[error("{file}: the passphrase is wrong")]
    WrongPassphrase {
        /// The file.
        file: PathBuf,
    },
    /// It has another passphrase, or is broken: its format has no mark that distinguishes them.
    #[error("{file}: the passphrase is wrong, or the file is damaged")]
    NotOpened {
        /// The file.
        file: PathBuf,
    },
}

/// Without the bytes that the library writes as numbers.
fn in_words(error: &pem::Error) -> String {
    match error {
        pem::Error::MissingSectionEnd { end_marker } => format!(
            "cut short before its -----END {}-----",
            String::from_utf8_lossy(end_marker).escape_debug()
        ),
        pem::Error::IllegalSectionStart { .. } => {
            "a line begins with -----BEGIN and does not end with -----".to_owned()
        }
        other => other.to_string(),
    }
}

impl Unreadable {
    /// One that this command of OpenSSL converts, given the files.
    pub(super) fn foreign(file: &Path, format: &'static str, command: &str) -> Self {
        let name = file.display();
        Self::Foreign {
            file: file.to_owned(),
            format,
            command: format!("openssl {command} -in {name} -out {name}.pem"),
        }
    }
}

#[cfg(test)]
mod tests {
    use rustls_pki_types::CertificateDer;
    use rustls_pki_types::pem::PemObject as _;

    use super::*;

    #[test]
    fn what_is_no_pem_is_told_in_words() {
        for (content, expected) in [
            (
                "-----BEGIN CERTIFICATE-----\nAAAA\n",
                "it: not PEM: cut short before its -----END CERTIFICATE-----",
            ),
            (
                "-----BEGIN CERTIFICATE\nAAAA\n",
                "it: not PEM: a line begins with -----BEGIN and does not end with -----",
            ),
        ] {
            let error = Unreadable::Pem {
                file: "it".into(),
                source: CertificateDer::from_pem_slice(content.as_bytes()).unwrap_err(),
            };
            assert_eq!(error.to_string(), expected);
        }
    }
}
