//! A relay in front of an upstream of the test's.

use std::io::Write as _;
use std::net::TcpStream;

use rustls::ALL_VERSIONS;

use super::authority::Authority;
use super::client::{Answer, Call, connect};
use super::http2_upstream;
use super::relay::{Folder, Relay};
use super::upstream::{Reply, Upstream, mutual_tls};
use super::write::{EVERY_WORD, Write};

pub(crate) struct Stage<U = Upstream> {
    pub(crate) upstream: U,
    pub(crate) relay: Relay,
    folder: Folder,
    pub(crate) authority: Authority,
}

impl Stage {
    /// Starts both. `settings` are variables of the environment.
    pub(crate) fn start(
        settings: &[(&str, &str)],
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::start_if(settings, || true, reply)
    }

    /// Starts both, and lets every command through. The relay takes writes.
    pub(crate) fn writing(
        settings: &[(&str, &str)],
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::launch(
            || true,
            reply,
            |folder, _, port| {
                folder.allow_writes(EVERY_WORD);
                let relay = folder.start(port, settings);
                relay.await_writes();
                relay
            },
        )
    }

    /// The upstream takes a connection only if `is_up`.
    pub(crate) fn start_if(
        settings: &[(&str, &str)],
        is_up: impl Fn() -> bool + Send + Sync + 'static,
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::launch(is_up, reply, |folder, _, port| folder.start(port, settings))
    }

    /// Starts both. Callers reach the relay over TLS.
    pub(crate) fn secure(
        settings: &[(&str, &str)],
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::launch(
            || true,
            reply,
            |folder, authority, port| {
                let own = authority.server();
                folder.write("own.pem", &own.certificate);
                folder.write("own.key", &own.key);
                let tls = [
                    ("RELAY_TLS_CERTIFICATE", "own.pem"),
                    ("RELAY_TLS_KEY", "own.key"),
                ];
                folder.start(port, &[settings, &tls].concat())
            },
        )
    }

    /// The relay is started by `launch`, which gets its folder, the CA and the upstream's port.
    pub(crate) fn launch(
        is_up: impl Fn() -> bool + Send + Sync + 'static,
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
        launch: impl FnOnce(&Folder, &Authority, u16) -> Relay,
    ) -> Self {
        let authority = Authority::new("CA");
        let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
        let upstream = Upstream::start_if(tls, is_up, reply);
        let folder = Folder::new(&authority, &authority.client());
        let relay = launch(&folder, &authority, upstream.port);
        Self {
            upstream,
            relay,
            folder,
            authority,
        }
    }

    /// Makes a call and does not wait for its answer. The relay has taken it in.
    pub(crate) fn begin(&self, call: &Call) -> TcpStream {
        let mut stream = connect(&self.relay.listen);
        stream.write_all(call.head().as_bytes()).unwrap();
        self.catch_up();
        stream
    }

    /// Asks for a write and does not wait for its answer. The relay has taken it in.
    pub(crate) fn begin_write(&self, write: &Write) -> TcpStream {
        let mut stream = connect(&self.relay.listen);
        stream.write_all(&write.request()).unwrap();
        self.catch_up();
        stream
    }

    /// Returns once the relay has taken in all that was sent to it before.
    pub(crate) fn catch_up(&self) -> Answer {
        self.relay.send(&Call::hello())
    }
}

impl<U> Stage<U> {
    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// What it is made of, for tests that use the parts alone. The folder is removed when it is
    /// dropped.
    pub(crate) fn parts(self) -> (Folder, U, Relay) {
        (self.folder, self.upstream, self.relay)
    }
}

impl Stage<http2_upstream::Upstream> {
    /// Starts both. The upstream speaks HTTP/2, and answers each request by its number from 1.
    pub(crate) fn http2(
        reply: impl Fn(usize) -> http2_upstream::Reply + Send + Sync + 'static,
    ) -> Self {
        let authority = Authority::new("CA");
        let upstream = http2_upstream::Upstream::start(&authority, reply);
        let folder = Folder::new(&authority, &authority.client());
        folder.allow_writes(EVERY_WORD);
        let relay = folder.start(upstream.port, &[]);
        Self {
            upstream,
            relay,
            folder,
            authority,
        }
    }
}
