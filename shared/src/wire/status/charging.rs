//! Charging.

use crate::value::{Number, TimeOfDay, Timestamp};
use crate::wire::duration::Duration;
use crate::wire::lenient::{FromJson, document, field};
use crate::wire::program::Program;
use crate::wire::unread::Unread;

document! {
    /// Charging.
    Charging {
        /// Whether the cable is in.
        plugged: bool = "plugged";
        /// `Disconnected`, `InProgress`, `Failure`, `Stopped` or `Finished`.
        status: String = "status";
        /// Until charging is done. Often missing when the cable is out.
        remaining_time: Duration = "remainingTime";
        /// Kilometres of range an hour.
        rate: Number = "chargingRate";
        /// `Level1` to `Level5`.
        power_level: String = "chargingPowerLevel";
        /// `No`, `Slow` or `Quick`.
        mode: String = "chargingMode";
        /// `Partial` or `Full`.
        kind: String = "type";
        /// When charging is put off to.
        next_delayed_time: NextDelayedTime = "nextDelayedTime";
        /// When charging is to end.
        end_time: Timestamp = "chargingEndTime";
        /// How it stands with ending charging at a time.
        stop_status: String = "stopChargeStatus";
        /// When the car charges by itself.
        schedule: Schedule = "schedule";
    }
}

/// When charging is put off to. The manufacturer documents it both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextDelayedTime {
    /// The next time it is so late, sent as the duration since 00:00.
    OfDay(TimeOfDay),
    /// A point in time.
    At(Timestamp),
}

impl FromJson for NextDelayedTime {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        TimeOfDay::from_json(json, unread)
            .map(Self::OfDay)
            .or_else(|| Timestamp::from_json(json, unread).map(Self::At))
    }
}

/// When the car charges by itself. The manufacturer documents an object with programs in it; the
/// service sends an empty list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Schedule {
    /// The programs.
    pub programs: Vec<Program>,
}

impl FromJson for Schedule {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        let programs = match json.as_object() {
            Some(object) => field(object, &["programs"], unread).unwrap_or_default(),
            None => Vec::from_json(json, unread)?,
        };
        Some(Self { programs })
    }

    #[cfg(test)]
    fn shape(shape: &mut crate::wire::shape::Shape) {
        shape.field::<Vec<Program>>(&["programs"]);
    }
}
