//! What answers the requests of a listener.

use std::future::Future;

use bytes::Bytes;
use http::Response;
use http::request::Parts;
use http_body_util::Full;

/// Answers a request by its head alone: a call has no body.
pub(crate) trait Handler: Clone + Send + Sync + 'static {
    /// The answer. It is not waited for once the caller is gone.
    fn answer(&self, request: Parts) -> impl Future<Output = Response<Full<Bytes>>> + Send;
}
