//! The rows: the operations of the manufacturer's end-user API 4.17.2.

use super::row::{Accept, BASE_PATH, Method, Operation};

macro_rules! operations {
    (@flag) => { false };
    (@flag deprecated) => { true };
    (@accept) => { Accept::Hal };
    (@accept geo) => { Accept::GeoJson };
    ($( $(#[$doc:meta])* $name:ident: $method:ident $path:literal $query:expr, requires $requires:expr, uses $uses:expr $(=> $accept:ident)? $(, $deprecated:ident)?; )*) => {
        $(
            $(#[$doc])*
            pub static $name: Operation = Operation {
                name: stringify!($name),
                method: Method::$method,
                base: BASE_PATH,
                path: $path,
                query: $query,
                accept: operations!(@accept $($accept)?),
                requires: $requires,
                uses: $uses,
                deprecated: operations!(@flag $($deprecated)?),
            };
        )*

        /// Every row.
        pub static ALL: [&Operation; [$(stringify!($name)),*].len()] = [$(&$name),*];
    };
}

const DATA: &[&str] = &[
    "data:telemetry",
    "data:position",
    "data:trip",
    "data:alert",
    "data:collision",
];

const REMOTE: &[&str] = &[
    "remote:door:write",
    "remote:preconditioning:write",
    "remote:horn:write",
    "remote:charging:write",
    "remote:lights:write",
    "remote:wakeup:write",
    "remote:navigation:write",
];

const DATA_AND_REMOTE: &[&str] = &[
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

operations! {
    /// The driver.
    USER: Get "/user" &["country"], requires &[], uses &[];

    /// The driver's cars.
    VEHICLES: Get "/user/vehicles" &["indexRange", "pageSize", "pageToken", "locale", "extension", "vinPrefix", "country"], requires &[], uses &["data:vehicle:devices:pnc"];
    /// One car.
    VEHICLE: Get "/user/vehicles/{id}" &["locale", "extension", "country"], requires &[], uses &["data:vehicle:devices:pnc"];
    /// The last known state of a car.
    VEHICLE_STATUS: Get "/user/vehicles/{id}/status" &[], requires &[], uses &["data:telemetry", "data:position"];
    /// Where a car was last seen.
    VEHICLE_LAST_POSITION: Get "/user/vehicles/{id}/lastPosition" &[], requires &["data:position"], uses &[] => geo, deprecated;
    /// What a car reported over time.
    VEHICLE_TELEMETRY: Get "/user/vehicles/{id}/telemetry" &["indexRange", "pageSize", "pageToken", "timestamps", "type", "extension"], requires &[], uses &["data:telemetry", "data:position"], deprecated;
    /// Distance and days to the next service.
    VEHICLE_MAINTENANCE: Get "/user/vehicles/{id}/maintenance" &[], requires &["data:telemetry"], uses &[];

    /// A car's warnings.
    VEHICLE_ALERTS: Get "/user/vehicles/{id}/alerts" &["indexRange", "pageSize", "pageToken", "timestamps"], requires &["data:alert"], uses &["data:position"];
    /// One warning.
    VEHICLE_ALERT: Get "/user/vehicles/{id}/alerts/{aid}" &[], requires &["data:alert"], uses &["data:position"];
    /// What a car's burglar alarm reported.
    VEHICLE_ALARMS: Get "/user/vehicles/{id}/alarms" &["indexRange", "pageSize", "pageToken", "type", "timestamps"], requires &["data:telemetry"], uses &[];
    /// One report of the burglar alarm.
    VEHICLE_ALARM: Get "/user/vehicles/{id}/alarms/{aid}" &[], requires &["data:telemetry"], uses &[];
    /// A car's collisions.
    VEHICLE_COLLISIONS: Get "/user/vehicles/{id}/collisions" &["indexRange", "pageSize", "pageToken", "timestamps"], requires &["data:collision"], uses &[], deprecated;
    /// One collision.
    VEHICLE_COLLISION: Get "/user/vehicles/{id}/collisions/{cid}" &[], requires &["data:collision"], uses &[], deprecated;

    /// A car's trips, oldest first.
    TRIPS: Get "/user/vehicles/{id}/trips" &["indexRange", "pageSize", "pageToken", "timestamps", "distance", "duration", "states"], requires &["data:trip"], uses &["data:position"];
    /// One trip.
    TRIP: Get "/user/vehicles/{id}/trips/{tid}" &[], requires &["data:trip"], uses &["data:position"];
    /// The warnings of a trip.
    TRIP_ALERTS: Get "/user/vehicles/{id}/trips/{tid}/alerts" &["indexRange", "pageSize", "pageToken", "timestamps", "locale"], requires &["data:trip", "data:alert"], uses &["data:position"];
    /// One warning of a trip.
    TRIP_ALERT: Get "/user/vehicles/{id}/trips/{tid}/alerts/{aid}" &[], requires &["data:trip", "data:alert"], uses &["data:position"];
    /// The collisions of a trip.
    TRIP_COLLISIONS: Get "/user/vehicles/{id}/trips/{tid}/collisions" &["indexRange", "pageSize", "pageToken", "timestamps"], requires &["data:trip", "data:collision"], uses &[], deprecated;
    /// One collision of a trip.
    TRIP_COLLISION: Get "/user/vehicles/{id}/trips/{tid}/collisions/{cid}" &[], requires &["data:trip", "data:collision"], uses &[], deprecated;
    /// The route of a trip.
    TRIP_WAY_POINTS: Get "/user/vehicles/{id}/trips/{tid}/wayPoints" &["indexRange", "pageToken", "timestamps", "tolerance"], requires &["data:trip", "data:position"], uses &[], deprecated;
    /// What the car reported during a trip.
    TRIP_TELEMETRY: Get "/user/vehicles/{id}/trips/{tid}/telemetry" &["indexRange", "pageSize", "timestamps", "type", "extension"], requires &["data:trip"], uses &["data:telemetry", "data:position"], deprecated;

    /// Where notifications are sent.
    CALLBACKS: Get "/user/callbacks" &["indexRange", "pageSize", "pageToken", "types"], requires &[], uses DATA_AND_REMOTE;
    /// Asks for notifications.
    CREATE_CALLBACK: Post "/user/callbacks" &[], requires &[], uses DATA_AND_REMOTE;
    /// One receiver of notifications.
    CALLBACK: Get "/user/callbacks/{cbid}" &[], requires &[], uses DATA_AND_REMOTE;
    /// Replaces a receiver.
    REPLACE_CALLBACK: Put "/user/callbacks/{cbid}" &[], requires &[], uses DATA_AND_REMOTE;
    /// Deletes a receiver and its monitors.
    DELETE_CALLBACK: Delete "/user/callbacks/{cbid}" &[], requires &[], uses DATA_AND_REMOTE;
    /// Pauses or resumes a receiver.
    SET_CALLBACK_STATUS: Put "/user/callbacks/{cbid}/status" &[], requires &[], uses DATA_AND_REMOTE;

    /// What is watched on a car.
    MONITORS: Get "/user/vehicles/{id}/callbacks/{cbid}/monitors" &["indexRange", "pageSize", "pageToken"], requires &[], uses DATA;
    /// Watches something on a car.
    CREATE_MONITOR: Post "/user/vehicles/{id}/callbacks/{cbid}/monitors" &[], requires &[], uses DATA;
    /// One watch.
    MONITOR: Get "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}" &[], requires &[], uses DATA;
    /// Replaces a monitor.
    REPLACE_MONITOR: Put "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}" &[], requires &[], uses DATA;
    /// Ends a monitor.
    DELETE_MONITOR: Delete "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}" &[], requires &[], uses DATA;
    /// Pauses or resumes a monitor.
    SET_MONITOR_STATUS: Put "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}/status" &[], requires &[], uses DATA;

    /// Remote actions that were asked for.
    REMOTES: Get "/user/vehicles/{id}/callbacks/{cbid}/remotes" &["indexRange", "pageSize", "pageToken"], requires &[], uses REMOTE;
    /// Asks for a remote action.
    CREATE_REMOTE: Post "/user/vehicles/{id}/callbacks/{cbid}/remotes" &[], requires &[], uses REMOTE;
    /// One remote action.
    REMOTE_ACTION: Get "/user/vehicles/{id}/callbacks/{cbid}/remotes/{rid}" &[], requires &[], uses REMOTE;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_36_operations_of_the_manufacturers_document() {
        let count = |method| ALL.iter().filter(|row| row.method == method).count();
        assert_eq!(
            (
                count(Method::Get),
                count(Method::Post),
                count(Method::Put),
                count(Method::Delete)
            ),
            (27, 3, 4, 2)
        );
        assert_eq!(ALL.iter().filter(|row| row.deprecated).count(), 8);
    }

    #[test]
    fn what_is_refused_lacks_what_it_requires_or_else_what_it_uses() {
        let rows = ALL.iter().filter(|row| row.may_lack("data:position"));
        let of_cars = rows.filter(|row| row.path.contains("{id}") && row.method == Method::Get);
        let names: Vec<_> = of_cars.map(|row| row.name).collect();
        assert_eq!(
            names,
            [
                "VEHICLE_STATUS",
                "VEHICLE_LAST_POSITION",
                "VEHICLE_TELEMETRY",
                "TRIP_WAY_POINTS",
                "MONITORS",
                "MONITOR"
            ]
        );
    }
}
