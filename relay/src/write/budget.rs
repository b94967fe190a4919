//! How many writes are made in a while: for each bearer, so that a login that somebody has stolen
//! or a page that runs wild does little, and of wake-ups for each car, whose battery they take.
//!
//! The edge counts the commands to a car and its wake-ups as well, and more strictly. Of rules, and of
//! a login's writes to all cars together, this is the only count.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
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
    /// that it wakes up.
    pub(crate) fn spend(&self, bearer: &str, wakes: Option<&str>) -> Result<(), OverBudget> {
        let now = Instant::now();
        spend(&self.of_bearer, bearer, now)?;
        match wakes {
            Some(car) => spend(&self.of_car, car, now),
            None => Ok(()),
        }
    }
}

fn spend(budget: &Mutex<Budget>, key: &str, now: Instant) -> Result<(), OverBudget> {
    let mut budget = budget.lock().unwrap_or_else(PoisonError::into_inner);
    budget.spend(Sha256::digest(key).into(), now)
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
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn over(retry_after: u32) -> Result<(), OverBudget> {
        Err(OverBudget { retry_after })
    }

    #[tokio::test(start_paused = true)]
    async fn a_bearer_writes_twenty_times_in_any_minute() {
        let budgets = Budgets::new();
        for _ in 0..20 {
            assert_eq!(budgets.spend("Bearer a", None), Ok(()));
            advance(SECOND).await;
        }
        assert_eq!(budgets.spend("Bearer a", None), over(40));
        assert_eq!(budgets.spend("Bearer b", None), Ok(()));
        advance(39 * SECOND + SECOND / 2).await;
        assert_eq!(budgets.spend("Bearer a", None), over(1));
        advance(SECOND / 2).await;
        assert_eq!(budgets.spend("Bearer a", None), Ok(()));
        assert_eq!(budgets.spend("Bearer a", None), over(1));
    }

    #[tokio::test(start_paused = true)]
    async fn a_car_is_woken_up_six_times_in_twenty_minutes_whoever_asks() {
        let budgets = Budgets::new();
        for bearer in ["a", "b", "c", "d", "e", "f"] {
            assert_eq!(budgets.spend(bearer, Some("c0ffee")), Ok(()));
        }
        assert_eq!(budgets.spend("g", Some("c0ffee")), over(1200));
        assert_eq!(budgets.spend("g", Some("decaf")), Ok(()));
        assert_eq!(budgets.spend("g", None), Ok(()));
        advance(1200 * SECOND).await;
        assert_eq!(budgets.spend("g", Some("c0ffee")), Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn full_budgets_refuse_rather_than_forget_and_have_room_again_in_time() {
        let budgets = Budgets::new();
        for bearer in 0..REMEMBERED {
            assert_eq!(budgets.spend(&bearer.to_string(), None), Ok(()));
        }
        assert_eq!(budgets.spend("another", None), over(60));
        assert_eq!(budgets.spend("0", None), Ok(()));
        advance(60 * SECOND).await;
        assert_eq!(budgets.spend("another", None), Ok(()));
        assert_eq!(budgets.of_bearer.lock().unwrap().spent.len(), 1);
    }
}
