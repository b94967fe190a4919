//! The schema of a problem, for the description of the API.

#![allow(dead_code, reason = "the types are described and never made")]

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Code, Document, Problem, cause, meaning};
use crate::value::Timestamp;

/// The mark of what was last known and could not be asked for anew. Show its age, and ask again
/// after `because.retryAfter` seconds.
#[derive(Debug, JsonSchema)]
pub struct Stale {
    /// When the manufacturer last confirmed it, or up to ten minutes before.
    since: Timestamp,
    /// The problem that would have been answered.
    because: Problem,
}

impl JsonSchema for Problem {
    fn schema_name() -> Cow<'static, str> {
        "Problem".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Document::json_schema(generator)
    }
}

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "ProblemCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let codes = Self::ALL
            .into_iter()
            .filter(|code| !code.is_between_relay_and_edge());
        json_schema!({
            "description": "What kind of problem it is. More are added as time goes by.",
            "anyOf": [
                {"type": "string", "enum": codes.map(Self::slug).collect::<Vec<_>>()},
                {"type": "string"},
            ],
        })
    }
}

impl Code {
    /// Whether only a relay answers with it: no front end ever sees it.
    pub const fn is_between_relay_and_edge(self) -> bool {
        matches!(
            self,
            Self::SignatureRefused
                | Self::OperationNotAllowed
                | Self::RequestNotAllowed
                | Self::RealmNotAllowed
                | Self::ContentDigestMismatch
        )
    }

    /// What an error answer of the upstream's may mean.
    pub fn meanings() -> impl Iterator<Item = Self> {
        meaning::codes()
    }

    /// What may be the failure of a command.
    pub fn failures() -> impl Iterator<Item = Self> {
        cause::codes()
    }
}
