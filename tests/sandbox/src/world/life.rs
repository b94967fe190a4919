//! How a car spends its time: out, back and at home, in the same six hours over and over, on
//! another road each time.

use std::f64::consts::TAU;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::chance::Chance;
use crate::world::brand::Brand;
use crate::world::road::{Place, Road};

/// The six hours, in seconds.
const ROUND: i64 = 6 * 3600;

/// How many roads a car knows: as many rounds as one tank lasts.
const ROADS: i64 = 7;

/// Seconds into the round at which the stages begin that don't wait for a drive to end.
const BACK: i64 = 2 * 3600;
const CHARGING: i64 = 3 * 3600;
const CHARGED: i64 = 5 * 3600;
const COOLING: i64 = ROUND - 900;

/// What a car is doing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Stage {
    /// Waiting for its first drive.
    New,
    /// Driving away from home.
    Out,
    /// Parked at the destination.
    Away,
    /// Driving home.
    Back,
    /// Parked at home, not plugged in.
    Home,
    /// Plugged in and charging; a car without a plug is just parked.
    Charging,
    /// Plugged in and charged.
    Charged,
    /// About to leave: its cabin is cooled.
    Cooling,
}

/// What a car is doing at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    /// Which round it is, from 0.
    pub(crate) round: i64,
    /// The road of that round.
    pub(crate) road: Road,
    /// What the car is doing.
    pub(crate) stage: Stage,
    /// Since when, in seconds since 1970.
    pub(crate) since: i64,
    /// How much of the stage is over, from 0 to 1.
    pub(crate) over: f64,
}

/// All that a car does, before and after now.
#[derive(Clone, Debug)]
pub(crate) struct Life {
    /// When its first round begins, in seconds since 1970.
    begun: i64,
    /// Where it lives.
    pub(crate) home: Place,
    /// Its odometer before the first round, in kilometres.
    mileage: f64,
    roads: Vec<Road>,
    /// From when on nobody drives it, in seconds since 1970: it goes on with what it did then.
    left: Arc<AtomicI64>,
}

impl Stage {
    /// Whether the car is driving.
    pub(crate) const fn drives(self) -> bool {
        matches!(self, Self::Out | Self::Back)
    }
}

impl Moment {
    /// The kilometres of this round so far.
    pub(crate) fn driven(&self) -> f64 {
        let all = self.road.kilometres;
        match self.stage {
            Stage::New => 0.0,
            Stage::Out => all * self.way(),
            Stage::Away => all,
            Stage::Back => all + all * self.way(),
            Stage::Home | Stage::Charging | Stage::Charged | Stage::Cooling => 2.0 * all,
        }
    }

    /// How much of the way is behind a car that drives; it starts and stops gently.
    fn way(&self) -> f64 {
        self.over - (TAU * self.over).sin() / TAU
    }

    /// The speed of a car that drives, in km/h.
    pub(crate) fn speed(&self) -> f64 {
        match self.stage.drives() {
            true => average(&self.road) * (1.0 - (TAU * self.over).cos()),
            false => 0.0,
        }
    }

    /// Where the car is, and which way it looks in degrees from north.
    pub(crate) fn place(&self, home: Place) -> (Place, f64) {
        match self.stage {
            Stage::Out => self.road.after(self.way(), home),
            Stage::Away => self.road.after(1.0, home),
            Stage::Back => {
                let (place, heading) = self.road.after(1.0 - self.way(), home);
                (place, heading + 180.0)
            }
            _ => self.road.after(0.0, home),
        }
    }
}

/// The average speed of a drive along `road`, in km/h.
pub(crate) fn average(road: &Road) -> f64 {
    road.kilometres * 3600.0 / (road.seconds.max(1) as f64)
}

impl Life {
    /// A life in which the car has `rounds` behind it at `origin`, and is in the middle of
    /// `stage`.
    pub(crate) fn new(
        brand: Brand,
        (rounds, stage): (i64, Stage),
        origin: i64,
        chance: &Chance,
    ) -> Self {
        let home = Place::home(brand, chance);
        let roads: Vec<Road> = (0..ROADS).map(|_| Road::draw(chance)).collect();
        let mileage = 1_000.0 + chance.below(60_000) as f64;
        let mut life = Self {
            begun: origin,
            home,
            mileage,
            roads,
            left: Arc::new(AtomicI64::new(i64::MAX)),
        };
        let (begins, ends) = life.bounds(rounds, stage);
        life.begun -= rounds * ROUND + i64::midpoint(begins, ends);
        life
    }

    /// Has nobody drive it any more, from a moment on.
    pub(crate) fn leave(&self, at: i64) {
        self.left.fetch_min(at, Ordering::Relaxed);
    }

    fn road(&self, round: i64) -> Road {
        let nth = usize::try_from(round.rem_euclid(ROADS)).unwrap_or_default();
        self.roads.get(nth).copied().unwrap_or_default()
    }

    /// When a stage begins and ends, in seconds into its round.
    fn bounds(&self, round: i64, stage: Stage) -> (i64, i64) {
        let drive = self.road(round).seconds;
        match stage {
            Stage::New => (-ROUND, 0),
            Stage::Out => (0, drive),
            Stage::Away => (drive, BACK),
            Stage::Back => (BACK, BACK + drive),
            Stage::Home => (BACK + drive, CHARGING),
            Stage::Charging => (CHARGING, CHARGED),
            Stage::Charged => (CHARGED, COOLING),
            Stage::Cooling => (COOLING, ROUND),
        }
    }

    /// When a stage of a round begins and ends, in seconds since 1970.
    pub(crate) fn span(&self, round: i64, stage: Stage) -> (i64, i64) {
        let (begins, ends) = self.bounds(round, stage);
        let start = self.begun + round * ROUND;
        (start + begins, start + ends)
    }

    /// How many rounds have begun by then.
    pub(crate) fn rounds(&self, at: i64) -> i64 {
        let at = at.min(self.left.load(Ordering::Relaxed));
        match at < self.begun {
            true => 0,
            false => (at - self.begun) / ROUND + 1,
        }
    }

    /// What the car is doing then.
    pub(crate) fn moment(&self, at: i64) -> Moment {
        let at = at.min(self.left.load(Ordering::Relaxed));
        let round = (self.rounds(at) - 1).max(0);
        let stage = [
            Stage::Out,
            Stage::Away,
            Stage::Back,
            Stage::Home,
            Stage::Charging,
            Stage::Charged,
            Stage::Cooling,
        ]
        .into_iter()
        .find(|stage| {
            let (begins, ends) = self.span(round, *stage);
            (begins..ends).contains(&at)
        })
        .unwrap_or(Stage::New);
        let (since, until) = self.span(round, stage);
        let over = (at - since) as f64 / (until - since).max(1) as f64;
        Moment {
            round,
            road: self.road(round),
            stage,
            since,
            over: over.clamp(0.0, 1.0),
        }
    }

    /// Since when the car drives, or does not: its driver opens it before and locks it after each
    /// drive.
    pub(crate) fn settled_since(&self, moment: &Moment) -> i64 {
        match moment.stage {
            Stage::Home | Stage::Charging | Stage::Charged | Stage::Cooling => {
                self.span(moment.round, Stage::Home).0
            }
            _ => moment.since,
        }
    }

    /// When the car last reported: a car that rests does not, one that does something reports
    /// every minute.
    pub(crate) fn reported_at(&self, at: i64) -> i64 {
        let moment = self.moment(at);
        match moment.stage {
            Stage::Out | Stage::Back | Stage::Charging | Stage::Cooling => {
                at - (at - moment.since).rem_euclid(60)
            }
            _ => moment.since,
        }
    }

    /// The odometer, in kilometres.
    pub(crate) fn mileage(&self, at: i64) -> f64 {
        let moment = self.moment(at);
        let tank: f64 = (0..ROADS).map(|nth| 2.0 * self.road(nth).kilometres).sum();
        let tanks = (moment.round / ROADS) as f64;
        self.mileage + tanks * tank + self.since_refuelling(&moment)
    }

    /// The kilometres since the round in which the tank was last filled.
    pub(crate) fn since_refuelling(&self, moment: &Moment) -> f64 {
        let before: f64 = (0..moment.round % ROADS)
            .map(|nth| 2.0 * self.road(nth).kilometres)
            .sum();
        before + moment.driven()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: i64 = 1_800_000_000;

    fn life(rounds: i64, stage: Stage) -> Life {
        let chance = Chance::seeded(1, "life");
        Life::new(Brand::Peugeot, (rounds, stage), ORIGIN, &chance)
    }

    #[test]
    fn a_world_begins_in_the_middle_of_what_each_car_does() {
        for rounds in [0, 1, 40] {
            for stage in [
                Stage::Out,
                Stage::Away,
                Stage::Back,
                Stage::Home,
                Stage::Charging,
                Stage::Charged,
                Stage::Cooling,
            ] {
                let moment = life(rounds, stage).moment(ORIGIN);
                assert_eq!((moment.round, moment.stage), (rounds, stage));
                assert!((moment.over - 0.5).abs() < 0.01, "{stage:?}");
            }
        }
        let new = life(0, Stage::New);
        assert_eq!(new.moment(ORIGIN).stage, Stage::New);
        assert_eq!(new.rounds(ORIGIN), 0);
        assert_eq!(new.moment(ORIGIN + ROUND / 2).stage, Stage::Out);
    }

    #[test]
    fn an_odometer_never_turns_back_nor_jumps() {
        let life = life(3, Stage::Out);
        let mut last = life.mileage(ORIGIN - 4 * ROUND);
        for minute in -4 * 360..20 * 360 {
            let now = life.mileage(ORIGIN + minute * 60);
            assert!((0.0..2.5).contains(&(now - last)), "{minute}: {last} {now}");
            last = now;
        }
        assert!(last > life.mileage(ORIGIN) + 100.0);
    }

    #[test]
    fn a_car_is_where_its_odometer_says_it_can_be() {
        let life = life(3, Stage::Out);
        let place = |at: i64| life.moment(at).place(life.home).0;
        for minute in 0..8 * 360 {
            let at = ORIGIN + minute * 60;
            let moved = place(at).distance(place(at + 60));
            let driven = life.mileage(at + 60) - life.mileage(at);
            assert!(moved < driven * 1.2 + 0.01, "{minute}: {moved} {driven}");
        }
    }

    #[test]
    fn a_car_that_is_left_where_it_stands_is_not_driven() {
        let life = life(3, Stage::Charging);
        life.leave(ORIGIN);
        life.leave(ORIGIN + ROUND);
        let moment = life.moment(ORIGIN + 10 * ROUND);
        assert_eq!((moment.round, moment.stage), (3, Stage::Charging));
        assert_eq!(life.mileage(ORIGIN + 10 * ROUND), life.mileage(ORIGIN));
        assert_eq!(life.rounds(ORIGIN + 10 * ROUND), 4);
    }

    #[test]
    fn a_car_at_rest_is_silent_and_one_that_drives_tells_every_minute() {
        let resting = life(3, Stage::Away);
        assert_eq!(resting.reported_at(ORIGIN), resting.moment(ORIGIN).since);
        let driving = life(3, Stage::Out);
        assert!((0..60).contains(&(ORIGIN - driving.reported_at(ORIGIN))));
        assert_eq!(
            driving.reported_at(ORIGIN + 60),
            driving.reported_at(ORIGIN) + 60
        );
    }
}
