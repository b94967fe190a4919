//! The rule of times holds for every group that has them: whichever of both times is later counts.
//! Of a status as a whole it is `updatedAt`.

use std::any::type_name;
use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::samples::{SAMPLES, Sample, leaves};
use crate::wire::{self, shape::Path};

/// Before and after every other time in the documents.
const EARLY: &str = "2001-01-01T00:00:00Z";
const LATE: &str = "2099-12-31T23:59:59Z";

/// Records whose two times are two facts, and are both answered.
const RECORDS: [&str; 6] = ["Alert", "Collision", "Monitor", "Trip", "User", "Vehicle"];

/// The places in a document that a path of names leads to, as JSON pointers.
fn places(json: &Value, path: &[&str]) -> Vec<String> {
    let Some((name, rest)) = path.split_first() else {
        return match json {
            Value::Array(list) => below(list.iter().enumerate(), path),
            _ => vec![String::new()],
        };
    };
    match json {
        Value::Array(list) => below(list.iter().enumerate(), path),
        Value::Object(object) => below(
            object.iter().filter(|(key, _)| *name == "*" || key == name),
            rest,
        ),
        _ => Vec::new(),
    }
}

fn below<'a, N: ToString>(
    inside: impl Iterator<Item = (N, &'a Value)>,
    path: &[&str],
) -> Vec<String> {
    inside
        .flat_map(|(name, value)| {
            let name = name.to_string();
            let places = places(value, path).into_iter();
            places
                .map(move |place| format!("/{name}{place}"))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The model of a document in which one group has these times.
fn with(document: &Sample, place: &str, created: &str, updated: &str) -> Value {
    let mut json = document.json();
    let group = json.pointer_mut(place).unwrap();
    group["createdAt"] = json!(created);
    group["updatedAt"] = json!(updated);
    document.model(&json)
}

#[test]
fn of_every_group_the_later_of_its_two_times_counts() {
    let mut kinds = BTreeSet::new();
    let mut met = BTreeSet::new();
    for document in SAMPLES {
        let json = document.json();
        for (path, kind) in document.shape().timed {
            if document.name == "telemetry" && path == ["vehicle"] {
                // It holds the groups of the moment, which has the time.
                continue;
            }
            if path.is_empty() && kind == type_name::<wire::Status>() {
                continue;
            }
            kinds.insert(kind);
            let group = format!("{} {}", document.name, path.join("."));
            let is_record = RECORDS.contains(&kind.rsplit("::").next().unwrap());
            for place in places(&json, &path) {
                met.insert(kind);
                let newer = with(document, &place, LATE, EARLY);
                let moved = with(document, &place, EARLY, LATE);
                assert!(moved.to_string().contains(LATE), "{group}: {moved:#}");
                assert!(newer.to_string().contains(LATE), "{group}: {newer:#}");
                assert_eq!(newer == moved, !is_record, "{group}");
                assert_eq!(moved.to_string().contains(EARLY), is_record, "{group}");
            }
        }
    }
    assert!(kinds.len() > 25, "the check sees nothing: {kinds:?}");
    let missing: Vec<_> = kinds.difference(&met).collect();
    assert!(missing.is_empty(), "in no document: {missing:?}");
}

#[test]
fn every_group_that_has_times_in_a_document_is_known_to_have_them() {
    for document in SAMPLES {
        let json = document.json();
        let shape = document.shape();
        let timed = shape.timed.iter().flat_map(|(path, _)| places(&json, path));
        let timed: BTreeSet<_> = timed.collect();
        for leaf in leaves(&json) {
            for name in ["/createdAt", "/updatedAt"] {
                if let Some(group) = leaf.strip_suffix(name) {
                    assert!(timed.contains(group), "{} {group}", document.name);
                }
            }
        }
    }
}

/// The parts of a status that hold nothing but parts with times of their own, or take the time of
/// what they are in.
const WITHOUT: [&str; 5] = [
    "alarm",
    "environment",
    "lastPosition",
    "preconditioning",
    "preconditionning",
];

#[test]
fn every_part_of_a_status_has_a_time() {
    let status = SAMPLES.iter().find(|it| it.name == "status").unwrap();
    let shape = status.shape();
    let parts = shape.fields.iter().filter(|path| path.len() == 1);
    for part in parts
        .map(|path| path[0])
        .filter(|part| !["_embedded", "createdAt", "updatedAt"].contains(part))
    {
        let is_timed = |(path, _): &(Path, &str)| match WITHOUT.contains(&part) {
            true => path.len() == 2 && path[0] == part,
            false => path[..] == [part],
        };
        assert!(shape.timed.iter().any(is_timed), "{part}");
    }
}
