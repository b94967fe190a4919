//! `…/telemetry`: what a car, or a car on a trip, reported over time.

use shared::model::{Telemetry, translate};
use shared::operation::{Operation, TRIP_TELEMETRY, VEHICLE_TELEMETRY};
use shared::wire::{self, Embed as _};

use super::list::List;
use super::list::query::Takes;
use super::parameter::{Filter, Words};

/// Most moments on a page. The upstream has up to 2000, which parsed would be more than a Worker
/// has room for.
const PAGE: u16 = 500;

/// What of each moment is wanted: the members of the answer.
static TYPE: Words = Words {
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
};

/// What is sent only where it is asked for.
static INCLUDE: Words = Words {
    name: "include",
    upstream: "extension",
    words: &[("position", "location"), ("maintenance", "maintenance")],
};

const FILTERS: &[Filter] = &[Filter::Time, Filter::Words(&TYPE), Filter::Words(&INCLUDE)];

/// A car's.
pub static LIST: List = list(&VEHICLE_TELEMETRY);
/// A trip's.
pub static TRIP_LIST: List = list(&TRIP_TELEMETRY);

const fn list(operation: &'static Operation) -> List {
    List {
        takes: Takes {
            operation,
            filters: FILTERS,
            page: PAGE,
            offset: true,
        },
        names: wire::Telemetry::NAMES,
        item: translate::<Telemetry>,
    }
}
