//! A warning that a car raised.

use super::collection::Embed;
use super::lenient::document;
use super::link::TripId;
use super::position::Position;
use crate::value::Timestamp;

document! {
    /// A warning that a car raised.
    Alert {
        /// Opaque identifier.
        id: String = "id";
        /// What it warns of: `EngineFault`, `AddWasherFluid`, … The manufacturer lists the words,
        /// and does not say in which field they come.
        kind: String = "type";
        /// `Information`, `Warning` or `Critical`.
        severity: String = "severity";
        /// Whether it still holds.
        active: bool = "active";
        /// When it was raised.
        started_at: Timestamp = "startedAt";
        /// When it was over.
        ended_at: Timestamp = "endAt" | "endedAt";
        /// Where it was raised.
        start_position: Position = "startPosition";
        /// Where it was over.
        end_position: Position = "endPosition";
        /// When the record was made.
        created_at: Timestamp = "createdAt";
        /// When it was last changed.
        updated_at: Timestamp = "updatedAt";
        /// The trip on which it happened.
        trip: TripId = "_links";
    }
}

impl Embed for Alert {
    const NAMES: &'static [&'static str] = &["alerts", "Alerts"];
}
