//! docs/api.md says what is so: its table has every operation, its examples are answers, its
//! headings have every parameter, and every member of every answer is in it.
//!
//! What the upstream answers in the examples is found by name. The sample of a list, or of what a
//! car has one of, is `examples/{last segment of its path}.json`, of one car `examples/vehicle.json`.
//! The sample of one of several is the document of its model with every field there is. A list
//! without an example of its own has that document as its one item.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;
use shared::brand::Brand;
use shared::operation::{ALL, ids_in};
use shared::problem::Code;

use crate::api::resource::table::RESOURCES;
use crate::api::resource::{Resource, ResourceKind};
use crate::endpoint::Route;
use crate::testing::{Browser, World, all_is_well, json, served};

const DOCUMENT: &str = include_str!("../../../../docs/api.md");

/// Samples of what upstream answers in the examples.
const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/api/tests/examples");
/// Documents of the upstream's with every field there is.
const COMPLETE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/tests/samples");

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
fn filled(template: &str) -> String {
    let path = template.replace("{path}", "user/vehicles/{id}/maintenance");
    let mut list = "";
    let mut filled = Vec::new();
    for segment in path.split('/') {
        filled.push(match segment.starts_with('{') {
            true => id_in(list),
            false => segment.to_owned(),
        });
        list = segment;
    }
    filled.join("/")
}

/// The rows of the table of operations: the operation, and what is said of it.
fn rows() -> BTreeMap<&'static str, &'static str> {
    let mut rows = BTreeMap::new();
    for line in DOCUMENT.lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        if let ["", operation, said, ""] = cells.as_slice()
            && let Some(operation) = code(operation)
            && operation.contains(" /user")
        {
            assert_eq!(
                rows.insert(operation, *said),
                None,
                "{operation} is there twice"
            );
        }
    }
    rows
}

/// The endpoints of the API that have a section: the parameters in its heading, and the example
/// in it.
fn sections() -> BTreeMap<&'static str, (BTreeSet<&'static str>, Value)> {
    let mut sections = BTreeMap::new();
    for section in DOCUMENT.split("\n### ").skip(1) {
        let (heading, rest) = section.split_once('\n').unwrap();
        let Some(address) = code(heading).and_then(|it| it.strip_prefix("GET ")) else {
            continue;
        };
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let parameters = query.split('&').filter(|it| !it.is_empty());
        let parameters = parameters.map(|it| it.strip_suffix('=').unwrap()).collect();
        let (_, example) = rest.split_once("```json\n").unwrap();
        let (example, _) = example.split_once("\n```").unwrap();
        let example =
            serde_json::from_str(example).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(sections.insert(path, (parameters, example)), None);
    }
    sections
}

/// The text of a cell or heading that is code and nothing else.
fn code(text: &str) -> Option<&str> {
    text.strip_prefix('`')?.strip_suffix('`')
}

fn logged_in() -> Browser {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.world.serve(|request| {
        let path = request
            .uri()
            .path()
            .strip_prefix("/connectedcar/v4")
            .unwrap();
        let is_asked = |row: &&Resource| {
            ids_in(row.operation.path, path).is_some() && filled(row.operation.path) == path
        };
        let row = RESOURCES.iter().find(is_asked);
        let row = row.unwrap_or_else(|| panic!("{path} has no example"));
        served(200, &[("relay-answer", "upstream")], &sample(row))
    });
    browser
}

#[test]
fn every_operation_is_answered_somewhere_or_has_the_reason_why_not_yet() {
    let mut rows = rows();
    let sections = sections();
    for row in ALL {
        let operation = format!("{} {}", row.method.as_str(), row.path);
        let said = rows.remove(operation.as_str());
        let said = said.unwrap_or_else(|| panic!("{operation} has no row"));
        let Some(address) = code(said) else {
            let reason = said.strip_prefix("not yet: ");
            assert!(
                reason.is_some_and(|it| it.len() > 10),
                "{operation}: {said}"
            );
            continue;
        };
        let path = address.strip_prefix("GET ").unwrap();
        let route = Route::find(&filled(path));
        assert_eq!(route.template(), path, "{operation}");
        assert!(sections.contains_key(path), "{address} has no section");
    }
    assert_eq!(rows, BTreeMap::new(), "rows of no operation");
}

#[test]
fn every_example_is_what_is_answered() {
    let mut browser = logged_in();
    let sections = sections();
    for row in RESOURCES {
        assert!(
            sections.contains_key(row.path),
            "{} has no section",
            row.path
        );
    }
    for (path, (_, example)) in sections {
        let answer = json(&browser.call("GET", &filled(path)));
        assert_eq!(answer, example, "{path}: {answer}");
    }
    assert!(!browser.world.log().contains("fields-unread"));
}

#[test]
fn every_heading_has_the_parameters_that_its_address_takes() {
    for row in RESOURCES {
        let (parameters, _) = &sections()[row.path];
        let names = row.parameter_names().into_iter().collect();
        assert_eq!(*parameters, names, "{}", row.path);
    }
    let mut browser = logged_in();
    for (path, (parameters, _)) in sections() {
        if path.contains("{path}") {
            continue;
        }
        let refusal = json(&browser.call("GET", &format!("{}?nonsense=1", filled(path))));
        let detail = refusal["detail"].as_str().unwrap();
        let takes = detail.strip_prefix("this address takes ").unwrap();
        // Every list has a cursor, and it goes alone.
        let takes = takes
            .split(", ")
            .filter(|name| !["no parameters", "cursor"].contains(name));
        assert_eq!(parameters, takes.collect(), "{path}");
    }
}

#[test]
fn every_member_of_an_answer_is_described() {
    let mut members = BTreeSet::new();
    for answer in fs::read_dir(format!("{COMPLETE}/answers")).unwrap() {
        let answer = fs::read_to_string(answer.unwrap().path()).unwrap();
        gather(&serde_json::from_str(&answer).unwrap(), &mut members);
    }
    assert!(members.len() > 100, "the check sees too little");
    let missing: Vec<_> = members
        .iter()
        .filter(|name| {
            let forms = [
                format!("`{name}`"),
                format!(".{name}`"),
                format!("\"{name}\":"),
            ];
            !forms.iter().any(|form| DOCUMENT.contains(form))
        })
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
}

#[test]
fn every_problem_is_in_the_table_as_it_is_answered() {
    for code in Code::ALL {
        let row = format!("| `{code}` | {} | {} |", code.status(), code.title());
        let between_relay_and_edge = [
            "signature-refused",
            "operation-not-allowed",
            "request-not-allowed",
            "realm-not-allowed",
        ];
        let is_listed = DOCUMENT.contains(&row);
        assert_eq!(
            is_listed,
            !between_relay_and_edge.contains(&code.slug()),
            "{row}"
        );
    }
}

fn gather(json: &Value, members: &mut BTreeSet<String>) {
    match json {
        Value::Object(object) => {
            for (name, inside) in object {
                members.insert(name.clone());
                gather(inside, members);
            }
        }
        Value::Array(list) => list.iter().for_each(|inside| gather(inside, members)),
        _ => {}
    }
}
