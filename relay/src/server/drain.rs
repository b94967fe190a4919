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
        let last_call = Instant::now() + self.for_last_call();
        self.last_call.send_replace(Some(last_call));
    }

    /// Comes once all have ended; `false` if the time since they were asked was over first.
    pub(super) async fn ended(&self) -> bool {
        let last_call = self.last_call.borrow().unwrap_or_else(Instant::now);
        let over = last_call + self.timeout.saturating_sub(self.for_last_call());
        let ended = self.last_call.closed();
        tokio::time::timeout_at(over, ended).await.is_ok()
    }

    fn for_last_call(&self) -> Duration {
        LAST_CALL.min(self.timeout / 2)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn calls_still_come_for_a_second_or_half_of_a_short_drain() {
        for (timeout, last_call) in [(30_000, 1000), (600, 300)] {
            let drains = Drains::new(Duration::from_millis(timeout));
            let mut drain = drains.listen();
            let began = Instant::now();
            drains.ask();
            drain.last_call().await;
            assert_eq!(began.elapsed().as_millis(), last_call);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_drain_is_over_so_long_after_it_was_asked_for() {
        let drains = Drains::new(Duration::from_secs(3));
        let mut drain = drains.listen();
        let began = Instant::now();
        drains.ask();
        drain.last_call().await;
        assert!(!drains.ended().await);
        assert_eq!(began.elapsed().as_secs(), 3);
    }
}
