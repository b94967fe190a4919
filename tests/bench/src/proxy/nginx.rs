//! nginx in the relay's place: it makes the same calls over mutual TLS for whoever asks.

use std::path::Path;

use e2e::ports;
use e2e::sandbox::Description;
use tempfile::TempDir;

use crate::failure::Failure;
use crate::nginx::Nginx;

/// Starts it before the sandbox, and says on which port of 127.0.0.1.
pub(super) fn start(sandbox: &Description) -> Result<(Nginx, u16), Failure> {
    let folder = TempDir::new()?;
    let port = ports::free()?;
    let settings = settings(folder.path(), port, sandbox)?;
    Ok((Nginx::start(folder, &settings, &[port], None)?, port))
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
            access_log {folder}/access.log;
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
        "#
    ))
}
