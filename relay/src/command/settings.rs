//! Where the settings are: an option that commands have in common.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use crate::config::{self, Config, unknown_variables};

/// Names the file.
#[derive(Debug, Clone, Args)]
pub(super) struct Settings {
    /// The settings. relay.example.toml explains each
    #[arg(
        long = "config",
        value_name = "FILE",
        env = "RELAY_CONFIG",
        default_value = "relay.toml"
    )]
    pub(super) file: PathBuf,
}

impl Settings {
    /// Reads them.
    pub(super) fn load(&self) -> Result<Config, config::Error> {
        Config::load(&self.file, environment)
    }

    /// The variables of the environment that look like those of settings and are of none.
    pub(super) fn unknown_variables(passphrases: &[String]) -> Vec<String> {
        let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        unknown_variables(names, passphrases)
    }

    /// As they would be used, with secrets left out.
    pub(super) fn print(&self) -> Result<String, config::Error> {
        Config::print(&self.file, environment)
    }
}

fn environment(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}
