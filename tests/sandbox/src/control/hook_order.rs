//! How notifications are disturbed on their way.

use serde::Deserialize;

use crate::notify::Notifications;

/// What is to be so from now on. What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct HookOrder {
    callback: Option<String>,
    drop: Option<Often>,
    duplicate: Option<Often>,
    foreign: Option<Often>,
    bare: Option<Often>,
    garbage: Option<Often>,
    reorder: Option<Together>,
    batch: Option<Together>,
    /// In seconds of the world's clock.
    delay: Option<f64>,
    before_answer: Option<bool>,
    failed_apart: Option<bool>,
}

/// How many of the next messages: a number, all or none.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
enum Often {
    All(bool),
    Some(u64),
}

/// How many go together: a number, two or none.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
enum Together {
    Two(bool),
    Some(usize),
}

/// Why it can't be so.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HookOrderError {
    /// A callback that nobody made.
    #[error("there is no such callback")]
    NoCallback,
    /// A time of more than three days, or before now.
    #[error("a delay is from 0 to {LONGEST} seconds")]
    Delay,
    /// More than a list has.
    #[error("as many as {MOST} go together")]
    Together,
}

/// Three days, after which a message is given up.
const LONGEST: f64 = 72.0 * 3600.0;

/// The most that go together.
const MOST: usize = 100;

impl Often {
    const fn count(self) -> u64 {
        match self {
            Self::All(true) => u64::MAX,
            Self::All(false) => 0,
            Self::Some(count) => count,
        }
    }
}

impl Together {
    const fn count(self) -> usize {
        match self {
            Self::Two(true) => 2,
            Self::Two(false) => 0,
            Self::Some(count) => count,
        }
    }
}

impl HookOrder {
    /// Has it be so.
    pub(crate) fn carry_out(self, notifications: &Notifications) -> Result<(), HookOrderError> {
        let callback = self.callback.as_deref();
        if callback.is_some_and(|callback| !notifications.knows(callback)) {
            return Err(HookOrderError::NoCallback);
        }
        let is_long = |delay: f64| !(0.0..=LONGEST).contains(&delay);
        if self.delay.is_some_and(is_long) {
            return Err(HookOrderError::Delay);
        }
        let mut together = [self.reorder, self.batch].into_iter().flatten();
        if together.any(|together| together.count() > MOST) {
            return Err(HookOrderError::Together);
        }
        notifications.misbehave(callback, |faults| {
            set(&mut faults.drop, self.drop.map(Often::count));
            set(&mut faults.duplicate, self.duplicate.map(Often::count));
            set(&mut faults.foreign, self.foreign.map(Often::count));
            set(&mut faults.bare, self.bare.map(Often::count));
            set(&mut faults.garbage, self.garbage.map(Often::count));
            set(&mut faults.reorder, self.reorder.map(Together::count));
            set(&mut faults.batch, self.batch.map(Together::count));
            set(
                &mut faults.delay,
                self.delay.map(|seconds| (seconds * 1000.0) as i64),
            );
            set(&mut faults.before_answer, self.before_answer);
            set(&mut faults.failed_apart, self.failed_apart);
        });
        Ok(())
    }
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}
