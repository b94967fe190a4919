//! `…/maintenance`: what is left until the next service.

use shared::model::{Maintenance, translate};
use shared::operation::VEHICLE_MAINTENANCE;
use shared::problem::Code;

use super::document::One;
use super::last_known::MAINTENANCE;

/// What is left until the next service.
pub static ONE: One = One {
    operation: &VEHICLE_MAINTENANCE,
    item: translate::<Maintenance>,
    missing: Code::NoDataYet,
    id: None,
    kept_as: Some(MAINTENANCE),
};
