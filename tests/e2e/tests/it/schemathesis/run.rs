//! One run of schemathesis: the description with what is not wanted left out, the settings, and the
//! program.

use std::fs;
use std::path::Path;
use std::time::Duration;

use e2e::chain::Chain;
use e2e::process::{Process, command};
use e2e::project::root;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::description;
use super::known::Known;
use super::report::Report;

/// It ends the session that the other operations need, and has a run of its own.
pub(super) const LOG_OUT: &str = "session.logOut";
/// Names a folder in which each run leaves what it was given and what it found.
const KEEP_IN: &str = "SCHEMATHESIS_DIR";
/// The same every time, so that a failure comes again.
const SEED: &str = "9110";
/// The calls that are drawn at random for an operation.
const DRAWN: &str = "6";
/// Seconds that one answer may take.
const TIMEOUT: &str = "20";
/// The longest that a run may take.
const LONGEST: Duration = Duration::from_secs(20 * 60);
/// Operations that answer those who are not logged in, too.
const OPEN: &[&str] = &[
    "app.get",
    "app.get.head",
    "brands.list",
    "brands.list.head",
    "eligibility.ask",
    "session.get",
    "session.get.head",
    LOG_OUT,
];
/// They are for pages that say where they are.
const OF_PAGES: &[&str] = &[
    "session.logInByPassword",
    "commands.send",
    "account.commands.send",
    "rules.create",
    "account.rules.create",
    "rules.replace",
    "account.rules.replace",
    "rules.pause",
    "account.rules.pause",
    "rules.delete",
    "account.rules.delete",
];
/// Operations that do what they can whatever is wrong: a callback leads back to a page, which is
/// told what it is, what is notified is taken, and a car that nobody has was
/// sent no command and has no rules.
const LENIENT: &[&str] = &[
    "commands.list",
    "commands.list.head",
    "account.commands.list",
    "account.commands.list.head",
    "rules.list",
    "rules.list.head",
    "account.rules.list",
    "account.rules.list.head",
    "session.callback",
    "session.callback.head",
    "hooks.receive",
];
/// What calls carry.
#[derive(Debug, Clone)]
pub(super) enum Credentials {
    /// A page's.
    Cookie { name: String, value: String },
    /// An app's.
    Bearer(String),
}

/// How much is tried.
#[derive(Debug, Clone, Copy)]
pub(super) enum Depth {
    /// Examples, every bound of every parameter, and what chance gives.
    Deep,
    /// Every bound of every parameter, and wrong values.
    Bounds,
    /// Every bound of every parameter. What is wrong is refused alike whoever asks, before a car is.
    Valid,
}

/// A run.
pub(super) struct Run<'a> {
    name: &'static str,
    chain: &'a Chain,
    description: Value,
    settings: Value,
    folder: TempDir,
}

impl<'a> Run<'a> {
    /// A run of everything that is described, with what is known of a driver.
    pub(super) fn new(
        name: &'static str,
        chain: &'a Chain,
        credentials: Credentials,
        known: &Known,
    ) -> Self {
        let mut description = description::of(known);
        let openapi = match credentials {
            Credentials::Cookie { name, value } => {
                // Its name has the slot in it, and on http another beginning.
                description["components"]["securitySchemes"]["cookie"]["name"] = json!(name);
                json!({ "cookie": { "api_key": value }, "page": { "api_key": "1" } })
            }
            Credentials::Bearer(bearer) => json!({ "bearer": { "bearer": bearer } }),
        };
        Self {
            name,
            chain,
            description,
            settings: settings(&openapi, chain.origin()),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Sends this body, too.
    pub(super) fn body(mut self, path: &str, media_type: &str, body: &Value) -> Self {
        description::with_body(&mut self.description, path, media_type, body);
        self
    }

    /// Calls only what is wanted: by an operation's path and name.
    pub(super) fn only(mut self, wanted: impl Fn(&str, &str) -> bool) -> Self {
        let paths = self.description["paths"].as_object().unwrap().iter();
        let unwanted: Vec<&str> = paths
            .flat_map(|(path, item)| {
                let operations = item.as_object().unwrap().values();
                let ids = operations.filter_map(|operation| operation["operationId"].as_str());
                ids.filter(|id| !wanted(path, id)).collect::<Vec<_>>()
            })
            .collect();
        let left_out = json!({ "include-operation-id": unwanted, "enabled": false });
        let operations = self.settings["operations"].as_array_mut().unwrap();
        operations.insert(0, left_out);
        self
    }

    /// Runs it.
    pub(super) fn start(self, depth: Depth) -> Report {
        let folder = self.folder.path();
        let program = root().join(".tools/schemathesis/bin/schemathesis");
        assert!(program.exists(), "run scripts/setup test");
        fs::write(folder.join("openapi.json"), self.description.to_string()).unwrap();
        let settings = toml::to_string(&self.settings).unwrap();
        fs::write(folder.join("schemathesis.toml"), settings).unwrap();
        let (phases, mode) = match depth {
            Depth::Deep => ("examples,coverage,fuzzing", "all"),
            Depth::Bounds => ("coverage", "all"),
            Depth::Valid => ("coverage", "positive"),
        };
        let mut run = command(Path::new(&program));
        run.current_dir(folder)
            .args(["--config-file", "schemathesis.toml"])
            .args(["run", "openapi.json", "--url", self.chain.origin()])
            .args(["--phases", phases, "--mode", mode])
            .args(["--seed", SEED, "--max-examples", DRAWN])
            // Two threads fail now and then over Python's own parser.
            .args(["--workers", "1", "--request-timeout", TIMEOUT])
            .args(["--generation-database", "none", "--continue-on-failure"])
            .args(["--no-color", "--report", "json,ndjson"])
            .args(["--report-json-path", "report.json"])
            .args(["--report-ndjson-path", "events.ndjson"])
            .env("NO_PROXY", "*");
        let mut run = Process::start("schemathesis", run).unwrap();
        let ended = run.finish(LONGEST);
        let output = [run.stdout().lines(), run.stderr().lines()]
            .concat()
            .join("\n");
        assert!(ended.is_some(), "it goes on after {LONGEST:?}: {output}");
        if let Some(kept) = std::env::var_os(KEEP_IN) {
            let kept = Path::new(&kept).join(self.name);
            fs::create_dir_all(&kept).unwrap();
            for name in [
                "openapi.json",
                "schemathesis.toml",
                "report.json",
                "events.ndjson",
            ] {
                fs::copy(folder.join(name), kept.join(name)).ok();
            }
            fs::write(kept.join("output.txt"), &output).unwrap();
        }
        Report::read(self.name, folder, output)
    }
}

/// The settings: every check there is but those that are switched off here.
fn settings(openapi: &Value, origin: &str) -> Value {
    json!({
        "auth": { "openapi": openapi },
        "checks": {
            // Each of these is a problem that is described, or the check of statuses fails.
            "not_a_server_error": {
                "expected-statuses": ["2xx", "3xx", "4xx", "502", "503", "504"],
            },
            "negative_data_rejection": { "expected-statuses": ["4xx", "502", "503", "504"] },
            // Off, as two parameters may exclude each other, which no description can say.
            "positive_data_acceptance": { "enabled": false },
        },
        "operations": [
            {
                "include-operation-id": OF_PAGES,
                "headers": { "Origin": origin },
            },
            {
                "include-operation-id": OPEN,
                "checks": { "ignored_auth": { "enabled": false } },
            },
            {
                "include-operation-id": LENIENT,
                "checks": { "negative_data_rejection": { "enabled": false } },
            },
        ],
    })
}
