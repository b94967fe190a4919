//! Warnings: what an owner should change although calls can be made.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::certificate_info::CertificateInfo;

/// Permissions of those who are neither the file's owner nor of its group.
const OTHERS: u32 = 0o007;

/// One thing to see to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Warning {
    /// No certificate of the CA file is in its time any more.
    #[error("{subject}, which lasts longest in the CA file, ended on {end}")]
    AuthorityEnded {
        /// Whom it is for.
        subject: String,
        /// When its time ended.
        end: String,
    },
    /// A key or passphrase is not the relay's alone.
    #[error("{file}: every user of this machine may get at the secret in it (mode {mode:04o})")]
    KeyExposed {
        /// Its file.
        file: PathBuf,
        /// Its permissions.
        mode: u32,
    },
}

impl Warning {
    /// Of the certificates of a CA file.
    pub(super) fn of_authorities(certificates: &[CertificateInfo]) -> Option<Self> {
        let last = certificates.iter().max_by_key(|info| info.days_left)?;
        (last.days_left < 0).then(|| Self::AuthorityEnded {
            subject: last.subject.clone(),
            end: last.not_after.clone(),
        })
    }

    /// Of a file with a key or a passphrase.
    pub(super) fn of_secret(file: &Path) -> Option<Self> {
        // A link has everybody's permissions, and what mounts secrets as links guards the folder.
        let found = file.symlink_metadata().ok()?;
        let mode = found.mode() & 0o777;
        (found.is_file() && mode & OTHERS != 0).then(|| Self::KeyExposed {
            file: file.to_owned(),
            mode,
        })
    }

    /// A name for programs, which stays.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::AuthorityEnded { .. } => "ca-ended",
            Self::KeyExposed { .. } => "key-exposed",
        }
    }

    /// What to do about it.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::AuthorityEnded { .. } => {
                "ask the manufacturer for the CA certificate that follows it, and put that beside \
                 it in upstream.ca; until the server changes, calls go on"
            }
            Self::KeyExposed { .. } => {
                "make it the file of the relay's user alone: chown, and chmod 600"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn a_key_is_exposed_by_its_files_own_permissions_for_others() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("key"), folder.path().join("link"));
        std::fs::write(&file, "").unwrap();
        symlink(&file, &link).unwrap();
        for (mode, exposed) in [(0o600, false), (0o640, false), (0o644, true), (0o602, true)] {
            std::fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
            assert_eq!(Warning::of_secret(&file).is_some(), exposed, "{mode:o}");
            assert_eq!(Warning::of_secret(&link), None, "{mode:o}");
        }
        assert_eq!(Warning::of_secret(folder.path()), None);
        assert_eq!(Warning::of_secret(&folder.path().join("absent")), None);
    }

    #[test]
    fn the_operations_page_has_every_code() {
        let page = include_str!("../../../../docs/operations.md");
        for warning in [
            Warning::AuthorityEnded {
                subject: String::new(),
                end: String::new(),
            },
            Warning::KeyExposed {
                file: PathBuf::new(),
                mode: 0,
            },
        ] {
            assert!(page.contains(&format!("`{}`", warning.code())));
        }
    }
}
