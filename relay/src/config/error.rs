//! Errors of the settings: the file, the key, and what was expected.

use std::fmt;
use std::path::PathBuf;

use shared::signature;

use super::environment::{InvalidVariable, variable_of};
use crate::file;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is not there or may not be read.
    #[error(transparent)]
    Unreadable(#[from] file::Error),
    /// A file that holds a secret is not there or may not be read.
    #[error("{file}: {setting}: {}", in_one_line(&.source.to_string()))]
    Unopened {
        /// The settings' file.
        file: PathBuf,
        /// The key that names the other.
        setting: Setting,
        /// Why the other file cannot be read. It names that file.
        source: file::Error,
    },
    /// The file is not UTF-8.
    #[error("{0}: not text in UTF-8")]
    NotText(PathBuf),
    /// The file is not TOML. The line is numbered and not shown: it may contain a secret.
    #[error("{file}: line {line}: {}", in_one_line(.source.message()))]
    Syntax {
        /// The file.
        file: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong there.
        source: Box<toml::de::Error>,
    },
    /// A key is unknown, missing or of another type.
    #[error("{file}: {}", without_value(&.source.to_string()))]
    Shape {
        /// The file.
        file: PathBuf,
        /// Names the key.
        source: Box<toml::de::Error>,
    },
    /// A variable of the environment does not fit.
    #[error(transparent)]
    Variable(#[from] InvalidVariable),
    /// A value cannot be used.
    #[error("{file}: {setting}: expected {expected}")]
    Value {
        /// The file.
        file: PathBuf,
        /// The key.
        setting: Setting,
        /// What is expected.
        expected: String,
    },
    /// A signature key cannot be used.
    #[error("{file}: {setting}: {source}")]
    Key {
        /// The file.
        file: PathBuf,
        /// The key.
        setting: Setting,
        /// What is wrong with it.
        source: signature::InvalidKey,
    },
    /// The settings have no form in TOML.
    #[error("cannot be printed: {0}")]
    Unprintable(#[from] toml::ser::Error),
}

/// What was expected and where, in one line and without the value: it may be a secret.
fn without_value(message: &str) -> String {
    let message = message.trim_end();
    let place = message.strip_suffix('`');
    let (message, path) = match place.and_then(|place| place.rsplit_once("\nin `")) {
        Some((message, path)) => (message, Some(path)),
        None => (message, None),
    };
    let missing = message.strip_prefix("missing field `");
    if let Some(name) = missing.and_then(|name| name.strip_suffix('`')) {
        let path = path.map_or_else(|| name.to_owned(), |path| format!("{path}.{name}"));
        return in_one_line(&format!("{}: missing", Setting(path)));
    }
    let told = match message.rsplit_once(", expected ") {
        Some((what, expected)) if what.starts_with("invalid ") => {
            let what = what.split_once(": ").map_or(what, |(what, _)| what);
            format!("{what}, expected {}", in_words(expected))
        }
        Some((what, expected)) if what.starts_with("unknown variant ") => {
            format!("expected {expected}")
        }
        _ => message.to_owned(),
    };
    let setting = path.map(|path| format!("{}: ", Setting(path.to_owned())));
    in_one_line(&format!("{}{told}", setting.unwrap_or_default()))
}

/// The name of a kind of value in the words of the TOML specification.
fn in_words(expected: &str) -> &str {
    match expected {
        "a sequence" => "a list",
        "a boolean" => "true or false",
        "path string" => "a string",
        _ => expected,
    }
}

/// The text without control characters, which a terminal would interpret or which would begin a
/// new line of the log.
fn in_one_line(message: &str) -> String {
    let mut line = String::with_capacity(message.len());
    for c in message.chars() {
        match c {
            '\n' => line.push(' '),
            _ if c.is_control() => line.extend(c.escape_default()),
            _ => line.push(c),
        }
    }
    line
}

/// A key of the file, displayed with the variable that can replace it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting(pub(super) String);

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)?;
        match variable_of(&self.0) {
            Some(variable) => write!(f, " (or {variable})"),
            None => Ok(()),
        }
    }
}
