//! Calls between wasm and JavaScript, counted in a copy of the edge.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::load::LoadTarget;
use super::worker::Worker;
use crate::failure::Failure;

/// A line of counts comes with the first of so many requests.
const A_LINE: usize = 50;
const TIMEOUT: Duration = Duration::from_secs(5);
/// Functions that are named, those that are called most.
const MOST_NAMES: usize = 25;

/// Calls between wasm and JavaScript for one request.
#[derive(Debug, Clone)]
pub(super) struct Crossings {
    /// Of JavaScript, from wasm.
    pub(super) imports: f64,
    /// Of wasm, from JavaScript.
    pub(super) exports: f64,
    /// Closures that were made.
    pub(super) closures: f64,
    /// Allocations that JavaScript asked the wasm for, to put a text or bytes there.
    pub(super) allocations: f64,
    /// Bytes of the wasm's memory.
    pub(super) memory: f64,
    /// The functions that are called most, and how often.
    pub(super) names: Vec<(String, f64)>,
}

/// Counts those of one request after the first hundred.
pub(super) async fn count(worker: &Worker, target: &LoadTarget) -> Result<Crossings, Failure> {
    // Lines come with the requests 1, 51, 101, 151 and 201.
    for _ in 0..=4 * A_LINE {
        target.ask().await?;
    }
    let counts = |requests: usize| {
        let log = worker.process.stderr();
        worker.process.says(log, "its counts", TIMEOUT, |line| {
            let line: Value = serde_json::from_str(line).ok()?;
            let is_it = line.get("event")? == "crossings" && line.get("requests")? == requests;
            is_it.then_some(line)
        })
    };
    let (from, to) = (&counts(3 * A_LINE)?, &counts(4 * A_LINE)?);
    let number = |line: &Value, name: &str| line.get(name).and_then(Value::as_f64);
    let requests = A_LINE as f64;
    let each = |name| {
        let (from, to) = (number(from, name), number(to, name));
        (to.unwrap_or_default() - from.unwrap_or_default()) / requests
    };
    let nothing = Map::new();
    let of = |line: &'_ Value| line.get("names").and_then(Value::as_object).cloned();
    let (before, after) = (of(from).unwrap_or_default(), of(to).unwrap_or(nothing));
    let mut names: Vec<(String, f64)> = after
        .iter()
        .map(|(name, count)| {
            let before = before.get(name).and_then(Value::as_f64).unwrap_or_default();
            let calls = count.as_f64().unwrap_or_default() - before;
            (name.clone(), calls / requests)
        })
        .filter(|(_, calls)| *calls > 0.0)
        .collect();
    names.sort_by(|one, other| other.1.total_cmp(&one.1));
    let of_name = |wanted: &str| {
        let found = names.iter().find(|(name, _)| name == wanted);
        found.map_or(0.0, |(_, calls)| *calls)
    };
    Ok(Crossings {
        imports: each("imports"),
        exports: each("exports"),
        closures: each("closures"),
        allocations: of_name("__wbindgen_malloc") + of_name("__wbindgen_realloc"),
        memory: number(to, "memory").unwrap_or_default(),
        names: names.into_iter().take(MOST_NAMES).collect(),
    })
}

impl Crossings {
    /// As it stands in the report.
    pub(super) fn to_json(&self) -> Value {
        let names: Map<String, Value> = self
            .names
            .iter()
            .map(|(name, calls)| (name.clone(), json!(calls)))
            .collect();
        json!({
            "imports": self.imports,
            "exports": self.exports,
            "closures": self.closures,
            "allocationsFromJavaScript": self.allocations,
            "wasmMemoryBytes": self.memory,
            "names": names,
        })
    }
}
