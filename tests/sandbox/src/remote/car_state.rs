//! What became of a car by orders, beside the life that it leads.

use serde_json::Value;
use time::OffsetDateTime;

use crate::remote::change::Change;
use crate::world::life::{Life, Stage};

/// How long a car stays awake when it stops or gets a message, in milliseconds.
const AWAKE: i64 = 180_000;

/// What became of one car.
#[derive(Clone, Debug, Default)]
pub(crate) struct CarState {
    /// What changed, and when in seconds since 1970, the oldest first.
    changes: Vec<(i64, Change)>,
    /// When it was woken, in seconds since 1970.
    wake_ups: Vec<i64>,
    /// When it got its last message, in milliseconds since 1970.
    last_message: Option<i64>,
}

/// A charge that somebody began who stood beside the car, as it is at a moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Charge {
    /// How full the battery is, in percent.
    pub(crate) level: f64,
    /// How much fuller it gets in an hour, in percent.
    pub(crate) hourly: f64,
    /// When it began, in seconds since 1970.
    pub(crate) begun: i64,
    /// When it is over, or will be.
    pub(crate) ends: i64,
    /// Whether it is under way.
    pub(crate) is_under_way: bool,
}

impl CarState {
    /// Something changes.
    pub(crate) fn change(&mut self, at: i64, change: Change) {
        self.changes.push((at, change));
    }

    /// It is woken, at a time in milliseconds.
    pub(crate) fn wake(&mut self, at: i64) {
        self.wake_ups.push(at.div_euclid(1000));
    }

    /// It gets a message, at a time in milliseconds.
    pub(crate) fn message(&mut self, at: i64) {
        self.last_message = Some(at);
    }

    /// Whether it is awake, at a time in milliseconds.
    pub(crate) fn is_awake(&self, life: &Life, at: i64) -> bool {
        let moment = life.moment(at.div_euclid(1000));
        let stopped = match moment.stage {
            Stage::Away | Stage::Home => Some(moment.since * 1000),
            _ => None,
        };
        let lately = |since: i64| (since..since + AWAKE).contains(&at);
        moment.stage.drives()
            || stopped.is_some_and(lately)
            || self.last_message.is_some_and(lately)
    }

    /// How often it was woken in the month of a time in seconds.
    pub(crate) fn wake_ups_in_month(&self, at: i64) -> usize {
        let month = |at| {
            let time = OffsetDateTime::from_unix_timestamp(at).ok()?;
            Some((time.year(), time.month()))
        };
        let now = month(at);
        let wake_ups = self.wake_ups.iter();
        wake_ups.filter(|woken| month(**woken) == now).count()
    }

    /// What changed by then, the latest first.
    fn until(&self, at: i64) -> impl Iterator<Item = (i64, &Change)> {
        let changes = self.changes.iter().rev();
        changes
            .filter(move |(changed, _)| *changed <= at)
            .map(|(changed, change)| (*changed, change))
    }

    /// When something changed from one moment, which is left out, to another.
    pub(crate) fn changed(&self, from: i64, to: i64) -> impl Iterator<Item = i64> {
        let changes = self.changes.iter().map(|(changed, _)| *changed);
        changes.filter(move |changed| from < *changed && *changed <= to)
    }

    /// When it last told anything because of an order, by then. A car that charges tells every
    /// minute.
    pub(crate) fn reported_at(&self, life: &Life, at: i64) -> Option<i64> {
        let changed = self.until(at).map(|(changed, _)| changed).next();
        let charge = self.charge(life, at).map(|charge| {
            let until = at.min(charge.ends);
            match charge.is_under_way {
                true => until - (until - charge.begun).rem_euclid(60),
                false => until,
            }
        });
        changed.max(charge)
    }

    /// The charge that somebody began who stood beside it, from then until its next drive.
    pub(crate) fn charge(&self, life: &Life, at: i64) -> Option<Charge> {
        let settled = life.settled_since(&life.moment(at));
        let (begun, from, to, seconds) = self
            .until(at)
            .filter(|(changed, _)| *changed >= settled)
            .find_map(|(changed, change)| match change {
                Change::Charge { from, to, seconds } => Some((changed, *from, *to, *seconds)),
                _ => None,
            })?;
        let stopped = self.changes.iter().find_map(|(changed, change)| {
            let is_stop = *change == Change::Charging(false) && *changed >= begun;
            is_stop.then_some(*changed)
        });
        let whole = begun + seconds;
        let ends = stopped.map_or(whole, |stopped| whole.min(stopped));
        let share = (at.min(ends) - begun) as f64 / (seconds.max(1) as f64);
        Some(Charge {
            level: from + (to - from) * share,
            hourly: (to - from) * 3600.0 / (seconds.max(1) as f64),
            begun,
            ends,
            is_under_way: at < ends,
        })
    }

    /// When it last told everything because it was woken, by then.
    pub(crate) fn renewed_at(&self, at: i64) -> Option<i64> {
        self.until(at)
            .find(|(_, change)| **change == Change::Reported)
            .map(|(changed, _)| changed)
    }

    /// Since when it is locked or not by an order, and which. Its driver locks it after each drive
    /// and opens it before the next, whatever was ordered.
    pub(crate) fn locked(&self, life: &Life, at: i64) -> Option<(i64, bool)> {
        let settled = life.settled_since(&life.moment(at));
        self.until(at)
            .filter(|(changed, _)| *changed >= settled)
            .find_map(|(changed, change)| match change {
                Change::Locked(locked) => Some((changed, *locked)),
                _ => None,
            })
    }

    /// Whether it is locked, by an order or its driver.
    pub(crate) fn is_locked(&self, life: &Life, at: i64) -> bool {
        let by_order = self.locked(life, at).map(|(_, locked)| locked);
        by_order.unwrap_or_else(|| !life.moment(at).stage.drives())
    }

    /// The doors that are open.
    pub(crate) fn open(&self, life: &Life, at: i64) -> &[String] {
        let settled = life.settled_since(&life.moment(at));
        self.until(at)
            .filter(|(changed, _)| *changed >= settled)
            .find_map(|(_, change)| match change {
                Change::Open(open) => Some(open.as_slice()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// Since when the cabin is heated or cooled by an order, or not, and which. It lasts until the
    /// car does something else.
    pub(crate) fn climate(&self, life: &Life, at: i64) -> Option<(i64, bool)> {
        self.this_stage(life, at, |change| match change {
            Change::Climate(on) => Some(*on),
            _ => None,
        })
    }

    /// Whether the cabin is heated or cooled.
    pub(crate) fn has_climate(&self, life: &Life, at: i64) -> bool {
        let by_order = self.climate(life, at).map(|(_, on)| on);
        by_order.unwrap_or_else(|| life.moment(at).stage == Stage::Cooling)
    }

    /// Since when it charges by an order, or not, and which. It lasts until the car does something
    /// else.
    pub(crate) fn charging(&self, life: &Life, at: i64) -> Option<(i64, bool)> {
        self.this_stage(life, at, |change| match change {
            Change::Charging(on) => Some(*on),
            _ => None,
        })
    }

    /// Whether it charges.
    pub(crate) fn charges(&self, life: &Life, at: i64) -> bool {
        let by_order = self.charging(life, at).map(|(_, on)| on);
        let charge = self.charge(life, at).map(|charge| charge.is_under_way);
        let by_hand = by_order.or(charge);
        by_hand.unwrap_or_else(|| life.moment(at).stage == Stage::Charging)
    }

    fn this_stage(
        &self,
        life: &Life,
        at: i64,
        read: impl Fn(&Change) -> Option<bool>,
    ) -> Option<(i64, bool)> {
        let since = life.moment(at).since;
        self.until(at)
            .filter(|(changed, _)| *changed >= since)
            .find_map(|(changed, change)| Some((changed, read(change)?)))
    }

    /// The programs of the climate, after what was set and deleted of those that the car had.
    pub(crate) fn climate_programs(&self, at: i64, had: Vec<Value>) -> Vec<Value> {
        let mut programs = had;
        let changes = self.changes.iter().filter(|(changed, _)| *changed <= at);
        for (_, change) in changes {
            let Change::ClimateProgram(sent) = change else {
                continue;
            };
            let slot = |program: &Value| program.get("slot").and_then(Value::as_i64).unwrap_or(1);
            programs.retain(|program| slot(program) != slot(sent));
            if sent.get("actionsType").is_none_or(|word| word == "Set") {
                let mut program = sent.clone();
                if let Some(program) = program.as_object_mut() {
                    program.remove("actionsType");
                    let one = Value::from(slot(sent));
                    program.insert(String::from("slot"), one);
                }
                programs.push(program);
            }
        }
        programs.sort_by_key(|program| program.get("slot").and_then(Value::as_i64));
        programs
    }

    /// The last value that was sent of something.
    pub(crate) fn sent(&self, at: i64, read: impl Fn(&Change) -> Option<&Value>) -> Option<&Value> {
        self.until(at).find_map(|(_, change)| read(change))
    }
}
