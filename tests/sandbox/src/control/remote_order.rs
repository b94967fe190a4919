//! How orders to cars go, and how the back end does what the reference leaves open.

use serde::Deserialize;

use crate::remote::Remotes;
use crate::remote::outcome::{Outcome, OutcomeOrder};

/// What is to be so from now on. What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RemoteOrder {
    /// Its VIN or its identifier.
    car: Option<String>,
    driver: Option<String>,
    outcome: Option<Outcome>,
    times: Option<u64>,
    step_seconds: Option<f64>,
    list_delay_seconds: Option<f64>,
    echo: Option<bool>,
    callback_status: Option<u16>,
    monthly_wake_ups: Option<usize>,
}

/// Why it can't be so.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RemoteOrderError {
    /// Whose, or how many, of what?
    #[error("car, driver and times need an outcome")]
    NoOutcome,
    /// A car that nobody has.
    #[error("there is no such car")]
    NoCar,
    /// A time of more than a year, or before now.
    #[error("seconds are from 0 to {MOST}")]
    Seconds,
    /// A status that no document has.
    #[error("a callback that is made is answered with 200 or 202")]
    Status,
}

/// A year.
const MOST: f64 = 366.0 * 86_400.0;

impl RemoteOrder {
    /// Has it be so.
    pub(crate) fn carry_out(self, remotes: &Remotes) -> Result<(), RemoteOrderError> {
        let step = self.step_seconds.map(millis).transpose()?;
        let list_delay = self.list_delay_seconds.map(millis).transpose()?;
        if self
            .callback_status
            .is_some_and(|it| ![200, 202].contains(&it))
        {
            return Err(RemoteOrderError::Status);
        }
        let is_narrowed = self.car.is_some() || self.driver.is_some() || self.times.is_some();
        if self.outcome.is_none() && is_narrowed {
            return Err(RemoteOrderError::NoOutcome);
        }
        let car = match &self.car {
            Some(name) => {
                let car = remotes.named(name).ok_or(RemoteOrderError::NoCar)?;
                Some(car.id.clone())
            }
            None => None,
        };
        if let Some(outcome) = self.outcome {
            remotes.order(OutcomeOrder {
                car,
                driver: self.driver,
                outcome,
                times: self.times,
            });
        }
        remotes.switch(|switches| {
            set(&mut switches.step, step);
            set(&mut switches.list_delay, list_delay);
            set(&mut switches.echo, self.echo);
            set(&mut switches.callback_status, self.callback_status);
            set(&mut switches.monthly_wake_ups, self.monthly_wake_ups);
        });
        Ok(())
    }
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn millis(seconds: f64) -> Result<i64, RemoteOrderError> {
    match (0.0..=MOST).contains(&seconds) {
        true => Ok((seconds * 1000.0) as i64),
        false => Err(RemoteOrderError::Seconds),
    }
}
