//! The trait of what answers the requests of a listener.

use std::future::Future;

use bytes::Bytes;
use http::Response;
use http::request::Parts;
use http_body_util::Full;
use hyper::body::Incoming;

use super::connection_limit::Peer;

/// A request of which the head was read.
#[derive(Debug)]
pub(crate) struct Inbound<'c> {
    /// Its head.
    pub(crate) head: Parts,
    /// The body that follows the head, if one does, and of which nothing is read before it is asked
    /// for. In HTTP/2 the head need not announce it.
    pub(crate) body: Option<Incoming>,
    /// The connection that it came on.
    pub(crate) peer: &'c Peer,
}

/// Answers requests.
pub(crate) trait Handler: Clone + Send + Sync + 'static {
    /// The answer. It is dropped when the connection ends first. The request stays where it is: what is
    /// passed on by value is in each future on the way once more.
    fn answer(
        &self,
        request: &mut Inbound<'_>,
    ) -> impl Future<Output = Response<Full<Bytes>>> + Send;
}
