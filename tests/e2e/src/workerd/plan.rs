//! How to run the edge.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The certificate and key that the edge is served with, in PEM.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The certificate's file.
    pub certificate: PathBuf,
    /// The key's file.
    pub key: PathBuf,
}

/// How to run the edge, beyond what wrangler.toml says.
#[derive(Debug, Clone)]
pub struct Plan {
    /// A folder of the runtime's own. Sessions are kept in it, and outlive the runtime.
    pub folder: PathBuf,
    /// The port on 127.0.0.1.
    pub port: u16,
    /// Serves https with it.
    pub tls: Option<Pair>,
    /// The authority trusted besides the runtime's own: a PEM file.
    pub ca: PathBuf,
    /// Hosts (with their ports) that are TLS servers on this machine.
    pub hosts: BTreeMap<String, u16>,
    /// Limits that differ from wrangler.toml's: the most that is allowed, or none where nothing
    /// can be counted. Of objects that count, by the name of their binding, only the latter.
    pub limits: BTreeMap<String, Option<u32>>,
    /// What the runtime is started by, word by word: a program that becomes the runtime. Empty for
    /// none.
    pub launcher: Vec<String>,
    /// Has the log tell what is counted of objects: beginnings, requests, alarms and rows.
    pub counts_objects: bool,
    /// The settings, secret ones too. They reach the Worker by the environment and are in no file.
    pub settings: BTreeMap<String, String>,
}
