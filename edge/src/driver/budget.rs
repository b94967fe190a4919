//! How often a car may be sent commands. What is over is refused before anything is sent.

use shared::problem::{Code, Problem};

use super::car::{Car, month, until_month_ends};
use super::ledger::Ledger;
use super::time::DAY;

/// The command that wakes a car.
pub(super) const WAKE_UP: &str = "wake-up";

/// So many commands of any kind in so many seconds.
const COMMANDS: (usize, u64) = (10, 600);
/// So many wake-ups in so many seconds.
const WAKE_UPS: [(usize, u64); 2] = [(3, 20 * 60), (12, DAY)];

/// Whether one more command of this name may be sent to a car.
pub(super) fn check(
    ledger: &Ledger,
    vehicle: &str,
    name: &str,
    wake_ups_per_month: u32,
    now: u64,
) -> Result<(), Problem> {
    if ledger.open(vehicle).any(|entry| entry.name() == name) {
        return Err(Code::CommandInProgress.into());
    }
    let none = Car::default();
    let car = ledger.car(vehicle).unwrap_or(&none);
    let too_many = |wait| Err(over(Code::TooManyCommands, wait));
    if let Some(wait) = wait(&car.sent, COMMANDS, now) {
        return too_many(wait);
    }
    if name != WAKE_UP {
        return Ok(());
    }
    let here = month(now);
    let woken = car.wake_ups.iter().filter(|at| month(**at) == here);
    let most = usize::try_from(wake_ups_per_month).unwrap_or(usize::MAX);
    if car.closed_month == here || woken.count() >= most {
        return Err(over(Code::WakeUpsUsedUp, until_month_ends(now)));
    }
    let waits = WAKE_UPS.iter();
    let wait = waits.filter_map(|limit| wait(&car.wake_ups, *limit, now));
    wait.max().map_or(Ok(()), too_many)
}

/// Seconds until less than so many are within so many seconds; none if they are now.
fn wait(times: &[u64], (most, seconds): (usize, u64), now: u64) -> Option<u64> {
    let ages = times.iter().map(|at| now.saturating_sub(*at));
    let ages: Vec<u64> = ages.filter(|age| *age < seconds).collect();
    // The oldest of the newest `most` has to leave. Few are within the time, and sorting them would be
    // 3 kB of wasm.
    let is_beyond = |age: &&u64| ages.iter().filter(|other| other <= age).count() >= most;
    let age = ages.iter().filter(is_beyond).min()?;
    Some(seconds.saturating_sub(*age))
}

fn over(code: Code, wait: u64) -> Problem {
    Problem::new(code).with_retry_after(u32::try_from(wait).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::driver::command_entry::tests::entry;
    use crate::driver::state::CommandState;

    const CAR: &str = "c0ffee";
    const NOW: u64 = 1_795_000_000;

    /// A ledger in which commands of this name were done, this many seconds ago.
    fn done(name: &str, ages: &[u64]) -> Ledger {
        let mut ledger = Ledger::default();
        let mut car = Car::default();
        for age in ages {
            let mut entry = entry(name, NOW - age);
            entry.advance(CommandState::Succeeded, NOW - age);
            ledger.commands.push(entry);
            car.note_sent(NOW - age);
            if name == WAKE_UP {
                car.wake(NOW - age);
            }
        }
        ledger.cars.push((CAR.to_owned(), car));
        ledger
    }

    fn refusal(ledger: &Ledger, name: &str) -> Option<(Code, Option<u32>)> {
        let checked = check(ledger, CAR, name, 60, NOW);
        let problem = checked.err()?;
        Some((problem.code(), problem.retry_after()))
    }

    #[test]
    fn one_command_of_a_type_is_under_way_at_a_time() {
        let mut ledger = done("lock", &[30]);
        assert_eq!(refusal(&ledger, "lock"), None);
        ledger.commands.push(entry("lock", NOW - 5));
        assert_eq!(
            refusal(&ledger, "lock"),
            Some((Code::CommandInProgress, None))
        );
        assert_eq!(refusal(&ledger, "unlock"), None);
        assert!(check(&ledger, "another", "lock", 60, NOW).is_ok());
    }

    #[test]
    fn ten_commands_go_to_a_car_in_ten_minutes() {
        let ages: Vec<u64> = (0..10).map(|at| 599 - 10 * at).collect();
        let ledger = done("horn", &ages);
        assert_eq!(
            refusal(&ledger, "lights"),
            Some((Code::TooManyCommands, Some(1)))
        );
        assert!(check(&ledger, CAR, "lights", 60, NOW + 1).is_ok());
        assert_eq!(refusal(&done("horn", &ages[1..]), "lights"), None);
    }

    #[test]
    fn a_car_is_woken_three_times_in_twenty_minutes_and_twelve_times_a_day() {
        let soon = done(WAKE_UP, &[1100, 700, 650]);
        assert_eq!(
            refusal(&soon, WAKE_UP),
            Some((Code::TooManyCommands, Some(100)))
        );
        assert_eq!(refusal(&soon, "lock"), None);
        assert_eq!(refusal(&done(WAKE_UP, &[1200, 700, 650]), WAKE_UP), None);
        let ages: Vec<u64> = (0..12).map(|at| DAY - 60 - at * 3600).collect();
        assert_eq!(
            refusal(&done(WAKE_UP, &ages), WAKE_UP),
            Some((Code::TooManyCommands, Some(60)))
        );
        assert_eq!(refusal(&done(WAKE_UP, &ages[1..]), WAKE_UP), None);
    }

    #[test]
    fn a_month_has_so_many_wake_ups_and_none_once_the_manufacturer_says_so() {
        let until = u32::try_from(until_month_ends(NOW)).unwrap();
        let used_up = Some((Code::WakeUpsUsedUp, Some(until)));
        let mut ledger = Ledger::default();
        let mut car = Car::default();
        for day in 0..16 {
            for hour in 0..4 {
                car.wake(NOW - 17 * DAY + day * DAY + hour * 3600);
            }
        }
        ledger.cars.push((CAR.to_owned(), car.clone()));
        assert_eq!(refusal(&ledger, WAKE_UP), used_up);
        let december = NOW + until_month_ends(NOW);
        assert!(check(&ledger, CAR, WAKE_UP, 60, december).is_ok());
        assert!(check(&ledger, CAR, WAKE_UP, 65, NOW).is_ok());
        assert!(check(&ledger, CAR, WAKE_UP, 0, december).is_err());

        let mut closed = Car::default();
        closed.close_month(NOW);
        ledger.cars = vec![(CAR.to_owned(), closed)];
        assert_eq!(refusal(&ledger, WAKE_UP), used_up);
        assert!(check(&ledger, CAR, WAKE_UP, 60, december).is_ok());
        assert_eq!(refusal(&ledger, "lock"), None);
    }

    proptest! {
        /// Who waits as long as is said is not too soon, and a second less is.
        #[test]
        fn the_time_to_wait_is_exact(mut ages in prop::collection::vec(0..2000_u64, 0..20), most in 1..6_usize) {
            ages.sort_unstable();
            let times: Vec<u64> = ages.iter().map(|age| NOW - age).collect();
            match wait(&times, (most, 1200), NOW) {
                None => prop_assert!(ages.iter().filter(|age| **age < 1200).count() < most),
                Some(left) => {
                    prop_assert_eq!(wait(&times, (most, 1200), NOW + left), None);
                    prop_assert!(wait(&times, (most, 1200), NOW + left - 1).is_some());
                }
            }
        }
    }
}
