//! What answers the requests of a listener.

use std::future::Future;

use bytes::Bytes;
use http::Response;
use http::request::Parts;
use http_body_util::Full;

use super::connection_limit::Peer;

/// A request as far as it is looked at: a call has no body.
#[derive(Debug)]
pub(crate) struct Inbound {
    /// Its head.
    pub(crate) head: Parts,
    /// Whether something follows the head. HTTP/2 need not say so in it.
    pub(crate) has_body: bool,
    /// Who sent it.
    pub(crate) peer: Peer,
}

/// Answers requests.
pub(crate) trait Handler: Clone + Send + Sync + 'static {
    /// The answer. It is not waited for once the caller is gone.
    fn answer(&self, request: Inbound) -> impl Future<Output = Response<Full<Bytes>>> + Send;
}
