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
    /// The terminal could not be read.
    #[error("no passphrase on the terminal: {0}")]
    Terminal(#[from] io::Error),
}

/// The passphrase, asked for without an echo if `asks` and there is none otherwise.
pub(super) fn find(file: Option<&Path>, asks: bool) -> Result<Secret, Error> {
    let passphrase = match (file, std::env::var_os(VARIABLE)) {
        (Some(file), _) => passphrase::read(file)?,
        (None, Some(passphrase)) => Secret::new(passphrase.into_vec()),
        (None, None) if asks => {
            let typed = |question: &str| rpassword::prompt_password(question).map(Secret::from);
            ask(typed, &mut io::stderr())?
        }
        (None, None) => return Err(Error::Missing),
    };
    if passphrase.expose().len() < SHORTEST {
        return Err(Error::Short);
    }
    Ok(passphrase)
}

/// Asks until one is long enough and typed twice alike, or there is no answer.
fn ask(
    mut typed: impl FnMut(&str) -> io::Result<Secret>,
    terminal: &mut impl io::Write,
) -> io::Result<Secret> {
    loop {
        let first = typed("Passphrase for the new key: ")?;
        if first.expose().len() < SHORTEST {
            writeln!(terminal, "Expected {SHORTEST} characters or more.")?;
        } else if first == typed("Once more: ")? {
            return Ok(first);
        } else {
            writeln!(terminal, "The two passphrases differ.")?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_is_short_or_typed_in_two_ways_is_asked_for_again() {
        let asked = |answers: &[&str]| {
            let mut answers = answers.iter();
            let typed = |_: &str| match answers.next() {
                Some(answer) => Ok(Secret::from(*answer)),
                None => Err(io::ErrorKind::UnexpectedEof.into()),
            };
            let mut terminal = Vec::new();
            let answer = ask(typed, &mut terminal);
            let left = answers.len();
            (answer, String::from_utf8(terminal).unwrap(), left)
        };
        let answers = ["abc", "secret", "sceret", "secret", "secret"];
        let (answer, said, left) = asked(&answers);
        assert_eq!((answer.unwrap(), left), (Secret::from("secret"), 0));
        assert_eq!(
            said,
            "Expected 4 characters or more.\nThe two passphrases differ.\n"
        );
        let (answer, ..) = asked(&answers[..3]);
        assert_eq!(answer.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }

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
