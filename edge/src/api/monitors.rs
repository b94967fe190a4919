//! `…/callbacks/{cbid}/monitors` and one of them: what is watched on a car.

use shared::model::Monitor;
use shared::operation::{MONITOR, MONITORS};

use super::document::One;
use super::list::List;

/// All of them.
pub static LIST: List = List::of::<Monitor>(&MONITORS, &[]);

/// One.
pub static ONE: One = One::of::<Monitor>(&MONITOR, "monitorId");
