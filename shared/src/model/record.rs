//! What callbacks, monitors and commands have in common.

use crate::wire::table::{Kind, Row};

/// What goes along with every notification, by name: where, `type` (`Header`, `Body` or `Query`),
/// and its `key` there. Its value is not read: it may be a secret, since the receiver of a
/// notification authenticates its sender by it.
pub(super) const ATTRIBUTES: Kind = Kind::Each(&Kind::Part(&[
    Row("type", &["type"], Kind::Text),
    Row("key", &["key"], Kind::Text),
]));

/// Times of a week, as of the car's programs. The manufacturer spells an occurrence with one r.
pub(super) const TIMES: Kind = Kind::Each(&Kind::Part(&[
    Row("startTime", &["start"], Kind::TimeOfDay),
    Row("endTime", &["end"], Kind::TimeOfDay),
    Row("durationSeconds", &["duration"], Kind::Seconds),
    Row(
        "days",
        &["occurence/day", "occurrence/day"],
        Kind::Each(&Kind::Text),
    ),
    Row("recurrence", &["recurrence"], Kind::Text),
    Row("enabled", &["enabled"], Kind::Flag),
    Row("slot", &["slot"], Kind::Number),
    // A program is set where it does not say that it is deleted.
    Row("remove", &["actionsType"], Kind::Only("Delete")),
]));

/// Declares a record that is read by a table and has an identifier, and the names of its list.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident by $rows:ident in $names:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(serde_json::Map<String, serde_json::Value>);

        impl $crate::wire::FromJson for $name {
            fn from_json(
                json: &serde_json::Value,
                unread: &mut $crate::wire::Unread,
            ) -> Option<Self> {
                $crate::wire::table::read(json, $rows, unread).map(Self)
            }

            #[cfg(test)]
            fn shape(shape: &mut $crate::wire::shape::Shape) {
                $crate::wire::table::shape($rows, shape);
            }
        }

        impl $crate::model::from_wire::FromWire for $name {
            type Wire = Self;

            fn from_wire(record: Self) -> Option<Self> {
                Some(record).filter(|record| record.0.contains_key("id"))
            }
        }

        impl $crate::wire::Embed for $name {
            const NAMES: &'static [&'static str] = $names;
        }
    };
}
pub(super) use record;
