//! One run of schemathesis: the description with what is not wanted left out, the settings, and the
//! program.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use e2e::chain::Chain;
use e2e::process::command;
use e2e::project::root;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::known::Known;
use super::report::Report;

/// The same every time.
const SEED: &str = "16";
/// The cases that are drawn at random for an operation.
const DRAWN: &str = "4";
/// What parameters must be, here, to be taken.
const PLAIN: &[(&str, &str)] = &[
    ("path.slug", "privacy-on"),
    ("query.client_id", "com.example.app"),
    ("query.redirect_uri", "com.example.app:/callback"),
];
/// Operations that answer those who are not logged in, too.
const OPEN: &[&str] = &[
    "brands.list",
    "brands.list.head",
    "session.get",
    "session.get.head",
];
/// The most characters of a parameter. The longest address that the edge itself refuses is one of
/// these; what is far longer never comes to it, as the runtime answers in its own words.
const LONGEST: u64 = 1000;
/// Seconds that one answer may take.
const PATIENCE: &str = "20";

/// What calls carry.
#[derive(Debug)]
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
    /// Every bound of every parameter.
    Coverage,
}

/// A run.
pub(super) struct Run<'a> {
    name: String,
    chain: &'a Chain,
    description: Value,
    settings: Value,
    folder: TempDir,
}

impl<'a> Run<'a> {
    /// A run of everything that is described, with what is known of a driver.
    pub(super) fn new(
        name: &str,
        chain: &'a Chain,
        credentials: Credentials,
        known: &Known,
    ) -> Self {
        let text = fs::read_to_string(root().join("docs/openapi.json")).unwrap();
        let mut description: Value = serde_json::from_str(&text).unwrap();
        let openapi = match credentials {
            Credentials::Cookie { name, value } => {
                // Its name has the slot in it, and another beginning on http.
                description["components"]["securitySchemes"]["cookie"]["name"] = json!(name);
                json!({ "cookie": { "api_key": value }, "page": { "api_key": "1" } })
            }
            Credentials::Bearer(bearer) => json!({ "bearer": { "bearer": bearer } }),
        };
        bound(&mut description);
        if let Some(slots) = known.cars.get("slot") {
            let slot = &mut description["components"]["parameters"]["slot"]["schema"];
            *slot = json!({ "type": "string", "enum": slots });
        }
        let mut dictionaries = BTreeMap::new();
        let mut bind = |beginning: &str, parameter: &str, values: &[String]| {
            let name = format!("{beginning}-{}", parameter.replace('.', "-"));
            dictionaries.insert(name.clone(), json!({ "values": values }));
            (parameter.to_owned(), json!({ "dictionary": name }))
        };
        let mut in_paths = |beginning: &str, ids: &BTreeMap<&'static str, Vec<String>>| {
            let ids = ids.iter().filter(|(parameter, _)| **parameter != "slot");
            ids.map(|(parameter, values)| bind(beginning, &format!("path.{parameter}"), values))
                .collect::<BTreeMap<_, _>>()
        };
        let below = in_paths("one", &known.car);
        let mut parameters = in_paths("all", &known.cars);
        for (parameter, value) in PLAIN {
            parameters.extend([bind("plain", parameter, &[(*value).to_owned()])]);
        }
        let only_bounds = json!({
            "examples": { "enabled": false },
            "fuzzing": { "enabled": false },
        });
        let settings = json!({
            "auth": { "openapi": openapi },
            "checks": {
                // An answer of 500 is never meant; the others are what is described.
                "not_a_server_error": {
                    "expected-statuses": ["2xx", "3xx", "4xx", "502", "503", "504"],
                },
                "negative_data_rejection": {
                    "expected-statuses": ["4xx", "502", "503", "504"],
                },
                // Two parameters may exclude each other, which no description can say.
                "positive_data_acceptance": { "enabled": false },
            },
            "parameters": parameters,
            "operations": [
                { "include-path-regex": r"\{id\}.*\{", "parameters": below },
                { "include-path-regex": r"\{slot\}", "phases": only_bounds },
                { "include-method": "HEAD", "phases": only_bounds },
                {
                    // They say who is logged in, or nothing of anyone, and ask for no login.
                    "include-operation-id": OPEN,
                    "checks": { "ignored_auth": { "enabled": false } },
                },
            ],
            "dictionaries": dictionaries,
        });
        Self {
            name: name.to_owned(),
            chain,
            description,
            settings,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Leaves out what is not wanted.
    pub(super) fn only(mut self, wanted: impl Fn(&str, &Value) -> bool) -> Self {
        let paths = self.description["paths"].as_object_mut().unwrap();
        for (path, item) in paths.iter_mut() {
            let item = item.as_object_mut().unwrap();
            item.retain(|method, operation| method == "parameters" || wanted(path, operation));
        }
        paths.retain(|_, item| {
            item.as_object()
                .unwrap()
                .keys()
                .any(|it| it != "parameters")
        });
        self
    }

    /// Runs it.
    pub(super) fn start(self, depth: Depth) -> Report {
        let folder = self.folder.path();
        let file = |name: &str| folder.join(name);
        fs::write(file("openapi.json"), self.description.to_string()).unwrap();
        let settings = toml::to_string(&self.settings).unwrap();
        fs::write(file("schemathesis.toml"), settings).unwrap();
        let program = root().join(".tools/schemathesis/bin/schemathesis");
        assert!(program.exists(), "run scripts/setup test");
        let mut run = command(Path::new(&program));
        let phases = match depth {
            Depth::Deep => "examples,coverage,fuzzing",
            Depth::Coverage => "coverage",
        };
        run.current_dir(folder)
            .args(["--config-file", "schemathesis.toml"])
            .args(["run", "openapi.json", "--url", self.chain.origin()])
            .args(["--phases", phases, "--checks", "all"])
            .args(["--seed", SEED, "--max-examples", DRAWN])
            .args(["--request-timeout", PATIENCE, "--workers", "2"])
            .args(["--generation-database", "none", "--continue-on-failure"])
            .args(["--report", "json,ndjson", "--no-color"])
            .args(["--report-json-path", "report.json"])
            .args(["--report-ndjson-path", "events.ndjson"])
            .env("NO_PROXY", "*");
        let ended = run.output().unwrap();
        let said = String::from_utf8_lossy(&ended.stdout).into_owned()
            + &String::from_utf8_lossy(&ended.stderr);
        if let Ok(kept) = std::env::var("KEEP") {
            let kept = Path::new(&kept).join(&self.name);
            fs::create_dir_all(&kept).unwrap();
            for name in [
                "openapi.json",
                "schemathesis.toml",
                "report.json",
                "events.ndjson",
            ] {
                fs::copy(file(name), kept.join(name)).ok();
            }
            fs::write(kept.join("said"), &said).unwrap();
        }
        Report::read(&self.name, folder, said)
    }
}

/// Bounds the texts of all parameters, so that the runtime takes their addresses.
fn bound(description: &mut Value) {
    let shared = description["components"]["parameters"].take();
    let mut parameters: Vec<&mut Value> = Vec::new();
    for item in description["paths"].as_object_mut().unwrap().values_mut() {
        for (name, part) in item.as_object_mut().unwrap() {
            let list = match name.as_str() {
                "parameters" => Some(part),
                _ => part.get_mut("parameters"),
            };
            parameters.extend(list.and_then(Value::as_array_mut).into_iter().flatten());
        }
    }
    let shorten = |schema: &mut Value| {
        if schema["type"] == "string" && schema["enum"].is_null() {
            let most = schema["maxLength"].as_u64().unwrap_or(LONGEST);
            schema["maxLength"] = json!(most.min(LONGEST));
        }
    };
    for parameter in parameters {
        let Some(schema) = parameter.get_mut("schema") else {
            continue;
        };
        shorten(schema);
        if let Some(items) = schema.get_mut("items") {
            shorten(items);
        }
    }
    description["components"]["parameters"] = shared;
}
