//! A request for a resource: on whose behalf, for which vehicle, and which page.

use crate::api::paging::{PageTokens, Paging};
use crate::api::refusal::{Parameter, Refusal};
use crate::serve::fields::Fields;
use crate::world::driver::Driver;
use crate::world::quirk::Quirk;
use crate::world::subscription::Callback;
use crate::world::vehicle::Vehicle;

/// A request that was admitted.
#[derive(Debug)]
pub(crate) struct ResourceRequest<'a> {
    /// On whose behalf.
    pub(crate) driver: &'a Driver,
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

    /// The driver's callback that a variable names.
    pub(crate) fn callback(&self, nth: usize) -> Result<&'a Callback, Refusal> {
        self.driver
            .callbacks
            .iter()
            .find(|callback| callback.id == self.variable(nth))
            .ok_or(Refusal::NoData)
    }

    /// The callback that the second variable names, if it is about the vehicle that the first one
    /// names: all are about the driver's first.
    pub(crate) fn vehicle_callback(&self) -> Result<&'a Callback, Refusal> {
        let vehicle = self.vehicle()?;
        match self.driver.vehicles.first() {
            Some(first) if first.id == vehicle.id => self.callback(1),
            _ => Err(Refusal::NoData),
        }
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
