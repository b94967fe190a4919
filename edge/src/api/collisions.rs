//! `…/collisions` and one of them: a car's collisions, or those of a trip.

use shared::model::Collision;
use shared::operation::{TRIP_COLLISION, TRIP_COLLISIONS, VEHICLE_COLLISION, VEHICLE_COLLISIONS};

use super::document::One;
use super::list::List;
use super::parameter::Filter;

/// A car's.
pub static LIST: List = List::of::<Collision>(&VEHICLE_COLLISIONS, &[Filter::Time]);
/// One of a car's.
pub static ONE: One = One::of::<Collision>(&VEHICLE_COLLISION, "id");
/// A trip's.
pub static TRIP_LIST: List = List::of::<Collision>(&TRIP_COLLISIONS, &[Filter::Time]);
/// One of a trip's.
pub static TRIP_ONE: One = One::of::<Collision>(&TRIP_COLLISION, "id");
