//! `…/alerts` and one of them: a car's warnings, or those of a trip.

use shared::model::{Alert, translate};
use shared::operation::{Operation, TRIP_ALERT, TRIP_ALERTS, VEHICLE_ALERT, VEHICLE_ALERTS};
use shared::problem::Code;
use shared::wire::{self, Embed as _};

use super::asked::{PAGE, Takes};
use super::filter::Filter;
use super::list::List;
use super::one::One;

/// A car's.
pub static LIST: List = list(&VEHICLE_ALERTS);
/// One of a car's.
pub static ONE: One = one(&VEHICLE_ALERT);
/// A trip's.
pub static TRIP_LIST: List = list(&TRIP_ALERTS);
/// One of a trip's.
pub static TRIP_ONE: One = one(&TRIP_ALERT);

const fn list(operation: &'static Operation) -> List {
    List {
        takes: Takes {
            operation,
            filters: &[Filter::Time],
            page: PAGE,
            offset: true,
        },
        names: wire::Alert::NAMES,
        item: translate::<Alert>,
    }
}

const fn one(operation: &'static Operation) -> One {
    One {
        operation,
        item: translate::<Alert>,
        missing: Code::NotFound,
        id: Some("id"),
    }
}
