//! What a call costs the relay, beside an nginx that makes the same call.

mod nginx;

use std::fmt::Write as _;
use std::thread::available_parallelism;
use std::time::Duration;

use e2e::chain::Plan;
use e2e::ports;
use e2e::sandbox::Ports;

use crate::car::Car;
use crate::failure::Failure;
use crate::processor;
use crate::sample::Sample;
use crate::way::Way;

/// Calls in a row, so that whatever else the machine does is in both figures alike.
const IN_A_ROW: usize = 20;
const WARM_UP: usize = 5;

/// What was measured of one of them.
#[derive(Debug, Default)]
struct Cost {
    processor: Duration,
    times: Sample,
}

/// Asks each in turn, [`IN_A_ROW`] calls a round, over connections that are kept.
pub(crate) async fn measure(rounds: usize) -> Result<String, Failure> {
    let relay_port = ports::free()?;
    let plan = Plan::default().ports(Ports::default(), ports::free()?, relay_port, 0);
    let mut chain = plan.start()?;
    let car = Car::of(&chain).await?;
    let (nginx, nginx_port) = nginx::start(chain.sandbox().description())?;
    let ways = [
        Way::nginx(&chain, nginx_port, &car)?,
        Way::relay(&chain, relay_port, &car)?,
    ];
    let relay = chain.relays().first().ok_or(Failure::Missing("relay"))?;
    let mut costs = [Cost::default(), Cost::default()];
    for round in 0..WARM_UP.saturating_add(rounds) {
        for ((way, process), cost) in ways.iter().zip([&nginx.process, relay]).zip(&mut costs) {
            let before = processor::time(process)?;
            let mut times = Vec::new();
            for _ in 0..IN_A_ROW {
                times.push(way.ask().await?);
            }
            if round >= WARM_UP {
                cost.processor += processor::time(process)?.saturating_sub(before);
                times.into_iter().for_each(|time| cost.times.add(time));
            }
        }
    }
    Ok(table(rounds.saturating_mul(IN_A_ROW), &ways, &costs))
}

fn table(calls: usize, ways: &[Way; 2], costs: &[Cost; 2]) -> String {
    let cores = available_parallelism().map_or(1, usize::from);
    let mut table = format!(
        "GET /user/vehicles/{{id}}/status over mutual TLS, one at a time: {calls} calls each, \
         {IN_A_ROW} in turn, {cores} cores\n\n{:<24}{:>16}{:>10}{:>10}\n",
        "asked", "processor a call", "median", "p95"
    );
    let a_call = |cost: &Cost| cost.processor.as_secs_f64() * 1e6 / calls as f64;
    // Writing to a String can't fail.
    for (way, cost) in ways.iter().zip(costs) {
        let (median, p95) = (cost.times.median(), cost.times.percentile(95));
        let processor = format!("{:.0} µs", a_call(cost));
        let _ = writeln!(
            table,
            "{:<24}{processor:>16}{median:>10}{p95:>10}",
            way.name
        );
    }
    let [nginx, relay] = costs.each_ref().map(a_call);
    let ratio = relay / nginx;
    let _ = writeln!(table, "{:<24}{ratio:>16.2}", "relay to nginx");
    table
}
