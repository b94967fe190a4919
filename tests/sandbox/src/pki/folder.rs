//! The folder that the sandbox's material lives in.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Who may read a file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Readers {
    /// Everybody: certificates.
    All,
    /// The owner: keys, and what holds passwords.
    Owner,
}

/// A folder whose files are replaced as a whole or not at all.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);

/// A file that can't be read or written.
#[derive(Debug, thiserror::Error)]
#[error("cannot {verb} {path}")]
pub struct FileError {
    verb: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl Folder {
    /// The folder at `path`, made if it is not there.
    pub(crate) fn open(path: &Path) -> Result<Self, FileError> {
        fs::create_dir_all(path)
            .and_then(|()| path.canonicalize())
            .map(Self)
            .map_err(|source| FileError {
                verb: "open",
                path: path.to_owned(),
                source,
            })
    }

    /// The absolute path of the file called `name`.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The text of the file called `name`, or `None` if there is no such file.
    pub(crate) fn read(&self, name: &str) -> Result<Option<String>, FileError> {
        let path = self.path(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(FileError {
                verb: "read",
                path,
                source,
            }),
        }
    }

    /// Replaces the file called `name`.
    pub(crate) fn write(&self, name: &str, text: &str, readers: Readers) -> Result<(), FileError> {
        let path = self.path(name);
        let draft = self.path(&format!(".{name}.{}", std::process::id()));
        replace(&path, &draft, text, readers).map_err(|source| FileError {
            verb: "write",
            path,
            source,
        })
    }
}

fn replace(path: &Path, draft: &Path, text: &str, readers: Readers) -> io::Result<()> {
    let mode = match readers {
        Readers::All => 0o644,
        Readers::Owner => 0o600,
    };
    // A draft left behind by a killed process may have another mode.
    match fs::remove_file(draft) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(draft)?
        .write_all(text.as_bytes())?;
    fs::rename(draft, path)
}
