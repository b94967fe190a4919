//! A request for a resource: on whose behalf, for which vehicle, and which page.

use serde_json::Value;

use crate::api::paging::{PageTokens, Paging};
use crate::api::refusal::{Parameter, Refusal};
use crate::api::write::request_body::RequestBody;
use crate::chance::Chance;
use crate::remote::Remotes;
use crate::remote::car_state::CarState;
use crate::serve::fields::Fields;
use crate::subscriptions::Subscriptions;
use crate::tokens::Login;
use crate::world::driver::Driver;
use crate::world::quirk::Quirk;
use crate::world::subscription::Callback;
use crate::world::vehicle::Vehicle;

/// A request that was admitted.
#[derive(Debug)]
pub(crate) struct ResourceRequest<'a> {
    /// On whose behalf.
    pub(crate) driver: &'a Driver,
    /// What the driver agreed to, and for which app.
    pub(crate) login: &'a Login,
    /// Which callbacks there are.
    pub(crate) subscriptions: &'a Subscriptions,
    /// What cars were ordered to do.
    pub(crate) remotes: &'a Remotes,
    /// Where identifiers come from.
    pub(crate) chance: &'a Chance,
    /// What was sent.
    pub(crate) body: &'a RequestBody,
    /// The query.
    pub(crate) query: &'a Fields,
    /// The segments that stand for the template's braces.
    pub(crate) variables: Vec<&'a str>,
    /// The path after the base.
    pub(crate) path: &'a str,
    /// Opens and makes page tokens.
    pub(crate) pages: &'a PageTokens,
    /// The world's time, in seconds since 1970.
    pub(crate) now: i64,
    /// The same, in milliseconds.
    pub(crate) millis: i64,
}

impl<'a> ResourceRequest<'a> {
    /// The segment that stands for the template's braces, counted from 0.
    pub(crate) fn variable(&self, nth: usize) -> &'a str {
        self.variables.get(nth).copied().unwrap_or_default()
    }

    /// The driver's vehicle that the first variable names.
    pub(crate) fn vehicle(&self) -> Result<&'a Vehicle, Refusal> {
        let id = self.variable(0);
        let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if !id.bytes().all(hexadecimal) {
            return Err(Refusal::InvalidVehicleId);
        }
        self.driver
            .vehicles
            .iter()
            .find(|vehicle| vehicle.id == id)
            .ok_or(Refusal::NotYourVehicle)
    }

    /// The same vehicle, if it tells anything but how private it is.
    pub(crate) fn telling(&self, none: Refusal) -> Result<&'a Vehicle, Refusal> {
        match self.reporting(none)? {
            vehicle if vehicle.has(Quirk::HidesAll) => Err(Refusal::Private),
            vehicle => Ok(vehicle),
        }
    }

    /// The same vehicle, if it reports at all; otherwise `none` is the answer.
    pub(crate) fn reporting(&self, none: Refusal) -> Result<&'a Vehicle, Refusal> {
        let vehicle = self.vehicle()?;
        if vehicle.has(Quirk::BoxReplaced) {
            return Err(Refusal::BoxReplaced);
        }
        if vehicle.has(Quirk::Lapsed) {
            return Err(Refusal::NotSubscribed);
        }
        match vehicle.has(Quirk::Unsubscribed) || vehicle.has(Quirk::Silent) {
            true => Err(none),
            false => Ok(vehicle),
        }
    }

    /// Every callback of the app for the driver.
    pub(crate) fn callbacks(&self) -> Vec<Callback> {
        self.with_callbacks(|callbacks| callbacks.clone())
    }

    /// Reads or changes them.
    pub(crate) fn with_callbacks<T>(&self, act: impl FnOnce(&mut Vec<Callback>) -> T) -> T {
        let client_id = &self.login.client_id;
        self.subscriptions.with(self.driver, client_id, act)
    }

    /// The callback that a variable names.
    pub(crate) fn callback(&self, nth: usize) -> Result<Callback, Refusal> {
        self.with_callback(nth, |callback| Ok(callback.clone()))
    }

    /// Reads or changes it.
    pub(crate) fn with_callback<T>(
        &self,
        nth: usize,
        act: impl FnOnce(&mut Callback) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.with_callbacks(|callbacks| {
            let named = callbacks
                .iter_mut()
                .find(|callback| callback.id == self.variable(nth));
            act(named.ok_or(Refusal::NoData)?)
        })
    }

    /// Refuses what none of these scopes was granted for. Which of them are in the token matters
    /// to what changes something; what a driver withholds matters to all.
    pub(crate) fn check_granted(&self, scopes: &[&str]) -> Result<(), Refusal> {
        let mut granted = self.login.scope.split(' ');
        match granted.any(|scope| scopes.contains(&scope)) {
            true => Ok(()),
            false => Err(Refusal::NotGranted),
        }
    }

    /// What became of a car by orders.
    pub(crate) fn car_state(&self, vehicle: &Vehicle) -> CarState {
        self.remotes.car_state(&vehicle.id, self.millis)
    }

    /// What was sent, if it is repeated.
    pub(crate) fn repeated(&self, sent: Option<&Value>) -> Option<Value> {
        sent.filter(|_| self.remotes.switches().echo).cloned()
    }

    /// Which page of the collection at this path is asked for, of `largest` items at most.
    pub(crate) fn paging(&self, largest: usize) -> Result<Paging<'a>, Refusal> {
        let owner = format!("{}\n{}", self.driver.username, self.path);
        Paging::new(self.pages, owner, self.query, largest)
    }

    /// Refuses query names that the resource doesn't have.
    pub(crate) fn check_names(&self, also: &str, known: &[&str]) -> Result<(), Refusal> {
        let stray = |name| name != also && !known.contains(&name);
        match self.query.pairs().any(|(name, _)| stray(name)) {
            true => Err(Refusal::InvalidParameter(Parameter::Unknown)),
            false => Ok(()),
        }
    }
}
