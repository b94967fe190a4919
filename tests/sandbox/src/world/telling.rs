//! The moments of which a car told what it measured.

use crate::world::life::{Life, Stage};
use crate::world::trip::Trip;

/// How far apart they are while charging or cooling, in seconds.
const APART: usize = 300;

/// All of them until `now`, the oldest first: each minute of each drive, and less often while the
/// car charges or cools.
pub(crate) fn moments(life: &Life, now: i64) -> Vec<i64> {
    let mut moments: Vec<i64> = Trip::all(life, now)
        .iter()
        .flat_map(|trip| trip.minutes(now))
        .collect();
    for round in 0..life.rounds(now) {
        for stage in [Stage::Charging, Stage::Cooling] {
            let (begins, ends) = life.span(round, stage);
            moments.extend((begins..ends.min(now)).step_by(APART));
        }
    }
    moments.sort_unstable();
    moments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;
    use crate::world::brand::Brand;

    #[test]
    fn nothing_is_told_of_the_future_nor_twice() {
        let origin = 1_800_000_000;
        let chance = Chance::seeded(1, "telling");
        let life = Life::new(Brand::Opel, (40, Stage::Charging), origin, &chance);
        let told = moments(&life, origin);
        assert!(told.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(told.len() > 2000, "more than one page: {}", told.len());
        assert!(told[told.len() - 1] <= origin);
        assert!(moments(&life, origin + 600).starts_with(&told));
    }
}
