//! Every problem a caller can be answered with, as RFC 9457 has it on the wire.
//!
//! [`Code`] is the contract: front ends and the two sides branch on it, never on `detail`.
//! Adding one means a row in [`code`], and so a page under `/problems/`.

mod cause;
mod code;
mod meaning;
mod redact;
#[cfg(feature = "openapi")]
pub mod schema;

use serde::{Serialize, Serializer};

pub use cause::failure_code;
pub use code::{Code, UnknownCode};
pub use meaning::{Meaning, meaning};
pub use redact::redacted;

use crate::json;

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";
/// Where the pages that explain problems are, below the edge's origin.
pub const PATH: &str = "/problems/";

/// One problem, to be answered.
///
/// `detail` is written for the driver or the developer who reads it; what an upstream or an
/// identity provider said is logged and never put here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    code: Code,
    // Boxed, so that a result that may be a problem costs little where there is none.
    occurrence: Box<Occurrence>,
}

// What is particular to one occurrence of a problem. Its members are described among the document's,
// and it is not described itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
struct Occurrence {
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

/// An error, as RFC 9457 has it. Branch on `code`, which is stable.
#[derive(Serialize)]
#[cfg_attr(
    feature = "openapi",
    derive(schemars::JsonSchema),
    schemars(rename = "Problem")
)]
struct Document<'a> {
    /// The path of a page that says what to do: for the driver, for the developer of a front end
    /// and for the owner of the service.
    #[serde(rename = "type")]
    kind: String,
    /// One line for people, the same for every problem of this code.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// What kind of problem it is: one of `ProblemCode`, to which more are added as time goes by.
    // Where an operation narrows it, a list of alternatives here would be more than some generators
    // can put together.
    #[cfg_attr(
        feature = "openapi",
        schemars(with = "String", extend("x-words" = {"$ref": "#/components/schemas/ProblemCode"}))
    )]
    code: Code,
    #[serde(flatten)]
    occurrence: &'a Occurrence,
}

/// What the manufacturer called its error: enough for its support desk to find it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "openapi",
    derive(schemars::JsonSchema),
    schemars(rename = "UpstreamError")
)]
pub struct UpstreamErrorId {
    /// Its code, `40400` for example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its name for this one error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uuid: Option<String>,
}

impl Problem {
    /// The problem with nothing more to say than its code does.
    pub fn new(code: Code) -> Self {
        let occurrence = Occurrence {
            retry_after: code.default_retry_after(),
            ..Occurrence::default()
        };
        Self {
            code,
            occurrence: Box::new(occurrence),
        }
    }

    /// The same occurrence by a code that says it better.
    #[must_use]
    pub fn with_code(mut self, code: Code) -> Self {
        self.code = code;
        self
    }

    /// Says what is particular to this occurrence.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.occurrence.detail = Some(detail.into());
        self
    }

    /// Names the request in the logs.
    #[must_use]
    pub fn with_request_id(mut self, id: impl Into<String>) -> Self {
        self.occurrence.request_id = Some(id.into());
        self
    }

    /// Names the parameter that is wrong.
    #[must_use]
    pub fn with_parameter(mut self, name: impl Into<String>) -> Self {
        self.occurrence.parameter = Some(name.into());
        self
    }

    /// Says after how many seconds to try again.
    #[must_use]
    pub fn with_retry_after(mut self, seconds: u32) -> Self {
        self.occurrence.retry_after = Some(seconds);
        self
    }

    /// Says where to log in.
    #[must_use]
    pub fn with_login_url(mut self, url: impl Into<String>) -> Self {
        self.occurrence.login_url = Some(url.into());
        self
    }

    /// Keeps the upstream's names for its error.
    #[must_use]
    pub fn with_upstream(mut self, upstream: UpstreamErrorId) -> Self {
        self.occurrence.upstream = Some(upstream);
        self
    }

    /// What kind of problem it is.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The HTTP status that goes with it.
    pub fn status(&self) -> u16 {
        self.code.status()
    }

    /// Seconds after which to try again, if that may help.
    pub fn retry_after(&self) -> Option<u32> {
        self.occurrence.retry_after
    }

    /// What is particular to this occurrence.
    pub fn detail(&self) -> Option<&str> {
        self.occurrence.detail.as_deref()
    }

    /// The document.
    pub fn to_json(&self) -> Vec<u8> {
        // Strings, numbers and no map with other keys than strings: it cannot fail.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The document of an answer with another status, which is its `status` then (RFC 9457 section
    /// 3.1.2).
    pub fn to_json_with_status(&self, status: u16) -> Vec<u8> {
        // As above.
        serde_json::to_vec(&self.document(status)).unwrap_or_default()
    }

    fn document(&self, status: u16) -> Document<'_> {
        Document {
            kind: format!("{PATH}{}", self.code.slug()),
            title: self.code.title(),
            status,
            code: self.code,
            occurrence: &self.occurrence,
        }
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.document(self.code.status()).serialize(serializer)
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

/// What the edge reads back of a problem that the relay answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What kind of problem it is.
    pub code: Code,
    /// Seconds after which to try again.
    pub retry_after: Option<u32>,
}

impl Received {
    /// Reads a problem; nothing of one that is not known here.
    pub fn read(problem: &[u8]) -> Option<Self> {
        let json = json::read(problem).ok()?;
        Some(Self {
            code: json::text(&json, "code")?.parse().ok()?,
            retry_after: json::optional(&json, "retryAfter", |it| it.as_u64()?.try_into().ok())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_reads_as_rfc_9457_has_it() {
        let problem = Problem::new(Code::RelayUnreachable)
            .with_detail("no relay answered")
            .with_request_id("8f3c")
            .with_upstream(UpstreamErrorId {
                code: Some("40400".to_owned()),
                uuid: None,
            });
        assert_eq!(
            serde_json::from_slice::<serde_json::Value>(&problem.to_json()).unwrap(),
            serde_json::json!({
                "type": "/problems/relay-unreachable",
                "title": "The relay cannot be reached",
                "status": 503,
                "detail": "no relay answered",
                "code": "relay-unreachable",
                "requestId": "8f3c",
                "retryAfter": 5,
                "upstream": {"code": "40400"},
            })
        );
    }

    #[test]
    fn the_edge_reads_back_every_problem_of_the_relay() {
        for code in Code::ALL {
            let sent = Problem::new(code).with_retry_after(7);
            let received = Received::read(&sent.to_json()).unwrap();
            assert_eq!(
                received,
                Received {
                    code,
                    retry_after: Some(7)
                }
            );
        }
    }
}
