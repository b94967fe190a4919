//! docs/api.md says what is so: its table has every operation, and its examples are answers.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::brand::Brand;
use shared::operation::ALL;

use crate::route::Route;
use crate::testing::{Browser, World, all_is_well, json, served};

const DOCUMENT: &str = include_str!("../../../docs/api.md");

/// What upstream answers in the examples, by its path.
const UPSTREAM: &[(&str, &str)] = &[
    ("/user", include_str!("examples/user.json")),
    ("/user/vehicles", include_str!("examples/vehicles.json")),
    (
        "/user/vehicles/9f3c1a7e52b04d68",
        include_str!("examples/vehicle.json"),
    ),
    (
        "/user/vehicles/9f3c1a7e52b04d68/status",
        include_str!("examples/status.json"),
    ),
    (
        "/user/vehicles/9f3c1a7e52b04d68/maintenance",
        include_str!("examples/maintenance.json"),
    ),
];

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

/// The endpoints of the API that have a section, and the example in it.
fn sections() -> BTreeMap<&'static str, Value> {
    let mut sections = BTreeMap::new();
    for section in DOCUMENT.split("\n### ").skip(1) {
        let (heading, rest) = section.split_once('\n').unwrap();
        let Some(address) = code(heading).and_then(|it| it.strip_prefix("GET /api/")) else {
            continue;
        };
        let (_, example) = rest.split_once("```json\n").unwrap();
        let (example, _) = example.split_once("\n```").unwrap();
        sections.insert(address, serde_json::from_str(example).unwrap());
    }
    sections
}

/// The text of a cell or heading that is code and nothing else.
fn code(text: &str) -> Option<&str> {
    text.strip_prefix('`')?.strip_suffix('`')
}

fn without_query(address: &str) -> &str {
    address.split_once('?').map_or(address, |(path, _)| path)
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
        let door = Route::find("GET", &path.replace("{id}", "0a")).unwrap();
        assert_eq!(door.template(), path, "{operation}");
        let has_section =
            |section: &&str| path.strip_prefix("/api/") == Some(without_query(section));
        assert!(sections.keys().any(has_section), "{address} has no section");
    }
    assert_eq!(rows, BTreeMap::new(), "rows of no operation");
}

#[test]
fn every_example_is_what_is_answered() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.world.serve(|request| {
        let path = request
            .uri()
            .path()
            .strip_prefix("/connectedcar/v4")
            .unwrap();
        let found = UPSTREAM.iter().find(|(known, _)| *known == path);
        let (_, body) = found.unwrap_or_else(|| panic!("{path} has no example"));
        served(200, &[("relay-answer", "upstream")], body)
    });
    let sections = sections();
    assert!(
        sections.len() >= UPSTREAM.len(),
        "the check sees too little"
    );
    for (address, example) in sections {
        let path = without_query(address).replace("{id}", "9f3c1a7e52b04d68");
        let answer = browser.call("GET", &format!("/api/{path}"));
        assert_eq!(json(&answer), example, "{address}: {}", json(&answer));
    }
    assert!(!browser.world.log().contains("fields-unread"));
}
