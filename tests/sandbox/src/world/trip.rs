//! The drives of a car that are over or under way, and how well they were recorded.

use crate::world::life::{Life, Moment, Stage};
use crate::world::road::Road;

/// One drive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trip {
    /// Which one of the car's it is, from 0.
    pub(crate) nth: i64,
    /// The road taken.
    pub(crate) road: Road,
    /// When it began, in seconds since 1970.
    pub(crate) started: i64,
    /// When it ended, or will.
    pub(crate) ends: i64,
}

/// How well a trip was recorded, in the API's words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Record {
    /// All of it.
    Nominal,
    /// Its beginning was missed.
    Unstarted,
    /// Something in the middle was.
    DataLacking,
    /// It is under way.
    Unfinished,
}

impl Record {
    /// Every one.
    pub(crate) const ALL: [Self; 4] = [
        Self::Nominal,
        Self::Unstarted,
        Self::DataLacking,
        Self::Unfinished,
    ];

    /// The API's word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Nominal => "Nominal",
            Self::Unstarted => "Unstarted",
            Self::DataLacking => "DataLacking",
            Self::Unfinished => "Unfinished",
        }
    }
}

impl Trip {
    /// The trips that have begun by then, the oldest first.
    pub(crate) fn all(life: &Life, now: i64) -> Vec<Self> {
        (0..life.rounds(now))
            .flat_map(|round| [(round, Stage::Out, 0), (round, Stage::Back, 1)])
            .map(|(round, stage, leg)| {
                let (started, ends) = life.span(round, stage);
                Self {
                    nth: 2 * round + leg,
                    road: life.moment(started).road,
                    started,
                    ends,
                }
            })
            .filter(|trip| trip.started <= now)
            .collect()
    }

    /// Which one of the car's trips a moment is of, if it is of any.
    pub(crate) const fn at(moment: &Moment) -> Option<i64> {
        match moment.stage {
            Stage::Out => Some(2 * moment.round),
            Stage::Back => Some(2 * moment.round + 1),
            _ => None,
        }
    }

    /// Whether it is over by then.
    pub(crate) const fn done(&self, now: i64) -> bool {
        self.ends <= now
    }

    /// How well it is recorded by then.
    pub(crate) const fn record(&self, now: i64) -> Record {
        match self.nth % 25 {
            _ if !self.done(now) => Record::Unfinished,
            4 => Record::DataLacking,
            14 => Record::Unstarted,
            _ => Record::Nominal,
        }
    }

    /// Whether something that happened then happened on it.
    pub(crate) fn covers(&self, at: i64) -> bool {
        (self.started..=self.ends).contains(&at)
    }

    /// The moments told of while it lasts, a minute apart, until `now`.
    pub(crate) fn minutes(&self, now: i64) -> impl Iterator<Item = i64> + use<> {
        let last = self.ends.min(now);
        let step = 60;
        (0..)
            .map({
                let started = self.started;
                move |nth| started + nth * step
            })
            .take_while(move |at| *at <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;
    use crate::world::brand::Brand;

    const ORIGIN: i64 = 1_800_000_000;

    fn life(rounds: i64, stage: Stage) -> Life {
        let chance = Chance::seeded(1, "trip");
        Life::new(Brand::Ds, (rounds, stage), ORIGIN, &chance)
    }

    #[test]
    fn a_trip_is_listed_from_its_first_second_and_keeps_its_place() {
        let life = life(68, Stage::Away);
        let before = Trip::all(&life, ORIGIN);
        assert_eq!(before.len(), 137);
        assert!(before.is_sorted_by_key(|trip| trip.started));
        assert!(before.iter().all(|trip| trip.done(ORIGIN)));
        let next = life.span(68, Stage::Back).0;
        assert_eq!(Trip::all(&life, next - 1).len(), 137);
        let after = Trip::all(&life, next);
        assert_eq!(after.len(), 138);
        assert_eq!(after[137].record(next), Record::Unfinished);
        assert_eq!(after[136].started, before[136].started);
    }

    #[test]
    fn a_moment_is_of_the_trip_that_covers_it_and_of_none_between() {
        let life = life(3, Stage::Away);
        let trips = Trip::all(&life, ORIGIN);
        for trip in &trips {
            let middle = i64::midpoint(trip.started, trip.ends);
            assert_eq!(Trip::at(&life.moment(middle)), Some(trip.nth));
        }
        assert_eq!(Trip::at(&life.moment(trips[1].started - 1)), None);
        assert_eq!(Trip::at(&life.moment(ORIGIN)), None);
    }

    #[test]
    fn a_new_car_has_no_trip() {
        assert!(Trip::all(&life(0, Stage::New), ORIGIN).is_empty());
    }

    #[test]
    fn a_trip_is_told_of_by_the_minute_up_to_now() {
        let life = life(2, Stage::Out);
        let trip = Trip::all(&life, ORIGIN)[4];
        let minutes: Vec<i64> = trip.minutes(ORIGIN).collect();
        assert_eq!(minutes[0], trip.started);
        let last = minutes[minutes.len() - 1];
        assert!((0..60).contains(&(ORIGIN - last)));
    }
}
