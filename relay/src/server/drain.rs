//! An orderly end: every connection is asked to finish, and waited for.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// For which callers may still bring what was on its way when the end was asked for: only HTTP/2
/// has a goodbye that nothing is lost by. Half of the whole drain at most.
const LAST_CALL: Duration = Duration::from_secs(1);

/// Asks for the end of all connections that hold a [`Drain`] of it.
#[derive(Debug)]
pub(super) struct Drains {
    timeout: Duration,
    last_call: watch::Sender<Option<Instant>>,
}

/// One connection's ear for it. Dropped, the connection counts as ended.
#[derive(Debug, Clone)]
pub(super) struct Drain(watch::Receiver<Option<Instant>>);

impl Drains {
    /// For a drain that is over after `timeout`, finished or not.
    pub(super) fn new(timeout: Duration) -> Self {
        Self {
            timeout,
            last_call: watch::Sender::new(None),
        }
    }

    pub(super) fn listen(&self) -> Drain {
        Drain(self.last_call.subscribe())
    }

    /// Asks all to end.
    pub(super) fn ask(&self) {
        let last_call = Instant::now() + LAST_CALL.min(self.timeout / 2);
        self.last_call.send_replace(Some(last_call));
    }

    /// Comes once all have ended; `false` if the time was over first.
    pub(super) async fn ended(&self) -> bool {
        let ended = self.last_call.closed();
        tokio::time::timeout(self.timeout, ended).await.is_ok()
    }
}

impl Drain {
    /// Whether the end is asked for.
    pub(super) fn is_asked(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// Comes once the end is asked for, and says when what has not been brought is too late.
    pub(super) async fn asked(&mut self) -> Instant {
        let asked = self.0.wait_for(Option::is_some).await;
        match asked.map(|asked| *asked) {
            Ok(Some(last_call)) => last_call,
            // Without a sender there is nobody left who could ask.
            _ => std::future::pending().await,
        }
    }

    /// Comes when what has not been brought is too late.
    pub(super) async fn last_call(&mut self) {
        let last_call = self.asked().await;
        sleep_until(last_call).await;
    }
}
