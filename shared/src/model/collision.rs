//! A collision that a car noticed.

use super::from_wire::FromWire;
use super::group::group;
#[cfg(feature = "openapi")]
use crate::model::words;
use crate::value::Timestamp;
use crate::wire;

group! {
    /// A collision that a car noticed.
    Collision identified {
        /// Each side that was hit.
        details: Vec<Impact>;
        /// Whether the car tipped over.
        tipped_over: bool;
        /// Whether a pedestrian was hit.
        pedestrian: bool;
        /// The trip on which it happened.
        trip_id: String;
        /// When the record was made. There is no other time of the collision.
        created_at: Timestamp;
        /// When it was last changed.
        updated_at: Timestamp;
    }
}

group! {
    /// One side that was hit.
    Impact {
        /// The side.
        #[cfg_attr(feature = "openapi", schemars(with = "words::ImpactSide"))]
        side: String;
        /// How hard.
        #[cfg_attr(feature = "openapi", schemars(with = "words::ImpactSeverity"))]
        severity: String;
    }
}

impl FromWire for Collision {
    type Wire = wire::Collision;

    fn from_wire(collision: wire::Collision) -> Option<Self> {
        let details = collision.details;
        Some(Self {
            id: collision.id?,
            details: details
                .map(|details| details.into_iter().filter_map(Impact::from_wire).collect()),
            tipped_over: collision.tipped_over,
            pedestrian: collision.pedestrian,
            trip_id: collision.trip.and_then(|wire::TripId(id)| id),
            created_at: collision.created_at,
            updated_at: collision.updated_at,
        })
    }
}

impl Impact {
    fn from_wire(impact: wire::Impact) -> Option<Self> {
        Self {
            side: impact.side,
            severity: impact.severity,
        }
        .known()
    }
}
