//! What of it is measured, and how long.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use serde::Serialize;

use super::load::Pace;
use super::round::{Row, Shape};
use super::running::Proxy;
use crate::client::Inbound;

/// What `BENCH=proxy` measures. The default takes six minutes.
#[derive(Debug, Clone, Args, Serialize)]
pub(crate) struct Settings {
    /// Proxies that are measured. nginx belongs to them: the others are compared with it.
    #[arg(
        long,
        env = "BENCH_PROXIES",
        value_delimiter = ',',
        hide_possible_values = true,
        default_value = "nginx,relay,relay-hold0,bare,haproxy,caddy,direct"
    )]
    pub(super) proxies: Vec<Proxy>,
    /// Another build of the relay, measured beside this one.
    #[arg(long, env = "BENCH_RELAY_BEFORE")]
    pub(super) relay_before: Option<PathBuf>,
    /// How callers come in.
    #[arg(
        long,
        env = "BENCH_INBOUND",
        value_delimiter = ',',
        default_value = "plain,tls"
    )]
    pub(super) inbound: Vec<Inbound>,
    /// Kinds of load.
    #[arg(
        long,
        env = "BENCH_ROWS",
        value_delimiter = ',',
        default_value = "saturated,paced,single"
    )]
    pub(super) rows: Vec<Row>,
    /// Calls of a saturated round.
    #[arg(long, env = "BENCH_SATURATED_CALLS", default_value_t = 12_000)]
    pub(super) saturated_calls: usize,
    /// Connections of a saturated or paced round.
    #[arg(long, env = "BENCH_CONNECTIONS", default_value_t = 32)]
    pub(super) connections: usize,
    /// Calls a second of a paced round.
    #[arg(long, env = "BENCH_RATE", default_value_t = 2_100)]
    pub(super) rate: u32,
    /// Seconds of a paced round.
    #[arg(long, env = "BENCH_PACED_SECONDS", default_value_t = 1.5)]
    pub(super) paced_seconds: f64,
    /// Calls of a round one at a time.
    #[arg(long, env = "BENCH_SINGLE_CALLS", default_value_t = 1_500)]
    pub(super) single_calls: usize,
    /// Calls while system calls are counted; 0 counts none.
    #[arg(long, env = "BENCH_TRACED_CALLS", default_value_t = 1_000)]
    pub(super) traced_calls: usize,
    /// Seconds at saturation before memory is looked at, for the last way of coming in; 0 looks at
    /// none.
    #[arg(long, env = "BENCH_MEMORY_SECONDS", default_value_t = 10)]
    pub(super) memory_seconds: u64,
    /// Seconds after which it is looked at again.
    #[arg(long, env = "BENCH_MEMORY_WAIT", default_value_t = 30)]
    pub(super) memory_wait: u64,
    /// Connections that wait while the memory of one is measured; over 1000 the relay's own limit
    /// is raised for it.
    #[arg(long, env = "BENCH_IDLE_CONNECTIONS", default_value_t = 1_000)]
    pub(super) idle_connections: usize,
    /// Where there is one core, load and origin share it with the proxy: the calls are the same then,
    /// but no figure is worth anything.
    #[arg(long, env = "BENCH_ONE_CORE")]
    pub(super) one_core: bool,
    /// Where every figure is written; without, `target/bench/relay.json`.
    #[arg(long, env = "BENCH_FIGURES")]
    pub(super) figures: Option<PathBuf>,
}

impl Settings {
    /// All proxies that are measured, another build of the relay among them.
    pub(super) fn all_proxies(&self) -> Vec<Proxy> {
        let mut proxies = self.proxies.clone();
        if self.relay_before.is_some() {
            for (now, before) in [
                (Proxy::Relay, Proxy::Before),
                (Proxy::RelayHold0, Proxy::BeforeHold0),
            ] {
                if let Some(index) = proxies.iter().position(|proxy| *proxy == now) {
                    proxies.insert(index, before);
                }
            }
        }
        proxies
    }

    /// How a round of a row is made.
    pub(super) fn shape(&self, row: Row) -> Shape {
        let paced = f64::from(self.rate) * self.paced_seconds;
        let (connections, calls, pace) = match row {
            Row::Saturated => (self.connections, self.saturated_calls, Pace::Closed),
            Row::Paced => (self.connections, paced as usize, Pace::Open(self.rate)),
            Row::Single => (1, self.single_calls, Pace::Closed),
        };
        Shape {
            connections,
            calls,
            pace,
        }
    }

    /// How long memory is under load.
    pub(super) const fn memory_time(&self) -> Duration {
        Duration::from_secs(self.memory_seconds)
    }
}
