//! `…/trips/{tid}/waypoints`: where a trip led.

use shared::model::{Position, translate};
use shared::operation::TRIP_WAY_POINTS;
use shared::wire::{self, Embed as _};

use super::asked::{PAGE, Takes};
use super::filter::{Filter, TOLERANCE};
use super::list::List;

/// The points of a trip.
pub static LIST: List = List {
    takes: Takes {
        operation: &TRIP_WAY_POINTS,
        filters: &[Filter::Time, Filter::Range(&TOLERANCE)],
        page: PAGE,
        offset: true,
    },
    names: wire::Position::NAMES,
    item: translate::<Position>,
};
