//! hyper, tokio and rustls alone in the relay's place.

use std::path::Path;
use std::process::Command;

use super::site::Site;
use crate::affinity::pinned;
use crate::client::Inbound;
use crate::origin::NAME;

/// A proxy that only passes calls on.
pub(super) fn command(program: &Path, site: &Site<'_>) -> Command {
    let files = &site.origin.files;
    let mut command = pinned(program, Some(site.core));
    command.args(["--port", &site.port.to_string()]);
    command.args(["--upstream", &site.origin.port.to_string()]);
    command.args(["--name", NAME]);
    command.arg("--ca").arg(&files.ca);
    command.arg("--certificate").arg(&files.client_certificate);
    command.arg("--key").arg(&files.client_key);
    if site.inbound == Inbound::Tls {
        command
            .arg("--server-certificate")
            .arg(&files.server_certificate);
        command.arg("--server-key").arg(&files.server_key);
    }
    command
}
