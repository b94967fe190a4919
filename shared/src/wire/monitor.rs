//! What is watched for on a car.

use super::collection::Embed;
use super::lenient::document;
use crate::value::Timestamp;

document! {
    /// What is watched for on a car.
    Monitor {
        /// Opaque identifier.
        id: String = "monitorId" | "id";
        /// `Running`, `Paused` or `Failed`.
        status: String = "status";
        /// When it was made.
        created_at: Timestamp = "createdAt";
        /// When it was last changed.
        updated_at: Timestamp = "updatedAt";
    }
}

impl Embed for Monitor {
    const NAMES: &'static [&'static str] = &["monitors", "Monitors"];
}
