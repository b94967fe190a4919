//! A car as the back end sees it at one moment: what it last told.

use crate::remote::car_state::{CarState, Charge};
use crate::world::life::Moment;
use crate::world::quirk::Quirk;
use crate::world::road::Place;
use crate::world::vehicle::Vehicle;

/// A car at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sight<'a> {
    /// The car.
    pub(crate) car: &'a Vehicle,
    /// What became of it by orders.
    pub(crate) state: &'a CarState,
    /// The moment of looking, in seconds since 1970.
    pub(crate) now: i64,
    /// When the car last told something.
    pub(crate) at: i64,
    /// What it did then.
    pub(crate) moment: Moment,
    /// The charge that somebody began who stood beside it.
    pub(crate) charge: Option<Charge>,
}

impl<'a> Sight<'a> {
    /// The car as it told by then.
    pub(crate) fn new(car: &'a Vehicle, state: &'a CarState, now: i64) -> Self {
        let by_itself = car.life.reported_at(now);
        let by_order = state.reported_at(&car.life, now);
        let at = by_order.map_or(by_itself, |by_order| by_itself.max(by_order));
        Self {
            car,
            state,
            now,
            at,
            moment: car.life.moment(at),
            charge: state.charge(&car.life, at),
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
        !mute.iter().any(|quirk| self.car.has(*quirk))
    }

    /// Whether more is told than how private the car is.
    pub(crate) fn is_open(&self) -> bool {
        self.reports() && !self.car.has(Quirk::HidesAll)
    }

    /// Where it is, if that is told.
    pub(crate) fn place(&self) -> Option<Place> {
        let place = self.moment.place(self.car.life.home).0;
        (self.reports() && self.car.shows_position()).then_some(place)
    }
}
