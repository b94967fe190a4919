//! The advice about a certificate, key or CA file, by what is wrong with it.

use std::io::ErrorKind;

use crate::file;
use crate::identity::{ChainError, Error, Unreadable};

const PASSPHRASE: &str = "put the right passphrase into the file that passphrase_file names, or \
                          into the variable of passphrase_env: the one that was chosen when the \
                          key was made. Is it lost, the key is too: make a new request with relay \
                          csr";

/// For a CA file that can be read.
pub(super) const CA: &str = "name the CA certificate that came with the client certificate, in PEM";

/// For the certificate and key of an identity.
pub(super) fn of_identity(error: &Error) -> &'static str {
    match error {
        Error::File(Unreadable::Locked { .. }) => {
            "put the passphrase that was chosen when the key was made into a file of its own, and \
             name it in passphrase_file"
        }
        Error::File(Unreadable::WrongPassphrase { .. }) => PASSPHRASE,
        Error::File(Unreadable::NotOpened { .. }) => {
            "put the right passphrase into the file that passphrase_file names, or into the \
             variable of passphrase_env; if it is right, copy the file anew from where it was made"
        }
        Error::File(Unreadable::Several { .. }) => {
            "run that command for the key of the request, and name the file that it makes"
        }
        Error::Chain(ChainError::Stray { .. }) => {
            "leave in the file the certificate, and behind it the intermediates that came with it"
        }
        Error::Key { .. } => {
            "make a request with relay csr, whose key is of the kind that the manufacturer takes"
        }
        error => of_file(error).unwrap_or(
            "name the certificate that the manufacturer sent and the key that its request was \
             made with",
        ),
    }
}

/// For the CA file.
pub(super) fn of_ca_file(error: &Error) -> &'static str {
    of_file(error).unwrap_or(CA)
}

/// For a file of either kind, where it is the file that is wrong and not what it is used for.
fn of_file(error: &Error) -> Option<&'static str> {
    match error {
        Error::File(Unreadable::File(file::Error::System { source, .. }))
            if source.kind() == ErrorKind::PermissionDenied =>
        {
            Some("let the relay's user read it, and the folders above it be entered")
        }
        Error::File(Unreadable::File(_)) => {
            Some("correct the name: it counts from the folder of the configuration")
        }
        Error::File(Unreadable::Foreign { .. }) => {
            Some("run that command, and name the file that it makes")
        }
        Error::File(Unreadable::Pem { .. } | Unreadable::Damaged { .. })
        | Error::Chain(ChainError::NotX509 { .. }) => {
            Some("copy the file anew and whole from where it came: the e-mail, or a backup")
        }
        _ => None,
    }
}
