//! Where a proxy runs, and what it stands before.

use std::path::{Path, PathBuf};

use crate::client::Inbound;
use crate::failure::Failure;
use crate::origin::Origin;

/// A place for one proxy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'a> {
    /// A folder of its own.
    pub(super) folder: &'a Path,
    /// Where it listens, on 127.0.0.1.
    pub(super) port: u16,
    /// How.
    pub(super) inbound: Inbound,
    /// Most connections that it has to keep.
    pub(super) connections: usize,
    /// Whom it calls.
    pub(super) origin: &'a Origin,
    /// The core that it has for itself.
    pub(super) core: usize,
}

impl Site<'_> {
    /// A file in the folder, with this text.
    pub(super) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> Result<PathBuf, Failure> {
        let path = self.folder.join(name);
        std::fs::write(&path, text)?;
        Ok(path)
    }
}
