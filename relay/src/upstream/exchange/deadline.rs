//! The deadline of a call, and the timeouts of its phases.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

/// The time at which a call ends, whatever its phase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    at: Instant,
    /// The time that the call has as a whole.
    pub(super) whole: Duration,
}

/// The time that ran out before a future was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Elapsed {
    /// That of the phase.
    Phase,
    /// That of the call.
    Call,
}

impl Deadline {
    /// The deadline of a call that began then and may take so long.
    pub(super) fn after(began: Instant, whole: Duration) -> Self {
        Self {
            at: began + whole,
            whole,
        }
    }

    /// The end of the first half of the time that is left at `from`.
    pub(super) fn half(self, from: Instant) -> Self {
        Self::after(from, self.at.saturating_duration_since(from) / 2)
    }

    /// The output of a future that is done within `limit` and before the deadline. The caller pins
    /// it: one that is pinned here would have its place twice, and a call as much more to move.
    pub(super) async fn within<T>(
        self,
        limit: Duration,
        mut future: impl Future<Output = T> + Unpin,
    ) -> Result<T, Elapsed> {
        // What is ready needs neither the clock nor a timer.
        let polled = poll_fn(|context| Poll::Ready(Pin::new(&mut future).poll(context)));
        if let Poll::Ready(output) = polled.await {
            return Ok(output);
        }
        let phase = Instant::now() + limit;
        let elapsed = if self.at <= phase {
            Elapsed::Call
        } else {
            Elapsed::Phase
        };
        timeout_at(self.at.min(phase), future)
            .await
            .map_err(|_| elapsed)
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_ends_first_is_named() {
        let second = Duration::from_secs(1);
        let deadline = Deadline::after(Instant::now(), 10 * second);
        assert_eq!(deadline.within(second, ready(7)).await, Ok(7));
        let stalled = deadline.within(4 * second, pending::<()>());
        assert_eq!(stalled.await, Err(Elapsed::Phase));
        let slow = deadline.within(6 * second, pending::<()>());
        assert_eq!(slow.await, Err(Elapsed::Call));
        let over = deadline.within(second, pending::<()>());
        assert_eq!(over.await, Err(Elapsed::Call));
    }

    #[tokio::test(start_paused = true)]
    async fn half_of_what_is_left_ends_in_the_middle() {
        let second = Duration::from_secs(1);
        let began = Instant::now();
        let deadline = Deadline::after(began, 5 * second);
        for at in [2500, 3750] {
            let half = deadline.half(Instant::now());
            let stalled = half.within(half.whole, pending::<()>());
            assert_eq!(stalled.await, Err(Elapsed::Call));
            assert_eq!(began.elapsed().as_millis(), at);
        }
    }
}
