//! A relay before an upstream that is in order but for what a test has it answer.

use std::io::Write as _;
use std::net::TcpStream;

use rustls::ALL_VERSIONS;

use super::authority::Authority;
use super::client::{Answer, Call, connect};
use super::relay::{Folder, Relay};
use super::upstream::{Reply, Upstream, mutual_tls};

pub(crate) struct Stage {
    pub(crate) upstream: Upstream,
    pub(crate) relay: Relay,
    _folder: Folder,
}

impl Stage {
    /// Both at work.
    pub(crate) fn start(
        settings: &[(&str, &str)],
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::start_if(settings, || true, reply)
    }

    /// The upstream takes a connection only if `is_up`.
    pub(crate) fn start_if(
        settings: &[(&str, &str)],
        is_up: impl Fn() -> bool + Send + Sync + 'static,
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let authority = Authority::new("CA");
        let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
        let upstream = Upstream::start_if(tls, is_up, reply);
        let folder = Folder::new(&authority, &authority.client());
        let relay = folder.start(upstream.port, settings);
        Self {
            upstream,
            relay,
            _folder: folder,
        }
    }

    /// Makes a call and does not wait for its answer. The relay has taken it in.
    pub(crate) fn begin(&self, call: &Call) -> TcpStream {
        let mut stream = connect(&self.relay.listen);
        stream.write_all(call.head().as_bytes()).unwrap();
        self.catch_up();
        stream
    }

    /// Returns once the relay has taken in all that was sent to it before.
    pub(crate) fn catch_up(&self) -> Answer {
        self.relay.send(&Call::hello())
    }
}
