//! What the car has in tank and battery: one entry a kind, of two generations of the document.

#[cfg(feature = "openapi")]
use crate::words;
use serde::Serialize;

use super::battery::Battery;
use super::charging::Charging;
use super::consumption::Consumption;
use crate::model::group::{fit, last_reported, later};
use crate::value::measured::{PERCENT, RANGE_KM, exceeds, measured, unless_contradicted};
use crate::value::{Number, Timestamp};
use crate::wire::status as wire;

/// A range that no empty tank or battery has.
const FAR_KM: f64 = 20.0;
/// A level with which a car goes somewhere.
const LITTLE_PERCENT: f64 = 10.0;
/// The level above which a traction battery is never down to a range of 0.
const LOW_CHARGE_PERCENT: f64 = 15.0;

/// One kind of energy.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Energy {
    /// The kind. Look an energy up by this, never by its place.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schemars(with = "words::EnergyType"))]
    pub kind: String,
    /// More exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "words::EnergySubType"))]
    pub sub_type: Option<String>,
    /// How full tank or battery is. An electric car may report an empty tank too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level_percent: Option<Number>,
    /// How far that goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range_km: Option<Number>,
    /// When the car last reported level and range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_at: Option<Timestamp>,
    /// Charging.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charging: Option<Charging>,
    /// The traction battery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub battery: Option<Battery>,
    /// Consumption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consumption: Option<Consumption>,
    /// The times that it was sent with: one that stands still is repeated by its parts.
    #[serde(skip)]
    times: Vec<Timestamp>,
    /// Whether its level and range contradicted each other.
    #[serde(skip)]
    is_doubtful: bool,
}

/// Every kind of energy once, of both generations of the document.
pub(in crate::model) fn energies(
    newer: Vec<wire::Energy>,
    older: Vec<wire::Energy>,
) -> Vec<Energy> {
    let mut energies: Vec<Energy> = Vec::new();
    for sent in newer.into_iter().chain(older) {
        let Some(energy) = Energy::from_wire(sent) else {
            continue;
        };
        let known = energies.iter().position(|known| known.kind == energy.kind);
        match known.and_then(|at| energies.get_mut(at)) {
            Some(known) => *known = known.clone().and(energy),
            None => energies.push(energy),
        }
    }
    energies
}

impl Energy {
    /// Of one report. Some cars have charging and battery where only the older generation has them.
    fn from_wire(energy: wire::Energy) -> Option<Self> {
        let at = energy.observed_at;
        let extension = energy.extension.unwrap_or_default();
        let electric = extension.electric.unwrap_or_default();
        let fuel = extension.fuel.unwrap_or_default();
        let kind = energy
            .kind
            .or_else(|| kind_of(energy.sub_type.as_deref()))?;
        let consumption = Consumption::from_wire(
            &kind,
            energy.sub_type.as_deref(),
            fuel.consumptions.unwrap_or_default(),
            fuel.consumption
                .or(electric.consumption)
                .or(energy.consumption),
        );
        let charging = [electric.charging, energy.charging];
        let battery = electric.battery.or(energy.battery).unwrap_or_default();
        let residual = electric.residual.or(energy.residual);
        let mut it = Self {
            level_percent: measured(energy.level, PERCENT),
            range_km: measured(energy.autonomy, RANGE_KM),
            kind,
            sub_type: energy.sub_type,
            observed_at: at,
            charging: charging
                .into_iter()
                .flatten()
                .find_map(|charging| Charging::from_wire(charging, at)),
            battery: Battery::from_wire(battery, residual, at),
            consumption: consumption.observed(at),
            times: [energy.created_at, at].into_iter().flatten().collect(),
            is_doubtful: false,
        };
        it.move_to(at);
        Some(it.without_contradictions())
    }

    /// A 0 that another value contradicts is none.
    fn without_contradictions(mut self) -> Self {
        let (level, range) = (self.level_percent, self.range_km);
        let has_none_left = range.is_some_and(|range| range.get() == 0.0);
        // Of an empty traction battery the range is right, and the level is often any other than 0.
        let is_empty = self.kind == "Electric" && has_none_left;
        let is_made_up = is_empty && exceeds(level, LOW_CHARGE_PERCENT);
        let is_going_far = exceeds(range, FAR_KM);
        self.level_percent = unless_contradicted(level, is_going_far).filter(|_| !is_made_up);
        let is_filled = exceeds(self.level_percent, LITTLE_PERCENT);
        self.range_km = unless_contradicted(range, is_filled && !is_empty);
        self.is_doubtful |= (level, range) != (self.level_percent, self.range_km);
        let has_some = is_filled || is_going_far;
        let battery = self.battery.take();
        self.battery = battery.and_then(|battery| battery.unless_contradicted(has_some));
        self
    }

    /// Together with another report of it, an older generation's or a later entry.
    fn and(mut self, mut other: Self) -> Self {
        let agree = self.agrees(&other);
        let (newer, older) = (self.charging.take(), other.charging.take());
        let charging = Charging::of(newer, older);
        let (newer, older) = (self.consumption.take(), other.consumption.take());
        let consumption = later(newer, older, Consumption::fits, |it| &mut it.observed_at);
        let battery = match (self.battery.take(), other.battery.take()) {
            (Some(battery), Some(other)) => Some(battery.and(other)),
            (battery, other) => battery.or(other),
        };
        let latest = self.observed_at.max(other.observed_at);
        let is_other_sound = !agree
            && self.observed_at == other.observed_at
            && self.is_doubtful
            && !other.is_doubtful;
        let (mut it, mut other) = match agree {
            false if !other.has_content() => (self, other),
            false if !self.has_content() || is_other_sound => (other, self),
            _ => last_reported(self, other, agree, |it| &mut it.observed_at),
        };
        if it.observed_at == other.observed_at {
            it.level_percent = it.level_percent.or(other.level_percent);
            it.range_km = it.range_km.or(other.range_km);
        }
        it.sub_type = it.sub_type.or(other.sub_type);
        it.charging = charging;
        it.consumption = consumption;
        it.battery = battery;
        if agree {
            it.times.append(&mut other.times);
            it.move_to(latest);
        }
        it.without_contradictions()
    }

    /// Whether another report may be of the same moment: they contradict each other in nothing, and
    /// have a level, a range or a time in common, or one has no time.
    fn agrees(&self, other: &Self) -> bool {
        let shared = self.level_percent.and(other.level_percent);
        let shared = shared.or(self.range_km.and(other.range_km));
        fit(&self.level_percent, &other.level_percent)
            && fit(&self.range_km, &other.range_km)
            && (shared.is_some()
                || self.observed_at.is_none()
                || other.observed_at.is_none()
                || self.times.iter().any(|time| other.times.contains(time)))
    }

    /// Puts it to a later time, and with it the parts that repeat a time of this energy's.
    fn move_to(&mut self, at: Option<Timestamp>) {
        let Self {
            times,
            charging,
            battery,
            consumption,
            observed_at,
            ..
        } = self;
        *observed_at = at;
        let parts = [
            charging.as_mut().map(|it| &mut it.observed_at),
            consumption.as_mut().map(|it| &mut it.observed_at),
        ];
        let of_battery = battery.as_mut().into_iter().flat_map(Battery::times);
        for time in parts.into_iter().flatten().chain(of_battery) {
            if time.is_none_or(|time| times.contains(&time)) {
                *time = at;
            }
        }
    }

    fn has_content(&self) -> bool {
        self.level_percent.is_some() || self.range_km.is_some()
    }
}

/// The type that follows from the sub-type, where that alone was sent.
pub(in crate::model) fn kind_of(sub_type: Option<&str>) -> Option<String> {
    match sub_type? {
        "ElectricEnergy" => Some("Electric".to_owned()),
        "FossilEnergy" | "Hydrogen" => Some("Fuel".to_owned()),
        _ => None,
    }
}
