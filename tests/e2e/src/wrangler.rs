//! wrangler.toml, as far as it says how the edge runs. A key that is not known here is an error:
//! the edge of the tests would silently differ from the deployed one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// Why wrangler.toml can't be followed.
#[derive(Debug, thiserror::Error)]
pub enum WranglerError {
    /// It can't be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not TOML, or has a key that the tests' runtime is not set up for.
    #[error("wrangler.toml has something the tests do not run: {0}")]
    Unknown(#[from] toml::de::Error),
    /// The tests' runtime always asks the Worker first.
    #[error("wrangler.toml has assets that are served before the Worker is asked")]
    AssetsFirst,
    /// A time that the platform does not count in.
    #[error("the platform counts in 10 or 60 seconds, not as {0} does")]
    Period(String),
    /// Two limits that would use each other up.
    #[error("{0} counts along with another limit")]
    Shared(String),
    /// A Durable Object without storage.
    #[error("wrangler.toml has no migration for the class {0}")]
    NoMigration(String),
}

/// A deployment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wrangler {
    /// The Worker's name.
    pub name: String,
    /// The entry module, from the file's folder.
    pub main: PathBuf,
    /// The platform's behaviour as of this day.
    pub compatibility_date: String,
    /// Behaviour that differs from that day's.
    #[serde(default)]
    pub compatibility_flags: Vec<String>,
    /// Where it is reached, which tests see to themselves.
    #[serde(default)]
    pub routes: Vec<toml::Value>,
    /// How it is built.
    pub build: Build,
    /// The static files.
    pub assets: Assets,
    /// The Durable Objects.
    pub durable_objects: DurableObjects,
    /// How their classes came about.
    pub migrations: Vec<Migration>,
    /// How often one caller may come.
    pub ratelimits: Vec<RateLimit>,
    /// What the platform records.
    pub observability: Observability,
    /// The settings that are not secret.
    pub vars: BTreeMap<String, String>,
}

/// How the Worker is built.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// The command.
    pub command: String,
    /// What it is built from.
    pub watch_dir: Vec<PathBuf>,
}

/// The static files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assets {
    /// Their folder.
    pub directory: PathBuf,
    /// What the Worker knows them by.
    pub binding: String,
    /// Whether the Worker sees every request first.
    pub run_worker_first: bool,
}

/// The Durable Objects.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DurableObjects {
    /// One a class.
    pub bindings: Vec<ObjectBinding>,
}

/// A class of Durable Objects.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectBinding {
    /// What the Worker knows it by.
    pub name: String,
    /// The class.
    pub class_name: String,
}

/// A step in the life of the classes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Migration {
    /// Its name.
    pub tag: String,
    /// Classes that begin with it, stored in SQLite.
    pub new_sqlite_classes: Vec<String>,
}

/// How often one caller may come.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateLimit {
    /// What the Worker knows it by.
    pub name: String,
    /// Whose counts it shares.
    pub namespace_id: String,
    /// The limit itself.
    pub simple: Simple,
}

/// So many times in so many seconds.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Simple {
    /// Times.
    pub limit: u32,
    /// Seconds.
    pub period: u32,
}

/// What the platform records.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observability {
    /// Anything at all.
    pub enabled: bool,
    /// Log lines.
    pub logs: Logs,
}

/// Which log lines the platform keeps.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logs {
    /// The Worker's own.
    pub enabled: bool,
    /// One a request, with its address.
    pub invocation_logs: bool,
}

impl Wrangler {
    /// Reads the file in `folder`.
    pub fn read(folder: &Path) -> Result<Self, WranglerError> {
        let path = folder.join("wrangler.toml");
        let text = fs::read_to_string(&path)
            .map_err(|source| WranglerError::Unreadable { path, source })?;
        Self::parse(&text)
    }

    /// Reads the text of one.
    pub fn parse(text: &str) -> Result<Self, WranglerError> {
        let read: Self = toml::from_str(text)?;
        if !read.assets.run_worker_first {
            return Err(WranglerError::AssetsFirst);
        }
        for binding in &read.durable_objects.bindings {
            let mut stored = read.migrations.iter().flat_map(|m| &m.new_sqlite_classes);
            if !stored.any(|class| *class == binding.class_name) {
                return Err(WranglerError::NoMigration(binding.class_name.clone()));
            }
        }
        for (at, limit) in read.ratelimits.iter().enumerate() {
            if ![10, 60].contains(&limit.simple.period) {
                return Err(WranglerError::Period(limit.name.clone()));
            }
            let mut others = read.ratelimits.iter().take(at);
            if others.any(|other| other.namespace_id == limit.namespace_id) {
                return Err(WranglerError::Shared(limit.name.clone()));
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    fn text() -> String {
        fs::read_to_string(project::root().join("wrangler.toml")).unwrap()
    }

    #[test]
    fn the_projects_own_file_is_understood() {
        let read = Wrangler::parse(&text()).unwrap();
        assert_eq!(read.main, Path::new("edge/build/index.js"));
        assert!(read.vars.contains_key("PUBLIC_ORIGIN"));
    }

    #[test]
    fn a_key_that_the_tests_would_not_follow_is_an_error() {
        for more in [
            "[limits]\ncpu_ms = 50",
            "[[kv_namespaces]]\nbinding = \"X\"\nid = \"1\"",
        ] {
            let read = Wrangler::parse(&format!("{}\n{more}\n", text()));
            assert!(matches!(read, Err(WranglerError::Unknown(_))), "{more}");
        }
    }

    #[test]
    fn what_would_run_differently_when_deployed_is_an_error() {
        let assets = text().replace("run_worker_first = true", "run_worker_first = false");
        assert!(matches!(
            Wrangler::parse(&assets),
            Err(WranglerError::AssetsFirst)
        ));
        let period = text().replace("period = 60", "period = 900");
        assert!(matches!(
            Wrangler::parse(&period),
            Err(WranglerError::Period(_))
        ));
        let shared = text().replace("\"7102\"", "\"7101\"");
        assert!(matches!(
            Wrangler::parse(&shared),
            Err(WranglerError::Shared(_))
        ));
        let objects = text().replace(
            "new_sqlite_classes = [\"Session\"]",
            "new_sqlite_classes = []",
        );
        assert!(matches!(
            Wrangler::parse(&objects),
            Err(WranglerError::NoMigration(_))
        ));
    }
}
