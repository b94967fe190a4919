//! What does not drift with the machine: instructions and heap allocations of a call, counted by
//! Callgrind.

mod callgrind;
mod counted;
mod profile;
pub(crate) mod pure;
mod relay;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use e2e::project;
use serde_json::json;

use crate::client::Inbound;
use crate::failure::Failure;
use counted::Counted;
use relay::Scenario;

/// Of what is counted.
#[derive(Debug, clap::Args)]
pub(crate) struct CountOptions {
    /// The relay, with its symbols; without, the one beside this program.
    #[arg(long, env = "RELAY_BIN")]
    relay: Option<PathBuf>,
    /// Seconds for which the relay holds answers; without, once as it is shipped and once 0.
    #[arg(long, env = "HOLD")]
    hold: Option<u32>,
    /// Only this.
    #[arg(long, env = "ONLY")]
    only: Option<Part>,
    /// Only the relay, plain HTTP in, one call at a time.
    #[arg(long)]
    quick: bool,
    /// Where profiles and figures are kept; without, in target/bench.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Names so many of the functions that take the most.
    #[arg(long, env = "TOP", default_value_t = 0)]
    top: usize,
}

/// What can be counted alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// The relay.
    Relay,
    /// The edge.
    Edge,
}

/// Counts, gives a table, and writes `counts.json` beside the profiles.
pub(crate) async fn measure(options: &CountOptions) -> Result<String, Failure> {
    let folder = options.out.clone();
    let folder = folder.unwrap_or_else(|| project::root().join("target/bench"));
    fs::create_dir_all(&folder)?;
    let program = options.relay.clone();
    let program = program.unwrap_or_else(|| project::program("relay"));
    let mut table = format!("{}\n", heading("a call of the relay"));
    let mut calls = Vec::new();
    for scenario in scenarios(options) {
        let cost = relay::count(&program, scenario, &folder).await?;
        let name = scenario.to_string();
        row(&mut table, &name, &cost, options.top);
        calls.push(cost.to_json(&name));
    }
    let mut runs = Vec::new();
    if !options.quick && options.only != Some(Part::Relay) {
        // Writing to a String can't fail.
        let _ = writeln!(
            table,
            "\n{}",
            heading("a run in the edge, built for this machine")
        );
        for (name, cost) in pure::count(&folder)? {
            row(&mut table, name, &cost, options.top);
            runs.push(cost.to_json(name));
        }
    }
    let figures = json!({ "relay": calls, "edge": runs });
    fs::write(
        folder.join("counts.json"),
        serde_json::to_vec_pretty(&figures)?,
    )?;
    Ok(table)
}

fn heading(what: &str) -> String {
    format!("{what:<44}{:>14}{:>14}", "instructions", "allocations")
}

fn scenarios(options: &CountOptions) -> Vec<Scenario> {
    if options.only == Some(Part::Edge) {
        return Vec::new();
    }
    let ways: &[_] = match options.quick {
        true => &[(Inbound::Plain, 1)],
        false => &[
            (Inbound::Plain, 1),
            (Inbound::Plain, 8),
            (Inbound::Tls, 1),
            (Inbound::Tls, 8),
        ],
    };
    let holds = match options.hold {
        Some(hold) => vec![Some(hold)],
        None => vec![None, Some(0)],
    };
    let of = |hold| {
        ways.iter().map(move |&(inbound, callers)| Scenario {
            hold,
            inbound,
            callers,
        })
    };
    holds.into_iter().flat_map(of).collect()
}

fn row(table: &mut String, name: &str, cost: &Counted, top: usize) {
    let (instructions, allocations) = (cost.instructions, cost.allocations);
    // Writing to a String can't fail.
    let _ = writeln!(table, "{name:<44}{instructions:>14.0}{allocations:>14.1}");
    if top == 0 {
        return;
    }
    let _ = writeln!(table, "  profile: {}", cost.profile.display());
    for (title, functions) in [
        ("instructions, each function's own", &cost.functions),
        ("allocations, by who asks", &cost.allocating),
    ] {
        let _ = writeln!(table, "  {title}");
        for (name, count) in functions.iter().take(top) {
            let _ = writeln!(table, "    {count:>12.1}  {name}");
        }
    }
}
