//! What the document says is so, in both directions: what is answered is described, and what is
//! described is answered.

use std::collections::BTreeSet;
use std::fs;

use openapi::changes::taken_away;
use serde_json::Value;
use shared::problem::Code;

use super::units::{for_each_member, is_number};
use super::{COMMAND, written_document};
use crate::endpoint::Route;
use crate::testing::description::committed;
use crate::testing::{Browser, World, all_is_well, json};

/// Documents of ours with every member there is.
const COMPLETE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../shared/tests/samples/answers"
);
const RELEASED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.released.json");

/// The members that no sample has: they are in answers that other tests make.
const NOT_IN_SAMPLES: &[&str] = &[
    // Of what went wrong.
    "because",
    "code",
    "detail",
    "error",
    "error_description",
    "loginUrl",
    "parameter",
    "problem",
    "requestId",
    "retryAfter",
    "since",
    "stale",
    "status",
    "title",
    "type",
    "unavailable",
    "upstream",
    "uuid",
    // Of the owner's question for the relays.
    "certificateDaysLeft",
    "clockAheadSeconds",
    "relay",
    "relays",
    "step",
    "writes",
    // Of what became of a command, and why one cannot be sent.
    "failure",
    "upstreamCause",
    "why",
    // Of several accounts.
    "account",
    "accounts",
    "lost",
    "slot",
    // Of lists.
    "items",
    "next",
    "total",
    // In place of another: of hydrogen, and of charging that is put off to a time of day.
    "instantKilogramsPer100Km",
    "nextTime",
    // Of the authorization server.
    "access_token",
    "expires_in",
    "token_type",
];

#[test]
fn nothing_of_the_last_release_is_taken_away() {
    let released = fs::read_to_string(RELEASED).unwrap();
    let released = serde_json::from_str(&released).unwrap();
    let taken = taken_away(&released, &written_document());
    assert_eq!(
        taken,
        Vec::<String>::new(),
        "clients rely on docs/openapi.released.json"
    );
}

#[test]
fn every_problem_that_a_front_end_can_see_is_one_of_some_operation() {
    let document = written_document();
    let responses = document["components"]["responses"].to_string();
    for code in Code::ALL {
        let is_named = responses.contains(&format!("#/components/examples/{}\"", code.slug()))
            || responses.contains(&format!("\"{}\":{{\"value\"", code.slug()));
        // The description has no operation of a method that is not taken.
        let is_seen = !code.is_between_relay_and_edge() && code != Code::MethodNotAllowed;
        assert_eq!(is_named, is_seen, "{code}");
    }
}

#[test]
fn every_complete_document_is_allowed_and_has_every_member() {
    let description = committed();
    let mut found = BTreeSet::new();
    for file in fs::read_dir(COMPLETE).unwrap() {
        let file = file.unwrap().path();
        let stem = file.file_stem().unwrap().to_str().unwrap();
        // "status-older" is a status, too.
        let name = match stem.split('-').next().unwrap() {
            "remote" => "RemoteAction".to_owned(),
            "alarm" => "AlarmReport".to_owned(),
            kind => {
                let (first, rest) = kind.split_at(1);
                first.to_uppercase() + rest
            }
        };
        let answer: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(
            description.flaws_of(&name, &answer),
            Vec::<String>::new(),
            "{stem}"
        );
        gather(&answer, &mut found);
    }
    let mut document = written_document();
    gather_examples(&document["components"]["responses"], &mut found);
    let items = document["paths"].as_object().unwrap().values();
    for item in items {
        for method in ["post", "put"] {
            gather(&item[method]["requestBody"]["content"], &mut found);
        }
    }
    gather(&document["webhooks"], &mut found);
    let mut described = BTreeSet::new();
    for_each_member(&mut document["components"]["schemas"], &mut |name, _| {
        described.insert(name.to_owned());
    });
    assert!(described.len() > 150, "the check sees too little");
    let missing: Vec<_> = described
        .difference(&found)
        .filter(|name| !NOT_IN_SAMPLES.contains(&name.as_str()))
        .collect();
    assert_eq!(
        missing,
        Vec::<&String>::new(),
        "described, and in no sample"
    );
}

#[test]
fn every_number_has_a_unit_but_those_that_count() {
    let mut without = BTreeSet::new();
    for_each_member(
        &mut written_document()["components"]["schemas"],
        &mut |name, member| {
            if is_number(member) && !member.contains_key("x-unit") {
                without.insert(name.to_owned());
            }
        },
    );
    let known = [
        "deviceCount",
        "dropped",
        "id",
        "last",
        "powerLevel",
        "programSlots",
        "signalQuality",
        "slot",
        "status",
        "total",
    ];
    assert_eq!(without, known.map(str::to_owned).into());
}

#[test]
fn what_may_be_an_old_state_says_so() {
    let schemas = &written_document()["components"]["schemas"];
    for name in [
        "StatusAnswer",
        "VehicleAnswer",
        "KnownPosition",
        "MaintenanceAnswer",
    ] {
        let added = &schemas[name]["allOf"][1];
        assert!(added["properties"]["stale"].is_object(), "{name}");
    }
    for name in ["VehicleList", "AccountResult", "UnknownPosition"] {
        assert!(schemas[name]["properties"]["stale"].is_object(), "{name}");
    }
}

#[test]
fn nothing_may_be_null() {
    let schemas = written_document()["components"]["schemas"].to_string();
    assert!(!schemas.contains("\"null\""));
}

#[test]
fn every_address_takes_the_parameters_that_are_described() {
    let document = written_document();
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(shared::brand::Brand::Peugeot);
    for (path, item) in document["paths"].as_object().unwrap() {
        let is_raw = path.starts_with("/api/v1/raw/");
        if !path.starts_with("/api/v1/") || path.contains("{slot}") || item["get"].is_null() {
            continue;
        }
        let query = |item: &Value| -> BTreeSet<String> {
            let list = item["parameters"].as_array().into_iter().flatten();
            let query = list.filter(|it| it["in"] == "query");
            query
                .map(|it| it["name"].as_str().unwrap().to_owned())
                .collect()
        };
        let segments = path
            .split('/')
            .map(|it| if it.starts_with('{') { "0a" } else { it });
        let address = segments.collect::<Vec<_>>().join("/");
        assert_eq!(
            is_raw,
            Route::find(&address).template().contains("/raw/"),
            "{path}"
        );
        let method = match item["get"].is_object() {
            true => "GET",
            false => "POST",
        };
        let refusal = json(&browser.call(method, &format!("{address}?nonsense=1")));
        let detail = refusal["detail"]
            .as_str()
            .unwrap_or_else(|| panic!("{path}: {refusal}"));
        let taken = detail.strip_prefix("this address takes ").unwrap();
        let taken = taken.split(", ").filter(|name| *name != "no parameters");
        assert_eq!(query(item), taken.map(str::to_owned).collect(), "{path}");
    }
}

#[test]
fn the_command_that_is_named_is_there() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    assert!(fs::exists(format!("{script}/{COMMAND}")).unwrap());
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

/// The members of every example.
fn gather_examples(responses: &Value, members: &mut BTreeSet<String>) {
    match responses {
        Value::Object(object) => {
            for (name, inside) in object {
                match name.as_str() {
                    "example" => gather(inside, members),
                    _ => gather_examples(inside, members),
                }
            }
        }
        Value::Array(list) => list
            .iter()
            .for_each(|inside| gather_examples(inside, members)),
        _ => {}
    }
}
