//! docs/api.md says what is so: its table has every operation, its examples are answers, its
//! headings have every parameter, and every member of every answer is in it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use shared::brand::Brand;
use shared::operation::ALL;
use shared::problem::Code;

use crate::endpoint::Route;
use crate::testing::{Browser, World, all_is_well, json, served};

const DOCUMENT: &str = include_str!("../../../../docs/api.md");

/// A document of the upstream's with every field there is.
macro_rules! complete {
    ($name:literal) => {
        include_str!(concat!(
            "../../../../shared/src/model/documents/",
            $name,
            ".json"
        ))
    };
}

/// What upstream answers in the examples, by its path below the car or the driver.
const UPSTREAM: &[(&str, &str)] = &[
    ("/user", include_str!("examples/user.json")),
    ("/user/vehicles", include_str!("examples/vehicles.json")),
    ("/user/vehicles/{id}", include_str!("examples/vehicle.json")),
    (
        "/user/vehicles/{id}/status",
        include_str!("examples/status.json"),
    ),
    (
        "/user/vehicles/{id}/maintenance",
        include_str!("examples/maintenance.json"),
    ),
    (
        "/user/vehicles/{id}/alerts",
        include_str!("examples/alerts.json"),
    ),
    ("/user/vehicles/{id}/alerts/{aid}", complete!("alert")),
    (
        "/user/vehicles/{id}/alarms",
        include_str!("examples/alarms.json"),
    ),
    ("/user/vehicles/{id}/alarms/{aid}", complete!("alarm")),
    (
        "/user/vehicles/{id}/collisions",
        include_str!("examples/collisions.json"),
    ),
    (
        "/user/vehicles/{id}/collisions/{cid}",
        complete!("collision"),
    ),
    (
        "/user/vehicles/{id}/telemetry",
        include_str!("examples/telemetry.json"),
    ),
    (
        "/user/vehicles/{id}/trips",
        include_str!("examples/trips.json"),
    ),
    ("/user/vehicles/{id}/trips/{tid}", complete!("trip")),
    (
        "/user/vehicles/{id}/trips/{tid}/alerts",
        include_str!("examples/alerts.json"),
    ),
    (
        "/user/vehicles/{id}/trips/{tid}/alerts/{aid}",
        complete!("alert"),
    ),
    (
        "/user/vehicles/{id}/trips/{tid}/collisions",
        include_str!("examples/collisions.json"),
    ),
    (
        "/user/vehicles/{id}/trips/{tid}/collisions/{cid}",
        complete!("collision"),
    ),
    (
        "/user/vehicles/{id}/trips/{tid}/wayPoints",
        include_str!("examples/waypoints.json"),
    ),
    (
        "/user/vehicles/{id}/trips/{tid}/telemetry",
        include_str!("examples/telemetry.json"),
    ),
    ("/user/callbacks", include_str!("examples/callbacks.json")),
    ("/user/callbacks/{cbid}", complete!("callback")),
    (
        "/user/vehicles/{id}/callbacks/{cbid}/monitors",
        include_str!("examples/monitors.json"),
    ),
    (
        "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}",
        complete!("monitor"),
    ),
    (
        "/user/vehicles/{id}/callbacks/{cbid}/remotes",
        include_str!("examples/remotes.json"),
    ),
    (
        "/user/vehicles/{id}/callbacks/{cbid}/remotes/{rid}",
        complete!("remote-action"),
    ),
];

/// The identifiers that the documents have, by the lists they are in.
const IDS: &[(&str, &str)] = &[
    ("alerts", "5f0c8d8e41"),
    ("alarms", "a1a30b"),
    ("collisions", "c011"),
    ("trips", "77d0"),
    ("callbacks", "6a1c-0f"),
    ("monitors", "b7-01"),
    ("remotes", "d3-9e"),
    ("vehicles", "9f3c1a7e52b04d68"),
];

/// A path with the documents' identifiers in their places.
fn filled(template: &str) -> String {
    let path = template.replace("{path}", "user/vehicles/{id}/maintenance");
    let mut list = "";
    let segments = path.split('/').map(|segment| {
        let of_list = IDS.iter().find(|(name, _)| *name == list);
        list = segment;
        match (of_list, segment.starts_with('{')) {
            (Some((_, id)), true) => *id,
            _ => segment,
        }
    });
    segments.collect::<Vec<_>>().join("/")
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
        let found = UPSTREAM.iter().find(|(known, _)| filled(known) == path);
        let (_, body) = found.unwrap_or_else(|| panic!("{path} has no example"));
        served(200, &[("relay-answer", "upstream")], body)
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
    assert!(
        sections.len() >= UPSTREAM.len(),
        "the check sees too little"
    );
    for (path, (_, example)) in sections {
        let answer = json(&browser.call("GET", &filled(path)));
        assert_eq!(answer, example, "{path}: {answer}");
    }
    assert!(!browser.world.log().contains("fields-unread"));
}

#[test]
fn every_heading_has_the_parameters_that_its_address_takes() {
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
    let answers = [
        include_str!("../../../../shared/src/model/documents/answers/alarm.json"),
        include_str!("../../../../shared/src/model/documents/answers/alert.json"),
        include_str!("../../../../shared/src/model/documents/answers/callback.json"),
        include_str!("../../../../shared/src/model/documents/answers/callback-push.json"),
        include_str!("../../../../shared/src/model/documents/answers/collision.json"),
        include_str!("../../../../shared/src/model/documents/answers/maintenance.json"),
        include_str!("../../../../shared/src/model/documents/answers/monitor.json"),
        include_str!("../../../../shared/src/model/documents/answers/position.json"),
        include_str!("../../../../shared/src/model/documents/answers/remote-action.json"),
        include_str!("../../../../shared/src/model/documents/answers/remote-charging.json"),
        include_str!("../../../../shared/src/model/documents/answers/remote-climate.json"),
        include_str!("../../../../shared/src/model/documents/answers/remote-navigation.json"),
        include_str!("../../../../shared/src/model/documents/answers/status.json"),
        include_str!("../../../../shared/src/model/documents/answers/status-older.json"),
        include_str!("../../../../shared/src/model/documents/answers/telemetry.json"),
        include_str!("../../../../shared/src/model/documents/answers/trip.json"),
        include_str!("../../../../shared/src/model/documents/answers/user.json"),
        include_str!("../../../../shared/src/model/documents/answers/vehicle.json"),
        include_str!("../../../../shared/src/model/documents/answers/vehicle-operations.json"),
    ];
    let mut members = BTreeSet::new();
    for answer in answers {
        gather(&serde_json::from_str(answer).unwrap(), &mut members);
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
