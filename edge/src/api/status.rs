//! `…/status`: the last known state of a car.

use shared::model::{Status, translate};
use shared::operation::VEHICLE_STATUS;
use shared::problem::Code;

use super::document::One;
use super::last_known::STATUS;

/// The last known state of a car.
pub static ONE: One = One {
    operation: &VEHICLE_STATUS,
    item: translate::<Status>,
    missing: Code::NoDataYet,
    id: None,
    kept_as: Some(STATUS),
};
