//! How many writes are made in a while: for each bearer, so that a login that somebody has stolen
//! or a page that runs wild does little, and of wake-ups for each car, whose battery they take.
//!
//! The edge counts the commands to a car and its wake-ups as well, and more strictly. Of rules, and of
//! a login's writes to all cars together, this is the only count.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

use crate::retry_after::whole_seconds;

/// Bearers, and cars, that are remembered at a time: a few hundred bytes each.
const REMEMBERED: usize = 4096;

/// The budgets of all bearers and cars.
#[derive(Debug)]
pub(crate) struct Budgets {
    of_bearer: Mutex<Budget>,
    of_car: Mutex<Budget>,
}

/// So many were asked for that one more has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too-many-writes")]
pub struct OverBudget {
    /// Seconds until one more is made.
    pub retry_after: u32,
}

/// So many in any such time, for each key.
#[derive(Debug)]
struct Budget {
    most: usize,
    time: Duration,
    /// When the last ones were, by the hash of the key: no token and no car is kept.
    spent: HashMap<[u8; 32], VecDeque<Instant>>,
}

impl Budgets {
    pub(crate) fn new() -> Self {
        Self {
            of_bearer: Mutex::new(Budget::new(20, Duration::from_secs(60))),
            of_car: Mutex::new(Budget::new(6, Duration::from_secs(20 * 60))),
        }
    }

    /// Counts a write of a bearer, which is asked for now. `wakes` is the identifier of the car
    /// that it wakes up. What is refused by one of the two counts for neither.
    ///
    /// Returns when it was counted, by which it can be [given back](Self::give_back).
    pub(crate) fn spend(&self, bearer: &str, wakes: Option<&str>) -> Result<Instant, OverBudget> {
        // Both at a time, so that none is refused for a count that is given back at once.
        let (mut cars, mut bearers) = (lock(&self.of_car), lock(&self.of_bearer));
        let now = Instant::now();
        if let Some(car) = wakes {
            cars.spend(hash(car), now)?;
        }
        let spent = bearers.spend(hash(bearer), now);
        if let (Err(_), Some(car)) = (&spent, wakes) {
            cars.give_back(hash(car), now);
        }
        spent.map(|()| now)
    }

    /// Counts a write no more that was counted then: nothing of it was sent.
    pub(crate) fn give_back(&self, bearer: &str, wakes: Option<&str>, then: Instant) {
        lock(&self.of_bearer).give_back(hash(bearer), then);
        if let Some(car) = wakes {
            lock(&self.of_car).give_back(hash(car), then);
        }
    }
}

fn lock(budget: &Mutex<Budget>) -> MutexGuard<'_, Budget> {
    budget.lock().unwrap_or_else(PoisonError::into_inner)
}

fn hash(key: &str) -> [u8; 32] {
    Sha256::digest(key).into()
}

impl Budget {
    fn new(most: usize, time: Duration) -> Self {
        Self {
            most,
            time,
            spent: HashMap::new(),
        }
    }

    fn spend(&mut self, key: [u8; 32], now: Instant) -> Result<(), OverBudget> {
        let time = self.time;
        let is_over = |then: &Instant| now.saturating_duration_since(*then) >= time;
        self.spent.retain(|_, times| {
            while times.front().is_some_and(is_over) {
                times.pop_front();
            }
            !times.is_empty()
        });
        let wait = |then: Option<&Instant>| OverBudget {
            retry_after: then.map_or(0, |then| whole_seconds(*then + time - now)),
        };
        if self.spent.len() >= REMEMBERED && !self.spent.contains_key(&key) {
            // To forget another would give that one its budget anew.
            let first = self.spent.values().filter_map(VecDeque::back).min();
            return Err(wait(first));
        }
        let times = self.spent.entry(key).or_default();
        if times.len() >= self.most {
            return Err(wait(times.front()));
        }
        times.push_back(now);
        Ok(())
    }

    fn give_back(&mut self, key: [u8; 32], then: Instant) {
        if let Some(times) = self.spent.get_mut(&key)
            && let Some(at) = times.iter().position(|time| *time == then)
        {
            times.remove(at);
            if times.is_empty() {
                self.spent.remove(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn over(retry_after: u32) -> Option<OverBudget> {
        Some(OverBudget { retry_after })
    }

    impl Budgets {
        /// Why a write is refused.
        fn refuses(&self, bearer: &str, wakes: Option<&str>) -> Option<OverBudget> {
            self.spend(bearer, wakes).err()
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_bearer_writes_twenty_times_in_any_minute() {
        let budgets = Budgets::new();
        for _ in 0..20 {
            assert_eq!(budgets.refuses("Bearer a", None), None);
            advance(SECOND).await;
        }
        assert_eq!(budgets.refuses("Bearer a", None), over(40));
        assert_eq!(budgets.refuses("Bearer b", None), None);
        advance(39 * SECOND + SECOND / 2).await;
        assert_eq!(budgets.refuses("Bearer a", None), over(1));
        advance(SECOND / 2).await;
        assert_eq!(budgets.refuses("Bearer a", None), None);
        assert_eq!(budgets.refuses("Bearer a", None), over(1));
    }

    #[tokio::test(start_paused = true)]
    async fn a_car_is_woken_up_six_times_in_twenty_minutes_whoever_asks() {
        let budgets = Budgets::new();
        for bearer in ["a", "b", "c", "d", "e", "f"] {
            assert_eq!(budgets.refuses(bearer, Some("c0ffee")), None);
        }
        assert_eq!(budgets.refuses("g", Some("c0ffee")), over(1200));
        assert_eq!(budgets.refuses("g", Some("decaf")), None);
        assert_eq!(budgets.refuses("g", None), None);
        advance(1200 * SECOND).await;
        assert_eq!(budgets.refuses("g", Some("c0ffee")), None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_write_that_is_given_back_or_refused_counts_for_nobody() {
        let budgets = Budgets::new();
        let (bearer, car) = ("Bearer a", Some("c0ffee"));
        for _ in 0..100 {
            let then = budgets.spend(bearer, car).unwrap();
            advance(SECOND).await;
            budgets.give_back(bearer, car, then);
        }
        assert!(budgets.of_bearer.lock().unwrap().spent.is_empty());
        assert!(budgets.of_car.lock().unwrap().spent.is_empty());
        for _ in 0..6 {
            assert_eq!(budgets.refuses(bearer, car), None);
        }
        // The car's budget refuses, and the bearer's is as it was.
        for _ in 0..20 {
            assert_eq!(budgets.refuses(bearer, car), over(1200));
        }
        for _ in 6..20 {
            assert_eq!(budgets.refuses(bearer, None), None);
        }
        // And the other way round.
        for _ in 0..20 {
            assert_eq!(budgets.refuses(bearer, Some("decaf")), over(60));
        }
        assert_eq!(budgets.of_car.lock().unwrap().spent.len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn full_budgets_refuse_rather_than_forget_and_have_room_again_in_time() {
        let budgets = Budgets::new();
        for bearer in 0..REMEMBERED {
            assert_eq!(budgets.refuses(&bearer.to_string(), None), None);
        }
        assert_eq!(budgets.refuses("another", None), over(60));
        assert_eq!(budgets.refuses("0", None), None);
        advance(60 * SECOND).await;
        assert_eq!(budgets.refuses("another", None), None);
        assert_eq!(budgets.of_bearer.lock().unwrap().spent.len(), 1);
    }
}
