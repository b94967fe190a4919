//! The body of a request, and what can be read of it.

use hyper::body::Bytes;
use hyper::header::CONTENT_TYPE;
use hyper::http::request::Parts;
use serde_json::Value;

use crate::api::refusal::Refusal;

/// A body as it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestBody {
    bytes: Bytes,
    is_json: bool,
}

impl RequestBody {
    /// The body of a request.
    pub(crate) fn new(request: &Parts, bytes: Bytes) -> Self {
        let media_type = request.headers.get(CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok());
        let essence = media_type.and_then(|value| value.split(';').next());
        Self {
            bytes,
            is_json: essence.is_some_and(|essence| essence.trim() == "application/json"),
        }
    }

    /// The JSON that it is.
    pub(crate) fn json(&self) -> Result<Value, Refusal> {
        if !self.is_json {
            return Err(Refusal::MediaType);
        }
        serde_json::from_slice(&self.bytes).map_err(|_| Refusal::InvalidBody("body"))
    }

    /// Refuses a body where there is none to be.
    pub(crate) fn expect_none(&self) -> Result<(), Refusal> {
        match self.bytes.is_empty() {
            true => Ok(()),
            false => Err(Refusal::InvalidBody("body")),
        }
    }
}
