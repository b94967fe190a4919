//! What was measured, as tables and as JSON.

mod tables;

use std::fs;
use std::path::Path;
use std::process::Command;

use e2e::project;
use serde_json::{Value, json};

use super::columns::Slice;
use super::crossings::Crossings;
use super::growth::Grown;
use super::start::{CALLS, Starts};
use super::worker::{Blueprint, Ground};
use crate::failure::Failure;
use crate::origin::STATUS_BYTES;

/// All that was measured, and in what circumstances.
#[derive(Debug)]
pub(super) struct EdgeReport {
    conditions: Value,
    sizes: Vec<Size>,
    /// Calls.
    pub(super) slices: Vec<Slice>,
    /// Calls between wasm and JavaScript, by the Worker's name.
    pub(super) crossings: Vec<(&'static str, Crossings)>,
    /// How the cost grows.
    pub(super) growth: Vec<Grown>,
    /// Cold starts and memory.
    pub(super) starts: Vec<Starts>,
}

/// Bytes of a Worker: its module, and its wasm.
#[derive(Debug)]
struct Size {
    name: &'static str,
    raw: u64,
    gzipped: u64,
}

impl EdgeReport {
    /// A report of nothing yet.
    pub(super) fn new(
        ground: &Ground,
        blueprints: &[Blueprint],
        rounds: usize,
        sandbox_cars: usize,
        canned_cars: usize,
    ) -> Result<Self, Failure> {
        let runtime = project::workerd();
        let conditions = json!({
            "workerd": printed(&runtime, "--version"),
            "node": printed(Path::new("node"), "--version"),
            "compatibilityDate": ground.compatibility_date(),
            "kernel": printed(Path::new("uname"), "-r"),
            "processor": processor_name(),
            "coreOfWorkers": ground.core(),
            "rounds": rounds,
            "statusBytes": STATUS_BYTES,
            "answersComparedAtRelay": sandbox_cars,
            "answersComparedAtStandIn": canned_cars,
            "callsBeforeMemory": CALLS,
        });
        Ok(Self {
            conditions,
            sizes: blueprints.iter().map(size).collect::<Result<_, _>>()?,
            slices: Vec::new(),
            crossings: Vec::new(),
            growth: Vec::new(),
            starts: Vec::new(),
        })
    }

    /// Everything, raw.
    pub(super) fn to_json(&self) -> Value {
        let slices = self.slices.iter().map(|it| {
            json!({
                "worker": it.name, "connections": it.connections, "round": it.round,
                "calls": it.calls, "callsPerSecond": it.rate,
                "processorMicroseconds": it.processor,
                "p50Milliseconds": it.p50, "p99Milliseconds": it.p99,
            })
        });
        let growth = self.growth.iter().map(|it| {
            json!({
                "worker": it.name, "what": it.what, "answerBytes": it.bytes,
                "processorMicroseconds": it.processor, "p50Milliseconds": it.p50,
            })
        });
        let starts = self.starts.iter().map(|it| {
            json!({
                "worker": it.name, "untilListeningMilliseconds": it.listening,
                "firstAnswerMilliseconds": it.first,
                "memoryAtFirstAnswerBytes": it.memory_at_first, "memoryBytes": it.memory,
            })
        });
        let sizes = self
            .sizes
            .iter()
            .map(|it| json!({"worker": it.name, "bytes": it.raw, "gzippedBytes": it.gzipped}));
        let crossings = self
            .crossings
            .iter()
            .map(|(name, counts)| json!({"worker": name, "aRequest": counts.to_json()}));
        json!({
            "conditions": self.conditions,
            "slices": slices.collect::<Vec<_>>(),
            "growth": growth.collect::<Vec<_>>(),
            "starts": starts.collect::<Vec<_>>(),
            "sizes": sizes.collect::<Vec<_>>(),
            "crossings": crossings.collect::<Vec<_>>(),
        })
    }

    /// The tables, in Markdown, which reads well on a screen too.
    pub(super) fn text(&self) -> String {
        let tables = [
            tables::calls(&self.slices),
            tables::ratios(&self.slices),
            tables::crossings(&self.crossings),
            tables::starts(&self.starts),
            tables::sizes(self.sizes.iter().map(|it| (it.name, it.raw, it.gzipped))),
            tables::growth(&self.growth),
        ];
        let tables: Vec<_> = tables
            .into_iter()
            .filter(|table| !table.is_empty())
            .collect();
        format!("{}\n\n{}\n", self.conditions, tables.join("\n"))
    }
}

fn size(blueprint: &Blueprint) -> Result<Size, Failure> {
    let main = project::root().join(&blueprint.main);
    let wasm = main.with_file_name("index_bg.wasm");
    let (mut raw, mut gzipped) = (0, 0);
    for file in [main, wasm].into_iter().filter(|file| file.exists()) {
        raw += fs::metadata(&file)?.len();
        let output = Command::new("gzip").arg("-9c").arg(&file).output()?;
        gzipped += output.stdout.len() as u64;
    }
    Ok(Size {
        name: blueprint.name,
        raw,
        gzipped,
    })
}

/// What a program says of itself.
fn printed(program: &Path, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    text.unwrap_or_default().trim().to_owned()
}

fn processor_name() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let name = line.and_then(|line| line.split_once(": "));
    name.map_or_else(String::new, |(_, name)| name.to_owned())
}
