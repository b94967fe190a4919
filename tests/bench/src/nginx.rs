//! An nginx of one process, with settings of ours and nothing of the system's.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use e2e::process::{Process, ProcessError};
use tempfile::TempDir;

use crate::affinity::pinned;

const LOG: &str = "error.log";
/// Most that one started here has, those to others among them.
const CONNECTIONS: usize = 32_768;
const TIMEOUT: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(2);

/// Why there is no nginx.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NginxError {
    /// It does not start.
    #[error(transparent)]
    Process(#[from] ProcessError),
    /// A file or a port.
    #[error("nginx cannot have its files")]
    System(#[from] io::Error),
    /// It does not listen, or has ended. `make setup` installs it.
    #[error("nginx does not listen; its log:\n{log}")]
    Deaf {
        /// What it wrote.
        log: String,
    },
}

/// A running nginx.
#[derive(Debug)]
pub(crate) struct Nginx {
    /// The process; there is one only.
    pub(crate) process: Process,
    _folder: TempDir,
}

impl Nginx {
    /// Starts one with these directives of `http` and waits until it listens on all these ports of
    /// 127.0.0.1. Its files, which the directives may name, are in the folder.
    pub(crate) fn start(
        folder: TempDir,
        http: &str,
        ports: &[u16],
        core: Option<usize>,
    ) -> Result<Self, NginxError> {
        let log = folder.path().join(LOG);
        let mut process =
            Process::start("nginx", command(folder.path(), http, CONNECTIONS, core)?)?;
        let until = Instant::now() + TIMEOUT;
        for port in ports {
            while TcpStream::connect((Ipv4Addr::LOCALHOST, *port)).is_err() {
                if process.ended().is_some() || Instant::now() > until {
                    let log = fs::read_to_string(log).unwrap_or_default();
                    return Err(NginxError::Deaf { log });
                }
                // It tells nobody when it is ready.
                thread::sleep(LOOK);
            }
        }
        Ok(Self {
            process,
            _folder: folder,
        })
    }
}

/// An nginx with these directives of `http`, whose files are in the folder. It has memory for so
/// many connections from the start.
pub(crate) fn command(
    folder: &Path,
    http: &str,
    connections: usize,
    core: Option<usize>,
) -> io::Result<Command> {
    let file = folder.join("nginx.conf");
    fs::write(&file, settings(folder, http, connections))?;
    let mut command = pinned("nginx", core);
    command.arg("-p").arg(folder).arg("-c").arg(&file);
    command.arg("-e").arg(folder.join(LOG));
    Ok(command)
}

fn settings(folder: &Path, http: &str, connections: usize) -> String {
    let folder = folder.display();
    format!(
        r"
        daemon off; master_process off; worker_processes 1; worker_rlimit_nofile 65536;
        pid {folder}/pid; error_log {folder}/{LOG};
        events {{ worker_connections {connections}; }}
        http {{
            client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
            fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
            scgi_temp_path {folder}/scgi;
            {http}
        }}
        "
    )
}
