//! The odometer.

use serde::Serialize;

use crate::model::reading::{Reading, Reason};
use crate::value::{Number, Timestamp};
use crate::wire::status as wire;

/// The odometer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Odometer {
    /// How far the car has gone.
    pub odometer_km: Number,
    /// When the car last reported it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_at: Option<Timestamp>,
}

impl Odometer {
    /// The first of `sent` that was counted. Some cars report 0 while the ignition is off.
    pub(super) fn from_wire(
        sent: impl IntoIterator<Item = wire::Odometer>,
        is_ignition_off: bool,
    ) -> Reading<Self> {
        let mut reason = Reason::NotSent;
        for odometer in sent {
            match odometer.mileage {
                Some(mileage) if mileage.get() == 0.0 && is_ignition_off => {
                    reason = Reason::IgnitionOff;
                }
                Some(mileage) => {
                    return Reading::Known(Self {
                        odometer_km: mileage,
                        observed_at: odometer.observed_at,
                    });
                }
                None => {}
            }
        }
        Reading::unavailable(reason)
    }
}
