//! `make bench`: starts the whole chain in release builds and prints what it costs.

mod affinity;
mod car;
mod client;
mod counts;
mod edge;
mod failure;
mod hooks;
mod nginx;
mod origin;
mod processor;
mod proxy;
mod relay_settings;
mod sample;
mod status;
mod way;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use e2e::causes::with_causes;

/// Measures the chain on this machine.
#[derive(Debug, Parser)]
struct Arguments {
    /// What is measured.
    #[arg(env = "BENCH", default_value = "status")]
    bench: Bench,
    /// How often each is measured: 500 calls of the status, 5 rounds of the proxies, 6 of the edge, 60
    /// batches of notifications. The sandbox has to remember all calls, so not without end.
    #[arg(long, env = "ROUNDS", value_parser = clap::value_parser!(u16).range(1..=6000))]
    rounds: Option<u16>,
    #[command(flatten)]
    proxy: proxy::Settings,
    #[command(flatten)]
    counts: counts::CountOptions,
    #[command(flatten)]
    edge: edge::EdgeOptions,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Bench {
    /// What edge and relay add to the upstream's own time for the status of a car.
    Status,
    /// What a call costs the relay, beside nginx, HAProxy and Caddy that make the same call.
    Proxy,
    /// Instructions and allocations of a call, which are the same on any machine.
    Counts,
    /// What `counts` runs under Callgrind.
    #[value(hide = true)]
    Pure,
    /// What a call costs the edge, and what it costs a JavaScript Worker that answers the same.
    Edge,
    /// What a batch of a hundred notifications takes.
    Hooks,
}

// One thread, so that the client takes as little as can be from what is measured.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let rounds = |default: u16| usize::from(arguments.rounds.unwrap_or(default));
    let outcome = match arguments.bench {
        Bench::Status => status::measure(rounds(500)).await,
        Bench::Proxy => proxy::measure(rounds(5), &arguments.proxy).await,
        Bench::Counts => counts::measure(&arguments.counts).await,
        Bench::Pure => counts::pure::inside().map(|()| String::new()),
        Bench::Edge => edge::measure(&arguments.edge, rounds(6)).await,
        Bench::Hooks => hooks::measure(rounds(60)).await,
    };
    match outcome.and_then(|table| Ok(write!(io::stdout(), "{table}")?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to tell that standard error is gone.
            let _ = writeln!(io::stderr(), "bench: {}", with_causes(&failure));
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_settings_of_all_benchmarks_go_together() {
        Arguments::command().debug_assert();
    }
}
