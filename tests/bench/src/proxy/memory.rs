//! Memory of a proxy: idle, after different callers at saturation, a while later, and of a
//! connection that waits.

use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::load::{Client, Pace};
use super::running::Running;
use crate::failure::Failure;

/// Calls that are signed and sent at a time.
const BATCH: usize = 5_000;

/// Bytes of the process' memory that are resident.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Memory {
    /// After its first answer.
    pub(super) idle: u64,
    /// At most, until saturation was over.
    pub(super) peak: u64,
    /// When saturation was over.
    pub(super) saturated: u64,
    /// Calls that saturation made.
    pub(super) calls: usize,
    /// A while later.
    pub(super) later: u64,
    /// How much later, in seconds.
    pub(super) later_seconds: f64,
    /// More of it for each connection that waits, where that was measured.
    pub(super) a_connection: Option<f64>,
}

/// What is resident now.
pub(super) fn resident(running: &Running) -> Result<u64, Failure> {
    field(running, "VmRSS:")
}

/// Different callers for so long, as many as it can take.
pub(super) async fn saturate(
    running: &mut Running,
    connections: usize,
    time: Duration,
    body: &Arc<[u8]>,
) -> Result<usize, Failure> {
    let mut client = Client::open(&running.target, connections, body).await?;
    let until = Instant::now() + time;
    let mut calls: usize = 0;
    while Instant::now() < until {
        let requests = running.requests.make(BATCH)?;
        client.send(requests, Pace::Closed).await?;
        calls = calls.saturating_add(BATCH);
    }
    Ok(calls)
}

/// The most that was ever resident.
pub(super) fn peak(running: &Running) -> Result<u64, Failure> {
    field(running, "VmHWM:")
}

/// Bytes more for each of so many connections that have made a call and wait.
pub(super) async fn of_a_connection(
    running: &mut Running,
    connections: usize,
    body: &Arc<[u8]>,
) -> Result<f64, Failure> {
    let before = resident(running)?;
    let mut client = Client::open(&running.target, 0, body).await?;
    for _ in 0..connections {
        let mut own = Client::open(&running.target, 1, body).await?;
        own.send(running.requests.make(1)?, Pace::Closed).await?;
        client.take(own);
    }
    let more = resident(running)?.saturating_sub(before);
    Ok(more as f64 / connections.max(1) as f64)
}

fn field(running: &Running, name: &str) -> Result<u64, Failure> {
    let status = fs::read_to_string(format!("/proc/{}/status", running.pid))?;
    let mut lines = status.lines();
    let kib = lines.find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB"));
    let kib: Option<u64> = kib.and_then(|kib| kib.parse().ok());
    Ok(kib
        .ok_or(Failure::Missing("size of a process"))?
        .saturating_mul(1024))
}
