//! Every resource that is served. The others of the specification answer that there is no data.

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

use crate::api::resource::Resource;

/// The resources, one a file, or two where one is a list of the other.
pub(crate) const ALL: &[Resource] = &[
    user::RESOURCE,
    vehicles::RESOURCE,
    vehicle::RESOURCE,
    status::RESOURCE,
    last_position::RESOURCE,
    telemetry::RESOURCE,
    maintenance::RESOURCE,
    alerts::LIST,
    alerts::ONE,
    alarms::LIST,
    alarms::ONE,
    collisions::LIST,
    collisions::ONE,
    trips::LIST,
    trips::ONE,
    trip_alerts::LIST,
    trip_alerts::ONE,
    trip_collisions::LIST,
    trip_collisions::ONE,
    way_points::RESOURCE,
    trip_telemetry::RESOURCE,
    callbacks::LIST,
    callbacks::ONE,
    monitors::LIST,
    monitors::ONE,
    remotes::LIST,
    remotes::ONE,
];
