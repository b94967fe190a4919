//! What the car has in tank and battery: one entry a kind, of two generations of the document.

use std::mem;

use serde::Serialize;

use super::battery::Battery;
use super::charging::Charging;
use super::consumption::Consumption;
use crate::value::{Number, Timestamp};
use crate::wire::status as wire;

/// One kind of energy.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Energy {
    /// `Electric` or `Fuel`; or a later kind. Look an energy up by this, never by its place.
    #[serde(rename = "type")]
    pub kind: String,
    /// `FossilEnergy`, `ElectricEnergy` or `Hydrogen`; or a later kind.
    #[serde(skip_serializing_if = "Option::is_none")]
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
}

/// Every kind of energy once. What the newer generation of the document has wins, part by part;
/// within a generation, what was reported last.
pub(in crate::model) fn energies(
    newer: Vec<wire::Energy>,
    older: Vec<wire::Energy>,
) -> Vec<Energy> {
    let mut energies: Vec<Energy> = latest(newer);
    for older in latest(older) {
        match energies.iter_mut().find(|known| known.kind == older.kind) {
            Some(known) => known.fill_gaps(older),
            None => energies.push(older),
        }
    }
    energies
}

fn latest(generation: Vec<wire::Energy>) -> Vec<Energy> {
    let mut energies: Vec<Energy> = Vec::new();
    for mut energy in generation.into_iter().filter_map(Energy::from_wire) {
        match energies.iter_mut().find(|known| known.kind == energy.kind) {
            Some(known) => {
                if energy.observed_at > known.observed_at {
                    mem::swap(known, &mut energy);
                }
                known.fill_gaps(energy);
            }
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
        Some(Self {
            kind,
            sub_type: energy.sub_type,
            level_percent: energy.level,
            range_km: energy.autonomy,
            observed_at: at,
            charging: charging
                .into_iter()
                .flatten()
                .find_map(|charging| Charging::from_wire(charging, at)),
            battery: Battery::from_wire(battery, residual, at),
            consumption: consumption.observed(at),
        })
    }

    /// Takes from another report what this one lacks. Level and range were reported together, so
    /// one of another time would go with the wrong `observed_at`.
    fn fill_gaps(&mut self, other: Self) {
        if !self.has_content() && other.has_content() {
            self.observed_at = other.observed_at;
        }
        let times = [self.observed_at, other.observed_at];
        if times.contains(&None) || self.observed_at == other.observed_at {
            self.level_percent = self.level_percent.or(other.level_percent);
            self.range_km = self.range_km.or(other.range_km);
        }
        self.sub_type = self.sub_type.take().or(other.sub_type);
        self.charging = self.charging.take().or(other.charging);
        match (&mut self.battery, other.battery) {
            (Some(battery), Some(other)) => battery.fill_gaps(other),
            (battery, other) => *battery = battery.take().or(other),
        }
        self.consumption = self.consumption.take().or(other.consumption);
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
