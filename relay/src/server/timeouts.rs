//! The timeouts of a connection: idle, write and close.
//!
//! In hyper only HTTP/1.1 has a timeout, the one for a request's head. The first bytes of a
//! connection, before the protocol is known, and all of HTTP/2 have none, and an answer for which
//! an HTTP/2 peer gives no window waits for good. So hyper's is not used, and these are for both
//! protocols. An answer is passed on in parts of 64 KiB, which makes visible whether the peer reads
//! it.
//!
//! A request notes when something began or ended, and sets no timer. The one timer of a connection
//! fires once the shortest timeout may be over, and then looks what is left of it.
//!
//! A connection that is instructed to close has two seconds for requests that were already on their
//! way, and the write timeout for the answers after the last of them. Sending more requests does
//! not extend that, although an HTTP/2 peer may go on for as long as it does not acknowledge the
//! GOAWAY.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::Instant;

use super::unread_limit::UnreadResponse;
use crate::guarded_bytes;

/// Bytes of an answer that are passed to HTTP at a time.
const PART: usize = 64 << 10;

/// What one connection does, and since when. A clone is the same connection's.
#[derive(Debug, Clone)]
pub(super) struct ConnectionTimers {
    timeouts: Timeouts,
    state: Arc<Mutex<TimerState>>,
}

/// How long a connection may wait.
#[derive(Debug, Clone, Copy)]
pub(super) struct Timeouts {
    /// Without a request.
    pub(super) idle: Duration,
    /// With an answer that the peer does not read.
    pub(super) write: Duration,
    /// After it was instructed to close, without a request.
    pub(super) close: Duration,
}

/// What a connection that timed out had waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimedOut {
    /// Its first request, or that its peer reads an answer.
    Silent,
    /// A further request: whatever was requested before is answered, as with every connection that
    /// is kept alive.
    Idle,
}

#[derive(Debug)]
struct TimerState {
    /// Requests that have no answer yet.
    pending: usize,
    /// The unfinished answers: one, or as many as an HTTP/2 connection has streams. The list keeps
    /// its memory, so the next answer needs none of its own.
    answers: Vec<Unfinished>,
    /// How many answers there have been.
    answered: u64,
    /// When the last answer was finished, or some of one was read.
    since: Instant,
    /// When the peer last read anything, since it was instructed to close.
    taken: Instant,
    /// When it was instructed to close.
    closing_since: Option<Instant>,
}

#[derive(Debug)]
struct Unfinished {
    number: u64,
    /// When the peer last read some of it.
    taken: Instant,
}

/// A request without an answer so far.
#[derive(Debug)]
pub(super) struct PendingRequest {
    timers: ConnectionTimers,
    is_answered: bool,
}

/// The body of an answer, until the peer has read it or the connection ends.
#[derive(Debug)]
pub(super) struct ResponseBody {
    body: Full<Bytes>,
    /// What is left of the current frame.
    rest: Bytes,
    /// Kept until the last part is read.
    unread: Option<UnreadResponse>,
    timers: ConnectionTimers,
    number: u64,
}

impl ConnectionTimers {
    pub(super) fn new(timeouts: Timeouts) -> Self {
        let now = Instant::now();
        Self {
            timeouts,
            state: Arc::new(Mutex::new(TimerState {
                pending: 0,
                answers: Vec::new(),
                answered: 0,
                since: now,
                taken: now,
                closing_since: None,
            })),
        }
    }

    /// Counts a request. One that arrives after the close timeout is answered if there is time,
    /// and does not keep the connection open.
    pub(super) fn begin(&self) -> PendingRequest {
        let mut state = self.lock();
        let closing_since = state.closing_since;
        if closing_since.is_some_and(|since| since.elapsed() >= self.timeouts.close) {
            return Self::new(self.timeouts).begin();
        }
        state.pending = state.pending.saturating_add(1);
        drop(state);
        PendingRequest {
            timers: self.clone(),
            is_answered: false,
        }
    }

    /// Completes once the connection was idle for too long, or left an answer unread for too long,
    /// whatever else it does. A pending request has a deadline of its own.
    pub(super) async fn timed_out(&self) -> TimedOut {
        let Timeouts { idle, write, .. } = self.timeouts;
        loop {
            let (left, timed_out) = {
                let state = self.lock();
                let answers = state.answers.iter().map(|answer| answer.taken);
                match (answers.min(), state.pending) {
                    (Some(taken), _) => (write.saturating_sub(taken.elapsed()), TimedOut::Silent),
                    (None, 0) => (
                        idle.saturating_sub(state.since.elapsed()),
                        match state.answered {
                            0 => TimedOut::Silent,
                            _ => TimedOut::Idle,
                        },
                    ),
                    _ => (Duration::MAX, TimedOut::Silent),
                }
            };
            if left.is_zero() {
                return timed_out;
            }
            // By then another timeout may apply.
            tokio::time::sleep(left.min(idle).min(write)).await;
        }
    }

    /// Completes once a connection that is instructed to close now has nothing left to wait for, or
    /// is still open `at_most` after the last of its requests was pending. While
    /// `is_unauthenticated` it has the close timeout and no more, whatever it requests or leaves
    /// unread.
    pub(super) async fn close_timed_out(
        &self,
        is_unauthenticated: impl Fn() -> bool,
        at_most: Duration,
    ) {
        let closing_since = Instant::now();
        self.lock().closing_since = Some(closing_since);
        let mut busy = closing_since;
        let Timeouts { write, close, .. } = self.timeouts;
        loop {
            let left = {
                let state = self.lock();
                match (state.pending, state.answers.is_empty()) {
                    (0, _) if is_unauthenticated() => close.saturating_sub(closing_since.elapsed()),
                    (0, none) => {
                        let limit = if none { close } else { write };
                        let since = closing_since.max(state.since).max(state.taken);
                        let left = limit.saturating_sub(since.elapsed());
                        left.min(at_most.saturating_sub(busy.elapsed()))
                    }
                    _ => {
                        busy = Instant::now();
                        close
                    }
                }
            };
            if left.is_zero() {
                return;
            }
            tokio::time::sleep(left.min(close)).await;
        }
    }

    /// Notes that the peer has read something. Only of a connection that is instructed to close it
    /// matters when: a look at the clock for every write of the others would be for nothing.
    pub(super) fn taken(&self) {
        let mut state = self.lock();
        if state.closing_since.is_some() {
            state.taken = Instant::now();
        }
    }

    fn note(&self, change: impl FnOnce(&mut TimerState, Instant)) {
        let now = Instant::now();
        let mut state = self.lock();
        change(&mut state, now);
        state.since = now;
    }

    fn lock(&self) -> MutexGuard<'_, TimerState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PendingRequest {
    /// The body of its answer. That of an unauthenticated peer counts as `unread` until it is read.
    pub(super) fn answer(
        mut self,
        body: Full<Bytes>,
        unread: Option<UnreadResponse>,
    ) -> ResponseBody {
        let timers = self.timers.clone();
        let mut number = 0;
        timers.note(|state, now| {
            number = state.answered;
            state.answered = number.wrapping_add(1);
            state.answers.push(Unfinished { number, taken: now });
            state.pending = state.pending.saturating_sub(1);
        });
        self.is_answered = true;
        ResponseBody {
            body,
            rest: Bytes::new(),
            unread,
            timers,
            number,
        }
    }
}

impl Drop for PendingRequest {
    fn drop(&mut self) {
        if !self.is_answered {
            self.timers
                .note(|state, _| state.pending = state.pending.saturating_sub(1));
        }
    }
}

impl Drop for ResponseBody {
    fn drop(&mut self) {
        self.timers.note(|state, _| {
            let own = |answer: &Unfinished| answer.number == self.number;
            if let Some(own) = state.answers.iter().position(own) {
                state.answers.swap_remove(own);
            }
        });
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = <Full<Bytes> as Body>::Error;

    /// Yields a part at a time. A frame larger than the peer's window would not show whether the
    /// peer reads any of it.
    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)?) {
                Some(frame) => {
                    let whole = frame.into_data().unwrap_or_default();
                    self.rest = match self.unread.take() {
                        Some(unread) => guarded_bytes::with(whole, unread),
                        None => whole,
                    };
                }
                None => return Poll::Ready(None),
            }
        }
        let number = self.number;
        self.timers.note(|state, now| {
            let own = |answer: &&mut Unfinished| answer.number == number;
            if let Some(own) = state.answers.iter_mut().find(own) {
                own.taken = now;
            }
        });
        let length = self.rest.len().min(PART);
        let part = self.rest.split_to(length);
        Poll::Ready(Some(Ok(Frame::data(part))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        if self.rest.is_empty() {
            return self.body.size_hint();
        }
        SizeHint::with_exact(u64::try_from(self.rest.len()).unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests;
