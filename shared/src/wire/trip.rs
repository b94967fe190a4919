//! A trip.

use super::collection::Embed;
use super::duration::Seconds;
use super::lenient::document;
use super::part::part;
use super::position::Position;
use super::status::Energy;
use crate::value::measured::{PERCENT, TRIP_KM};
use crate::value::{Number, Timestamp};
#[cfg(feature = "openapi")]
use crate::words;

document! {
    /// A trip.
    Trip {
        /// Opaque identifier.
        id: String = "id";
        /// When it began.
        started_at: Timestamp = "startedAt";
        /// When it was over.
        stopped_at: Timestamp = "stoppedAt";
        /// Where it began. Its place may be missing while the rest of it is there.
        start_position: Position = "startPosition";
        /// Where it was over.
        stop_position: Position = "stopPosition";
        /// How long it took.
        duration: Seconds = "duration";
        /// Kilometres.
        distance: Number = "distance";
        /// What the odometer showed when it began, in kilometres.
        start_mileage: Number = "startMileage";
        /// What was in tank and battery when it began.
        start_energies: Vec<Energy> = "startEnergies";
        /// What was in tank and battery when it was over.
        end_energies: Vec<Energy> = "endEnergies";
        /// What it took. Often empty, or without a kind that the car has.
        energy_consumptions: Vec<EnergyConsumption> = "energyConsumptions";
        /// How fast it was.
        kinetic: Speeds = "kinetic";
        /// What drove the car on which part of it.
        segments: Vec<Segment> = "segments";
        /// Whether it is over.
        done: bool = "done";
        /// What is missing of it.
        faults: Vec<Fault> = "faults";
        /// When the record was made.
        created_at: Timestamp = "createdAt";
        /// When it was last changed.
        updated_at: Timestamp = "updatedAt";
    }
}

document! {
    /// What a trip took of one kind of energy.
    EnergyConsumption {
        /// `Fuel` or `Electric`.
        kind: String = "type";
        /// `FossilEnergy`, `ElectricEnergy` or `Hydrogen`.
        sub_type: String = "subType";
        /// In all: centilitres of fuel, kWh or Wh. Some cars send litres.
        consumption: Number = "consumption";
        /// Centilitres of fuel or Wh, each per 100 km.
        average: Number = "avgConsumption";
    }
}

document! {
    /// How fast a trip was.
    Speeds {
        /// Metres per second.
        average: Number = "avgSpeed";
    }
}

part! {
    /// What drove the car on a part of a trip.
    Segment {
        /// What drove the car.
        #[cfg_attr(feature = "openapi", schemars(with = "words::Propulsion"))]
        propulsion: String = "propulsion";
        /// How much of the trip that is.
        percent: Number = "percent" in PERCENT;
        /// How long it is.
        distance_km: Number = "distance" in TRIP_KM;
    }
}

part! {
    /// What is missing of a trip.
    Fault {
        /// `Unstarted`: its beginning is missing. `DataLacking`: something on the way.
        /// `Unfinished`: its end.
        #[cfg_attr(feature = "openapi", schemars(with = "words::TripFault"))]
        fault: String = "fault";
        /// `GeoPrivacy`: the driver let no position be reported. `FullPrivacy`: nothing at all.
        /// `Connection`: there was none.
        #[cfg_attr(feature = "openapi", schemars(with = "words::TripFaultCause"))]
        cause: String = "cause";
    }
}

impl Embed for Trip {
    const NAMES: &'static [&'static str] = &["trips", "Trips"];
}
