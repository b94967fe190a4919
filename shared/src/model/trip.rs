//! A trip.

mod energy_consumption;

use super::from_wire::FromWire;
use super::group::group;
use super::position::Position;
use super::reading::Reading;
use super::status::{Energy, energies};
use crate::value::measured::{
    CONSUMPTION, ODOMETER_KM, SPEED_KMH, TRIP_KM, counted, exceeds, measured, unless_contradicted,
};
use crate::value::{Number, Timestamp};
use crate::wire;

pub use crate::wire::{Fault, Segment};
pub use energy_consumption::EnergyConsumption;

/// Kilometres per hour in a metre per second.
const KMH: f64 = 3.6;

group! {
    /// A trip.
    Trip identified {
        /// When it began.
        started_at: Timestamp;
        /// When it was over.
        stopped_at: Timestamp;
        /// How long it took.
        duration_seconds: u64;
        /// How long it is.
        distance_km: Number;
        /// What the odometer showed when it began.
        start_odometer_km: Number;
        /// Where it began, or why that is not known.
        start_position: Reading<Position>;
        /// Where it was over, or why that is not known. Absent while it goes on.
        stop_position: Reading<Position>;
        /// What was in tank and battery when it began: each `type` at most once.
        start_energies: Vec<Energy>;
        /// What was in tank and battery when it was over: each `type` at most once.
        end_energies: Vec<Energy>;
        /// What it took of each `type` of energy. A type that the car has may be missing.
        energy_consumptions: Vec<EnergyConsumption>;
        /// How fast it was on average. Its greatest speed is sent too, but by one source in m/s, by
        /// another in km/h, and by many cars as 0.
        average_speed_kmh: Number;
        /// What drove the car on which part of it.
        segments: Vec<Segment>;
        /// Whether it is over.
        done: bool;
        /// What is missing of it.
        faults: Vec<Fault>;
        /// When the record was made.
        created_at: Timestamp;
        /// When it was last changed.
        updated_at: Timestamp;
    }
}

impl FromWire for Trip {
    type Wire = wire::Trip;

    fn from_wire(trip: wire::Trip) -> Option<Self> {
        let speeds = trip.kinetic.unwrap_or_default();
        let distance = measured(trip.distance, TRIP_KM);
        let average_speed = speeds.average.and_then(|speed| speed.converted(KMH, 2));
        let average_speed = measured(average_speed, SPEED_KMH);
        let mut consumptions = trip.energy_consumptions.iter().flatten();
        let has_average = exceeds(average_speed, 0.0)
            || consumptions.any(|it| exceeds(measured(it.average, CONSUMPTION), 0.0));
        let distance = unless_contradicted(distance, has_average);
        let has_gone = exceeds(distance, 0.0);
        let average_speed_kmh = unless_contradicted(average_speed, has_gone);
        let has_lasted = has_gone || exceeds(average_speed, 0.0);
        let is_hidden = trip.faults.iter().flatten().any(Fault::is_privacy);
        let stop_position = Position::reading(trip.stop_position);
        Some(Self {
            id: trip.id?,
            started_at: trip.started_at,
            stopped_at: trip.stopped_at,
            duration_seconds: trip
                .duration
                .map(|wire::Seconds(seconds)| seconds)
                .filter(|seconds| *seconds > 0 || !has_lasted),
            distance_km: distance,
            start_odometer_km: counted(trip.start_mileage, ODOMETER_KM),
            start_position: Some(Position::reading(trip.start_position).unless_hidden(is_hidden)),
            stop_position: if trip.done == Some(false) {
                stop_position.if_sent()
            } else {
                Some(stop_position.unless_hidden(is_hidden))
            },
            start_energies: trip.start_energies.map(|start| energies(start, Vec::new())),
            end_energies: trip.end_energies.map(|end| energies(end, Vec::new())),
            energy_consumptions: trip.energy_consumptions.map(|consumptions| {
                consumptions
                    .into_iter()
                    .filter_map(|it| EnergyConsumption::from_wire(it, distance))
                    .collect()
            }),
            average_speed_kmh,
            segments: trip.segments,
            done: trip.done,
            faults: trip.faults,
            created_at: trip.created_at,
            updated_at: trip.updated_at,
        })
    }
}

impl Fault {
    fn is_privacy(&self) -> bool {
        matches!(self.cause.as_deref(), Some("GeoPrivacy" | "FullPrivacy"))
    }
}

#[cfg(test)]
mod tests;
