//! What a call costs the relay, beside nginx, HAProxy and Caddy that make the same call.
//!
//! Each proxy has one core for itself; the load and the origin share another. Every request has a
//! bearer and a signature of its own, so no answer is held for another and no call joins another.
//! Rounds go in turn, so that whatever else the machine does is in all figures alike.

mod bare;
mod caddy;
mod conditions;
mod haproxy;
mod load;
mod memory;
mod nginx;
mod relay;
mod report;
mod round;
mod running;
mod settings;
mod site;
mod syscalls;
mod table;

use std::fs;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::time::{Duration, Instant};

use e2e::project;

use crate::affinity::{first_cores, keep_to};
use crate::client::Inbound;
use crate::client::connection::Connection;
use crate::client::request::{Form, RequestMaker};
use crate::failure::Failure;
use crate::origin::{Origin, STATUS_BYTES, status};
use conditions::Conditions;
use memory::Memory;
use report::{Footprint, Report, Series, summaries};
use round::Row;
use running::{Proxy, Running, Start};
pub(crate) use settings::Settings;

/// Connections beside those that are measured.
const SPARE: usize = 64;

/// The origin, and what it answers.
struct Stage<'a> {
    origin: Origin,
    body: Arc<[u8]>,
    /// The core of the proxy that is measured; the others are asleep meanwhile.
    proxy_core: usize,
    rounds: usize,
    settings: &'a Settings,
}

/// Measures all of it, writes every figure down and returns what to print.
pub(crate) async fn measure(rounds: usize, settings: &Settings) -> Result<String, Failure> {
    let conditions = Conditions::here(settings, STATUS_BYTES);
    let (proxy_core, second) = first_cores()?;
    let shared = settings.one_core.then_some(proxy_core);
    let load_core = second.or(shared).ok_or(Failure::OneCore)?;
    keep_to(load_core)?;
    let body = status(STATUS_BYTES)?;
    let stage = Stage {
        origin: Origin::start(&body, Some(load_core))?,
        body: body.into(),
        proxy_core,
        rounds,
        settings,
    };
    let mut series = Vec::new();
    let mut footprints = Vec::new();
    for inbound in &settings.inbound {
        let mut proxies = stage.start(*inbound).await?;
        for running in proxies.iter().filter(|running| running.proxy.is_relay()) {
            stage.forge(running).await?;
        }
        let idle = proxies.iter().map(memory::resident);
        let idle = idle.collect::<Result<Vec<_>, _>>()?;
        series.extend(stage.rounds(&mut proxies, *inbound).await?);
        proxies.retain(|running| running.proxy != Proxy::Direct);
        // Once is enough: what callers come in over is a small part of it.
        let memories = match settings.inbound.last() == Some(inbound) {
            true => stage.memories(&mut proxies, &idle).await?,
            false => Vec::new(),
        };
        let mut memories = memories.into_iter();
        footprints.extend(proxies.iter().map(|running| Footprint {
            inbound: *inbound,
            proxy: running.proxy,
            start_ms: running.start.as_secs_f64() * 1e3,
            memory: memories.next(),
        }));
    }
    let report = Report {
        conditions,
        settings: settings.clone(),
        summary: summaries(&series),
        series,
        footprints,
    };
    let figures = settings.figures.clone();
    let figures = figures.unwrap_or_else(|| project::root().join("target/bench/relay.json"));
    if let Some(folder) = figures.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(figures, serde_json::to_vec_pretty(&report)?)?;
    Ok(table::table(&report))
}

impl Stage<'_> {
    /// Starts the proxies, the origin itself last, so that the others are in the same places.
    async fn start(&self, inbound: Inbound) -> Result<Vec<Running>, Failure> {
        let start = Start {
            origin: &self.origin,
            body: &self.body,
            before: self.settings.relay_before.as_deref(),
            inbound,
            connections: self
                .settings
                .idle_connections
                .max(self.settings.connections)
                + SPARE,
            core: self.proxy_core,
        };
        let mut proxies = Vec::new();
        for proxy in self.settings.all_proxies() {
            proxies.push(Running::start(proxy, start).await?);
        }
        proxies.sort_by_key(|running| running.proxy == Proxy::Direct);
        Ok(proxies)
    }

    /// Sends a relay another key's signature, which has to be refused.
    async fn forge(&self, running: &Running) -> Result<(), Failure> {
        let before = self.origin.requests()?;
        let forged = RequestMaker::new(Form::Forged, running.target.port)?.make(1)?;
        let mut connection = Connection::open(&running.target).await?;
        let answer = connection.call(forged.get(0).unwrap_or_default()).await?;
        let head = answer.head.to_ascii_lowercase();
        let refused = answer.status == 401 && head.contains("application/problem+json");
        match refused && self.origin.requests()? == before {
            true => Ok(()),
            false => Err(Failure::Unrefused {
                proxy: running.proxy.name(),
                status: answer.status,
            }),
        }
    }

    /// All rounds of all rows, then the counts of system calls.
    async fn rounds(
        &self,
        proxies: &mut [Running],
        inbound: Inbound,
    ) -> Result<Vec<Series>, Failure> {
        let mut all = Vec::new();
        for row in &self.settings.rows {
            let new = |running: &Running| Series {
                inbound,
                row: *row,
                proxy: running.proxy,
                rounds: Vec::new(),
                syscalls_a_call: None,
            };
            let mut series: Vec<_> = proxies.iter().map(new).collect();
            for round in 0..self.rounds {
                say(&format!(
                    "{inbound:?} in, {row:?}: {} of {}",
                    round + 1,
                    self.rounds
                ))?;
                let shape = self.settings.shape(*row);
                // Who comes next finds the machine as the one before has left it.
                for turn in 0..proxies.len() {
                    let turn = (turn + round) % proxies.len();
                    if let (Some(running), Some(own)) =
                        (proxies.get_mut(turn), series.get_mut(turn))
                    {
                        let origin = &self.origin;
                        let measured = round::measure(running, origin, shape, &self.body).await?;
                        own.rounds.push(measured);
                    }
                }
            }
            // strace slows what it counts so much that a pace would be none.
            if self.settings.traced_calls > 0 && *row != Row::Paced {
                let mut shape = self.settings.shape(*row);
                shape.calls = self.settings.traced_calls;
                for (running, own) in proxies.iter_mut().zip(&mut series) {
                    own.syscalls_a_call = syscalls::a_call(running, shape, &self.body).await?;
                }
            }
            all.extend(series);
        }
        Ok(all)
    }

    /// Memory of each: all in turn at saturation, one wait for all, then connections that wait.
    async fn memories(
        &self,
        proxies: &mut [Running],
        idle: &[u64],
    ) -> Result<Vec<Memory>, Failure> {
        let mut memories = Vec::new();
        if self.settings.memory_seconds == 0 {
            return Ok(memories);
        }
        let mut ends = Vec::new();
        for (running, idle) in proxies.iter_mut().zip(idle) {
            say(&format!("memory of {}", running.proxy.name()))?;
            let (connections, time) = (self.settings.connections, self.settings.memory_time());
            let calls = memory::saturate(running, connections, time, &self.body).await?;
            ends.push(Instant::now());
            memories.push(Memory {
                idle: *idle,
                peak: memory::peak(running)?,
                saturated: memory::resident(running)?,
                calls,
                ..Memory::default()
            });
        }
        say("waiting")?;
        tokio::time::sleep(Duration::from_secs(self.settings.memory_wait)).await;
        for ((running, memory), end) in proxies.iter_mut().zip(&mut memories).zip(ends) {
            memory.later = memory::resident(running)?;
            memory.later_seconds = end.elapsed().as_secs_f64();
        }
        if self.settings.idle_connections > 0 {
            for (running, memory) in proxies.iter_mut().zip(&mut memories) {
                let connections = self.settings.idle_connections;
                let own = memory::of_a_connection(running, connections, &self.body).await?;
                memory.a_connection = Some(own);
            }
        }
        Ok(memories)
    }
}

/// Says what is under way.
fn say(what: &str) -> io::Result<()> {
    writeln!(io::stderr(), "bench: {what}")
}
