//! The relay, everything on.

use std::path::Path;
use std::process::Command;

use super::site::Site;
use crate::affinity::pinned;
use crate::failure::Failure;
use crate::relay_settings::RelaySettings;

/// Connections that it takes without a setting, less some for whoever comes beside.
const CONNECTIONS: usize = 1_000;

/// As it is shipped, but for where and whom it serves, and for how many seconds it holds answers
/// where that is said.
pub(super) fn command(
    program: &Path,
    hold: Option<u32>,
    site: &Site<'_>,
) -> Result<Command, Failure> {
    // One of several identities has three quarters.
    let limits = match site.connections > CONNECTIONS {
        true => format!("connections = {}", site.connections),
        false => String::new(),
    };
    let settings = RelaySettings {
        port: site.port,
        inbound: site.inbound,
        origin: site.origin,
        hold,
        top: "",
        upstream: "",
        limits: &limits,
    };
    let settings = settings.write(site.folder)?;
    // Its log is standard error.
    let mut command = pinned("sh", Some(site.core));
    command.args(["-c", r#"exec "$0" serve --config "$1" 2>"$2""#]);
    command.arg(program).arg(settings);
    command.arg(site.folder.join("access.log"));
    Ok(command)
}
