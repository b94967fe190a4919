//! What holds of every row, and which paths find one.

use std::collections::BTreeSet;

use shared::brand::Brand;
use shared::operation::{ALL, Call, Method, ids_in};

use super::table::RESOURCES;
use super::target::BASE_PATH;
use super::{AnyResource, ResourceKind, Target};
use crate::api::parameter::Parameter;
use crate::testing::{Browser, World, all_is_well, json, served};

fn filled(template: &str) -> (String, Vec<String>) {
    let mut ids = Vec::new();
    let mut fill = |segment: &str| {
        if !segment.starts_with('{') {
            return segment.to_owned();
        }
        ids.push(format!("0{}", ids.len()));
        format!("0{}", ids.len() - 1)
    };
    let path: Vec<_> = template.split('/').map(&mut fill).collect();
    (path.join("/"), ids)
}

#[test]
fn every_resource_is_found_by_its_own_path_and_no_two_share_one() {
    for row in RESOURCES {
        let template = row.path.strip_prefix(BASE_PATH).unwrap();
        let (path, ids) = filled(template);
        let target = Target::find(&path).unwrap();
        assert_eq!(
            target,
            Target {
                resource: AnyResource::Modelled(row),
                ids
            },
            "{template}"
        );
        assert_eq!(target.resource.template(), format!("/api/v1{template}"));
        let path = format!("/api/v1{path}");
        let matching = RESOURCES
            .iter()
            .filter(|other| ids_in(other.path, &path).is_some());
        assert_eq!(matching.count(), 1, "{template}");
    }
}

#[test]
fn every_reading_operation_has_its_raw_path_and_no_other_has() {
    for operation in ALL {
        let (path, ids) = filled(operation.path);
        let target = Target::find(&format!("/raw{path}"));
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        let raw = AnyResource::Raw(Call::new(operation, &ids).unwrap());
        if operation.method == Method::Get {
            assert_eq!(target.unwrap().resource, raw);
        } else {
            // Another operation may read at the same path.
            let found = target.map(|target| target.resource);
            assert_ne!(found, Some(raw), "{path}");
        }
    }
    for path in [
        "/raw",
        "/raw/",
        "/raw/user/",
        "/rawuser",
        "/raw/user/trips",
        "/raw//user",
    ] {
        assert_eq!(Target::find(path), None, "{path}");
    }
}

#[test]
fn every_row_is_made_of_a_reading_operation_with_the_same_identifiers() {
    for row in RESOURCES {
        let operation = row.operation;
        assert!(ALL.contains(&operation), "{}", row.path);
        assert_eq!(operation.method, Method::Get, "{}", row.path);
        let ids = |template: &str| template.matches('{').count();
        assert_eq!(ids(row.path), ids(operation.path), "{}", row.path);
    }
}

#[test]
fn every_operation_that_reads_has_a_row_of_its_own() {
    // The position is made of the status, and asks this one only where that has none.
    let without = ["VEHICLE_LAST_POSITION"];
    for operation in ALL.iter().filter(|row| row.method == Method::Get) {
        let rows = RESOURCES.iter().filter(|row| {
            row.operation.name == operation.name && !matches!(row.kind, ResourceKind::Position)
        });
        let expected = usize::from(!without.contains(&operation.name));
        assert_eq!(rows.count(), expected, "{}", operation.name);
    }
}

#[test]
fn a_parameter_is_there_once_and_one_that_is_sent_is_the_operations() {
    for row in RESOURCES {
        let names = row.parameter_names();
        let unique: BTreeSet<_> = names.iter().collect();
        assert_eq!(unique.len(), names.len(), "{}: {names:?}", row.path);
        for parameter in row.parameters {
            let upstream = match parameter {
                Parameter::Time => "timestamps",
                Parameter::NumberRange(range) => range.upstream,
                Parameter::Text(text) => text.name,
                Parameter::Choice(choice)
                    if choice.words.iter().all(|(_, word)| word.is_empty()) =>
                {
                    continue;
                }
                Parameter::Choice(choice) => choice.upstream,
                Parameter::Flag(_) => {
                    assert!(
                        matches!(row.kind, ResourceKind::NewestFirst(_)),
                        "{}",
                        row.path
                    );
                    continue;
                }
            };
            assert!(
                row.operation.allows_query(upstream),
                "{} {upstream}",
                row.path
            );
        }
    }
}

#[test]
fn a_list_has_pages_and_nothing_else_has() {
    for row in RESOURCES {
        let is_list = matches!(
            row.kind,
            ResourceKind::List(_) | ResourceKind::NewestFirst(_) | ResourceKind::Vehicles
        );
        assert_eq!(row.page_size > 0, is_list, "{}", row.path);
        assert_eq!(
            row.operation.allows_query("indexRange"),
            is_list,
            "{}",
            row.path
        );
        assert!(
            is_list || !(row.takes_limit() || row.takes_offset()),
            "{}",
            row.path
        );
    }
}

/// The last known state is stored under the row's name, and answered where there is trouble, of
/// exactly those rows that keep one.
#[test]
fn the_last_known_state_is_kept_of_the_rows_that_say_so() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    let upstream = &[("relay-answer", "upstream")];
    for row in RESOURCES {
        let (path, _) = filled(row.path);
        browser.world.serve(move |_| {
            served(
                200,
                upstream,
                r#"{"id":"00","vin":"VR3","daysBeforeMaintenance":3,"total":0}"#,
            )
        });
        for inside in browser.world.insides.borrow().values() {
            inside.states.borrow_mut().clear();
        }
        assert_eq!(browser.call("GET", &path).status(), 200, "{path}");
        let insides = browser.world.insides.borrow();
        let kinds: Vec<_> = insides
            .values()
            .flat_map(|inside| inside.states.borrow().values().cloned().collect::<Vec<_>>())
            .map(|stored| stored.kind)
            .collect();
        let expected: Vec<_> = row.last_known.map(str::to_owned).into_iter().collect();
        assert_eq!(kinds, expected, "{path}");
        drop(insides);
        browser.world.serve(move |_| served(503, upstream, "{}"));
        let answer = json(&browser.call("GET", &path));
        assert_eq!(
            answer.get("stale").is_some(),
            row.last_known.is_some(),
            "{path}"
        );
    }
}
