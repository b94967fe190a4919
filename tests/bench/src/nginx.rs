//! nginx in the relay's place: it makes the same calls over mutual TLS for whoever asks.

use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use e2e::ports;
use e2e::process::{Process, command};
use e2e::sandbox::Description;
use tempfile::TempDir;

use crate::failure::Failure;

const TIMEOUT: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(10);

/// A running nginx.
#[derive(Debug)]
pub(crate) struct Nginx {
    /// The process; there is one only.
    pub(crate) process: Process,
    /// Where it is asked, on 127.0.0.1.
    pub(crate) port: u16,
    _folder: TempDir,
}

impl Nginx {
    /// Starts it before the sandbox, and waits until it listens.
    pub(crate) fn start(sandbox: &Description) -> Result<Self, Failure> {
        let folder = TempDir::new()?;
        let port = ports::free()?;
        let file = folder.path().join("nginx.conf");
        fs::write(&file, settings(folder.path(), port, sandbox)?)?;
        let mut nginx = command(Path::new("nginx"));
        nginx.arg("-p").arg(folder.path()).arg("-c").arg(&file);
        nginx.arg("-e").arg(folder.path().join("error.log"));
        let mut process = Process::start("nginx", nginx)?;
        let until = Instant::now() + TIMEOUT;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if process.ended().is_some() || Instant::now() > until {
                return Err(Failure::Missing("nginx: see make setup"));
            }
            // It tells nobody when it is ready.
            thread::sleep(LOOK);
        }
        Ok(Self {
            process,
            port,
            _folder: folder,
        })
    }
}

/// As like the relay as it goes: one process, connections kept on both sides, the server's name
/// and authority verified, TLS sessions resumed, a line in a log for each call.
fn settings(folder: &Path, port: u16, sandbox: &Description) -> Result<String, Failure> {
    let base: reqwest::Url = sandbox
        .api
        .url
        .parse()
        .map_err(|_| Failure::Missing("URL"))?;
    let host = base.host_str().unwrap_or_default();
    let upstream = base.port_or_known_default().unwrap_or_default();
    let folder = folder.display();
    let files = &sandbox.files;
    let [ca, certificate, key] =
        [&files.ca, &files.client_certificate, &files.client_key].map(|file| file.display());
    Ok(format!(
        r#"
        daemon off; master_process off; worker_processes 1;
        pid {folder}/pid; error_log {folder}/error.log;
        events {{ worker_connections 64; }}
        http {{
            access_log {folder}/access.log;
            client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
            fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
            scgi_temp_path {folder}/scgi;
            keepalive_requests 1000000;
            upstream api {{ server {host}:{upstream}; keepalive 8; keepalive_requests 1000000; }}
            server {{
                listen 127.0.0.1:{port};
                location / {{
                    proxy_pass https://api;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header Host {host}:{upstream};
                    proxy_ssl_protocols TLSv1.2 TLSv1.3;
                    proxy_ssl_name {host}; proxy_ssl_server_name on;
                    proxy_ssl_verify on; proxy_ssl_trusted_certificate {ca};
                    proxy_ssl_certificate {certificate}; proxy_ssl_certificate_key {key};
                }}
            }}
        }}
        "#
    ))
}
