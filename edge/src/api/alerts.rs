//! `…/alerts` and one of them: a car's warnings, or those of a trip, the newest first.

use shared::model::Alert;
use shared::operation::{TRIP_ALERT, TRIP_ALERTS, VEHICLE_ALERT, VEHICLE_ALERTS};

use super::document::One;
use super::list::List;
use super::parameter::{Filter, Flag};

static ACTIVE: Flag = Flag { name: "active" };

const FILTERS: &[Filter] = &[Filter::Time, Filter::Flag(&ACTIVE)];

/// A car's.
pub static LIST: List = List::turned_round::<Alert>(&VEHICLE_ALERTS, FILTERS);
/// One of a car's.
pub static ONE: One = One::of::<Alert>(&VEHICLE_ALERT, "id");
/// A trip's.
pub static TRIP_LIST: List = List::turned_round::<Alert>(&TRIP_ALERTS, FILTERS);
/// One of a trip's.
pub static TRIP_ONE: One = One::of::<Alert>(&TRIP_ALERT, "id");
