//! The whole chain: sandbox, relays and edge, started in that order and ended in reverse.

mod relay_processes;
pub mod watched;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::driver::{Driver, DriverError};
use crate::edge::{self, Keys};
use crate::ports;
use crate::process::Process;
use crate::project;
use crate::relay::{self, RelayError};
use crate::sandbox::{self, Sandbox, SandboxError};
use crate::workerd::{self, Pair, WorkerdError};
use crate::wrangler::{Wrangler, WranglerError};

/// Starts that are tried when another process takes a port meanwhile.
const ATTEMPTS: usize = 3;
/// The edge's name where browsers reach it over https.
const TLS_NAME: &str = "edge.test";

/// Why there is no chain.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// The sandbox.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// A relay.
    #[error(transparent)]
    Relay(#[from] RelayError),
    /// The edge.
    #[error(transparent)]
    Edge(#[from] WorkerdError),
    /// The edge's deployment.
    #[error(transparent)]
    Wrangler(#[from] WranglerError),
    /// A folder or a port.
    #[error("no folder or port to work with")]
    System(#[from] io::Error),
    /// Keys.
    #[error("the system gives no random bytes")]
    Random(#[from] getrandom::Error),
}

/// How to start a chain.
#[derive(Debug, Clone)]
pub struct Plan {
    sandbox: sandbox::Ports,
    data: Option<PathBuf>,
    sandbox_options: Vec<String>,
    edge: Option<u16>,
    relay: Option<u16>,
    relay_admin: u16,
    relays: usize,
    first_relay: Option<String>,
    deadline: u32,
    hold: Option<u32>,
    https: bool,
    actions: Vec<String>,
    writes: Option<Vec<String>>,
    eligibility: bool,
    settings: BTreeMap<String, Option<String>>,
    limits: BTreeMap<String, Option<u32>>,
    counts_objects: bool,
}

impl Default for Plan {
    /// One relay, which holds no answers, so that what is changed in the sandbox shows at once;
    /// plain HTTP, free ports.
    fn default() -> Self {
        Self {
            sandbox: sandbox::Ports::default(),
            data: None,
            sandbox_options: Vec::new(),
            edge: None,
            relay: None,
            relay_admin: 0,
            relays: 1,
            first_relay: None,
            deadline: 10,
            hold: Some(0),
            https: false,
            actions: Vec::new(),
            writes: None,
            eligibility: false,
            settings: BTreeMap::new(),
            limits: BTreeMap::new(),
            counts_objects: false,
        }
    }
}

/// A running chain.
#[derive(Debug)]
pub struct Chain {
    // Dropped in this order.
    edge: Process,
    relays: Vec<Process>,
    sandbox: Sandbox,
    wrangler: Wrangler,
    plan: workerd::Plan,
    origin: String,
    keys: Keys,
    /// Everything's files, which go when it does.
    folder: TempDir,
}

impl Plan {
    /// Takes these ports.
    #[must_use]
    pub fn ports(mut self, sandbox: sandbox::Ports, edge: u16, relay: u16, admin: u16) -> Self {
        self.sandbox = sandbox;
        self.edge = Some(edge);
        self.relay = Some(relay);
        self.relay_admin = admin;
        self
    }

    /// The sandbox answers with the files in this folder where there is one.
    #[must_use]
    pub fn data(mut self, folder: &Path) -> Self {
        self.data = Some(folder.to_owned());
        self
    }

    /// Seconds for which the identity provider honours a refresh token that was rotated.
    #[must_use]
    pub fn grace(mut self, seconds: u32) -> Self {
        self.sandbox_options
            .push(format!("--refresh-grace-seconds={seconds}"));
        self
    }

    /// So many drivers more, with five cars each: see [`Sandbox::crowd`].
    #[must_use]
    pub fn crowd(mut self, number: usize) -> Self {
        self.sandbox_options.push(format!("--crowd={number}"));
        self
    }

    /// So many relays.
    #[must_use]
    pub fn relays(mut self, number: usize) -> Self {
        self.relays = number;
        self
    }

    /// The edge tries this origin before the chain's own relays.
    #[must_use]
    pub fn first_relay(mut self, origin: &str) -> Self {
        self.first_relay = Some(origin.to_owned());
        self
    }

    /// Seconds that a relay gives the upstream.
    #[must_use]
    pub fn deadline(mut self, seconds: u32) -> Self {
        self.deadline = seconds;
        self
    }

    /// Relays hold answers as they do when they are shipped.
    #[must_use]
    pub fn holding(mut self) -> Self {
        self.hold = None;
        self
    }

    /// Browsers reach the edge at `https://edge.test:PORT`, and every brand's identity provider over
    /// https as well, each at a site of its own.
    #[must_use]
    pub fn https(mut self) -> Self {
        self.https = true;
        self
    }

    /// Edge and relays may do what these action words stand for.
    #[must_use]
    pub fn acting(mut self, words: &[&str]) -> Self {
        self.actions = words.iter().map(|word| (*word).to_owned()).collect();
        self
    }

    /// The relays may do this, whatever the edge may.
    #[must_use]
    pub fn writes(mut self, words: &[&str]) -> Self {
        self.writes = Some(words.iter().map(|word| (*word).to_owned()).collect());
        self
    }

    /// Has the relays ask what cars can do, and the edge for whom this setting of it says.
    #[must_use]
    pub fn eligibility(mut self, setting: &str) -> Self {
        self.eligibility = true;
        self.setting("ELIGIBILITY", setting)
    }

    /// Gives the edge this setting.
    #[must_use]
    pub fn setting(mut self, name: &str, value: &str) -> Self {
        self.settings
            .insert(name.to_owned(), Some(value.to_owned()));
        self
    }

    /// Has a limit of wrangler.toml allow so much, or fail; objects that count can only fail.
    #[must_use]
    pub fn limit(mut self, name: &str, most: Option<u32>) -> Self {
        self.limits.insert(name.to_owned(), most);
        self
    }

    /// Leaves a setting of the edge out.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.settings.insert(name.to_owned(), None);
        self
    }

    /// Starts the chain.
    pub fn start(self) -> Result<Chain, ChainError> {
        let mut attempts = 1;
        loop {
            match self.clone().start_once() {
                Err(error) if attempts < ATTEMPTS && is_collision(&error) => attempts += 1,
                outcome => return outcome,
            }
        }
    }

    fn start_once(mut self) -> Result<Chain, ChainError> {
        let folder = tempfile::Builder::new().prefix("kerbside-").tempdir()?;
        let edge_port = self.edge.map_or_else(ports::free, Ok)?;
        let origin = match self.https {
            true => format!("https://{TLS_NAME}:{edge_port}"),
            false => format!("http://localhost:{edge_port}"),
        };
        if self.https {
            self.sandbox.idp_tls = Some(ports::free()?);
        }
        let sandbox = Sandbox::start(
            &folder.path().join("sandbox"),
            self.sandbox,
            self.data.as_deref(),
            &format!("{origin}/auth/callback"),
            &self.sandbox_options,
        )?;
        let description = sandbox.description();

        let keys = Keys::new()?;
        let allow = self.writes.as_ref().unwrap_or(&self.actions);
        let writes = (!allow.is_empty()).then_some(relay::Writes {
            key: &keys.relay_write,
            allow,
            origin: &origin,
        });
        let mut relays = Vec::new();
        let mut relay_urls: Vec<String> = self.first_relay.into_iter().collect();
        for number in 0..self.relays {
            let folder = relay_folder(folder.path(), number);
            fs::create_dir(&folder)?;
            let port = self.relay.map_or_else(ports::free, Ok)?;
            let plan = relay::Plan {
                folder: &folder,
                port,
                name: None,
                admin: self.relay_admin,
                key: &keys.relay,
                deadline: self.deadline,
                hold: self.hold,
                writes,
                eligibility: self.eligibility,
            };
            relays.push(relay::start(plan, description)?);
            relay_urls.push(format!("http://127.0.0.1:{port}"));
        }

        let wrangler = Wrangler::read(&project::root())?;
        let mut settings = edge::settings(&wrangler, &origin, &relay_urls, description, &keys);
        if !self.actions.is_empty() {
            settings.extend(edge::acting(&self.actions, &keys));
        }
        let mut plan = workerd::Plan {
            folder: folder.path().join("edge"),
            port: edge_port,
            tls: None,
            ca: description.files.ca.clone(),
            hosts: BTreeMap::new(),
            limits: self.limits,
            counts_objects: self.counts_objects,
            launcher: Vec::new(),
            settings: BTreeMap::new(),
        };
        if let (true, Some(port)) = (self.https, self.sandbox.idp_tls) {
            plan.tls = Some(Pair {
                certificate: description.files.server_certificate.clone(),
                key: description.files.server_key.clone(),
            });
            for brand in &description.brands {
                let host = format!("{}:{port}", idp_tls_name(&brand.tld));
                let setting = format!("IDP_BASE_{}", brand.brand.to_uppercase());
                settings.insert(setting, format!("https://{host}/am/oauth2"));
                plan.hosts.insert(host, port);
            }
        }
        for (name, value) in self.settings {
            match value {
                Some(value) => settings.insert(name, value),
                None => settings.remove(&name),
            };
        }
        plan.settings = settings;
        Ok(Chain {
            edge: workerd::start(&wrangler, &plan)?,
            relays,
            sandbox,
            wrangler,
            plan,
            origin,
            keys,
            folder,
        })
    }
}

impl Chain {
    /// Where browsers reach the edge.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The sandbox.
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// The edge's process.
    pub fn edge(&self) -> &Process {
        &self.edge
    }

    /// The relays' processes.
    pub fn relays(&mut self) -> &mut [Process] {
        &mut self.relays
    }

    /// The keys it was started with.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The deployment that the edge is of.
    pub fn wrangler(&self) -> &Wrangler {
        &self.wrangler
    }

    /// How the edge was started.
    pub fn plan(&self) -> &workerd::Plan {
        &self.plan
    }

    /// Keeps the edge from doing anything more, until it is started anew.
    pub fn freeze_edge(&mut self) {
        self.edge.freeze();
    }

    /// Kills the edge. Nothing listens where it was, until it is started anew.
    pub fn kill_edge(&mut self) {
        self.edge.kill();
    }

    /// Kills the edge, and starts it anew over the same storage.
    pub fn restart_edge(&mut self) -> Result<(), ChainError> {
        self.edge.kill();
        self.edge = workerd::start(&self.wrangler, &self.plan)?;
        Ok(())
    }

    /// The bytes of all files in which the edge's Durable Objects keep what they store.
    pub fn storage(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut folders = vec![workerd::objects(&self.plan)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                match path.is_dir() {
                    true => folders.push(path),
                    // The runtime may take one away meanwhile.
                    false => bytes.extend(fs::read(path).unwrap_or_default()),
                }
            }
        }
        Ok(bytes)
    }

    /// A driver with a browser of their own, not logged in.
    pub fn driver(&self) -> Result<Driver, DriverError> {
        Driver::new(&self.origin)
    }

    /// Everything that edge and relays wrote down, and what the sandbox did of requests.
    pub fn logs(&self) -> String {
        let mut lines = self.edge.stderr().lines();
        for relay in &self.relays {
            lines.extend(relay.stderr().lines());
        }
        lines.extend(self.sandbox.log());
        lines.join("\n")
    }

    /// A process that has ended although nobody asked it to.
    pub fn ended(&mut self) -> Option<&Process> {
        let sandbox = self.sandbox.process();
        [&mut self.edge]
            .into_iter()
            .chain(&mut self.relays)
            .chain([sandbox])
            .find_map(|process| process.ended().is_some().then_some(&*process))
    }
}

fn relay_folder(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("relay-{number}"))
}

/// The name of a brand's identity provider, where browsers reach it over https.
fn idp_tls_name(tld: &str) -> String {
    let name = tld.split('.').next().unwrap_or(tld);
    format!("idpcvs.{name}.test")
}

/// Whether it may go better with other ports.
fn is_collision(error: &ChainError) -> bool {
    error.to_string().to_lowercase().contains("in use")
}
