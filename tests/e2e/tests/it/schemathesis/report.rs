//! What a run found.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use serde_json::Value;

/// The most of what is shown of a run that failed.
const MOST_CHARACTERS: usize = 8000;

/// What a run must reach at least, so that one which reaches nothing is no success.
#[derive(Debug)]
pub(super) struct Floor {
    /// The operations that are called.
    pub(super) operations: u64,
    /// The calls.
    pub(super) cases: u64,
    /// The operations that are answered with a success once or more.
    pub(super) successes: usize,
}

/// What a run found.
#[derive(Debug)]
pub(super) struct Report {
    name: String,
    summary: Value,
    /// The operations that were answered with a success.
    successes: BTreeSet<String>,
    output: String,
}

impl Report {
    /// Reads what a run wrote into its folder, and keeps its output.
    pub(super) fn read(name: &str, folder: &Path, output: String) -> Self {
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
        let summary = serde_json::from_str(&read("report.json")).unwrap_or_default();
        let events = read("events.ndjson");
        let successes = events.lines().filter_map(success).collect();
        Self {
            name: name.to_owned(),
            summary,
            successes,
            output,
        }
    }

    /// Fails where an answer was one that is not described, where the run did not come to its end,
    /// or where it reached too little.
    #[track_caller]
    pub(super) fn is_clean(&self, floor: &Floor) {
        let Self { name, output, .. } = self;
        let output: String = output.chars().take(MOST_CHARACTERS).collect();
        let number = |path: &str| self.summary.pointer(path).and_then(Value::as_u64);
        let operations = number("/operations/tested").unwrap_or_default();
        let cases = number("/test_cases/generated").unwrap_or_default();
        let failures = self.summary["failures"].as_array().map_or(0, Vec::len);
        let line = format!(
            "schemathesis, {name}: {operations} operations, {successes} answered with a success, \
             {cases} calls, {failures} failures, {seconds:.0} s\n",
            successes = self.successes.len(),
            seconds = self.summary["running_time"].as_f64().unwrap_or_default(),
        );
        // The tests keep what is printed in another way to themselves when they pass.
        io::stderr().write_all(line.as_bytes()).unwrap();
        assert_eq!(self.summary["exit_code"], 0, "{name}: {output}");
        assert_eq!(self.summary["complete"], true, "{name}: {output}");
        assert_eq!(number("/operations/errored"), Some(0), "{name}: {output}");
        assert_eq!(number("/operations/tested"), number("/operations/selected"));
        assert!(
            operations >= floor.operations,
            "{name}: {operations} operations"
        );
        assert!(cases >= floor.cases, "{name}: {cases} cases");
        let successes = self.successes.len();
        assert!(
            successes >= floor.successes,
            "{name}: {successes} successes"
        );
    }
}

/// The operation of an event that has an answer of success to a call with its own method.
fn success(event: &str) -> Option<String> {
    let event: Value = serde_json::from_str(event).ok()?;
    let recorder = &event["ScenarioFinished"]["recorder"];
    let label = recorder["label"].as_str()?;
    let (method, _) = label.split_once(' ')?;
    let mut interactions = recorder["interactions"].as_object()?.values();
    let is_success = |call: &Value| {
        let status = call["response"]["status_code"].as_u64().unwrap_or_default();
        call["request"]["method"] == method && (200..400).contains(&status)
    };
    interactions.any(is_success).then(|| label.to_owned())
}
