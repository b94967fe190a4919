//! What a car measured at one moment.

use super::alarm::Alarm;
use super::from_wire::FromWire;
use super::group::group;
use super::maintenance::Maintenance;
use super::position::Position;
use super::reading::Reading;
use super::status::{
    Battery12V, Doors, DriverAssistance, DrivingMode, Energy, Engine, Environment, Ignition,
    Kinetic, Lighting, Odometer, Powertrain, Preconditioning, Privacy, Safety, Status,
};
use crate::wire;

pub use crate::wire::telemetry::{Transmission, Wipers};

group! {
    /// What a car measured at one moment. Its groups are those of a status; here they have no
    /// times of their own, since the moment has one. What was not asked for is absent.
    Telemetry observed {
        /// What the car had in tank and battery: each `type` at most once.
        energies: Vec<Energy>;
        /// How far the car had gone.
        odometer: Reading<Odometer>;
        /// Where the car was.
        position: Reading<Position>;
        /// Ignition.
        ignition: Ignition;
        /// Movement.
        kinetic: Kinetic;
        /// All that drives the car, taken together.
        powertrain: Powertrain;
        /// Engines and motors.
        engines: Vec<Engine>;
        /// The gearbox.
        transmission: Transmission;
        /// The driving mode.
        driving_mode: DrivingMode;
        /// What helps the driver.
        driver_assistance: DriverAssistance;
        /// Locks, doors and windows.
        doors: Doors;
        /// Heating or cooling before a drive.
        preconditioning: Preconditioning;
        /// Outside.
        environment: Environment;
        /// The wipers.
        wipers: Wipers;
        /// The 12 V battery.
        #[serde(rename = "battery12V")]
        battery_12v: Battery12V;
        /// Lamps.
        lighting: Lighting;
        /// Belts and emergency call.
        safety: Safety;
        /// The burglar alarm.
        alarm: Alarm;
        /// What was left until the next service.
        maintenance: Maintenance;
        /// What the driver allowed the car to report.
        privacy: Privacy;
        /// The trip that the moment is of.
        trip_id: String;
    }
}

impl FromWire for Telemetry {
    type Wire = wire::Telemetry;

    fn from_wire(telemetry: wire::Telemetry) -> Option<Self> {
        let measured = telemetry.vehicle.unwrap_or_default();
        let extension = telemetry.embedded.and_then(|embedded| embedded.extension);
        let extension = extension.unwrap_or_default();
        let status = Status::from_wire(wire::Status {
            privacy: telemetry.privacy,
            environment: telemetry.environment,
            last_position: extension.location,
            ..measured.status
        })?;
        Self {
            energies: any(status.energies),
            odometer: status.odometer.if_sent(),
            position: status.position.if_sent(),
            ignition: status.ignition,
            kinetic: status.kinetic,
            powertrain: status.powertrain,
            engines: any(status.engines),
            transmission: measured.transmission,
            driving_mode: status.driving_mode,
            driver_assistance: status.driver_assistance,
            doors: status.doors,
            preconditioning: status.preconditioning,
            environment: status.environment,
            wipers: measured.wipers,
            battery_12v: status.battery_12v,
            lighting: status.lighting,
            safety: status.safety,
            alarm: status.alarm,
            maintenance: extension.maintenance.and_then(Maintenance::from_wire),
            privacy: status.privacy,
            trip_id: None,
            observed_at: None,
        }
        .observed(telemetry.observed_at)
        .map(|mut moment| {
            // Alone it means nothing for the moment.
            moment.trip_id = telemetry.trip.and_then(|wire::TripId(id)| id);
            moment
        })
    }
}

/// The list, where there is anything on it.
fn any<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const AT: &str = "2026-03-01T08:15:30Z";

    fn model(telemetry: &Value) -> Value {
        let read = wire::read(telemetry.to_string().as_bytes()).unwrap();
        assert_eq!(read.unread.count(), 0, "{}", read.unread);
        serde_json::to_value(Telemetry::from_wire(read.value)).unwrap()
    }

    #[test]
    fn groups_that_were_not_asked_for_are_absent() {
        let item = json!({"createdAt": AT, "vehicle": {"ignition": {"type": "Start"}}});
        assert_eq!(
            model(&item),
            json!({"observedAt": AT, "ignition": {"state": "Start"}})
        );
    }

    #[test]
    fn the_oddities_of_a_status_are_those_of_a_moment_too() {
        let item = json!({
            "vehicle": {
                "energies": [{"type": "Fuel", "level": 40}, {"type": "Electric", "level": "62.0",
                    "extension": {"electric": {"charging": {"schedule": []}}}}],
                "ignition": {"type": "Stop"},
                "odometer": {"mileage": 0},
                "battery": {"voltage": 87},
            },
            "environment": {"air": {"temp": 215}},
        });
        assert_eq!(
            model(&item),
            json!({
                "energies": [{"type": "Fuel", "levelPercent": 40},
                    {"type": "Electric", "levelPercent": 62, "charging": {"programs": []}}],
                "ignition": {"state": "Stop"},
                "odometer": {"unavailable": "ignition-off"},
                "battery12V": {"healthPercent": 87},
            })
        );
    }

    #[test]
    fn a_position_that_privacy_keeps_back_says_so() {
        let item = json!({"privacy": {"state": "Geolocation"}});
        assert_eq!(
            model(&item),
            json!({"position": {"unavailable": "privacy"}, "privacy": {"state": "Geolocation"}})
        );
    }

    #[test]
    fn a_moment_of_which_only_time_and_trip_are_known_is_none() {
        let trip = json!({"trip": {"href": "https://a.example/vehicles/0a/trips/7d"}});
        let item = json!({"createdAt": AT, "vehicle": {}, "_links": trip});
        assert_eq!(model(&item), json!(null));
    }

    #[test]
    fn one_unreadable_group_costs_that_group_only() {
        let item = br#"{"vehicle":{"adas":7,"wipingBlades":{"active":true},"doorsState":"open"}}"#;
        let read = wire::read(item).unwrap();
        assert_eq!(read.unread.to_string(), "vehicle.doorsState vehicle.adas");
        assert_eq!(
            serde_json::to_value(Telemetry::from_wire(read.value)).unwrap(),
            json!({"wipers": {"active": true}})
        );
    }
}
