//! Charging.

use crate::model::group::{fit, group, last_reported, lists_fit};
use crate::value::measured::{RANGE_KM, measured};
use crate::value::{Number, TimeOfDay, Timestamp};
use crate::wire::status::NextDelayedTime;
use crate::wire::{self, Program};
#[cfg(feature = "openapi")]
use crate::words;

/// The greatest numbers of seconds and of minutes that 16 bits hold: no remaining time.
const UNKNOWN_SECONDS: [u64; 2] = [65_535, 65_535 * 60];

group! {
    /// Charging.
    Charging observed {
        /// Whether the cable is in.
        plugged: bool;
        /// How charging stands.
        #[cfg_attr(feature = "openapi", schemars(with = "words::ChargingStatus"))]
        status: String;
        /// Until charging is done.
        remaining_time_seconds: u64;
        /// Kilometres of range that an hour of charging adds.
        charging_rate_km_per_hour: Number;
        /// The power that charging is set to.
        #[cfg_attr(feature = "openapi", schemars(with = "words::ChargingPowerLevel"))]
        power_level: String;
        /// How fast the battery is charged.
        #[cfg_attr(feature = "openapi", schemars(with = "words::ChargingMode"))]
        mode: String;
        /// How far it is charged.
        #[serde(rename = "type")]
        #[cfg_attr(feature = "openapi", schemars(with = "words::ChargingType"))]
        kind: String;
        /// The time of day that charging is put off to, on the car's clock: `22:05`.
        next_delayed_time: TimeOfDay;
        /// The point in time that charging is put off to, where the car says that instead.
        next_delayed_at: Timestamp;
        /// When charging is to end, full or not.
        end_at: Timestamp;
        /// Whether charging is ended at that time, and whether that went well.
        #[cfg_attr(feature = "openapi", schemars(with = "words::ChargingStopStatus"))]
        stop_status: String;
        /// When the car charges by itself.
        programs: Vec<Program>;
    }
}

impl Charging {
    /// Of both generations what was reported last. Where they agree and the older one's time is not
    /// earlier, its programs fill the newer one that has none.
    pub(super) fn of(newer: Option<Self>, older: Option<Self>) -> Option<Self> {
        let (newer, older) = match (newer, older) {
            (Some(newer), Some(older)) => (newer, older),
            (newer, older) => return newer.or(older),
        };
        let agree = newer.fits(&older);
        let is_dated = older.observed_at.is_some();
        let fills = agree && is_dated && older.observed_at >= newer.observed_at;
        let (mut it, other) = last_reported(newer, older, agree, |it| &mut it.observed_at);
        if fills && it.programs.as_ref().is_none_or(Vec::is_empty) {
            it.programs = other.programs.or(it.programs);
        }
        Some(it)
    }

    /// Whether two accounts of it may both be true.
    fn fits(&self, other: &Self) -> bool {
        let texts = |it: &Self| {
            [
                &it.status,
                &it.power_level,
                &it.mode,
                &it.kind,
                &it.stop_status,
            ]
            .map(Option::clone)
        };
        let both = texts(self).into_iter().zip(texts(other));
        both.into_iter().all(|(one, other)| fit(&one, &other))
            && fit(&self.plugged, &other.plugged)
            && fit(&self.remaining_time_seconds, &other.remaining_time_seconds)
            && fit(
                &self.charging_rate_km_per_hour,
                &other.charging_rate_km_per_hour,
            )
            && fit(&self.next_delayed_time, &other.next_delayed_time)
            && fit(&self.next_delayed_at, &other.next_delayed_at)
            && fit(&self.end_at, &other.end_at)
            && lists_fit(&self.programs, &other.programs)
    }

    pub(super) fn from_wire(
        charging: wire::status::Charging,
        at: Option<Timestamp>,
    ) -> Option<Self> {
        let (next_delayed_time, next_delayed_at) = match charging.next_delayed_time {
            Some(NextDelayedTime::OfDay(time)) => (Some(time), None),
            Some(NextDelayedTime::At(time)) => (None, Some(time)),
            None => (None, None),
        };
        Self {
            plugged: charging.plugged,
            status: charging.status,
            remaining_time_seconds: charging
                .remaining_time
                .map(|wire::Duration(seconds)| seconds)
                .filter(|seconds| !UNKNOWN_SECONDS.contains(seconds)),
            charging_rate_km_per_hour: measured(charging.rate, RANGE_KM),
            power_level: charging.power_level,
            mode: charging.mode,
            kind: charging.kind,
            next_delayed_time,
            next_delayed_at,
            end_at: charging.end_time,
            stop_status: charging.stop_status,
            programs: charging.schedule.map(|schedule| schedule.programs),
            observed_at: None,
        }
        .observed(at)
    }
}
