//! The odometer.

use serde::Serialize;

use crate::model::group::last_reported;
use crate::model::reading::{Reading, Reason};
use crate::value::measured::{ODOMETER_KM, counted};
use crate::value::{Number, Timestamp};
use crate::wire::status as wire;

/// The odometer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Odometer {
    /// How far the car has gone.
    pub odometer_km: Number,
    /// When the car last reported it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_at: Option<Timestamp>,
}

impl Odometer {
    /// What was reported last of `sent`, the newest place in the document first. Some cars report 0
    /// while the ignition is off, and beside what another place counts.
    pub(super) fn from_wire(
        sent: impl IntoIterator<Item = wire::Odometer>,
        is_ignition_off: bool,
    ) -> Reading<Self> {
        let sent = sent.into_iter().filter_map(|odometer| {
            Some(Self {
                odometer_km: counted(odometer.mileage, ODOMETER_KM)?,
                observed_at: odometer.observed_at,
            })
        });
        let (zeros, counted): (Vec<_>, Vec<_>) = sent.partition(|it| it.odometer_km.get() == 0.0);
        let last = |newer: Self, older: Self| {
            let agree = newer.odometer_km == older.odometer_km;
            last_reported(newer, older, agree, |it| &mut it.observed_at).0
        };
        let zero = zeros.into_iter().reduce(last);
        match (counted.into_iter().reduce(last), zero) {
            (Some(counted), _) => Reading::Known(counted),
            (None, Some(_)) if is_ignition_off => Reading::unavailable(Reason::IgnitionOff),
            (None, Some(zero)) => Reading::Known(zero),
            (None, None) => Reading::unavailable(Reason::NotSent),
        }
    }
}
