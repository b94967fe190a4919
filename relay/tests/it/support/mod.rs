//! What the tests start: certificates, an upstream, the relay, and calls to it.

pub(crate) mod authority;
pub(crate) mod busy;
pub(crate) mod client;
pub(crate) mod failed;
pub(crate) mod frames;
pub(crate) mod half;
pub(crate) mod http2;
pub(crate) mod http2_upstream;
pub(crate) mod oracle;
pub(crate) mod process;
pub(crate) mod relay;
pub(crate) mod run;
pub(crate) mod stage;
pub(crate) mod upstream;
pub(crate) mod write;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long anything may take before it counts as never coming.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);
/// Between one look and the next: without it, what is waited for has no core on a busy machine.
const PAUSE: Duration = Duration::from_millis(20);

/// Waits for a moment, in a loop that looks whether something has come.
pub(crate) fn pause() {
    std::thread::park_timeout(PAUSE);
}

/// A flag that is raised when this is dropped, also by a panic.
pub(crate) struct Raised<'a>(pub(crate) &'a AtomicBool);

impl Drop for Raised<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}
