//! The system's name look-up, with failures that can be told from those of connecting, and few of
//! them at a time.

use std::future::Future;
use std::io;
use std::os::unix::net::UnixDatagram;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper_util::client::legacy::connect::dns::{GaiAddrs, GaiResolver, Name};
use tokio::sync::Semaphore;
use tower_service::Service;

use crate::upstream::failure::Unresolved;

/// Descriptors that a look-up needs: its socket, the system's files of names, and a socket for each
/// address family to sort the addresses.
const NEEDED: usize = 4;
/// Look-ups at a time, of all identities: the descriptors that the relay keeps for itself suffice
/// for these.
const AT_ONCE: usize = 2;
static PLACES: Semaphore = Semaphore::const_new(AT_ONCE);

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
        let mut system = self.0.clone();
        let look_up = async move {
            let addresses = system.call(name).await;
            addresses.map_err(|error| want_of_descriptors().unwrap_or(error))
        };
        Box::pin(async move { one_of_few(&PLACES, look_up).await.map_err(Unresolved) })
    }
}

/// Runs a look-up once there is a place for it. It keeps its place to its end even if no caller
/// waits for it any more, since the system's look-up cannot be stopped.
async fn one_of_few<T: Send + 'static>(
    places: &'static Semaphore,
    look_up: impl Future<Output = io::Result<T>> + Send + 'static,
) -> io::Result<T> {
    let place = places.acquire().await.map_err(io::Error::other)?;
    let looked_up = tokio::spawn(async move {
        let _place = place;
        look_up.await
    });
    looked_up.await.map_err(io::Error::other)?
}

/// The system's error if descriptors are lacking for a look-up. The look-up itself only says that
/// the name has no address for the time being.
fn want_of_descriptors() -> Option<io::Error> {
    let needed: Result<Vec<_>, _> = (0..NEEDED).map(|_| UnixDatagram::unbound()).collect();
    needed.err()
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;
    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn a_look_up_that_nobody_waits_for_keeps_its_place_until_it_ends() {
        static PLACES: Semaphore = Semaphore::const_new(1);
        let (end, ended) = oneshot::channel();
        let look_up = async { ended.await.map_err(io::Error::other) };
        let mut first = Box::pin(one_of_few(&PLACES, look_up));
        assert!(first.as_mut().now_or_never().is_none());
        drop(first);
        let mut next = Box::pin(one_of_few(&PLACES, async { Ok(2) }));
        for _ in 0..4 {
            assert!(next.as_mut().now_or_never().is_none());
            tokio::task::yield_now().await;
        }
        end.send(1).unwrap();
        assert_eq!(next.await.unwrap(), 2);
        assert_eq!(PLACES.available_permits(), 1);
    }
}
