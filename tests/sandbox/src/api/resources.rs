//! The table of operations: all that the manufacturer documents for the end-user API, version 4.17.2,
//! with the function that answers each one that reads. A path of the specification with no row that
//! reads answers that there is no data.

mod alarms;
mod alerts;
mod callbacks;
mod collisions;
mod last_position;
mod maintenance;
mod monitors;
mod remotes;
mod status;
mod telemetry;
mod trip_alerts;
mod trip_collisions;
mod trip_telemetry;
mod trips;
mod user;
mod vehicle;
mod vehicles;
mod way_points;

use crate::api::operation::{Operation, get, write};

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

/// Every row: path, handler, query parameters beside `client_id`, and scopes; those that it demands
/// have a star behind them.
#[rustfmt::skip]
pub(crate) const OPERATIONS: &[Operation] = &[
    get("/user", user::answer, &["country"], &[]),
    get("/user/vehicles", vehicles::answer, &["indexRange", "pageSize", "pageToken", "locale", "extension", "vinPrefix", "country"], &["data:vehicle:devices:pnc"]),
    get("/user/vehicles/{id}", vehicle::answer, &["locale", "extension", "country"], &["data:vehicle:devices:pnc"]),
    get("/user/vehicles/{id}/status", status::answer, &[], &["data:telemetry", "data:position"]),
    get("/user/vehicles/{id}/lastPosition", last_position::answer, &[], &["data:position*"]).in_geo_json().deprecated(),
    get("/user/vehicles/{id}/telemetry", telemetry::answer, &["indexRange", "pageSize", "pageToken", "timestamps", "type", "extension"], &["data:telemetry", "data:position"]).deprecated(),
    get("/user/vehicles/{id}/maintenance", maintenance::answer, &[], &["data:telemetry*"]),
    get("/user/vehicles/{id}/alerts", alerts::list, &["indexRange", "pageSize", "pageToken", "timestamps"], &["data:alert*", "data:position"]),
    get("/user/vehicles/{id}/alerts/{aid}", alerts::one, &[], &["data:alert*", "data:position"]),
    get("/user/vehicles/{id}/alarms", alarms::list, &["indexRange", "pageSize", "pageToken", "type", "timestamps"], &["data:telemetry*"]),
    get("/user/vehicles/{id}/alarms/{aid}", alarms::one, &[], &["data:telemetry*"]),
    get("/user/vehicles/{id}/collisions", collisions::list, &["indexRange", "pageSize", "pageToken", "timestamps"], &["data:collision*"]).deprecated(),
    get("/user/vehicles/{id}/collisions/{cid}", collisions::one, &[], &["data:collision*"]).deprecated(),
    get("/user/vehicles/{id}/trips", trips::list, &["indexRange", "pageSize", "pageToken", "timestamps", "distance", "duration", "states"], &["data:trip*", "data:position"]),
    get("/user/vehicles/{id}/trips/{tid}", trips::one, &[], &["data:trip*", "data:position"]),
    get("/user/vehicles/{id}/trips/{tid}/alerts", trip_alerts::list, &["indexRange", "pageSize", "pageToken", "timestamps", "locale"], &["data:trip*", "data:alert*", "data:position"]),
    get("/user/vehicles/{id}/trips/{tid}/alerts/{aid}", trip_alerts::one, &[], &["data:trip*", "data:alert*", "data:position"]),
    get("/user/vehicles/{id}/trips/{tid}/collisions", trip_collisions::list, &["indexRange", "pageSize", "pageToken", "timestamps"], &["data:trip*", "data:collision*"]).deprecated(),
    get("/user/vehicles/{id}/trips/{tid}/collisions/{cid}", trip_collisions::one, &[], &["data:trip*", "data:collision*"]).deprecated(),
    get("/user/vehicles/{id}/trips/{tid}/wayPoints", way_points::answer, &["indexRange", "pageToken", "timestamps", "tolerance"], &["data:trip*", "data:position*"]).deprecated(),
    get("/user/vehicles/{id}/trips/{tid}/telemetry", trip_telemetry::answer, &["indexRange", "pageSize", "timestamps", "type", "extension"], &["data:trip*", "data:telemetry", "data:position"]).deprecated(),
    get("/user/callbacks", callbacks::list, &["indexRange", "pageSize", "pageToken", "types"], ANY),
    write("POST", "/user/callbacks", callbacks::create, ANY),
    get("/user/callbacks/{cbid}", callbacks::one, &[], ANY),
    write("PUT", "/user/callbacks/{cbid}", callbacks::replace, ANY),
    write("DELETE", "/user/callbacks/{cbid}", callbacks::delete, ANY),
    write("PUT", "/user/callbacks/{cbid}/status", callbacks::set_status, ANY),
    get("/user/vehicles/{id}/callbacks/{cbid}/monitors", monitors::list, &["indexRange", "pageSize", "pageToken"], DATA),
    write("POST", "/user/vehicles/{id}/callbacks/{cbid}/monitors", monitors::create, DATA),
    get("/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}", monitors::one, &[], DATA),
    write("PUT", "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}", monitors::replace, DATA),
    write("DELETE", "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}", monitors::delete, DATA),
    write("PUT", "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}/status", monitors::set_status, DATA),
    get("/user/vehicles/{id}/callbacks/{cbid}/remotes", remotes::list, &["indexRange", "pageSize", "pageToken"], REMOTE),
    write("POST", "/user/vehicles/{id}/callbacks/{cbid}/remotes", remotes::create, REMOTE),
    get("/user/vehicles/{id}/callbacks/{cbid}/remotes/{rid}", remotes::one, &[], REMOTE),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::operation::Handler;

    #[test]
    fn what_reads_is_a_get_and_what_changes_something_is_none() {
        for operation in OPERATIONS {
            let is_read = matches!(operation.handler, Handler::Read(_));
            assert_eq!(operation.method == "GET", is_read, "{}", operation.path);
        }
        assert_eq!(OPERATIONS.len(), 36);
    }

    #[test]
    fn no_two_rows_share_a_method_and_a_path() {
        for (nth, row) in OPERATIONS.iter().enumerate() {
            let same = |other: &&Operation| (other.method, other.path) == (row.method, row.path);
            assert_eq!(
                OPERATIONS.iter().skip(nth).filter(same).count(),
                1,
                "{}",
                row.path
            );
        }
    }
}
