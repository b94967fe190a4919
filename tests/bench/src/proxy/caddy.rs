//! Caddy in the relay's place.

use std::process::Command;

use super::site::Site;
use crate::affinity::pinned;
use crate::client::Inbound;
use crate::failure::Failure;
use crate::origin::NAME;

/// One thread of Go's at a time, connections kept on both sides, the server's name and authority
/// verified, a line in a log for each call.
pub(super) fn command(site: &Site<'_>) -> Result<Command, Failure> {
    let files = &site.origin.files;
    let (scheme, tls) = match site.inbound {
        Inbound::Plain => ("http", String::new()),
        Inbound::Tls => (
            "https",
            format!(
                "tls {} {}",
                files.server_certificate.display(),
                files.server_key.display()
            ),
        ),
    };
    let settings = format!(
        "{{
    admin off
    auto_https off
}}
{scheme}://127.0.0.1:{port} {{
    {tls}
    log {{
        output file {folder}/access.log {{
            roll_disabled
        }}
    }}
    reverse_proxy https://127.0.0.1:{upstream} {{
        header_up Host {NAME}:{upstream}
        transport http {{
            versions 1.1
            compression off
            keepalive 1h
            keepalive_idle_conns_per_host 64
            tls_client_auth {certificate} {key}
            tls_trusted_ca_certs {ca}
            tls_server_name {NAME}
        }}
    }}
}}
",
        port = site.port,
        upstream = site.origin.port,
        folder = site.folder.display(),
        certificate = files.client_certificate.display(),
        key = files.client_key.display(),
        ca = files.ca.display(),
    );
    let settings = site.write("Caddyfile", settings)?;
    let mut command = pinned("caddy", Some(site.core));
    command.env("GOMAXPROCS", "1");
    for folder in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(folder, site.folder);
    }
    command
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(settings);
    Ok(command)
}
