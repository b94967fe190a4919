//! The Workers that are measured, each in a runtime of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use e2e::chain::Chain;
use e2e::ports;
use e2e::process::Process;
use e2e::project;
use e2e::workerd;
use e2e::wrangler::Wrangler;
use tempfile::TempDir;

use crate::failure::Failure;

/// A Worker to be started.
#[derive(Debug, Clone)]
pub(super) struct Blueprint {
    /// What it is called.
    pub(super) name: &'static str,
    /// Its entry module, beside which its wasm is, if it has any.
    pub(super) main: PathBuf,
    /// Whether it has session objects and limits.
    pub(super) has_sessions: bool,
    /// Settings that differ from those of all.
    pub(super) settings: BTreeMap<String, String>,
}

/// What all Workers start from: the settings of a chain whose drivers are logged in, and a copy of
/// their sessions.
#[derive(Debug)]
pub(super) struct Ground {
    wrangler: Wrangler,
    plan: workerd::Plan,
    sessions: TempDir,
    core: usize,
}

/// A Worker that runs.
#[derive(Debug)]
pub(super) struct Worker {
    /// Its runtime.
    pub(super) process: Process,
    /// Where it listens, on 127.0.0.1.
    pub(super) port: u16,
    /// From its start until it listened.
    pub(super) until_listening: Duration,
    _folder: TempDir,
}

impl Blueprint {
    /// One with session objects.
    pub(super) fn whole(name: &'static str, main: PathBuf) -> Self {
        Self {
            name,
            main,
            has_sessions: true,
            settings: BTreeMap::new(),
        }
    }

    /// One that only fetches, or not even that.
    pub(super) fn floor(name: &'static str, main: PathBuf) -> Self {
        Self {
            has_sessions: false,
            ..Self::whole(name, main)
        }
    }

    /// With this setting.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.settings.insert(name.to_owned(), value.to_owned());
        self
    }

    /// The wasm, if it has any.
    pub(super) fn wasm(&self) -> Option<PathBuf> {
        let wasm = self.main.with_file_name("index_bg.wasm");
        wasm.exists().then_some(wasm)
    }
}

impl Ground {
    /// That of a chain, whose edge does nothing more from now on.
    pub(super) fn of(chain: &mut Chain, core: usize) -> Result<Self, Failure> {
        let sessions = TempDir::new()?;
        chain.freeze_edge();
        copy(&workerd::objects(chain.plan()), sessions.path())?;
        let mut plan = chain.plan().clone();
        // What is measured comes more often than any driver may.
        plan.limits.insert("API_LIMIT".to_owned(), Some(u32::MAX));
        plan.launcher = ["taskset", "--cpu-list", &core.to_string()]
            .map(str::to_owned)
            .to_vec();
        Ok(Self {
            wrangler: chain.wrangler().clone(),
            plan,
            sessions,
            core,
        })
    }

    /// The core that Workers run on.
    pub(super) fn core(&self) -> usize {
        self.core
    }

    /// Whether the edge has a setting.
    pub(super) fn knows(&self, setting: &str) -> bool {
        self.wrangler.vars.contains_key(setting)
    }

    /// The day as of which the runtime behaves.
    pub(super) fn compatibility_date(&self) -> &str {
        &self.wrangler.compatibility_date
    }

    /// Starts a Worker.
    pub(super) fn start(&self, blueprint: &Blueprint) -> Result<Worker, Failure> {
        let folder = TempDir::new()?;
        let mut wrangler = self.wrangler.clone();
        wrangler.main = project::root().join(&blueprint.main);
        let mut plan = self.plan.clone();
        plan.folder = folder.path().join("worker");
        plan.port = ports::free()?;
        plan.settings.extend(blueprint.settings.clone());
        if blueprint.has_sessions {
            copy(self.sessions.path(), &workerd::objects(&plan))?;
        } else {
            wrangler.durable_objects.bindings.clear();
            wrangler.ratelimits.clear();
        }
        if blueprint.wasm().is_none() {
            // A Worker by hand has the sessions and nothing else.
            let objects = &mut wrangler.durable_objects.bindings;
            objects.retain(|object| object.class_name == "Session");
        }
        fs::create_dir_all(&plan.folder)?;
        let begin = Instant::now();
        let process = workerd::start(&wrangler, &plan)?;
        Ok(Worker {
            process,
            port: plan.port,
            until_listening: begin.elapsed(),
            _folder: folder,
        })
    }
}

impl Worker {
    /// Bytes of memory that its runtime has now.
    pub(super) fn memory(&self) -> io::Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        Ok(kilobytes.unwrap_or_default() * 1024)
    }
}

/// Copies a folder and all that is in it.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &target)?,
            false => fs::copy(entry.path(), target).map(drop)?,
        }
    }
    Ok(())
}
