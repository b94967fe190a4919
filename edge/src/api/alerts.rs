//! `…/alerts` and one of them: a car's warnings, or those of a trip.

use shared::model::Alert;
use shared::operation::{TRIP_ALERT, TRIP_ALERTS, VEHICLE_ALERT, VEHICLE_ALERTS};

use super::filter::Filter;
use super::list::List;
use super::one::One;

/// A car's.
pub static LIST: List = List::of::<Alert>(&VEHICLE_ALERTS, &[Filter::Time]);
/// One of a car's.
pub static ONE: One = One::of::<Alert>(&VEHICLE_ALERT, "id");
/// A trip's.
pub static TRIP_LIST: List = List::of::<Alert>(&TRIP_ALERTS, &[Filter::Time]);
/// One of a trip's.
pub static TRIP_ONE: One = One::of::<Alert>(&TRIP_ALERT, "id");
