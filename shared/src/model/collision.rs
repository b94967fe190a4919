//! A collision that a car noticed.

use super::from_wire::FromWire;
use super::group::group;
use crate::value::Timestamp;
use crate::wire;

pub use crate::wire::Impact;

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

impl FromWire for Collision {
    type Wire = wire::Collision;

    fn from_wire(collision: wire::Collision) -> Option<Self> {
        Some(Self {
            id: collision.id?,
            details: collision.details,
            tipped_over: collision.tipped_over,
            pedestrian: collision.pedestrian,
            trip_id: collision.trip.and_then(|wire::TripId(id)| id),
            created_at: collision.created_at,
            updated_at: collision.updated_at,
        })
    }
}
