//! The trait of what answers the requests of a listener.

use std::future::Future;

use bytes::Bytes;
use http::Response;
use http::request::Parts;
use http_body_util::Full;

use super::connection_limit::Peer;

/// A request without its body: a call has none.
#[derive(Debug)]
pub(crate) struct Inbound<'c> {
    /// Its head.
    pub(crate) head: Parts,
    /// Whether a body follows the head. In HTTP/2 the head need not announce it.
    pub(crate) has_body: bool,
    /// The connection that it came on.
    pub(crate) peer: &'c Peer,
}

/// Answers requests.
pub(crate) trait Handler: Clone + Send + Sync + 'static {
    /// The answer. It is dropped when the connection ends first.
    fn answer(&self, request: Inbound<'_>) -> impl Future<Output = Response<Full<Bytes>>> + Send;
}
