//! What is left until the next service.

use super::from_wire::FromWire;
use super::group::group;
use crate::value::Number;
use crate::value::measured::{SERVICE, SIGNED_MAXIMA, measured};
use crate::wire;

group! {
    /// What is left until the next service, as the car counts it. Negative: it is overdue.
    Maintenance observed {
        /// Days.
        days_to_maintenance: Number;
        /// Kilometres.
        km_to_maintenance: Number;
    }
}

impl FromWire for Maintenance {
    type Wire = wire::Maintenance;

    /// What the car said. Many cars say it without a time.
    fn from_wire(maintenance: wire::Maintenance) -> Option<Self> {
        Self {
            days_to_maintenance: left(maintenance.days),
            km_to_maintenance: left(maintenance.mileage),
            observed_at: None,
        }
        .observed(maintenance.observed_at)
    }
}

/// What is left, where it is reported.
fn left(value: Option<Number>) -> Option<Number> {
    measured(value, SERVICE).filter(|value| !SIGNED_MAXIMA.contains(&value.get()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn maintenance(json: &str) -> serde_json::Value {
        let read: wire::Maintenance = wire::read(json.as_bytes()).unwrap().value;
        serde_json::to_value(Maintenance::from_wire(read)).unwrap()
    }

    #[test]
    fn days_and_kilometres_are_read_in_either_spelling_and_may_be_overdue() {
        for name in ["daysBeforeMaintenance", "daysBeforeMaintenace"] {
            assert_eq!(
                maintenance(&format!(
                    r#"{{"createdAt":"2026-03-01T08:15:30Z","{name}":-12,"mileageBeforeMaintenance":"-340.5"}}"#
                )),
                json!({
                    "daysToMaintenance": -12, "kmToMaintenance": -340.5,
                    "observedAt": "2026-03-01T08:15:30Z",
                })
            );
        }
    }

    #[test]
    fn a_service_that_is_reported_without_a_time_is_still_reported() {
        assert_eq!(
            maintenance(r#"{"createdAt":null,"mileageBeforeMaintenance":12000.0}"#),
            json!({"kmToMaintenance": 12000})
        );
    }

    #[test]
    fn a_time_alone_says_nothing_of_a_service() {
        assert_eq!(
            maintenance(r#"{"createdAt":"2026-03-01T08:15:30Z"}"#),
            json!(null)
        );
    }
}
