//! When there is something new to be known of a car.

use std::collections::BTreeSet;

use crate::monitors::reading::turns;
use crate::monitors::sight::Sight;
use crate::remote::car_state::CarState;
use crate::world::life::Stage;
use crate::world::vehicle::Vehicle;

/// How often a car that does something tells of it, in seconds.
const MINUTE: i64 = 60;

/// Stages in which a car tells something every minute.
const TELLING: [Stage; 4] = [Stage::Out, Stage::Back, Stage::Charging, Stage::Cooling];

/// Stages in which it tells something at their beginning alone.
const RESTING: [Stage; 3] = [Stage::Away, Stage::Home, Stage::Charged];

/// All of them from one moment, which is left out, to another, in seconds since 1970, in order.
pub(crate) fn instants(car: &Vehicle, state: &CarState, from: i64, to: i64) -> Vec<i64> {
    if to <= from {
        return Vec::new();
    }
    let life = &car.life;
    let mut instants: BTreeSet<i64> = state.changed(from, to).collect();
    instants.extend(turns(&Sight::new(car, state, to), from));
    for round in (life.rounds(from) - 1).max(0)..life.rounds(to).max(1) {
        for stage in TELLING {
            let (begins, ends) = life.span(round, stage);
            // The first of its minutes that is not over.
            let skipped = (from - begins).div_euclid(MINUTE).max(-1) + 1;
            let first = begins + skipped * MINUTE;
            let step = usize::try_from(MINUTE).unwrap_or(1);
            instants.extend((first..ends.min(to + 1)).step_by(step));
        }
        instants.extend(RESTING.map(|stage| life.span(round, stage).0));
    }
    // One who stands beside a car has it charge across whatever it does by itself.
    if let Some(charge) = state.charge(life, to) {
        let step = usize::try_from(MINUTE).unwrap_or(1);
        instants.extend((charge.begun..charge.ends.min(to)).step_by(step));
        instants.insert(charge.ends);
    }
    let within = instants.into_iter();
    within.filter(|at| from < *at && *at <= to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::World;

    const ORIGIN: i64 = 1_800_000_000;

    #[test]
    fn every_report_of_a_car_is_one_and_each_is_found_once_however_time_is_cut() {
        let world = World::new(1, ORIGIN);
        let (car, state) = (world.car("e-208"), CarState::default());
        let end = ORIGIN + 2 * 86_400;
        let all = instants(car, &state, ORIGIN, end);
        assert!(all.is_sorted_by(|one, next| one < next));
        let mut reported: Vec<i64> = (ORIGIN + 1..=end)
            .map(|at| car.life.reported_at(at))
            .filter(|at| *at > ORIGIN)
            .collect();
        reported.dedup();
        assert!(reported.iter().all(|at| all.binary_search(at).is_ok()));
        let parts = (ORIGIN..end).step_by(1000);
        let cut = parts.flat_map(|at| instants(car, &state, at, (at + 1000).min(end)));
        assert_eq!(cut.collect::<Vec<_>>(), all);
    }
}
