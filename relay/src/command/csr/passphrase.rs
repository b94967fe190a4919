//! Where the key's passphrase comes from: a file, the environment or the terminal. Never the
//! command line, which every user of the machine can read.

use std::io;
use std::os::unix::ffi::OsStringExt as _;
use std::path::Path;

use shared::secret::Secret;

use crate::config::passphrase;
use crate::file;

/// Holds the passphrase.
const VARIABLE: &str = "RELAY_PASSPHRASE";
/// OpenSSL takes no shorter one.
const SHORTEST: usize = 4;

/// Why there is no passphrase.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// The file is not there or may not be read.
    #[error(transparent)]
    Unreadable(#[from] file::Error),
    /// None of the ways has one.
    #[error("the key's passphrase is missing: give --passphrase-file FILE, or set {VARIABLE}")]
    Missing,
    /// It is too short to protect anything.
    #[error("the passphrase has fewer than {SHORTEST} characters")]
    Short,
    /// It was typed in two ways.
    #[error("the two passphrases differ")]
    Differ,
    /// The terminal could not be read.
    #[error("no passphrase on the terminal: {0}")]
    Terminal(#[from] io::Error),
}

/// The passphrase, asked for without an echo if `asks` and there is none otherwise.
pub(super) fn find(file: Option<&Path>, asks: bool) -> Result<Secret, Error> {
    let passphrase = match (file, std::env::var_os(VARIABLE)) {
        (Some(file), _) => passphrase::read(file)?,
        (None, Some(passphrase)) => Secret::new(passphrase.into_vec()),
        (None, None) if asks => ask()?,
        (None, None) => return Err(Error::Missing),
    };
    if passphrase.expose().len() < SHORTEST {
        return Err(Error::Short);
    }
    Ok(passphrase)
}

fn ask() -> Result<Secret, Error> {
    let first = Secret::from(rpassword::prompt_password("Passphrase for the new key: ")?);
    let second = Secret::from(rpassword::prompt_password("Once more: ")?);
    if first == second {
        Ok(first)
    } else {
        Err(Error::Differ)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_is_too_short_or_not_there_protects_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("passphrase");
        std::fs::write(&file, "secret\n").unwrap();
        assert_eq!(find(Some(&file), false).unwrap(), Secret::from("secret"));
        std::fs::write(&file, "abc\nlater").unwrap();
        assert!(matches!(find(Some(&file), false), Err(Error::Short)));
        let absent = folder.path().join("absent");
        assert!(matches!(
            find(Some(&absent), false),
            Err(Error::Unreadable(_))
        ));
    }
}
