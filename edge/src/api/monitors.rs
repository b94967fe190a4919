//! `…/callbacks/{cbid}/monitors` and one of them: what is watched on a car.

use shared::model::Monitor;
use shared::operation::{MONITOR, MONITORS};

use super::list::List;
use super::one::One;

/// All of them.
pub static LIST: List = List::of::<Monitor>(&MONITORS, &[]);

/// One.
pub static ONE: One = One::of::<Monitor>(&MONITOR, "monitorId");
