//! What Stellantis sends, read tolerantly.
//!
//! Every field is optional and lenient on its own: one that cannot be read is absent, and noted
//! in [`Unread`] for the log; the rest of the document stands. Only what is not JSON at all, is
//! nested more than 128 deep or is too heavy is an error. Of duplicate keys the last wins.
//!
//! A part that is answered as it is sent, under names of ours, is declared once ([`part!`](part)).

mod alarm;
mod alert;
mod capabilities;
mod collection;
mod collision;
mod duration;
mod error;
mod lenient;
mod link;
mod maintenance;
pub(crate) mod part;
mod position;
mod program;
#[cfg(test)]
pub mod shape;
pub mod status;
pub(crate) mod table;
pub mod telemetry;
mod trip;
mod unread;
mod user;
mod vehicle;

pub use json_tree::{MAX_WEIGHT, elements, once, weight};

pub use alarm::{Activation, Alarm, AlarmReport, Trigger};
pub use alert::Alert;
pub use capabilities::Capabilities;
pub use collection::{Embed, Page};
pub use collision::{Collision, Impact};
pub use duration::{Duration, Seconds};
pub use error::Error;
pub use lenient::{FromJson, whole};
pub use link::{Relations, TripId, is_page_token};
pub use maintenance::Maintenance;
pub use position::{Coordinates, Fix, Geometry, Position};
pub use program::Program;
pub use status::Status;
pub use telemetry::Telemetry;
pub use trip::{EnergyConsumption, Fault, Segment, Speeds, Trip};
pub use unread::Unread;
pub use user::User;
pub use vehicle::{Branding, CallCenter, Pictures, Vehicle, VehicleEmbedded, VehicleExtension};

use serde_json::Value;

/// A document as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Document<T> {
    /// What was read.
    pub value: T,
    /// The fields that could not be.
    pub unread: Unread,
}

/// The bytes are not a JSON document of the kind that was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a JSON object of a size that there is room for")]
pub struct NotADocument;

/// Takes bytes for a document, of whatever kind, if it is not too heavy: see [`weight`].
pub fn parse(bytes: &[u8]) -> Result<Value, NotADocument> {
    (weight(bytes) <= MAX_WEIGHT)
        .then(|| json_tree::parse(bytes).ok())
        .flatten()
        .filter(Value::is_object)
        .ok_or(NotADocument)
}

/// Reads a document.
pub fn read<T: FromJson>(bytes: &[u8]) -> Result<Document<T>, NotADocument> {
    let json = parse(bytes)?;
    let mut unread = Unread::default();
    let value = whole(&json, &mut unread).ok_or(NotADocument)?;
    Ok(Document { value, unread })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_no_json_object_is_refused() {
        for bytes in [
            b"".as_slice(),
            b"<html>",
            b"[]",
            b"null",
            b"3",
            b"{\"id\":",
            b"{\"id\":NaN}",
            b"\xff",
        ] {
            assert_eq!(read::<Vehicle>(bytes), Err(NotADocument), "{bytes:?}");
        }
        assert!(read::<Vehicle>(b"{}").is_ok());
    }

    #[test]
    fn a_document_nested_too_deep_is_refused_without_harm() {
        let deep = format!("{{\"_links\":{}{}}}", "[".repeat(1000), "]".repeat(1000));
        assert_eq!(read::<Vehicle>(deep.as_bytes()), Err(NotADocument));
    }

    #[test]
    fn a_number_that_no_double_can_hold_costs_its_field_only() {
        let json = br#"{"daysBeforeMaintenance":1e400,"mileageBeforeMaintenance":12000}"#;
        let read = read::<Maintenance>(json).unwrap();
        assert_eq!(read.value.days, None);
        assert!(read.value.mileage.is_some());
        assert_eq!(read.unread.to_string(), "daysBeforeMaintenance");
    }

    #[test]
    fn a_field_that_nobody_documented_is_no_fault() {
        let read = read::<Vehicle>(br#"{"vin":"A","novelty":[{"vin":3}]}"#).unwrap();
        assert_eq!(read.value.vin.as_deref(), Some("A"));
        assert_eq!(read.unread.count(), 0);
    }

    #[test]
    fn of_duplicate_keys_the_last_wins() {
        let read = read::<Vehicle>(br#"{"vin":"A","vin":"B"}"#).unwrap();
        assert_eq!(read.value.vin.as_deref(), Some("B"));
    }
}
