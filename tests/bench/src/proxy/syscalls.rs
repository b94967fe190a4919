//! System calls of a proxy, counted by strace, which slows it: nothing is timed meanwhile.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use e2e::process::{Process, command};
use tempfile::TempDir;

use super::load::{Client, Pace};
use super::round::Shape;
use super::running::Running;
use crate::failure::Failure;

const TIMEOUT: Duration = Duration::from_secs(5);

/// How many it makes a call; nothing where strace is not there or may not look.
pub(super) async fn a_call(
    running: &mut Running,
    shape: Shape,
    body: &Arc<[u8]>,
) -> Result<Option<f64>, Failure> {
    let mut client = Client::open(&running.target, shape.connections, body).await?;
    let warm_up = running.requests.make(shape.connections.saturating_mul(4))?;
    client.send(warm_up, Pace::Closed).await?;

    let folder = TempDir::new()?;
    let summary = folder.path().join("summary");
    let mut strace = command(Path::new("strace"));
    strace.args(["-c", "-f", "-p", &running.pid.to_string(), "-o"]);
    strace.arg(&summary);
    let mut strace = Process::start("strace", strace)?;
    let attached = strace
        .stderr()
        .find(TIMEOUT, |line| line.contains(" attached").then_some(()));
    if attached.is_none() {
        return Ok(None);
    }
    client
        .send(running.requests.make(shape.calls)?, shape.pace)
        .await?;
    strace.end();
    let total = total(&fs::read_to_string(summary)?);
    Ok(total.map(|total| total as f64 / shape.calls as f64))
}

/// The calls in the last line of a summary: `100.00 0.012345 3 4100 12 total`.
fn total(summary: &str) -> Option<u64> {
    let line = summary.lines().find(|line| line.ends_with(" total"))?;
    line.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_the_calls_and_not_those_that_failed() {
        let summary = "% time     seconds  usecs/call     calls    errors syscall\n\
                       ------ ----------- ----------- --------- --------- ----------------\n \
                       60.00    0.000006           1         6         1 read\n\
                       ------ ----------- ----------- --------- --------- ----------------\n\
                       100.00    0.000010           1         9         1 total\n";
        assert_eq!(total(summary), Some(9));
        assert_eq!(total(""), None);
    }
}
