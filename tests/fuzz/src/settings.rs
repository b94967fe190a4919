//! The relay's settings, and the variables that stand in for some.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use relay::config::Config;
use tempfile::TempDir;
use toml::Table;

/// Between the variables, `NAME=value` a line, and the file.
const THEN: &str = "\n---\n";
/// What the names of variables begin with that stand in for settings.
const OURS: &str = "RELAY_";
/// How a printed secret looks, and the end of one that is good in its place, behind four digits.
const REDACTED: &str = "secret = \"REDACTED\"";
const GOOD: &str = "MzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// Reads a file. What can be used can be printed, and what is printed is the same settings; no
/// message and no printing shows a key that stands in the file. True if it can be used.
pub fn read(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    let (variables, text) = text.split_once(THEN).unwrap_or(("", text));
    let environment = |name: &str| {
        let mut variables = variables.lines().filter_map(|line| line.split_once('='));
        let (_, value) = variables.find(|(variable, _)| *variable == name)?;
        Some(value.into())
    };
    let folder = TempDir::new().expect("there is room for a file");
    let file = folder.path().join("relay.toml");
    fs::write(&file, text).expect("there is room for a file");

    let loaded = Config::load(&file, environment);
    let shown = match &loaded {
        Err(error) => {
            let error = error.to_string();
            assert!(!error.contains(char::is_control), "{error}");
            error
        }
        Ok(_) => {
            let printed = printed(&file, environment);
            fs::write(&file, with_secrets(&printed)).expect("there is room for a file");
            // Of the variables there are only those that hold a passphrase.
            let passphrases = |name: &str| environment(name).filter(|_| !name.starts_with(OURS));
            let again = self::printed(&file, passphrases);
            let [once, again] = [&printed, &again].map(|text| text.parse::<Table>());
            assert_eq!(
                once.expect("what is printed is TOML"),
                again.expect("it is")
            );
            printed
        }
    };
    for secret in secrets(text) {
        assert!(!shown.contains(&secret), "{shown}");
    }
    loaded.is_ok()
}

/// Printed settings with good secrets, of which no two are the same.
fn with_secrets(printed: &str) -> String {
    let parts = printed.split(REDACTED).enumerate();
    parts
        .map(|(number, part)| match number {
            0 => part.to_owned(),
            _ => format!("secret = \"{number:04}{GOOD}\"{part}"),
        })
        .collect()
}

fn printed(file: &Path, environment: impl Fn(&str) -> Option<OsString>) -> String {
    Config::print(file, environment).expect("what can be used can be printed")
}

/// The signature keys in a file that stand nowhere else in it, where they would not be secret.
fn secrets(text: &str) -> Vec<String> {
    let file = text.parse::<Table>().unwrap_or_default();
    let list = |table: &Table, name: &str| {
        let list = table.get(name).and_then(|list| list.as_array());
        let tables = list
            .into_iter()
            .flatten()
            .filter_map(|item| item.as_table());
        tables.cloned().collect::<Vec<_>>()
    };
    list(&file, "identity")
        .iter()
        .flat_map(|identity| list(identity, "keys"))
        .filter_map(|key| Some(key.get("secret")?.as_str()?.to_owned()))
        .filter(|secret| secret.len() >= 16 && text.matches(secret.as_str()).count() == 1)
        .collect()
}
