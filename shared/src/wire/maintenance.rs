//! Days and distance to the next service, as `…/maintenance` sends them.

use super::lenient::document;
use crate::value::{Number, Timestamp};

document! {
    /// What is left until the next service. Negative: it is overdue.
    Maintenance {
        /// When the car reported it. Required by the manufacturer's document, often not sent.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// Days. An older document lacks an n.
        days: Number = "daysBeforeMaintenance" | "daysBeforeMaintenace";
        /// Kilometres.
        mileage: Number = "mileageBeforeMaintenance";
    }
}
