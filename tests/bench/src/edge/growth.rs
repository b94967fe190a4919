//! How the cost grows with what is asked for.

use std::time::Duration;

use super::checks::CarRequest;
use super::columns::Burst;
use super::load::{Enough, LoadTarget};
use super::stand_in::{MOMENTS, MOST_CARS};
use crate::failure::Failure;
use crate::processor;

const ROUNDS: usize = 3;
const SLICE: Duration = Duration::from_millis(700);

/// What something costs, one call at a time.
#[derive(Debug, Clone)]
pub(super) struct Grown {
    /// What was asked for.
    pub(super) what: String,
    /// Who was asked.
    pub(super) name: &'static str,
    /// Bytes of the answer.
    pub(super) bytes: usize,
    /// Processor time of the runtime for a call, in microseconds, a round each.
    pub(super) processor: Vec<f64>,
    /// Milliseconds that half of the calls are not longer than, a round each.
    pub(super) p50: Vec<f64>,
}

/// Asks the edges for cars, statuses and telemetry, and the JavaScript Worker for the statuses.
pub(super) async fn measure(
    turns: &[Burst],
    canned: &[CarRequest],
    first: &CarRequest,
) -> Result<Vec<Grown>, Failure> {
    let mut all = Vec::new();
    let mut targets: Vec<(LoadTarget, &Burst)> = Vec::new();
    let is_whole = |turn: &&Burst| turn.blueprint.has_sessions;
    for turn in turns.iter().filter(is_whole) {
        let port = turn.worker.port;
        let mut wanted: Vec<(String, LoadTarget)> = canned
            .iter()
            .map(|it| (format!("status {}", it.car), it.status(port)))
            .collect();
        if turn.blueprint.wasm().is_some() {
            for cars in [1, 5, MOST_CARS] {
                let path = format!("/api/v1/vehicles?include=status&limit={cars}");
                wanted.push((
                    format!("{cars} cars with status"),
                    first.request(port, &path),
                ));
            }
            let path = format!("/api/v1/vehicles/car-0/telemetry?limit={MOMENTS}");
            let what = format!("{MOMENTS} moments of telemetry");
            wanted.push((what, first.request(port, &path)));
        }
        for (what, target) in wanted {
            let answer = target.ask().await?;
            if answer.status != 200 {
                let body = String::from_utf8_lossy(&answer.body);
                return Err(Failure::Different(format!("{what}: {body}")));
            }
            target.load(1, Enough::Time(SLICE)).await?;
            all.push(Grown {
                what,
                name: turn.blueprint.name,
                bytes: answer.body.len(),
                processor: Vec::new(),
                p50: Vec::new(),
            });
            targets.push((target, turn));
        }
    }
    for _ in 0..ROUNDS {
        for (grown, (target, turn)) in all.iter_mut().zip(&targets) {
            let before = processor::time(turn.worker.process.id())?;
            let load = target.load(1, Enough::Time(SLICE)).await?;
            let used = processor::time(turn.worker.process.id())?.saturating_sub(before);
            let calls = load.times.len() as f64;
            grown.processor.push(used.as_secs_f64() * 1e6 / calls);
            grown.p50.push(load.percentile(50));
        }
    }
    Ok(all)
}
