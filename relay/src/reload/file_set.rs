//! The set of files on disk: the settings, and the content of every file that they name.

use sha2::{Digest as _, Sha256};

use crate::config::{self, Config};
use crate::file;

/// The files as they were read once. Two are equal if nothing changed between them.
///
/// Files are read by their paths each time: a Kubernetes Secret changes by a symlink, which no
/// watch on the file itself reports.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FileSet {
    /// The settings, or why there are none.
    settings: Result<Config, String>,
    contents: [u8; 32],
}

impl FileSet {
    /// The files that these settings name.
    pub(crate) fn of(config: &Config) -> Self {
        Self {
            contents: digest(config),
            settings: Ok(config.clone()),
        }
    }

    /// The files that the settings name once they are read again.
    pub(super) fn read(load: impl Fn() -> Result<Config, config::Error>) -> Self {
        match load() {
            Ok(config) => Self {
                contents: digest(&config),
                settings: Ok(config),
            },
            Err(error) => Self {
                settings: Err(error.to_string()),
                contents: [0; 32],
            },
        }
    }

    pub(super) fn settings(&self) -> Result<&Config, &str> {
        self.settings.as_ref().map_err(String::as_str)
    }
}

/// The digest of all files. One that cannot be read counts by the reason.
fn digest(config: &Config) -> [u8; 32] {
    let mut all = Sha256::new();
    for path in &config.files {
        all.update(match file::read(path) {
            Ok(content) => Sha256::digest(content.expose()),
            Err(error) => Sha256::digest(error.to_string()),
        });
    }
    all.finalize().into()
}
