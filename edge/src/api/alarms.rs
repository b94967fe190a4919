//! `…/alarms` and one of them: what a car's burglar alarm reported.

use shared::model::AlarmReport;
use shared::operation::{VEHICLE_ALARM, VEHICLE_ALARMS};

use super::document::One;
use super::list::List;
use super::parameter::{Filter, Words};

static TYPE: Words = Words {
    name: "type",
    upstream: "type",
    words: &[
        ("status", "vehicle.alarm.status"),
        ("trigger", "vehicle.alarm.trigger"),
    ],
};

/// All reports.
pub static LIST: List =
    List::of::<AlarmReport>(&VEHICLE_ALARMS, &[Filter::Time, Filter::Words(&TYPE)]);

/// One report.
pub static ONE: One = One::of::<AlarmReport>(&VEHICLE_ALARM, "id");
