//! `…/collisions` and one of them: a car's collisions, or those of a trip.

use shared::model::{Collision, translate};
use shared::operation::{
    Operation, TRIP_COLLISION, TRIP_COLLISIONS, VEHICLE_COLLISION, VEHICLE_COLLISIONS,
};
use shared::problem::Code;
use shared::wire::{self, Embed as _};

use super::asked::{PAGE, Takes};
use super::filter::Filter;
use super::list::List;
use super::one::One;

/// A car's.
pub static LIST: List = list(&VEHICLE_COLLISIONS);
/// One of a car's.
pub static ONE: One = one(&VEHICLE_COLLISION);
/// A trip's.
pub static TRIP_LIST: List = list(&TRIP_COLLISIONS);
/// One of a trip's.
pub static TRIP_ONE: One = one(&TRIP_COLLISION);

const fn list(operation: &'static Operation) -> List {
    List {
        takes: Takes {
            operation,
            filters: &[Filter::Time],
            page: PAGE,
            offset: true,
        },
        names: wire::Collision::NAMES,
        item: translate::<Collision>,
    }
}

const fn one(operation: &'static Operation) -> One {
    One {
        operation,
        item: translate::<Collision>,
        missing: Code::NotFound,
        id: Some("id"),
    }
}
