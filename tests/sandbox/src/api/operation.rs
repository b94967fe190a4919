//! What an operation of the API is: a method, a path, the query names it knows, and an answer.

use hyper::StatusCode;
use serde::Serialize;
use serde_json::Value;

use crate::api::hal::HAL;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;

/// The media type of the last position.
const GEO_JSON: &str = "application/vnd.geo+json";

/// Answers a request that was admitted, and reads.
type Read = fn(&ResourceRequest<'_>) -> Result<Value, Refusal>;

/// Answers a request that was admitted, and changes something.
type Write = fn(&ResourceRequest<'_>) -> Result<Done, Refusal>;

/// What answers an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Handler {
    /// One that reads.
    Read(Read),
    /// One that changes something.
    Write(Write),
}

/// What was changed.
#[derive(Debug)]
pub(crate) struct Done {
    /// The status of the answer.
    pub(crate) status: StatusCode,
    /// What is said of it; nothing of what is deleted.
    pub(crate) document: Option<Value>,
}

/// One operation.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Operation {
    /// Its method.
    pub(crate) method: &'static str,
    /// Its path after the base; a segment in braces stands for any one segment.
    pub(crate) path: &'static str,
    /// The names its query may have, beside `client_id`.
    pub(crate) query: &'static [&'static str],
    /// The media type it answers in.
    pub(crate) accept: &'static str,
    /// The scopes it works with, those it demands with a star behind them.
    pub(crate) scopes: &'static [&'static str],
    /// Whether its end is announced.
    pub(crate) deprecated: bool,
    /// What answers it.
    #[serde(skip)]
    pub(crate) handler: Handler,
}

/// An operation that reads.
pub(crate) const fn get(
    path: &'static str,
    answer: Read,
    query: &'static [&'static str],
    scopes: &'static [&'static str],
) -> Operation {
    Operation {
        method: "GET",
        path,
        query,
        accept: HAL,
        scopes,
        deprecated: false,
        handler: Handler::Read(answer),
    }
}

/// An operation that changes something.
pub(crate) const fn write(
    method: &'static str,
    path: &'static str,
    answer: Write,
    scopes: &'static [&'static str],
) -> Operation {
    Operation {
        method,
        path,
        query: &[],
        accept: HAL,
        scopes,
        deprecated: false,
        handler: Handler::Write(answer),
    }
}

impl Done {
    /// Something is there now, or is under way.
    pub(crate) const fn with(status: StatusCode, document: Value) -> Self {
        Self {
            status,
            document: Some(document),
        }
    }

    /// Something is no longer there.
    pub(crate) const fn deleted() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            document: None,
        }
    }
}

impl Operation {
    /// The same, answered as GeoJSON.
    pub(crate) const fn in_geo_json(mut self) -> Self {
        self.accept = GEO_JSON;
        self
    }

    /// The same, with its end announced.
    pub(crate) const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }

    /// The segments of `path` for the braces of its own, if it is a path of this operation.
    pub(crate) fn variables<'a>(&self, path: &'a str) -> Option<Vec<&'a str>> {
        let mut variables = Vec::new();
        let mut segments = path.split('/');
        for wanted in self.path.split('/') {
            let segment = segments.next()?;
            if wanted.starts_with('{') && !segment.is_empty() {
                variables.push(segment);
            } else if segment != wanted {
                return None;
            }
        }
        segments.next().is_none().then_some(variables)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_matches_whole_segments_only() {
        let operation = get(
            "/user/vehicles/{id}/status",
            |_| Err(Refusal::NoData),
            &[],
            &[],
        );
        assert_eq!(
            operation.variables("/user/vehicles/ab1/status"),
            Some(vec!["ab1"])
        );
        for other in [
            "/user/vehicles/ab1",
            "/user/vehicles//status",
            "/user/vehicles/ab1/status/",
            "/user/vehicles/ab1/statuses",
            "user/vehicles/ab1/status",
        ] {
            assert_eq!(operation.variables(other), None, "{other}");
        }
    }
}
