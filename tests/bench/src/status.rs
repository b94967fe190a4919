//! What edge and relay add to the upstream's own time for the status of a car, everything warm.

use std::fmt::Write as _;
use std::thread::available_parallelism;

use e2e::chain::{Chain, Plan};
use e2e::ports;
use e2e::sandbox::Ports;
use serde_json::Value;

use crate::car::Car;
use crate::failure::Failure;
use crate::sample::Sample;
use crate::way::Way;

/// Rounds before any is counted: connections are made, and the runtime compiles what it runs.
const WARM_UP: usize = 100;

/// Asks each way once a round, so that whatever else the machine does is in all figures alike.
pub(crate) async fn measure(rounds: usize) -> Result<String, Failure> {
    let relay = ports::free()?;
    // What is measured comes more often than any driver may.
    let plan = Plan::default()
        .ports(Ports::default(), ports::free()?, relay, 0)
        .limit("API_LIMIT", Some(u32::MAX));
    let chain = plan.start()?;

    let car = Car::of(&chain).await?;
    let ways = [
        Way::upstream(&chain, &car)?,
        Way::relay(&chain, relay, &car)?,
        Way::edge(&chain, &car)?,
    ];
    let mut turns = ways.map(|way| (way, Sample::default()));
    let before = reached(&chain).await?;
    let all_rounds = WARM_UP.saturating_add(rounds);
    for round in 0..all_rounds {
        for (way, sample) in &mut turns {
            let time = way.ask().await?;
            if round >= WARM_UP {
                sample.add(time);
            }
        }
        // Who is asked next finds warm what the one before has used.
        turns.rotate_left(1);
    }
    let ways = turns.len();
    turns.rotate_right(all_rounds % ways);

    let asked = all_rounds.saturating_mul(ways);
    let reached = reached(&chain).await?.saturating_sub(before);
    if reached != asked {
        return Err(Failure::Unreached { reached, asked });
    }
    Ok(table(rounds, &turns))
}

/// How many calls of the API the sandbox remembers.
async fn reached(chain: &Chain) -> Result<usize, Failure> {
    let calls = chain.sandbox().calls().await?;
    let calls = calls.pointer("/api").and_then(Value::as_array);
    Ok(calls.ok_or(Failure::Missing("record of calls"))?.len())
}

fn table(rounds: usize, [upstream, relay, edge]: &[(Way, Sample); 3]) -> String {
    let cores = available_parallelism().map_or(1, usize::from);
    let mut table = format!(
        "GET /api/v1/vehicles/{{id}}/status: {rounds} rounds after {WARM_UP} to warm up, \
         {cores} cores\n\n{:<24}{:>10}{:>10}\n",
        "asked", "median", "p95"
    );
    // Writing to a String can't fail.
    for (way, sample) in [upstream, relay, edge] {
        let (median, p95) = (sample.median(), sample.percentile(95));
        let _ = writeln!(table, "{:<24}{median:>10}{p95:>10}", way.name);
    }
    let [upstream, relay, edge] = [upstream, relay, edge].map(|(_, sample)| sample.median());
    let _ = writeln!(table, "\nadded at the median");
    for (by, time) in [
        ("by the relay", relay - upstream),
        ("by the edge", edge - relay),
        ("by both", edge - upstream),
    ] {
        let _ = writeln!(table, "{by:<24}{time:>10}");
    }
    let _ = writeln!(table, "{:<24}{:>10}", "both, at most (the aim)", "5.00 ms");
    table
}
