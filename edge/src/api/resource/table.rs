//! The table of resources: all that a front end can read, but for the brands and the raw documents.
//!
//! A row says: path, upstream operation, model, parameters, and, where it differs, the page size,
//! what the last known state is kept under, and what nothing found means. Its constructor says its
//! kind:
//!
//! - [`Resource::document`]: a document. Nothing found means `no-data-yet`.
//! - [`Resource::one_of`]: one of several, with the member that has its identifier upstream. Nothing
//!   found means `not-found`.
//! - [`Resource::list`], [`Resource::newest_first`]: a list in the upstream's order, or with its
//!   newest items first. Nothing found means that it is empty.
//! - [`Resource::special`]: a resource with a handler of its own. Nothing found means `no-data-yet`.

use shared::model::{
    AlarmReport, Alert, Callback, Collision, Maintenance, Monitor, Position, RemoteAction, Status,
    Telemetry, Trip,
};
use shared::operation::{
    CALLBACK, CALLBACKS, MONITOR, MONITORS, REMOTE_ACTION, REMOTES, TRIP, TRIP_ALERT, TRIP_ALERTS,
    TRIP_COLLISION, TRIP_COLLISIONS, TRIP_TELEMETRY, TRIP_WAY_POINTS, TRIPS, USER, VEHICLE,
    VEHICLE_ALARM, VEHICLE_ALARMS, VEHICLE_ALERT, VEHICLE_ALERTS, VEHICLE_COLLISION,
    VEHICLE_COLLISIONS, VEHICLE_MAINTENANCE, VEHICLE_STATUS, VEHICLE_TELEMETRY, VEHICLES,
};
use shared::problem::Code;

use super::definition::{Document, PAGE_SIZE, Resource, ResourceKind};
use crate::api::last_known::{MAINTENANCE_KIND, STATUS_KIND, VEHICLE_KIND};
use crate::api::parameter::Parameter::{self, NumberRange, Text, Time};
use crate::api::parameter::{COUNTRY, Choice, DISTANCE, DURATION, Flag, LOCALE, TOLERANCE};
use crate::relay::CAPABILITIES;

/// Every row.
#[rustfmt::skip]
pub static RESOURCES: &[Resource] = &[
    Resource::special("/api/v1/user", &USER, ResourceKind::User, &[Text(&COUNTRY)]),
    Resource::list::<Callback>("/api/v1/user/callbacks", &CALLBACKS, &[CALLBACK_TYPES]),
    Resource::one_of::<Callback>("/api/v1/user/callbacks/{cbid}", &CALLBACK, "id"),

    Resource::special("/api/v1/vehicles", &VEHICLES, ResourceKind::Vehicles, &[
        Parameter::Choice(&ACCOUNTS), Parameter::Choice(&VEHICLES_INCLUDE), Text(&COUNTRY), Text(&LOCALE),
    ])
        .with_pages(PAGE_SIZE)
        .with_last_known("vehicles"),
    Resource::special("/api/v1/vehicles/{id}", &VEHICLE, ResourceKind::Vehicle, &[
        VEHICLE_INCLUDE, Text(&COUNTRY), Text(&LOCALE),
    ])
        .with_last_known(VEHICLE_KIND)
        .with_not_found(Code::VehicleNotFound),
    STATUS,
    Resource::special("/api/v1/vehicles/{id}/position", &VEHICLE_STATUS, ResourceKind::Position, &[])
        .with_last_known(STATUS_KIND),
    Resource::document("/api/v1/vehicles/{id}/maintenance", &VEHICLE_MAINTENANCE, Document::of_car::<Maintenance>())
        .with_last_known(MAINTENANCE_KIND),
    Resource::list::<Telemetry>("/api/v1/vehicles/{id}/telemetry", &VEHICLE_TELEMETRY, TELEMETRY_PARAMETERS)
        .with_pages(TELEMETRY_PAGE_SIZE),

    Resource::newest_first::<Alert>("/api/v1/vehicles/{id}/alerts", &VEHICLE_ALERTS, &[Time, ACTIVE]),
    Resource::one_of::<Alert>("/api/v1/vehicles/{id}/alerts/{aid}", &VEHICLE_ALERT, "id"),
    Resource::list::<AlarmReport>("/api/v1/vehicles/{id}/alarms", &VEHICLE_ALARMS, &[Time, ALARM_TYPE]),
    Resource::one_of::<AlarmReport>("/api/v1/vehicles/{id}/alarms/{aid}", &VEHICLE_ALARM, "id"),
    Resource::list::<Collision>("/api/v1/vehicles/{id}/collisions", &VEHICLE_COLLISIONS, &[Time]),
    Resource::one_of::<Collision>("/api/v1/vehicles/{id}/collisions/{cid}", &VEHICLE_COLLISION, "id"),

    Resource::newest_first::<Trip>("/api/v1/vehicles/{id}/trips", &TRIPS, &[
        Time, NumberRange(&DISTANCE), NumberRange(&DURATION), TRIP_STATES,
    ]),
    Resource::one_of::<Trip>("/api/v1/vehicles/{id}/trips/{tid}", &TRIP, "id"),
    Resource::newest_first::<Alert>("/api/v1/vehicles/{id}/trips/{tid}/alerts", &TRIP_ALERTS, &[Time, ACTIVE]),
    Resource::one_of::<Alert>("/api/v1/vehicles/{id}/trips/{tid}/alerts/{aid}", &TRIP_ALERT, "id"),
    Resource::list::<Collision>("/api/v1/vehicles/{id}/trips/{tid}/collisions", &TRIP_COLLISIONS, &[Time]),
    Resource::one_of::<Collision>("/api/v1/vehicles/{id}/trips/{tid}/collisions/{cid}", &TRIP_COLLISION, "id"),
    Resource::list::<Position>("/api/v1/vehicles/{id}/trips/{tid}/waypoints", &TRIP_WAY_POINTS, &[
        Time, NumberRange(&TOLERANCE),
    ]),
    Resource::list::<Telemetry>("/api/v1/vehicles/{id}/trips/{tid}/telemetry", &TRIP_TELEMETRY, TELEMETRY_PARAMETERS)
        .with_pages(TELEMETRY_PAGE_SIZE),

    Resource::list::<Monitor>("/api/v1/vehicles/{id}/callbacks/{cbid}/monitors", &MONITORS, &[]),
    Resource::one_of::<Monitor>("/api/v1/vehicles/{id}/callbacks/{cbid}/monitors/{mid}", &MONITOR, "monitorId"),
    Resource::list::<RemoteAction>("/api/v1/vehicles/{id}/callbacks/{cbid}/remotes", &REMOTES, &[]),
    Resource::one_of::<RemoteAction>("/api/v1/vehicles/{id}/callbacks/{cbid}/remotes/{rid}", &REMOTE_ACTION, "remoteActionId"),
];

/// The status of a car. The list of cars has it in it too.
pub const STATUS: Resource = Resource::document(
    "/api/v1/vehicles/{id}/status",
    &VEHICLE_STATUS,
    STATUS_DOCUMENT,
)
.with_last_known(STATUS_KIND);
/// The document of a car's status. The position is a part of it.
pub const STATUS_DOCUMENT: Document = Document::of_car::<Status>();

/// Most moments on a page of telemetry. The upstream has up to 2000. A page of 500 with all that is
/// documented weighs 42 MB of the 48 that a document may (`shared::wire::MAX_WEIGHT`).
const TELEMETRY_PAGE_SIZE: u16 = 500;

const TELEMETRY_PARAMETERS: &[Parameter] = &[Time, TELEMETRY_TYPE, TELEMETRY_INCLUDE];

/// Warnings that hold, or those that are over.
const ACTIVE: Parameter = Parameter::Flag(&Flag { name: "active" });

const CALLBACK_TYPES: Parameter = Parameter::Choice(&Choice {
    name: "types",
    upstream: "types",
    words: &[("Monitor", "Monitor"), ("Remote", "Remote")],
});

/// Whose cars are wanted, where it is not one account's.
pub static ACCOUNTS: Choice = Choice {
    name: "accounts",
    upstream: "",
    words: &[("all", "")],
};

/// The word for a car's status among those of [`VEHICLES_INCLUDE`].
pub const INCLUDE_STATUS: &str = "status";

/// What of each car of a list is sent only where it is asked for. The status takes a call of its
/// own.
pub static VEHICLES_INCLUDE: Choice = Choice {
    name: "include",
    upstream: "extension",
    words: &[
        (INCLUDE_STATUS, ""),
        ("branding", "branding"),
        ("pictures", "pictures"),
        ("capabilities", CAPABILITIES),
    ],
};

/// What of a car is sent only where it is asked for.
const VEHICLE_INCLUDE: Parameter = Parameter::Choice(&Choice {
    name: "include",
    upstream: "extension",
    words: &[
        ("branding", "branding"),
        ("pictures", "pictures"),
        ("capabilities", CAPABILITIES),
    ],
});

/// Which members of each moment are wanted.
const TELEMETRY_TYPE: Parameter = Parameter::Choice(&Choice {
    name: "type",
    upstream: "type",
    words: &[
        ("environment", "environment"),
        ("privacy", "privacy"),
        ("vehicle", "vehicle"),
        ("driverAssistance", "vehicle.adas"),
        ("battery12V", "vehicle.battery"),
        ("doors", "vehicle.doorsState"),
        ("energies", "vehicle.energies"),
        ("engines", "vehicle.engines"),
        ("ignition", "vehicle.ignition"),
        ("lighting", "vehicle.lightingSystem"),
        ("safety", "vehicle.safety"),
        ("transmission", "vehicle.transmission"),
        ("alarm.status", "vehicle.alarm.status"),
        ("alarm.trigger", "vehicle.alarm.trigger"),
        ("wipers", "vehicle.wipingBlades"),
    ],
});

/// What of each moment is sent only where it is asked for.
const TELEMETRY_INCLUDE: Parameter = Parameter::Choice(&Choice {
    name: "include",
    upstream: "extension",
    words: &[("position", "location"), ("maintenance", "maintenance")],
});

const ALARM_TYPE: Parameter = Parameter::Choice(&Choice {
    name: "type",
    upstream: "type",
    words: &[
        ("status", "vehicle.alarm.status"),
        ("trigger", "vehicle.alarm.trigger"),
    ],
});

const TRIP_STATES: Parameter = Parameter::Choice(&Choice {
    name: "states",
    upstream: "states",
    words: &[
        ("Nominal", "Nominal"),
        ("Unstarted", "Unstarted"),
        ("DataLacking", "DataLacking"),
        ("Unfinished", "Unfinished"),
    ],
});
