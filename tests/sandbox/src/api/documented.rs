//! Every operation that the manufacturer documents for the end-user API, version 4.17.2: what a
//! client may expect to be there, whether the sandbox has it or not.

use serde::Serialize;

/// One documented operation.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Documented {
    /// Its method.
    pub(crate) method: &'static str,
    /// Its path after the base, identifiers in braces.
    pub(crate) path: &'static str,
    /// The names its query may have, beside `client_id`.
    pub(crate) query: &'static [&'static str],
    /// The media type it answers in.
    pub(crate) accept: &'static str,
    /// The scopes it works with, those it demands with a star behind them.
    pub(crate) scopes: &'static [&'static str],
    /// Whether its end is announced.
    pub(crate) deprecated: bool,
}

const HAL: &str = "application/hal+json";
const GEO: &str = "application/vnd.geo+json";

/// What a monitor may watch.
const DATA: &[&str] = &[
    "data:telemetry",
    "data:position",
    "data:trip",
    "data:alert",
    "data:collision",
];
/// What a remote action may do.
const REMOTE: &[&str] = &[
    "remote:door:write",
    "remote:preconditioning:write",
    "remote:horn:write",
    "remote:charging:write",
    "remote:lights:write",
    "remote:wakeup:write",
    "remote:navigation:write",
];
/// Any of both.
const ANY: &[&str] = &[
    "data:telemetry",
    "data:position",
    "data:trip",
    "data:alert",
    "data:collision",
    "remote:door:write",
    "remote:preconditioning:write",
    "remote:horn:write",
    "remote:charging:write",
    "remote:lights:write",
    "remote:wakeup:write",
    "remote:navigation:write",
];

const fn is(
    method: &'static str,
    path: &'static str,
    query: &'static [&'static str],
    scopes: &'static [&'static str],
) -> Documented {
    Documented {
        method,
        path,
        query,
        accept: HAL,
        scopes,
        deprecated: false,
    }
}

const fn was(
    path: &'static str,
    query: &'static [&'static str],
    scopes: &'static [&'static str],
) -> Documented {
    Documented {
        method: "GET",
        path,
        query,
        accept: HAL,
        scopes,
        deprecated: true,
    }
}

/// All of them.
#[rustfmt::skip]
pub(crate) const OPERATIONS: &[Documented] = &[
    is("GET", "/user", &["country"], &[]),
    is("GET", "/user/vehicles", &["indexRange", "pageSize", "pageToken", "locale", "extension", "vinPrefix", "country"], &["data:vehicle:devices:pnc"]),
    is("GET", "/user/vehicles/{id}", &["locale", "extension", "country"], &["data:vehicle:devices:pnc"]),
    is("GET", "/user/vehicles/{id}/status", &[], &["data:telemetry", "data:position"]),
    Documented { accept: GEO, ..was("/user/vehicles/{id}/lastPosition", &[], &["data:position*"]) },
    was("/user/vehicles/{id}/telemetry", &["indexRange", "pageSize", "pageToken", "timestamps", "type", "extension"], &["data:telemetry", "data:position"]),
    is("GET", "/user/vehicles/{id}/maintenance", &[], &["data:telemetry*"]),
    is("GET", "/user/vehicles/{id}/alerts", &["indexRange", "pageSize", "pageToken", "timestamps"], &["data:alert*", "data:position"]),
    is("GET", "/user/vehicles/{id}/alerts/{aid}", &[], &["data:alert*", "data:position"]),
    is("GET", "/user/vehicles/{id}/alarms", &["indexRange", "pageSize", "pageToken", "type", "timestamps"], &["data:telemetry*"]),
    is("GET", "/user/vehicles/{id}/alarms/{aid}", &[], &["data:telemetry*"]),
    was("/user/vehicles/{id}/collisions", &["indexRange", "pageSize", "pageToken", "timestamps"], &["data:collision*"]),
    was("/user/vehicles/{id}/collisions/{cid}", &[], &["data:collision*"]),
    is("GET", "/user/vehicles/{id}/trips", &["indexRange", "pageSize", "pageToken", "timestamps", "distance", "duration", "states"], &["data:trip*", "data:position"]),
    is("GET", "/user/vehicles/{id}/trips/{tid}", &[], &["data:trip*", "data:position"]),
    is("GET", "/user/vehicles/{id}/trips/{tid}/alerts", &["indexRange", "pageSize", "pageToken", "timestamps", "locale"], &["data:trip*", "data:alert*", "data:position"]),
    is("GET", "/user/vehicles/{id}/trips/{tid}/alerts/{aid}", &[], &["data:trip*", "data:alert*", "data:position"]),
    was("/user/vehicles/{id}/trips/{tid}/collisions", &["indexRange", "pageSize", "pageToken", "timestamps"], &["data:trip*", "data:collision*"]),
    was("/user/vehicles/{id}/trips/{tid}/collisions/{cid}", &[], &["data:trip*", "data:collision*"]),
    was("/user/vehicles/{id}/trips/{tid}/wayPoints", &["indexRange", "pageToken", "timestamps", "tolerance"], &["data:trip*", "data:position*"]),
    was("/user/vehicles/{id}/trips/{tid}/telemetry", &["indexRange", "pageSize", "timestamps", "type", "extension"], &["data:trip*", "data:telemetry", "data:position"]),
    is("GET", "/user/callbacks", &["indexRange", "pageSize", "pageToken", "types"], ANY),
    is("POST", "/user/callbacks", &[], ANY),
    is("GET", "/user/callbacks/{cbid}", &[], ANY),
    is("PUT", "/user/callbacks/{cbid}", &[], ANY),
    is("DELETE", "/user/callbacks/{cbid}", &[], ANY),
    is("PUT", "/user/callbacks/{cbid}/status", &[], ANY),
    is("GET", "/user/vehicles/{id}/callbacks/{cbid}/monitors", &["indexRange", "pageSize", "pageToken"], DATA),
    is("POST", "/user/vehicles/{id}/callbacks/{cbid}/monitors", &[], DATA),
    is("GET", "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}", &[], DATA),
    is("PUT", "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}", &[], DATA),
    is("DELETE", "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}", &[], DATA),
    is("PUT", "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}/status", &[], DATA),
    is("GET", "/user/vehicles/{id}/callbacks/{cbid}/remotes", &["indexRange", "pageSize", "pageToken"], REMOTE),
    is("POST", "/user/vehicles/{id}/callbacks/{cbid}/remotes", &[], REMOTE),
    is("GET", "/user/vehicles/{id}/callbacks/{cbid}/remotes/{rid}", &[], REMOTE),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::resource::Resource;
    use crate::api::resources;

    #[test]
    fn everything_that_can_be_read_is_served() {
        for operation in OPERATIONS.iter().filter(|each| each.method == "GET") {
            let served = |resource: &Resource| resource.template == operation.path;
            assert!(resources::ALL.iter().any(served), "{}", operation.path);
        }
    }

    #[test]
    fn what_is_served_is_documented_with_the_same_query() {
        for resource in resources::ALL {
            let documented = OPERATIONS
                .iter()
                .find(|operation| operation.path == resource.template && operation.method == "GET")
                .unwrap_or_else(|| panic!("{}", resource.template));
            let mut names = resource.query.to_vec();
            let mut documented = documented.query.to_vec();
            names.sort_unstable();
            documented.sort_unstable();
            assert_eq!(names, documented, "{}", resource.template);
        }
    }
}
