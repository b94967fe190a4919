//! The schemas of what a derive cannot describe: values with a form of their own, and records that
//! are read by a table.

mod records;

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::brand::Brand;
use crate::value::{Number, TimeOfDay, Timestamp};

/// Writes a schema, or a reference to it.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// [`SchemaOf`] a type.
pub fn schema_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// Describes a type by a schema that is written where it stands.
macro_rules! inline {
    ($($name:ident: $schema:tt)+) => { $(
        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+ };
}

inline! {
    Number: { "type": "number" }
    Timestamp: { "type": "string", "format": "date-time" }
    TimeOfDay: { "type": "string", "pattern": "^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$" }
}

impl JsonSchema for Brand {
    fn schema_name() -> Cow<'static, str> {
        "Brand".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A brand that drivers can log in with.",
            "type": "string",
            "enum": Self::ALL.map(Self::slug),
        })
    }
}
