//! The relay, with settings written for a sandbox.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::process::{Process, ProcessError, command};
use crate::project;
use crate::sandbox::Description;

const TIMEOUT: Duration = Duration::from_secs(30);
/// The edge's key goes by this name.
pub const KEY_ID: &str = "edge";
/// The one it signs with what changes something.
pub const WRITE_KEY_ID: &str = "edge-write";

/// Why there is no relay.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// It does not start.
    #[error(transparent)]
    Process(#[from] ProcessError),
    /// Its settings can't be written.
    #[error("{} cannot be written", path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Its settings are no TOML.
    #[error("the relay's settings cannot be written as TOML")]
    Toml(#[from] toml::ser::Error),
}

/// How to run a relay.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// A folder of its own.
    pub folder: &'a Path,
    /// Where edges call, on 127.0.0.1.
    pub port: u16,
    /// The only name by which edges call it, where that is another than its address.
    pub name: Option<&'a str>,
    /// Where it is asked how it is; 0 is a free port.
    pub admin: u16,
    /// The key that edges sign with, in base64.
    pub key: &'a str,
    /// Seconds for a call of the upstream.
    pub deadline: u32,
    /// Seconds for which it holds answers; as it is shipped without.
    pub hold: Option<u32>,
    /// What it may change; nothing without.
    pub writes: Option<Writes<'a>>,
    /// Whether it asks what cars can do that are nobody's.
    pub eligibility: bool,
}

/// What a relay may change.
#[derive(Debug, Clone, Copy)]
pub struct Writes<'a> {
    /// The key that edges sign it with, in base64.
    pub key: &'a str,
    /// The commands, by their action words.
    pub allow: &'a [String],
    /// The edge's origin, which callbacks must lead to.
    pub origin: &'a str,
}

/// Starts a relay that calls the sandbox, and waits until it listens.
pub fn start(plan: Plan<'_>, sandbox: &Description) -> Result<Process, RelayError> {
    let address = format!("127.0.0.1:{}", plan.port);
    let name = plan.name.unwrap_or(&address);
    let mut settings = json!({
        "listen": address,
        "admin": format!("127.0.0.1:{}", plan.admin),
        "public_names": [name],
        "upstream": {
            "base": sandbox.api.url,
            "ca": sandbox.files.ca,
            "deadline": plan.deadline,
        },
        "identity": [{
            "name": "sandbox",
            "client_id": sandbox.client.id,
            "certificate": sandbox.files.client_certificate,
            "key": sandbox.files.client_key,
            "realms": sandbox.brands.iter().map(|brand| &brand.realm).collect::<Vec<_>>(),
            "eligibility": plan.eligibility,
            "keys": [{ "id": KEY_ID, "secret_file": "edge.secret" }],
        }],
    });
    if let (Some(hold), Some(upstream)) = (plan.hold, settings.get_mut("upstream")) {
        upstream["hold"] = hold.into();
    }
    let mut files = vec![(plan.folder.join("edge.secret"), plan.key.to_owned())];
    if let Some(writes) = plan.writes {
        // The only name it has is one that no other process answers to.
        let allowed = json!({
            "name": name,
            "allow": writes.allow,
            "hooks": [format!("{}/hooks/v1/", writes.origin)],
        });
        if let Some(settings) = settings.as_object_mut() {
            settings.insert("writes".to_owned(), allowed);
        }
        let key = json!({ "id": WRITE_KEY_ID, "secret_file": "write.secret", "writes": true });
        let keys = settings.pointer_mut("/identity/0/keys");
        if let Some(keys) = keys.and_then(Value::as_array_mut) {
            keys.push(key);
        }
        files.push((plan.folder.join("write.secret"), writes.key.to_owned()));
    }
    files.push((config(plan.folder), toml::to_string(&settings)?));
    for (path, text) in files {
        fs::write(&path, text).map_err(|source| RelayError::Settings { path, source })?;
    }
    launch(plan.folder)
}

/// Starts the relay whose settings are in a folder, and waits until it listens.
pub fn launch(folder: &Path) -> Result<Process, RelayError> {
    let mut relay = command(&project::program("relay"));
    relay.arg("serve").arg("--config").arg(config(folder));
    let process = Process::start("relay", relay)?;
    process.says(process.stderr(), "that it listens", TIMEOUT, |line| {
        line.contains("\"listening\"").then_some(())
    })?;
    Ok(process)
}

fn config(folder: &Path) -> PathBuf {
    folder.join("relay.toml")
}
