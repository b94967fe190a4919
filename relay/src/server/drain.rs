//! The drain: every connection is instructed to close, and is waited for up to the drain timeout. So
//! are writes that go on without their caller.
//!
//! HTTP/1.1 has no GOAWAY: closing an idle connection loses the call that is on its way. So the
//! drain begins with a grace period of one second. In it, connections that the kernel has queued
//! are accepted, and calls are answered with `Connection: close`. Only then are all connections
//! told to close. An unauthenticated one has two seconds for that, whatever it requests.

use std::future::Future;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// The grace period for calls that were on their way when the drain began. At most half of the
/// drain timeout.
const LAST_CALL: Duration = Duration::from_secs(1);

/// Begins the drain of all connections that hold a [`DrainSignal`] of it.
#[derive(Debug)]
pub(super) struct DrainController {
    timeout: Duration,
    last_call: watch::Sender<Option<Instant>>,
}

/// What one connection waits on. Once it is dropped, the connection counts as closed.
#[derive(Debug, Clone)]
pub(super) struct DrainSignal(watch::Receiver<Option<Instant>>);

impl DrainController {
    /// A drain that is over after `timeout`, whether all connections are closed or not.
    pub(super) fn new(timeout: Duration) -> Self {
        Self {
            timeout,
            last_call: watch::Sender::new(None),
        }
    }

    pub(super) fn listen(&self) -> DrainSignal {
        DrainSignal(self.last_call.subscribe())
    }

    /// Begins the drain.
    pub(super) fn begin(&self) {
        let last_call = Instant::now() + self.for_last_call();
        self.last_call.send_replace(Some(last_call));
    }

    /// Completes once all connections are closed, and after that `rest`; `false` if the timeout was
    /// over first.
    pub(super) async fn ended(&self, rest: impl Future<Output = ()>) -> bool {
        let last_call = self.last_call.borrow().unwrap_or_else(Instant::now);
        let over = last_call + self.timeout.saturating_sub(self.for_last_call());
        let ended = async {
            self.last_call.closed().await;
            rest.await;
        };
        tokio::time::timeout_at(over, ended).await.is_ok()
    }

    fn for_last_call(&self) -> Duration {
        LAST_CALL.min(self.timeout / 2)
    }
}

impl DrainSignal {
    /// Whether the drain has begun.
    pub(super) fn has_begun(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// Completes once the drain has begun. The result is when the grace period ends.
    pub(super) async fn begun(&mut self) -> Instant {
        let begun = self.0.wait_for(Option::is_some).await;
        match begun.map(|begun| *begun) {
            Ok(Some(last_call)) => last_call,
            // Without a sender no drain can begin.
            _ => std::future::pending().await,
        }
    }

    /// Completes when the grace period ends.
    pub(super) async fn last_call(&mut self) {
        let last_call = self.begun().await;
        sleep_until(last_call).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn calls_still_come_for_a_second_or_half_of_a_short_drain() {
        for (timeout, last_call) in [(30_000, 1000), (600, 300)] {
            let drains = DrainController::new(Duration::from_millis(timeout));
            let mut drain = drains.listen();
            let began = Instant::now();
            drains.begin();
            drain.last_call().await;
            assert_eq!(began.elapsed().as_millis(), last_call);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_drain_is_over_so_long_after_it_was_asked_for() {
        let drains = DrainController::new(Duration::from_secs(3));
        let mut drain = drains.listen();
        let began = Instant::now();
        drains.begin();
        drain.last_call().await;
        assert!(!drains.ended(std::future::ready(())).await);
        assert_eq!(began.elapsed().as_secs(), 3);
    }
}
