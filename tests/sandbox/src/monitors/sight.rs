//! A car as the back end sees it at one moment: what it last told.

use crate::remote::car_state::CarState;
use crate::remote::snapshot::Snapshot;
use crate::world::quirk::Quirk;
use crate::world::road::Place;
use crate::world::vehicle::Vehicle;

/// A car at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sight<'a> {
    /// The car when it last told something.
    pub(crate) told: Snapshot<'a>,
    /// What became of it by orders.
    pub(crate) state: &'a CarState,
    /// The moment of looking, in seconds since 1970.
    pub(crate) now: i64,
}

impl<'a> Sight<'a> {
    /// The car as it told by then.
    pub(crate) fn new(car: &'a Vehicle, state: &'a CarState, now: i64) -> Self {
        Self {
            told: Snapshot::last_reported(car, state, now),
            state,
            now,
        }
    }

    /// Whether anything is told to anybody.
    pub(crate) fn reports(&self) -> bool {
        let mute = [
            Quirk::BoxReplaced,
            Quirk::Lapsed,
            Quirk::Unsubscribed,
            Quirk::Silent,
        ];
        !mute.iter().any(|quirk| self.told.vehicle.has(*quirk))
    }

    /// Whether more is told than how private the car is.
    pub(crate) fn is_open(&self) -> bool {
        self.reports() && !self.told.vehicle.has(Quirk::HidesAll)
    }

    /// Where it is, if that is told.
    pub(crate) fn place(&self) -> Option<Place> {
        let place = self.told.moment.place(self.told.vehicle.life.home).0;
        (self.reports() && self.told.vehicle.shows_position()).then_some(place)
    }
}
