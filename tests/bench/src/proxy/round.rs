//! One round of one proxy: a load, and what the cores did meanwhile.

use std::process;
use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;

use super::load::{Client, Pace};
use super::running::Running;
use crate::failure::Failure;
use crate::origin::Origin;
use crate::processor;

/// A kind of load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(super) enum Row {
    /// As many calls as the proxy can make.
    Saturated,
    /// Calls at a steady rate.
    Paced,
    /// One call after the other.
    Single,
}

/// How a round of a row is made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Connections of the client.
    pub(super) connections: usize,
    /// Calls.
    pub(super) calls: usize,
    /// When they are sent.
    pub(super) pace: Pace,
}

/// What was measured. Shares are of one core: 1 is all of it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Measured {
    /// Calls that were made and answered, all of which reached the origin.
    pub(super) calls: usize,
    /// From the first request to the last answer.
    pub(super) seconds: f64,
    /// Processor time of the proxy.
    pub(super) cpu_us_a_call: f64,
    /// Calls.
    pub(super) calls_a_second: f64,
    /// Time of a call that half of the calls are not longer than.
    pub(super) p50_us: f64,
    /// The same for 99 of 100.
    pub(super) p99_us: f64,
    /// How much of its core the proxy had.
    pub(super) proxy_share: f64,
    /// How much of the other core the load had.
    pub(super) load_share: f64,
    /// How much of it the origin had.
    pub(super) origin_share: f64,
}

/// Makes a round.
pub(super) async fn measure(
    running: &mut Running,
    origin: &Origin,
    shape: Shape,
    body: &Arc<[u8]>,
) -> Result<Measured, Failure> {
    let mut client = Client::open(&running.target, shape.connections, body).await?;
    // The proxy's own connections are made before anything is measured.
    let warm_up = running.requests.make(shape.connections.saturating_mul(4))?;
    client.send(warm_up, Pace::Closed).await?;
    let requests = running.requests.make(shape.calls)?;

    let before = origin.requests()?;
    let processes = [running.pid, process::id(), origin.nginx.process.id()];
    let used = times(processes)?;
    let begun = Instant::now();
    let outcome = client.send(requests, shape.pace).await?;
    let wall = begun.elapsed().as_secs_f64();
    let now = times(processes)?;
    let reached = origin.requests()?.saturating_sub(before);
    if usize::try_from(reached) != Ok(shape.calls) {
        return Err(Failure::Uncounted {
            proxy: running.proxy.name(),
            reached,
            made: shape.calls,
        });
    }
    let [proxy, load, origin] = std::array::from_fn(|index| {
        let of = |times: &[f64; 3]| times.get(index).copied().unwrap_or_default();
        of(&now) - of(&used)
    });
    let calls = shape.calls as f64;
    let seconds = outcome.elapsed.as_secs_f64();
    Ok(Measured {
        calls: shape.calls,
        seconds,
        cpu_us_a_call: proxy * 1e6 / calls,
        calls_a_second: calls / seconds,
        p50_us: outcome.times.time(50).as_secs_f64() * 1e6,
        p99_us: outcome.times.time(99).as_secs_f64() * 1e6,
        proxy_share: proxy / wall,
        load_share: load / wall,
        origin_share: origin / wall,
    })
}

/// Processor time of each so far, in seconds.
fn times(processes: [u32; 3]) -> Result<[f64; 3], Failure> {
    let mut times = [0.0; 3];
    for (time, process) in times.iter_mut().zip(processes) {
        *time = processor::time(process)?.as_secs_f64();
    }
    Ok(times)
}
