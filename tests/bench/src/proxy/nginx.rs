//! nginx in the relay's place.

use std::process::Command;

use super::site::Site;
use crate::client::Inbound;
use crate::failure::Failure;
use crate::nginx;
use crate::origin::{FOREVER, NAME};

/// As like the relay as it goes: one process, connections kept on both sides, the server's name
/// and authority verified, TLS sessions resumed, a line in a log for each call.
pub(super) fn command(site: &Site<'_>) -> Result<Command, Failure> {
    let (port, upstream, folder) = (site.port, site.origin.port, site.folder.display());
    let files = &site.origin.files;
    let listen = match site.inbound {
        Inbound::Plain => format!("listen 127.0.0.1:{port} backlog=16384;"),
        Inbound::Tls => format!(
            "listen 127.0.0.1:{port} ssl backlog=16384; ssl_protocols TLSv1.2 TLSv1.3;
             ssl_certificate {}; ssl_certificate_key {}; ssl_session_cache shared:in:1m;",
            files.server_certificate.display(),
            files.server_key.display(),
        ),
    };
    let settings = format!(
        r#"
        access_log {folder}/access.log combined buffer=64k flush=5s; {FOREVER}
        upstream api {{
            server 127.0.0.1:{upstream};
            keepalive 64; keepalive_requests 1000000000; keepalive_timeout 1h;
        }}
        server {{
            {listen}
            location / {{
                proxy_pass https://api;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_set_header Host {NAME}:{upstream};
                proxy_ssl_protocols TLSv1.2 TLSv1.3;
                proxy_ssl_name {NAME}; proxy_ssl_server_name on;
                proxy_ssl_verify on; proxy_ssl_trusted_certificate {ca};
                proxy_ssl_certificate {certificate}; proxy_ssl_certificate_key {key};
            }}
        }}
        "#,
        ca = files.ca.display(),
        certificate = files.client_certificate.display(),
        key = files.client_key.display(),
    );
    // Those to the origin count as well.
    let connections = site.connections.saturating_mul(2);
    Ok(nginx::command(
        site.folder,
        &settings,
        connections,
        Some(site.core),
    )?)
}
