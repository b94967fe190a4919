//! Reads the files that an operator names. Each must be a regular file and within a size limit.

use std::fs::OpenOptions;
use std::io::{self, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use shared::secret::Secret;

/// The limit. A bundle of all authorities that a system trusts has a quarter of it.
const MAX_BYTES: usize = 1 << 20;
/// The byte order mark that Windows editors write before UTF-8. No format here begins with it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refuses.
    #[error("{file}: cannot be read: {source}{}", advice(.source))]
    System {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is a folder, a pipe or a device.
    #[error("{0}: cannot be read: not a regular file")]
    Irregular(PathBuf),
    /// It is something else than what it is named for.
    #[error("{0}: cannot be read: larger than {MAX_BYTES} bytes")]
    TooLarge(PathBuf),
}

/// What else may be behind it that a file cannot be read.
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "; may the relay's user read it? A relay that runs reads only in the folders that its \
             settings named when it started"
        }
        _ => "",
    }
}

/// The content, without a byte order mark. It may be a key, so that it is wiped.
pub(crate) fn read(path: &Path) -> Result<Secret, Error> {
    let failed = |source| Error::System {
        file: path.to_owned(),
        source,
    };
    // Opening a pipe without a writer would otherwise block, and the reload with it.
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NONBLOCK)
        .open(path)
        .map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(Error::Irregular(path.to_owned()));
    }
    // The buffer never grows, so no copy of a key is left in freed memory.
    let room = usize::try_from(metadata.len()).unwrap_or(MAX_BYTES);
    let mut content = Vec::with_capacity(room.min(MAX_BYTES).saturating_add(1));
    let one_more = u64::try_from(MAX_BYTES)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let read = file.take(one_more).read_to_end(&mut content);
    if content.starts_with(BYTE_ORDER_MARK) {
        content.drain(..BYTE_ORDER_MARK.len());
    }
    let content = Secret::new(content);
    if read.map_err(failed)? > MAX_BYTES {
        return Err(Error::TooLarge(path.to_owned()));
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_byte_order_mark_is_dropped_at_the_start_and_nowhere_else() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("it");
        for (content, expected) in [
            (&b"\xef\xbb\xbfsecret"[..], &b"secret"[..]),
            (b"\xef\xbb\xbf", b""),
            (b"\xef\xbb", b"\xef\xbb"),
            (b"a\xef\xbb\xbf", b"a\xef\xbb\xbf"),
        ] {
            std::fs::write(&path, content).unwrap();
            assert_eq!(read(&path).unwrap().expose(), expected);
        }
    }

    #[test]
    fn a_file_may_be_as_large_as_the_limit_and_no_larger() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("it");
        std::fs::write(&path, vec![b'a'; MAX_BYTES]).unwrap();
        assert_eq!(read(&path).unwrap().expose().len(), MAX_BYTES);
        std::fs::write(&path, vec![b'a'; MAX_BYTES + 1]).unwrap();
        assert!(matches!(read(&path), Err(Error::TooLarge(file)) if file == path));
    }

    #[test]
    fn only_a_regular_file_is_read_whatever_links_lead_to_it() {
        let folder = TempDir::new().unwrap();
        let link = folder.path().join("link");
        std::fs::write(folder.path().join("it"), "secret").unwrap();
        symlink("it", &link).unwrap();
        assert_eq!(read(&link).unwrap().expose(), b"secret");
        for irregular in [folder.path(), Path::new("/dev/zero")] {
            assert!(matches!(read(irregular), Err(Error::Irregular(_))));
        }
    }
}
