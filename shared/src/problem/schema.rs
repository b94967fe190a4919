//! The schema of a problem, for the description of the API.

#![allow(dead_code, reason = "the types are described and never made")]

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Code, Problem, UpstreamErrorId, cause, meaning};
use crate::value::Timestamp;

/// An error, as RFC 9457 has it. Branch on `code`, which is stable.
#[derive(JsonSchema)]
#[schemars(rename = "Problem")]
#[serde(rename_all = "camelCase")]
struct Members {
    /// The path of a page that says what to do: for the driver, for the developer of a front end
    /// and for the owner of the service.
    #[serde(rename = "type")]
    kind: String,
    /// One line for people, the same for every problem of this code.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What kind of problem it is: one of `ProblemCode`, to which more are added as time goes by.
    // Where an operation narrows it, a list of alternatives here would be more than some generators
    // can put together.
    #[schemars(with = "String", extend("x-words" = {"$ref": "#/components/schemas/ProblemCode"}))]
    code: Code,
    /// What is particular to this one, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// Finds the call in the service's log.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    /// The parameter that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// Seconds after which trying again may help. Absent, no time is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
    /// Where to send a driver who has to log in. Apps and pages of other sites are not told one:
    /// they begin a login of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    login_url: Option<String>,
    /// The manufacturer's own names for its error.
    #[serde(skip_serializing_if = "Option::is_none")]
    upstream: Option<UpstreamErrorId>,
}

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
        Members::json_schema(generator)
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
