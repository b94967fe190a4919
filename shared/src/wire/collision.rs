//! A collision that a car noticed.

use super::collection::Embed;
use super::lenient::document;
use super::link::TripId;
use super::part::part;
use crate::value::Timestamp;
#[cfg(feature = "openapi")]
use crate::words;

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

part! {
    /// One side that was hit.
    Impact {
        /// The side.
        #[cfg_attr(feature = "openapi", schemars(with = "words::ImpactSide"))]
        side: String = "side";
        /// How hard.
        #[cfg_attr(feature = "openapi", schemars(with = "words::ImpactSeverity"))]
        severity: String = "severity";
    }
}

/// The manufacturer writes this name alone with a capital.
impl Embed for Collision {
    const NAMES: &'static [&'static str] = &["Collisions", "collisions"];
}
