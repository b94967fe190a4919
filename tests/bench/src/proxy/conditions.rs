//! Under which conditions it was measured.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::available_parallelism;

use serde::Serialize;

use super::running::Proxy;
use super::settings::Settings;

/// Machine and programs.
#[derive(Debug, Serialize)]
pub(super) struct Conditions {
    /// The processor, as it calls itself.
    pub(super) processor: String,
    /// Its cores.
    pub(super) cores: usize,
    /// The kernel's release.
    pub(super) kernel: String,
    /// Each program: its proxy, what it says of its version, and its bytes.
    pub(super) programs: Vec<Program>,
    /// Bytes of the document that the origin answers with.
    pub(super) body_bytes: usize,
}

/// A program that is measured.
#[derive(Debug, Serialize)]
pub(super) struct Program {
    /// Which.
    pub(super) proxy: Proxy,
    /// What it says of its version.
    pub(super) version: String,
    /// Size of its file, without the libraries that it is linked to.
    pub(super) bytes: u64,
}

impl Conditions {
    /// Looks at the machine.
    pub(super) fn here(settings: &Settings, body_bytes: usize) -> Self {
        let read = |file| fs::read_to_string(file).unwrap_or_default();
        let cpus = read("/proc/cpuinfo");
        let mut names = cpus.lines().filter(|line| line.starts_with("model name"));
        let name = names.next().and_then(|line| line.split_once(": "));
        let programs = settings.all_proxies().into_iter().filter_map(|proxy| {
            let file = proxy.program(settings.relay_before.as_deref())?;
            let argument = match proxy {
                Proxy::Nginx | Proxy::Haproxy => "-v",
                Proxy::Caddy => "version",
                _ => "--version",
            };
            let said = Command::new(&file)
                .arg(argument)
                .stdin(Stdio::null())
                .output();
            let said = said.map(|output| [output.stdout, output.stderr].concat());
            let said = said.unwrap_or_default();
            let said = String::from_utf8_lossy(&said);
            Some(Program {
                proxy,
                version: said.lines().next().unwrap_or_default().to_owned(),
                bytes: fs::metadata(file).map_or(0, |file| file.len()),
            })
        });
        Self {
            processor: name.map_or_else(String::new, |(_, name)| name.to_owned()),
            cores: available_parallelism().map_or(1, usize::from),
            kernel: read("/proc/sys/kernel/osrelease").trim().to_owned(),
            programs: programs.collect(),
            body_bytes,
        }
    }
}
