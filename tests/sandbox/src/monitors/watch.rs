//! A monitor that runs: what it saw last, and what it has to tell since.

use serde_json::Value;

use crate::monitors::condition::{Condition, Readings};
use crate::monitors::sight::Sight;
use crate::remote::car_state::CarState;
use crate::world::subscription::Monitor;
use crate::world::vehicle::Vehicle;

/// A monitor that runs. It begins with what is so when it is made, changed or no longer paused:
/// what holds already is not told until it has ceased and holds again.
#[derive(Debug)]
pub(crate) struct Watch {
    /// What it was made with.
    sent: Option<Value>,
    condition: Option<Condition>,
    /// Until when it has looked, in seconds since 1970.
    looked: i64,
    /// Whether the condition held then.
    held: bool,
    /// When it was last told, as long as it holds.
    fired: Option<i64>,
    /// After how many seconds it is told again.
    refresh: Option<i64>,
    readings: Readings,
}

/// A condition that has come to hold, or holds still.
#[derive(Debug)]
pub(crate) struct Firing {
    /// When, in seconds since 1970.
    pub(crate) at: i64,
    /// Whether it holds still, and this is a reminder.
    pub(crate) refresh: bool,
    /// The values that made it so.
    pub(crate) values: Vec<Value>,
}

impl Watch {
    /// Begins to watch a car at a moment.
    pub(crate) fn new(monitor: &Monitor, car: &Vehicle, state: &CarState, now: i64) -> Self {
        let sent = monitor.sent.clone();
        let condition = sent
            .as_ref()
            .and_then(|sent| Condition::read(sent, monitor.updated));
        let refresh = sent
            .as_ref()
            .and_then(|sent| sent.pointer("/subscribeParam/refreshEvent"));
        let refresh = refresh.and_then(Value::as_i64);
        let sight = Sight::new(car, state, now);
        let look = condition
            .as_ref()
            .map(|condition| condition.look(&sight, &Vec::new()));
        Self {
            refresh,
            looked: now,
            held: look.as_ref().is_some_and(|look| look.lasts),
            fired: None,
            readings: look.map(|look| look.readings).unwrap_or_default(),
            condition,
            sent,
        }
    }

    /// Whether it watches for what a monitor was made with.
    pub(crate) fn is_of(&self, monitor: &Monitor) -> bool {
        self.sent == monitor.sent
    }

    /// Until when it has looked, in seconds since 1970.
    pub(crate) const fn looked(&self) -> i64 {
        self.looked
    }

    /// Looks at a car at each of these moments since it last did, and now. Whoever read the clock
    /// earlier and comes later finds nothing: it would be told once more.
    pub(crate) fn go_on(
        &mut self,
        car: &Vehicle,
        state: &CarState,
        instants: &[i64],
        now: i64,
    ) -> Vec<Firing> {
        let mut firings = Vec::new();
        let since = self.looked;
        if now < since {
            return firings;
        }
        let instants = instants
            .iter()
            .copied()
            .filter(|at| since < *at && *at < now);
        for at in instants.chain([now]) {
            self.remind(car, state, at, &mut firings);
            self.look(car, state, at, &mut firings);
        }
        self.looked = now;
        firings
    }

    fn look(&mut self, car: &Vehicle, state: &CarState, at: i64, firings: &mut Vec<Firing>) {
        let Some(condition) = &self.condition else {
            return;
        };
        let look = condition.look(&Sight::new(car, state, at), &self.readings);
        if look.holds && !(self.held && look.lasts) {
            firings.push(Firing {
                at,
                refresh: false,
                values: look.values,
            });
            self.fired = Some(at);
        }
        if !look.lasts {
            self.fired = None;
        }
        self.held = look.lasts;
        self.readings = look.readings;
    }

    /// Tells again what holds still, whenever that is due until a moment.
    fn remind(&mut self, car: &Vehicle, state: &CarState, until: i64, firings: &mut Vec<Firing>) {
        let (Some(condition), Some(refresh)) = (&self.condition, self.refresh) else {
            return;
        };
        while let Some(at) = self.fired.map(|fired| fired.saturating_add(refresh))
            && at <= until
        {
            // What a moment brings that is due itself is looked at before it is told again.
            let look = condition.look(&Sight::new(car, state, at), &self.readings);
            if !look.lasts {
                break;
            }
            firings.push(Firing {
                at,
                refresh: true,
                values: look.values,
            });
            self.fired = Some(at);
        }
    }
}

#[cfg(test)]
mod tests;
