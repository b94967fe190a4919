//! A collision that a car noticed.

use super::collection::Embed;
use super::lenient::document;
use super::link::TripId;
use crate::value::Timestamp;

document! {
    /// A collision that a car noticed.
    Collision {
        /// Opaque identifier.
        id: String = "id";
        /// Each side that was hit.
        details: Vec<Impact> = "details";
        /// Whether the car tipped over.
        tipped_over: bool = "tippedOver";
        /// Whether a pedestrian was hit.
        pedestrian: bool = "pedestrian";
        /// When the record was made.
        created_at: Timestamp = "createdAt";
        /// When it was last changed.
        updated_at: Timestamp = "updatedAt";
        /// The trip on which it happened.
        trip: TripId = "_links";
    }
}

document! {
    /// One side that was hit.
    Impact {
        /// `Front`, `Rear` or `Lateral`.
        side: String = "side";
        /// `Minimal`, `Minor` or `Major`.
        severity: String = "severity";
    }
}

/// The manufacturer writes this name alone with a capital.
impl Embed for Collision {
    const NAMES: &'static [&'static str] = &["Collisions", "collisions"];
}
