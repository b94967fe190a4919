//! The proxies, and one of them running.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use e2e::process::Process;
use e2e::{ports, project};
use serde::Serialize;
use tempfile::TempDir;

use super::site::Site;
use super::{bare, caddy, haproxy, load, nginx, relay};
use crate::client::Inbound;
use crate::client::connection::{Connection, Target};
use crate::client::request::{Form, RequestMaker};
use crate::failure::Failure;
use crate::origin::Origin;

const TIMEOUT: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_micros(500);

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Proxy {
    /// nginx, which the others are compared with.
    Nginx,
    /// The relay as it is shipped.
    Relay,
    /// The relay that holds no answers.
    RelayHold0,
    /// Another build of the relay.
    Before,
    /// Another build of the relay that holds no answers.
    BeforeHold0,
    /// What the relay is built on, alone.
    Bare,
    /// HAProxy.
    Haproxy,
    /// Caddy.
    Caddy,
    /// Nothing: the origin itself is asked.
    Direct,
}

impl Proxy {
    /// Its name in tables.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Relay => "relay",
            Self::RelayHold0 => "relay, hold = 0",
            Self::Before => "relay before",
            Self::BeforeHold0 => "relay before, hold = 0",
            Self::Bare => "hyper and rustls alone",
            Self::Haproxy => "HAProxy",
            Self::Caddy => "Caddy",
            Self::Direct => "origin itself",
        }
    }

    /// Whether it is a relay, which takes signed requests only.
    pub(super) const fn is_relay(self) -> bool {
        matches!(
            self,
            Self::Relay | Self::RelayHold0 | Self::Before | Self::BeforeHold0
        )
    }

    /// Its program's file, if it has one.
    pub(super) fn program(self, before: Option<&Path>) -> Option<PathBuf> {
        let installed = |name| {
            let path = env::var_os("PATH")?;
            let mut files = env::split_paths(&path).map(|folder| folder.join(name));
            files.find(|file| file.exists())
        };
        match self {
            Self::Nginx => installed("nginx"),
            Self::Haproxy => installed("haproxy"),
            Self::Caddy => installed("caddy"),
            Self::Relay | Self::RelayHold0 => Some(project::program("relay")),
            Self::Bare => Some(env::current_exe().ok()?.with_file_name("bare")),
            Self::Before | Self::BeforeHold0 => before.map(Path::to_owned),
            Self::Direct => None,
        }
    }
}

/// A proxy that answers.
pub(super) struct Running {
    /// Which.
    pub(super) proxy: Proxy,
    /// Its process.
    pub(super) pid: u32,
    /// Where it is asked.
    pub(super) target: Target,
    /// What it is asked.
    pub(super) requests: RequestMaker,
    /// From the start of the process to the end of its first answer.
    pub(super) start: Duration,
    /// The process and its files.
    _process: Option<(Process, TempDir)>,
}

/// How to start one.
#[derive(Clone, Copy)]
pub(super) struct Start<'a> {
    /// Whom it calls.
    pub(super) origin: &'a Origin,
    /// What the origin answers.
    pub(super) body: &'a [u8],
    /// The other build of the relay.
    pub(super) before: Option<&'a Path>,
    /// How callers come in.
    pub(super) inbound: Inbound,
    /// Most connections.
    pub(super) connections: usize,
    /// Its core.
    pub(super) core: usize,
}

impl Running {
    /// Starts one and waits for its first answer.
    pub(super) async fn start(proxy: Proxy, start: Start<'_>) -> Result<Self, Failure> {
        let Start { origin, .. } = start;
        let tls = crate::client::connection::tls(&origin.files)?;
        if proxy == Proxy::Direct {
            return Ok(Self {
                proxy,
                pid: origin.nginx.process.id(),
                requests: RequestMaker::new(Form::Finished, origin.port)?,
                target: Target {
                    port: origin.port,
                    tls: Some(tls),
                },
                start: Duration::ZERO,
                _process: None,
            });
        }
        let (folder, port) = (TempDir::new()?, ports::free()?);
        let site = Site {
            folder: folder.path(),
            port,
            inbound: start.inbound,
            connections: start.connections,
            origin,
            core: start.core,
        };
        let program = proxy.program(start.before);
        let program = program.ok_or(Failure::Missing("program: see make setup"))?;
        let command = match proxy {
            Proxy::Haproxy => haproxy::command(&site)?,
            Proxy::Caddy => caddy::command(&site)?,
            Proxy::Bare => bare::command(&program, &site),
            Proxy::Relay | Proxy::Before => relay::command(&program, None, &site)?,
            Proxy::RelayHold0 | Proxy::BeforeHold0 => relay::command(&program, Some(0), &site)?,
            Proxy::Nginx | Proxy::Direct => nginx::command(&site)?,
        };
        let form = match proxy.is_relay() {
            true => Form::Signed,
            false => Form::Finished,
        };
        let mut requests = RequestMaker::new(form, port)?;
        let target = Target {
            port,
            tls: (start.inbound == Inbound::Tls).then_some(tls),
        };

        let begun = Instant::now();
        let mut process = Process::start(proxy.name(), command)?;
        let mut connection = loop {
            match Connection::open(&target).await {
                Ok(connection) => break connection,
                Err(_) if process.ended().is_none() && begun.elapsed() < TIMEOUT => {
                    // They tell nobody when they are ready.
                    thread::sleep(LOOK);
                }
                Err(_) => return Err(deaf(proxy, &process, folder.path())),
            }
        };
        let one = requests.make(1)?;
        let answer = connection.call(one.get(0).unwrap_or_default()).await?;
        load::check(answer, start.body)?;
        Ok(Self {
            proxy,
            pid: process.id(),
            target,
            requests,
            start: begun.elapsed(),
            _process: Some((process, folder)),
        })
    }
}

fn deaf(proxy: Proxy, process: &Process, folder: &Path) -> Failure {
    let logs = ["error.log", "access.log"].map(|log| fs::read_to_string(folder.join(log)));
    let logs: Vec<_> = logs.into_iter().filter_map(Result::ok).collect();
    Failure::Deaf {
        proxy: proxy.name(),
        log: format!("{}\n{}", process.last_lines(), logs.join("\n")),
    }
}
