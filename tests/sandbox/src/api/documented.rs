//! Every operation that the manufacturer documents for the end-user API, version 4.17.2: what a
//! client may expect to be there, whether the sandbox has it yet or not.

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
    /// Whether its end is announced.
    pub(crate) deprecated: bool,
}

const fn is(
    method: &'static str,
    path: &'static str,
    query: &'static [&'static str],
) -> Documented {
    Documented {
        method,
        path,
        query,
        deprecated: false,
    }
}

const fn was(path: &'static str, query: &'static [&'static str]) -> Documented {
    Documented {
        method: "GET",
        path,
        query,
        deprecated: true,
    }
}

/// All of them.
#[rustfmt::skip]
pub(crate) const OPERATIONS: &[Documented] = &[
    is("GET", "/user", &["country"]),
    is("GET", "/user/vehicles", &["indexRange", "pageSize", "pageToken", "locale", "extension", "vinPrefix", "country"]),
    is("GET", "/user/vehicles/{id}", &["locale", "extension", "country"]),
    is("GET", "/user/vehicles/{id}/status", &[]),
    was("/user/vehicles/{id}/lastPosition", &[]),
    was("/user/vehicles/{id}/telemetry", &["indexRange", "pageSize", "pageToken", "timestamps", "type", "extension"]),
    is("GET", "/user/vehicles/{id}/maintenance", &[]),
    is("GET", "/user/vehicles/{id}/alerts", &["indexRange", "pageSize", "pageToken", "timestamps"]),
    is("GET", "/user/vehicles/{id}/alerts/{aid}", &[]),
    is("GET", "/user/vehicles/{id}/alarms", &["indexRange", "pageSize", "pageToken", "type", "timestamps"]),
    is("GET", "/user/vehicles/{id}/alarms/{aid}", &[]),
    was("/user/vehicles/{id}/collisions", &["indexRange", "pageSize", "pageToken", "timestamps"]),
    was("/user/vehicles/{id}/collisions/{cid}", &[]),
    is("GET", "/user/vehicles/{id}/trips", &["indexRange", "pageSize", "pageToken", "timestamps", "distance", "duration", "states"]),
    is("GET", "/user/vehicles/{id}/trips/{tid}", &[]),
    is("GET", "/user/vehicles/{id}/trips/{tid}/alerts", &["indexRange", "pageSize", "pageToken", "timestamps", "locale"]),
    is("GET", "/user/vehicles/{id}/trips/{tid}/alerts/{aid}", &[]),
    was("/user/vehicles/{id}/trips/{tid}/collisions", &["indexRange", "pageSize", "pageToken", "timestamps"]),
    was("/user/vehicles/{id}/trips/{tid}/collisions/{cid}", &[]),
    was("/user/vehicles/{id}/trips/{tid}/wayPoints", &["indexRange", "pageToken", "timestamps", "tolerance"]),
    was("/user/vehicles/{id}/trips/{tid}/telemetry", &["indexRange", "pageSize", "timestamps", "type", "extension"]),
    is("GET", "/user/callbacks", &["indexRange", "pageSize", "pageToken", "types"]),
    is("POST", "/user/callbacks", &[]),
    is("GET", "/user/callbacks/{cbid}", &[]),
    is("PUT", "/user/callbacks/{cbid}", &[]),
    is("DELETE", "/user/callbacks/{cbid}", &[]),
    is("PUT", "/user/callbacks/{cbid}/status", &[]),
    is("GET", "/user/vehicles/{id}/callbacks/{cbid}/monitors", &["indexRange", "pageSize", "pageToken"]),
    is("POST", "/user/vehicles/{id}/callbacks/{cbid}/monitors", &[]),
    is("GET", "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}", &[]),
    is("PUT", "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}", &[]),
    is("DELETE", "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}", &[]),
    is("PUT", "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}/status", &[]),
    is("GET", "/user/vehicles/{id}/callbacks/{cbid}/remotes", &["indexRange", "pageSize", "pageToken"]),
    is("POST", "/user/vehicles/{id}/callbacks/{cbid}/remotes", &[]),
    is("GET", "/user/vehicles/{id}/callbacks/{cbid}/remotes/{rid}", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::resources;

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
