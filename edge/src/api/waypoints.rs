//! `…/trips/{tid}/waypoints`: where a trip led.

use shared::model::Position;
use shared::operation::TRIP_WAY_POINTS;

use super::list::List;
use super::parameter::{Filter, TOLERANCE};

/// The points of a trip.
pub static LIST: List =
    List::of::<Position>(&TRIP_WAY_POINTS, &[Filter::Time, Filter::Range(&TOLERANCE)]);
