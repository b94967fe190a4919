//! The resources of the API, each with the template of its path.

use shared::operation::{Operation, ids_in};

/// What is asked for, and of which car, trip, and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The kind of thing.
    pub resource: Resource,
    /// The identifiers of its path, in order.
    pub ids: Vec<String>,
}

macro_rules! resources {
    ($( $name:ident $path:literal )*) => {
        /// A kind of thing that can be asked for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Resource {
            $( #[doc = concat!("`", $path, "`")] $name, )*
            /// `/raw` and the path of one of the upstream's reading operations.
            Raw(&'static Operation),
        }

        impl Resource {
            /// The path's template, for logs: no identifier of anything is in it.
            pub const fn template(self) -> &'static str {
                match self {
                    $( Self::$name => concat!("/api/v1", $path), )*
                    Self::Raw(_) => "/api/v1/raw/{path}",
                }
            }
        }

        const ROWS: &[(&str, Resource)] = &[ $( ($path, Resource::$name), )* ];
    };
}

resources! {
    User "/user"
    Callbacks "/user/callbacks"
    Callback "/user/callbacks/{cbid}"
    Vehicles "/vehicles"
    Vehicle "/vehicles/{id}"
    Status "/vehicles/{id}/status"
    Position "/vehicles/{id}/position"
    Maintenance "/vehicles/{id}/maintenance"
    Telemetry "/vehicles/{id}/telemetry"
    Alerts "/vehicles/{id}/alerts"
    Alert "/vehicles/{id}/alerts/{aid}"
    Alarms "/vehicles/{id}/alarms"
    Alarm "/vehicles/{id}/alarms/{aid}"
    Collisions "/vehicles/{id}/collisions"
    Collision "/vehicles/{id}/collisions/{cid}"
    Trips "/vehicles/{id}/trips"
    Trip "/vehicles/{id}/trips/{tid}"
    TripAlerts "/vehicles/{id}/trips/{tid}/alerts"
    TripAlert "/vehicles/{id}/trips/{tid}/alerts/{aid}"
    TripCollisions "/vehicles/{id}/trips/{tid}/collisions"
    TripCollision "/vehicles/{id}/trips/{tid}/collisions/{cid}"
    TripWaypoints "/vehicles/{id}/trips/{tid}/waypoints"
    TripTelemetry "/vehicles/{id}/trips/{tid}/telemetry"
    Monitors "/vehicles/{id}/callbacks/{cbid}/monitors"
    Monitor "/vehicles/{id}/callbacks/{cbid}/monitors/{mid}"
    Remotes "/vehicles/{id}/callbacks/{cbid}/remotes"
    Remote "/vehicles/{id}/callbacks/{cbid}/remotes/{rid}"
}

impl Target {
    /// What a raw path below `/api/v1` asks for, if anything is there.
    pub fn find(path: &str) -> Option<Self> {
        let (resource, ids) = match path.strip_prefix("/raw") {
            Some(path) => {
                let operation = Operation::find("GET", path)?;
                (Resource::Raw(operation), ids_in(operation.path, path)?)
            }
            None => ROWS
                .iter()
                .find_map(|(template, resource)| Some((*resource, ids_in(template, path)?)))?,
        };
        let ids = ids.into_iter().map(str::to_owned).collect();
        Some(Self { resource, ids })
    }
}

#[cfg(test)]
mod tests {
    use shared::operation::{ALL, Method};

    use super::*;

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
        for (template, resource) in ROWS {
            let (path, ids) = filled(template);
            let target = Target::find(&path).unwrap();
            assert_eq!(
                target,
                Target {
                    resource: *resource,
                    ids
                },
                "{template}"
            );
            assert_eq!(resource.template(), format!("/api/v1{template}"));
            let matching = ROWS
                .iter()
                .filter(|(other, _)| ids_in(other, &path).is_some());
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
}
