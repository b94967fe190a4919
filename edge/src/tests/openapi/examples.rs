//! The examples of the description: what is answered in a world of samples. So each is proven.
//!
//! What the upstream answers is found by name. The sample of a list, or of what a car has one of, is
//! `examples/{last segment of its path}.json`, of one car `examples/vehicle.json`. The sample of one
//! of several is the document of its model with every field there is. A list without an example of
//! its own has that document as its one item.

use std::fs;

use serde_json::Value;
use shared::operation::ids_in;

use super::{commands, rules};
use crate::api::resource::table::RESOURCES;
use crate::api::resource::{Resource, ResourceKind};
use crate::testing::{Browser, acting, json, served};

/// Samples of what upstream answers in the examples.
const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/api/tests/examples");
/// Documents of the upstream's with every field there is.
const COMPLETE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/tests/samples");

/// What a page of ours sends with a body.
const PAGE: [(&str, &str); 3] = [
    ("x-kerbside", "1"),
    ("origin", "https://edge.test"),
    ("content-type", "application/json"),
];

/// A driver who is logged in where the upstream answers the samples.
pub(super) struct Examples(Browser);

impl Examples {
    pub(super) fn new() -> Self {
        let mut browser = Browser::new(&acting(&[
            ("ELIGIBILITY", "public"),
            ("MAP_TILES", "https://tiles.example/{z}/{x}/{y}.png"),
            ("MAP_ATTRIBUTION", "© OpenStreetMap contributors"),
            ("PICTURE_ORIGINS", "https://visuel3d.example"),
        ]));
        let now = browser.world.now.get();
        browser.log_in_as("/auth/login?brand=peugeot", "AP-ACNT2000", Some(now));
        browser.world.drivers.answer(commands::answer_as_driver);
        browser.world.serve(|request| {
            let path = request.uri().path();
            // What a car can do is said in the same words before and after it is enrolled.
            let is_of_actions = request.uri().query() == Some("extension=onboardCapabilities");
            if path.starts_with("/connectedcar/v3/") || is_of_actions {
                let sample = read(&format!("{EXAMPLES}/eligibility.json"));
                return served(200, &[("relay-answer", "upstream")], &sample);
            }
            let path = path.strip_prefix("/connectedcar/v4").unwrap();
            let is_asked = |row: &&Resource| {
                ids_in(row.operation.path, path).is_some() && filled(row.operation.path) == path
            };
            let row = RESOURCES.iter().find(is_asked);
            let row = row.unwrap_or_else(|| panic!("{path} has no example"));
            served(200, &[("relay-answer", "upstream")], &sample(row))
        });
        Self(browser)
    }

    /// What a template is answered with.
    pub(super) fn answer(&mut self, template: &str) -> Value {
        let answer = self.0.call("GET", &filled(template));
        assert_eq!(answer.status(), 200, "{template}");
        json(&answer)
    }

    /// What a POST without a body makes.
    pub(super) fn post(&mut self, template: &str) -> Value {
        let answer = self.0.call("POST", &filled(template));
        assert_eq!(answer.status(), 201, "{template}");
        json(&answer)
    }

    /// What a command is answered with, and what it is called by.
    pub(super) fn send(&mut self, template: &str, key: &str, body: &str) -> Value {
        self.make(template, key, body, 202)
    }

    /// What a new rule is answered with.
    pub(super) fn create(&mut self, template: &str, key: &str, body: &str) -> Value {
        self.make(template, key, body, 201)
    }

    fn make(&mut self, template: &str, key: &str, body: &str, status: u16) -> Value {
        let headers = [&PAGE[..], &[("idempotency-key", key)]].concat();
        let answer = self.0.send("POST", &filled(template), &headers, body);
        assert_eq!(answer.status(), status, "{}", json(&answer));
        json(&answer)
    }

    /// What a question about a car that is nobody's is answered with.
    pub(super) fn ask(&mut self, body: &str) -> Value {
        let answer = self.0.send("POST", "/api/v1/eligibility", &PAGE, body);
        assert_eq!(answer.status(), 200, "{}", json(&answer));
        json(&answer)
    }

    /// Whether everything that the samples have was read.
    pub(super) fn are_read_whole(&self) -> bool {
        !self.0.world.log().contains("fields-unread")
    }
}

/// The sample of what upstream answers to the operation of a row.
fn sample(row: &Resource) -> String {
    let mut segments = row.path.rsplit('/');
    let (last, before) = (segments.next().unwrap(), segments.next().unwrap());
    let of_one = |list: &str| match list {
        "remotes" => format!("{COMPLETE}/remote-action.json"),
        list => format!("{COMPLETE}/{}.json", list.strip_suffix('s').unwrap()),
    };
    let of_list = format!("{EXAMPLES}/{last}.json");
    match &row.kind {
        ResourceKind::List(items) | ResourceKind::NewestFirst(items) if !exists(&of_list) => {
            let (name, item) = (items.names[0], read(&of_one(last)));
            format!(r#"{{"total":1,"_embedded":{{"{name}":[{item}]}}}}"#)
        }
        ResourceKind::Vehicle => read(&format!("{EXAMPLES}/vehicle.json")),
        _ if last.starts_with('{') => read(&of_one(before)),
        _ => read(&of_list),
    }
}

fn exists(file: &str) -> bool {
    fs::exists(file).unwrap()
}

fn read(file: &str) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The identifier that the sample of one of a list has.
fn id_in(list: &str) -> String {
    let end = format!("/{list}");
    let is_one_of = |row: &&Resource| {
        let (before, last) = row.path.rsplit_once('/').unwrap();
        last.starts_with('{') && before.ends_with(&end)
    };
    let row = RESOURCES.iter().find(is_one_of).unwrap();
    let name = match &row.kind {
        ResourceKind::Document(document) => document.id.unwrap(),
        _ => "id",
    };
    let sample: Value = serde_json::from_str(&sample(row)).unwrap();
    sample[name].as_str().unwrap().to_owned()
}

/// A path with the samples' identifiers in their places.
pub(super) fn filled(template: &str) -> String {
    let mut list = "";
    let mut filled = Vec::new();
    for segment in template.split('/') {
        filled.push(match segment.starts_with('{') {
            true if list == "commands" => commands::ID.to_owned(),
            true if list == "rules" => rules::ID.to_owned(),
            true => id_in(list),
            false => segment.to_owned(),
        });
        list = segment;
    }
    filled.join("/")
}
