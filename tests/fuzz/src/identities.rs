//! A file with a certificate and its key, in any of the formats that are told by their content.

use std::fs;
use std::path::Path;

use relay::config::CredentialFiles;
use relay::identity::{Credential, Error};
use rustls::crypto::aws_lc_rs::default_provider;
use tempfile::TempDir;

/// What opens the seeds that are closed.
const PASSPHRASE: &str = "kerbside";
/// When the seeds' certificates are good.
const NOW: u64 = 1_800_000_000;

/// Opens the identity in a file. What is opened is in date, and the same when it is opened again;
/// what is not is named, by its file, in one line. True if it was opened.
pub fn read(bytes: &[u8]) -> bool {
    let folder = TempDir::new().expect("there is room for a file");
    let file = folder.path().join("identity");
    fs::write(&file, bytes).expect("there is room for a file");
    match open(&file) {
        Ok(credential) => {
            assert!(!credential.chain().is_empty());
            assert!(credential.days_left(NOW) >= 0);
            let again = open(&file).expect("what was opened can be opened");
            assert!(credential == again, "two readings differ");
            true
        }
        Err(error) => {
            let error = error.to_string();
            assert!(error.contains(&file.display().to_string()), "{error}");
            assert!(!error.contains(char::is_control), "{error}");
            false
        }
    }
}

fn open(file: &Path) -> Result<Credential, Error> {
    let files = CredentialFiles {
        certificate: file.to_owned(),
        key: file.to_owned(),
        passphrase: Some(PASSPHRASE.into()),
    };
    Credential::load(&files, &default_provider(), NOW)
}
