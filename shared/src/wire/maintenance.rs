//! Days and distance to the next service, as `…/maintenance` sends them.

use super::lenient::document;
use crate::value::Number;

document! {
    /// What is left until the next service. Negative: it is overdue.
    Maintenance observed {
        /// Days. An older document lacks an n.
        days: Number = "daysBeforeMaintenance" | "daysBeforeMaintenace";
        /// Kilometres.
        mileage: Number = "mileageBeforeMaintenance";
    }
}
