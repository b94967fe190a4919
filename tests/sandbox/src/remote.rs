//! The orders that cars were given, and what becomes of them as the world's clock goes on. Nothing
//! happens by itself: whoever looks finds done what was due by then, in the order in which it was.

pub(crate) mod action;
pub(crate) mod car_state;
pub(crate) mod change;
mod chart;
pub(crate) mod member;
pub(crate) mod outcome;
pub(crate) mod snapshot;
pub(crate) mod status;
pub(crate) mod status_event;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::chance::Chance;
use crate::lock::lock;
use crate::world::World;
use crate::world::subscription::Remote;
use crate::world::vehicle::Vehicle;
use action::{Action, Taken};
use car_state::CarState;
use change::Change;
use chart::{Circumstances, step};
use outcome::{OutcomeOrder, Switches};
use status_event::StatusEvent;

/// All of them. Times are the world's, in milliseconds since 1970.
#[derive(Debug)]
pub(crate) struct Remotes {
    world: Arc<World>,
    chance: Chance,
    book: Mutex<Book>,
}

/// What is written down.
#[derive(Debug, Default)]
struct Book {
    /// In the order in which they were taken.
    actions: Vec<Action>,
    /// When which action takes its next step.
    due: BTreeSet<(i64, usize)>,
    /// By their identifiers.
    cars: HashMap<String, CarState>,
    outcomes: Vec<OutcomeOrder>,
    switches: Switches,
    /// What nobody was told of yet, in order.
    events: Vec<StatusEvent>,
}

impl Remotes {
    /// No order yet, in a world, with identifiers from `chance`.
    pub(crate) fn new(world: Arc<World>, chance: Chance) -> Self {
        Self {
            world,
            chance,
            book: Mutex::default(),
        }
    }

    /// Takes an order.
    pub(crate) fn take(&self, taken: Taken, now: i64) -> Remote {
        let mut book = lock(&self.book);
        book.go_on(&self.world, now);
        let outcome = book.outcome(&taken);
        let action = Action::new(self.chance.uuid(), taken, now, outcome);
        let remote = action.remote();
        book.events.push(StatusEvent::of(&action));
        let due = (now + book.switches.step, book.actions.len());
        book.actions.push(action);
        book.due.insert(due);
        remote
    }

    /// The actions of a callback at a car that can be read by now, the oldest first.
    pub(crate) fn of(&self, callback: &str, vehicle: &str, now: i64) -> Vec<Remote> {
        let mut book = lock(&self.book);
        book.go_on(&self.world, now);
        let readable = now - book.switches.list_delay;
        book.actions
            .iter()
            .filter(|action| {
                let taken = &action.taken;
                taken.callback == callback
                    && taken.vehicle == vehicle
                    && action.received <= readable
            })
            .map(Action::remote)
            .collect()
    }

    /// Every action ever taken, in order, its times written by `time`.
    pub(crate) fn record(&self, now: i64, time: impl Fn(i64) -> Option<String>) -> Vec<Value> {
        let mut book = lock(&self.book);
        book.go_on(&self.world, now);
        let actions = book.actions.iter();
        actions.map(|action| action.record(&time)).collect()
    }

    /// What became of a car.
    pub(crate) fn car_state(&self, vehicle: &str, now: i64) -> CarState {
        let mut book = lock(&self.book);
        book.go_on(&self.world, now);
        book.cars.get(vehicle).cloned().unwrap_or_default()
    }

    /// What is to be told of actions by now and was not given yet, in order.
    pub(crate) fn status_events(&self, now: i64) -> Vec<StatusEvent> {
        let mut book = lock(&self.book);
        book.go_on(&self.world, now);
        std::mem::take(&mut book.events)
    }

    /// When an action takes its next step.
    pub(crate) fn due(&self) -> Option<i64> {
        let book = lock(&self.book);
        book.due.first().map(|(at, _)| *at)
    }

    /// Something changes at a car without an order.
    pub(crate) fn change(&self, vehicle: &str, change: Change, now: i64) {
        let mut book = lock(&self.book);
        book.go_on(&self.world, now);
        let state = book.cars.entry(vehicle.to_owned()).or_default();
        state.change(now.div_euclid(1000), change);
    }

    /// How the back end does what the reference leaves open.
    pub(crate) fn switches(&self) -> Switches {
        lock(&self.book).switches
    }

    /// Has some actions from now on go in a certain way.
    pub(crate) fn order(&self, order: OutcomeOrder) {
        lock(&self.book).outcomes.push(order);
    }

    /// Has the back end do what the reference leaves open in another way.
    pub(crate) fn switch(&self, act: impl FnOnce(&mut Switches)) {
        act(&mut lock(&self.book).switches);
    }

    /// Has actions from now on go as they do, and the back end do as it does.
    pub(crate) fn cancel(&self) {
        let mut book = lock(&self.book);
        book.outcomes.clear();
        book.switches = Switches::default();
    }

    /// The car of that identifier, whoever's it is.
    pub(crate) fn vehicle(&self, id: &str) -> Option<&Vehicle> {
        self.world.vehicle(id)
    }

    /// The car that an order names, by its VIN or its identifier.
    pub(crate) fn named(&self, name: &str) -> Option<&Vehicle> {
        let by_vin = self.world.vehicle_of_vin(name);
        by_vin.or_else(|| self.vehicle(name))
    }
}

impl Book {
    /// The oldest order that is about an action, counted as carried out.
    fn outcome(&mut self, taken: &Taken) -> Option<outcome::Outcome> {
        let order = self.outcomes.iter_mut().find(|order| {
            let is = |named: &Option<String>, of: &str| named.as_ref().is_none_or(|it| it == of);
            is(&order.car, &taken.vehicle)
                && is(&order.driver, &taken.driver)
                && order.times != Some(0)
        })?;
        if let Some(times) = &mut order.times {
            *times -= 1;
        }
        Some(order.outcome)
    }

    /// Does everything that is due by now.
    fn go_on(&mut self, world: &World, now: i64) {
        while let Some((at, nth)) = self.due.first().copied().filter(|(at, _)| *at <= now) {
            self.due.remove(&(at, nth));
            if self.step(world, nth, at) {
                self.due.insert((at + self.switches.step, nth));
            }
        }
    }

    /// Takes an action one step further. Whether there will be another.
    fn step(&mut self, world: &World, nth: usize, now: i64) -> bool {
        let Some((earlier, [action, ..])) = self.actions.split_at_mut_checked(nth) else {
            return false;
        };
        let Some(car) = world.vehicle(&action.taken.vehicle) else {
            return false;
        };
        let (vehicle, member) = (&action.taken.vehicle, action.taken.member);
        let same = |other: &Action| {
            other.is_open() && other.taken.member == member && other.taken.vehicle == *vehicle
        };
        let mut around = Circumstances {
            car,
            same_in_progress: earlier.iter().any(same),
            state: self.cars.entry(vehicle.clone()).or_default(),
            monthly_wake_ups: self.switches.monthly_wake_ups,
            now,
        };
        let said = action.history.len();
        let goes_on = step(action, &mut around);
        if action.history.len() > said {
            self.events.push(StatusEvent::of(action));
        }
        goes_on
    }
}
