//! Passphrase files: the first line is the passphrase, as OpenSSL reads it.

use std::path::Path;

use shared::secret::Secret;

use crate::file;

/// Reads it. It may have any bytes but the end of a line.
pub(crate) fn read(file: &Path) -> Result<Secret, file::Error> {
    let text = file::read(file)?;
    let mut lines = text.expose().split(|byte| *byte == b'\n');
    let line = lines.next().unwrap_or_default();
    Ok(Secret::new(line.strip_suffix(b"\r").unwrap_or(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_first_line_without_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("passphrase");
        for (text, expected) in [
            (&b"secret"[..], &b"secret"[..]),
            (b"secret\n", b"secret"),
            (b"se cret \r\nmore\n", b"se cret "),
            (b"d\xe9j\xe0\n", b"d\xe9j\xe0"),
            (b"\xef\xbb\xbfsecret\r\n", b"secret"),
            (b"\nlater", b""),
            (b"", b""),
        ] {
            std::fs::write(&file, text).unwrap();
            assert_eq!(read(&file).unwrap().expose(), expected);
        }
    }
}
