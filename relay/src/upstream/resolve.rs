//! The system's name look-up, whose failures can be told from those of connecting.

use std::future::Future;
use std::io;
use std::os::unix::net::UnixDatagram;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper_util::client::legacy::connect::dns::{GaiAddrs, GaiResolver, Name};
use tower_service::Service;

/// The upstream's name leads nowhere.
#[derive(Debug, thiserror::Error)]
#[error("no address for the name")]
pub(super) struct Unresolved(#[source] io::Error);

/// Descriptors that a look-up takes: its socket, the files of names, and a socket for each family
/// of addresses to put them in order.
const NEEDED: usize = 4;

/// Looks names up as the system does.
#[derive(Debug, Clone)]
pub(super) struct Resolver(GaiResolver);

impl Resolver {
    pub(super) fn new() -> Self {
        Self(GaiResolver::new())
    }
}

impl Service<Name> for Resolver {
    type Response = GaiAddrs;
    type Error = Unresolved;
    type Future = Pin<Box<dyn Future<Output = Result<GaiAddrs, Unresolved>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Unresolved>> {
        self.0.poll_ready(cx).map_err(Unresolved)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let addresses = self.0.call(name);
        Box::pin(async move {
            addresses
                .await
                .map_err(|error| Unresolved(want_of_descriptors().unwrap_or(error)))
        })
    }
}

/// Why there can be no look-up, if descriptors are lacking: the system says no more of it than
/// that the name has no address for the time being.
fn want_of_descriptors() -> Option<io::Error> {
    let needed: Result<Vec<_>, _> = (0..NEEDED).map(|_| UnixDatagram::unbound()).collect();
    needed.err()
}
