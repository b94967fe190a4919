//! Calls at one, eight and 32 connections, each Worker in turn.

use std::time::Duration;

use super::checks::CarRequest;
use super::load::{Enough, LoadTarget};
use super::stand_in::StandIn;
use super::worker::{Blueprint, Worker};
use crate::failure::Failure;
use crate::processor;

/// Connections at once.
pub(super) const CONNECTIONS: [usize; 3] = [1, 8, 32];
/// How long each is asked in a turn.
const SLICE: Duration = Duration::from_millis(1200);
/// Calls of each before any turn: the runtime compiles what it runs often.
const WARM_UP: usize = 3000;

/// A Worker that has its turns.
#[derive(Debug)]
pub(super) struct Burst {
    /// What it was started from.
    pub(super) blueprint: Blueprint,
    /// The Worker.
    pub(super) worker: Worker,
    /// What it is asked for.
    pub(super) target: LoadTarget,
}

/// What was measured in a turn.
#[derive(Debug, Clone)]
pub(super) struct Slice {
    /// The Worker's name.
    pub(super) name: &'static str,
    /// Connections.
    pub(super) connections: usize,
    /// The round.
    pub(super) round: usize,
    /// Calls.
    pub(super) calls: usize,
    /// Calls a second.
    pub(super) rate: f64,
    /// Processor time of the runtime for a call, all its threads, in microseconds.
    pub(super) processor: f64,
    /// Milliseconds that half of the calls are not longer than.
    pub(super) p50: f64,
    /// And 99 of a hundred.
    pub(super) p99: f64,
}

impl Burst {
    /// One that is asked for a car's status, or for what its name says.
    pub(super) fn new(blueprint: Blueprint, worker: Worker, usual: &CarRequest) -> Self {
        let target = match blueprint.name.ends_with("hello") {
            true => usual.request(worker.port, "/hello"),
            false => usual.status(worker.port),
        };
        Self {
            blueprint,
            worker,
            target,
        }
    }

    /// Whether its calls reach what stands in for the relay.
    fn reaches(&self) -> bool {
        !self.blueprint.name.ends_with("hello")
    }

    async fn slice(
        &self,
        connections: usize,
        round: usize,
        stand_in: &StandIn,
    ) -> Result<Slice, Failure> {
        let reached = stand_in.requests()?;
        let before = processor::time(self.worker.process.id())?;
        let load = self.target.load(connections, Enough::Time(SLICE)).await?;
        let used = processor::time(self.worker.process.id())?.saturating_sub(before);
        let reached = usize::try_from(stand_in.requests()? - reached).unwrap_or(usize::MAX);
        let calls = load.times.len();
        let expected = if self.reaches() { calls } else { 0 };
        if reached != expected {
            let asked = expected;
            return Err(Failure::Unreached { reached, asked });
        }
        Ok(Slice {
            name: self.blueprint.name,
            connections,
            round,
            calls,
            rate: calls as f64 / load.elapsed.as_secs_f64(),
            processor: used.as_secs_f64() * 1e6 / calls as f64,
            p50: load.percentile(50),
            p99: load.percentile(99),
        })
    }
}

/// Measures all of them.
pub(super) async fn measure(
    turns: &mut [Burst],
    stand_in: &StandIn,
    rounds: usize,
) -> Result<Vec<Slice>, Failure> {
    for turn in turns.iter() {
        turn.target.load(8, Enough::Calls(WARM_UP)).await?;
    }
    let mut slices = Vec::new();
    for round in 0..rounds {
        for connections in CONNECTIONS {
            for turn in turns.iter() {
                slices.push(turn.slice(connections, round, stand_in).await?);
            }
        }
        // Who comes next finds warm what the one before has used.
        turns.rotate_left(1);
    }
    Ok(slices)
}
