//! The relay's settings: a TOML file, single settings replaced by the environment, every value
//! judged before anything is opened or listened on.

mod environment;
mod error;
mod file;
mod judge;
mod listen;
mod settings;

use std::path::Path;

use serde::Deserialize as _;

pub use environment::InvalidVariable;
pub use error::{Error, Setting};
pub use file::{Limits, LogFormat, PemPair, Upstream};
pub use listen::{Listen, NotAnAddress};
pub use settings::{Config, Identity};

impl Config {
    /// Reads the file; `environment` finds a variable by its name. Relative paths start at the
    /// file's folder.
    pub fn load(file: &Path, environment: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let text = file::read(file)?;
        let mut table: toml::Table = toml::from_str(&text).map_err(|source| Error::Syntax {
            file: file.to_owned(),
            line: line_of(&text, &source),
            source: Box::new(source),
        })?;
        environment::overlay(&mut table, environment)?;
        let shaped = file::File::deserialize(table).map_err(|source| Error::Shape {
            file: file.to_owned(),
            source: Box::new(source),
        })?;
        judge::Judge { file }.config(shaped)
    }
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
