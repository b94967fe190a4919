//! `…/alarms` and one of them: what a car's burglar alarm reported.

use shared::model::{AlarmReport, translate};
use shared::operation::{VEHICLE_ALARM, VEHICLE_ALARMS};
use shared::problem::Code;
use shared::wire::{self, Embed as _};

use super::asked::{PAGE, Takes};
use super::filter::{Filter, Words};
use super::list::List;
use super::one::One;

static TYPE: Words = Words {
    name: "type",
    upstream: "type",
    words: &[
        ("status", "vehicle.alarm.status"),
        ("trigger", "vehicle.alarm.trigger"),
    ],
};

/// All reports.
pub static LIST: List = List {
    takes: Takes {
        operation: &VEHICLE_ALARMS,
        filters: &[Filter::Time, Filter::Words(&TYPE)],
        page: PAGE,
        offset: true,
    },
    names: wire::AlarmReport::NAMES,
    item: translate::<AlarmReport>,
};

/// One report.
pub static ONE: One = One {
    operation: &VEHICLE_ALARM,
    item: translate::<AlarmReport>,
    missing: Code::NotFound,
    id: Some("id"),
};
