//! Cold starts, and the memory that is taken after some thousand calls.

use std::time::Instant;

use super::checks::CarRequest;
use super::columns::Burst;
use super::load::Enough;
use super::worker::{Blueprint, Ground};
use crate::failure::Failure;

const STARTS: usize = 7;
/// Calls after which the memory is looked at.
pub(super) const CALLS: usize = 5000;

/// The starts of a Worker.
#[derive(Debug, Clone)]
pub(super) struct Starts {
    /// Its name.
    pub(super) name: &'static str,
    /// Milliseconds from the start of the runtime until it listens, a start each.
    pub(super) listening: Vec<f64>,
    /// Milliseconds from then until the first answer is there, a start each.
    pub(super) first: Vec<f64>,
    /// Bytes of memory of the runtime after the first answer.
    pub(super) memory_at_first: u64,
    /// Bytes of memory of the runtime after [`CALLS`] calls on eight connections.
    pub(super) memory: u64,
}

/// Starts each several times, in turn.
pub(super) async fn measure(
    ground: &Ground,
    blueprints: &[Blueprint],
    usual: &CarRequest,
) -> Result<Vec<Starts>, Failure> {
    let mut all: Vec<Starts> = blueprints
        .iter()
        .map(|blueprint| Starts {
            name: blueprint.name,
            listening: Vec::new(),
            first: Vec::new(),
            memory_at_first: 0,
            memory: 0,
        })
        .collect();
    for start in 0..STARTS {
        for (starts, blueprint) in all.iter_mut().zip(blueprints) {
            let worker = ground.start(blueprint)?;
            let listening = worker.until_listening;
            let turn = Burst::new(blueprint.clone(), worker, usual);
            let begin = Instant::now();
            turn.target.ask().await?;
            starts.first.push(begin.elapsed().as_secs_f64() * 1e3);
            starts.listening.push(listening.as_secs_f64() * 1e3);
            if start + 1 == STARTS {
                starts.memory_at_first = turn.worker.memory()?;
                turn.target.load(8, Enough::Calls(CALLS)).await?;
                starts.memory = turn.worker.memory()?;
            }
        }
    }
    Ok(all)
}
