//! The relay's settings: a TOML file in which the environment may replace single settings. Every
//! value is validated before anything is opened or listened on.

mod environment;
mod error;
mod file;
mod listen;
mod number;
pub(crate) mod passphrase;
mod pin;
mod print;
mod settings;
mod unknown_variables;
mod upstream;
mod validate;
mod writes;

use std::ffi::OsString;
use std::path::Path;

use serde::Deserialize as _;

pub use environment::InvalidVariable;
pub use error::{Error, Setting};
pub use file::{Limits, LogFormat};
pub use listen::{Listen, NotAnAddress};
pub use pin::{NotAPin, Pin};
pub use settings::{
    Config, CredentialFiles, IdentitySettings, KeySettings, UnknownRealms, WriteSettings,
};
pub(crate) use unknown_variables::unknown_variables;
pub use upstream::UpstreamSettings;
pub(crate) use upstream::VERSION_4;

use crate::file::read;

impl Config {
    /// Reads the file; `environment` finds a variable by its name. Relative paths start at the
    /// file's folder.
    pub fn load(
        file: &Path,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        let mut table = table(file)?;
        environment::overlay(&mut table, &environment)?;
        validate::Validator::new(file, &environment).config(shaped(file, table)?)
    }

    /// The settings that [`Self::load`] would return, as TOML, with defaults filled in and secrets
    /// redacted. A comment behind each setting that is not from the file says where it is from.
    /// Paths are unchanged.
    pub fn print(
        file: &Path,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Result<String, Error> {
        let written = table(file)?;
        let mut merged = written.clone();
        environment::overlay(&mut merged, &environment)?;
        let shaped = shaped(file, merged)?;
        let effective = toml::Table::try_from(&shaped)?;
        validate::Validator::new(file, &environment).config(shaped)?;
        let origin = |path: &str| {
            let variable =
                environment::variable_of(path).filter(|name| environment(name).is_some());
            match variable {
                Some(variable) => Some(variable.to_owned()),
                None if print::has(&written, path) => None,
                None => Some("default".to_owned()),
            }
        };
        let settings = print::document(&effective, origin);
        Ok(format!("# {}\n{settings}", file.display()))
    }
}

/// The content of the file.
fn table(file: &Path) -> Result<toml::Table, Error> {
    let content = read(file)?;
    let text = str::from_utf8(content.expose()).map_err(|_| Error::NotText(file.to_owned()))?;
    toml::from_str(text).map_err(|source| Error::Syntax {
        file: file.to_owned(),
        line: line_of(text, &source),
        source: Box::new(source),
    })
}

/// The settings of the file by their types, with defaults filled in.
fn shaped(file: &Path, table: toml::Table) -> Result<file::File, Error> {
    file::File::deserialize(table).map_err(|source| Error::Shape {
        file: file.to_owned(),
        source: Box::new(source),
    })
}

fn line_of(text: &str, error: &toml::de::Error) -> usize {
    let start = error.span().map_or(0, |span| span.start);
    let before = text.bytes().take(start);
    before
        .filter(|byte| *byte == b'\n')
        .count()
        .saturating_add(1)
}

#[cfg(test)]
mod tests;
