//! New files that never overwrite one: without its key a certificate is useless.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// A file cannot be made.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// The file exists.
    #[error("{0} is there already and is not overwritten")]
    Taken(PathBuf),
    /// The system refuses.
    #[error("{file}: cannot be written: {source}")]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A new file, empty so far.
#[derive(Debug)]
pub(super) struct NewFile {
    path: PathBuf,
    file: File,
}

/// Whether the name is free, to report a conflict before any question is asked.
pub(super) fn is_vacant(path: &Path) -> Result<(), Error> {
    match path.symlink_metadata() {
        Ok(_) => Err(Error::Taken(path.to_owned())),
        Err(_) => Ok(()),
    }
}

/// Writes each of these files, and syncs it to the disk. If that fails for one, all are removed
/// again: half a key is worth nothing, and would be in the way of the next try.
pub(super) fn fill<const N: usize>(mut files: [(NewFile, &str); N]) -> Result<(), Error> {
    let filled = files
        .iter_mut()
        .try_for_each(|(file, text)| file.write(text));
    if filled.is_err() {
        for (file, _) in files {
            file.remove();
        }
    }
    filled
}

impl NewFile {
    /// Makes a file that only this user can read.
    pub(super) fn secret(path: &Path) -> Result<Self, Error> {
        Self::create(path, 0o600)
    }

    /// Makes a file that everybody can read.
    pub(super) fn public(path: &Path) -> Result<Self, Error> {
        Self::create(path, 0o644)
    }

    /// Removes it again.
    pub(super) fn remove(self) {
        // A file that stays is named by the next try.
        let _ = std::fs::remove_file(self.path);
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        self.file
            .write_all(text.as_bytes())
            .and_then(|()| self.file.sync_all())
            .map_err(|source| Error::Unwritable {
                file: self.path.clone(),
                source,
            })
    }

    fn create(path: &Path, mode: u32) -> Result<Self, Error> {
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(path)
            .map(|file| Self {
                path: path.to_owned(),
                file,
            })
            .map_err(|source| match source.kind() {
                io::ErrorKind::AlreadyExists => Error::Taken(path.to_owned()),
                _ => Error::Unwritable {
                    file: path.to_owned(),
                    source,
                },
            })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_file_that_is_there_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        fill([(NewFile::secret(&path).unwrap(), "first")]).unwrap();
        assert!(matches!(NewFile::secret(&path), Err(Error::Taken(_))));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "first");
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
