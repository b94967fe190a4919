//! `…/callbacks/{cbid}/monitors` and one of them: what is watched on a car.

use shared::model::{Monitor, translate};
use shared::operation::{MONITOR, MONITORS};
use shared::problem::Code;
use shared::wire::{self, Embed as _};

use super::asked::{PAGE, Takes};
use super::list::List;
use super::one::One;

/// All of them.
pub static LIST: List = List {
    takes: Takes {
        operation: &MONITORS,
        filters: &[],
        page: PAGE,
        offset: true,
    },
    names: wire::Monitor::NAMES,
    item: translate::<Monitor>,
};

/// One.
pub static ONE: One = One {
    operation: &MONITOR,
    item: translate::<Monitor>,
    missing: Code::NotFound,
    id: Some("monitorId"),
};
