//! A relay as it is shipped, but for times: under Callgrind all takes fifty times as long.

use std::path::Path;
use std::time::Duration;

use e2e::process::Process;
use tempfile::TempDir;

use super::scenario::Scenario;
use crate::counts::callgrind;
use crate::failure::Failure;
use crate::origin::Origin;
use crate::relay_settings::RelaySettings;

const READY: Duration = Duration::from_secs(120);
/// Landlock would keep Callgrind from writing its profile.
const TOP: &str = "landlock = false\nreload_interval = 0";
const LIMITS: &str = "header_timeout = 120\nhandshake_timeout = 120";
const UPSTREAM: &str =
    "connect_timeout = 120\nhead_timeout = 120\nbody_timeout = 120\ndeadline = 120";

/// A running relay.
#[derive(Debug)]
pub(super) struct Relay {
    /// Its process.
    pub(super) process: Process,
    _folder: TempDir,
}

/// Starts one under Callgrind and waits until it listens.
pub(super) fn start(
    program: &Path,
    scenario: Scenario,
    origin: &Origin,
    port: u16,
    out: &Path,
) -> Result<Relay, Failure> {
    let folder = TempDir::new()?;
    let settings = RelaySettings {
        port,
        inbound: scenario.inbound,
        origin,
        hold: scenario.hold,
        top: TOP,
        upstream: UPSTREAM,
        limits: LIMITS,
    };
    let mut relay = callgrind::under(program, out);
    relay.arg("serve").arg("--config");
    relay.arg(settings.write(folder.path())?);
    let process = Process::start("relay", relay)?;
    process.says(process.stderr(), "that it listens", READY, |line| {
        line.contains("\"listening\"").then_some(())
    })?;
    Ok(Relay {
        process,
        _folder: folder,
    })
}
