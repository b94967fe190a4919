//! A warning that a car raised.

use super::from_wire::FromWire;
use super::group::group;
use super::position::Position;
use crate::value::Timestamp;
use crate::wire;
#[cfg(feature = "openapi")]
use crate::words;

group! {
    /// A warning that a car raised.
    Alert identified {
        /// What it warns of. The spelling is the manufacturer's.
        #[serde(rename = "type")]
        #[cfg_attr(feature = "openapi", schemars(with = "words::AlertType"))]
        kind: String;
        /// How grave it is.
        #[cfg_attr(feature = "openapi", schemars(with = "words::AlertSeverity"))]
        severity: String;
        /// Whether it still holds.
        active: bool;
        /// When it was raised.
        started_at: Timestamp;
        /// When it was over.
        ended_at: Timestamp;
        /// Where it was raised.
        start_position: Position;
        /// Where it was over.
        end_position: Position;
        /// The trip on which it was raised; of several, the first.
        trip_id: String;
        /// When the record was made.
        created_at: Timestamp;
        /// When it was last changed.
        updated_at: Timestamp;
    }
}

impl FromWire for Alert {
    type Wire = wire::Alert;

    fn from_wire(alert: wire::Alert) -> Option<Self> {
        Some(Self {
            id: alert.id?,
            kind: alert.kind,
            severity: alert.severity,
            active: alert.active,
            started_at: alert.started_at,
            ended_at: alert.ended_at,
            start_position: alert.start_position.and_then(Position::from_wire),
            end_position: alert.end_position.and_then(Position::from_wire),
            trip_id: alert.trip.and_then(|wire::TripId(id)| id),
            created_at: alert.created_at,
            updated_at: alert.updated_at,
        })
    }
}
