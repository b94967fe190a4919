//! What holds of every row, and which paths find one.

use shared::operation::{ALL, Method, ids_in};

use super::table::RESOURCES;
use super::target::BASE_PATH;
use super::{Resource, Target};

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
                resource: Resource::Row(row),
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
        if operation.method == Method::Get {
            let target = target.unwrap();
            assert_eq!(target.resource, Resource::Raw(operation));
            assert_eq!(target.ids, ids);
        } else {
            // Another operation may read at the same path.
            let found = target.map(|target| target.resource);
            assert_ne!(found, Some(Resource::Raw(operation)), "{path}");
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
