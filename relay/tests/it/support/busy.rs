//! An upstream that works on each call until a test releases it.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use rustls::ALL_VERSIONS;

use super::TIMEOUT;
use super::authority::Authority;
use super::upstream::{Upstream, json, mutual_tls};

/// The upstream, and the test's hold on its calls.
pub(crate) struct Busy {
    pub(crate) upstream: Upstream,
    came: Receiver<()>,
    go: Sender<()>,
}

impl Busy {
    /// Starts it.
    pub(crate) fn start(authority: &Authority) -> Self {
        let (come, came) = channel();
        let (go, gone) = channel::<()>();
        let gone = Mutex::new(gone);
        let tls = mutual_tls(&authority.server(), authority, ALL_VERSIONS);
        let upstream = Upstream::start(tls, move |_| {
            come.send(()).unwrap();
            let _ = gone.lock().unwrap().recv_timeout(TIMEOUT);
            json("200 OK", "{}")
        });
        Self { upstream, came, go }
    }

    /// Waits for a call.
    pub(crate) fn has_a_call(&self) {
        self.came.recv_timeout(TIMEOUT).unwrap();
    }

    /// Answers a call.
    pub(crate) fn let_go(&self) {
        self.go.send(()).unwrap();
    }
}
