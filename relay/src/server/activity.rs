//! What a connection is busy with, and since when: the limits that HTTP itself does not keep.
//!
//! HTTP/1.1 has a time limit for a head. Neither the first bytes of a connection, before it is
//! known which protocol they are, nor HTTP/2 have one, and an answer that an HTTP/2 peer gives
//! no window for waits for good.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::Instant;

use super::unread::Place;
use crate::kept;

/// Bytes of an answer that are handed on at a time.
const PART: usize = 64 << 10;

/// One connection's doings. A clone is the same connection's.
#[derive(Debug, Clone)]
pub(super) struct Activity {
    limits: Idleness,
    state: Arc<Mutex<State>>,
}

/// How long a connection may do nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Idleness {
    /// With no request under way.
    pub(super) asking: Duration,
    /// With an answer that is not taken.
    pub(super) taking: Duration,
    /// After a goodbye, with no request under way: HTTP/2 has one that is answered.
    pub(super) leaving: Duration,
}

#[derive(Debug)]
struct State {
    /// Requests that have no answer yet.
    worked_on: usize,
    /// When the peer last took some of each answer under way, by their numbers.
    answers: BTreeMap<u64, Instant>,
    answered: u64,
    since: Instant,
    /// When the peer last took anything.
    taken: Instant,
    /// When it was told to go.
    told: Option<Instant>,
}

/// A request that is worked on.
#[derive(Debug)]
pub(super) struct Request(Activity);

/// An answer, until it is taken or given up.
#[derive(Debug)]
pub(super) struct Answer {
    body: Full<Bytes>,
    /// What is left of a part of it.
    rest: Bytes,
    /// Kept until its last part is taken.
    place: Option<Place>,
    activity: Activity,
    number: u64,
}

impl Activity {
    pub(super) fn new(limits: Idleness) -> Self {
        let now = Instant::now();
        Self {
            limits,
            state: Arc::new(Mutex::new(State {
                worked_on: 0,
                answers: BTreeMap::new(),
                answered: 0,
                since: now,
                taken: now,
                told: None,
            })),
        }
    }

    /// A request has come. One that comes when the peer should long be gone is answered if there
    /// is time for it, and counts for nothing.
    pub(super) fn begin(&self) -> Request {
        let told = self.lock().told;
        if told.is_some_and(|told| told.elapsed() >= self.limits.leaving) {
            return Self::new(self.limits).begin();
        }
        self.note(|state| state.worked_on = state.worked_on.saturating_add(1));
        Request(self.clone())
    }

    /// Comes once the connection has done nothing for too long, or left an answer untaken for too
    /// long, whatever else it does. A request that is worked on has a deadline of its own.
    pub(super) async fn overdue(&self) {
        let Idleness { asking, taking, .. } = self.limits;
        loop {
            let left = {
                let state = self.lock();
                match (state.answers.values().min(), state.worked_on) {
                    (Some(taken), _) => taking.saturating_sub(taken.elapsed()),
                    (None, 0) => asking.saturating_sub(state.since.elapsed()),
                    _ => Duration::MAX,
                }
            };
            if left.is_zero() {
                return;
            }
            // What it is busy with, and so its limit, may have changed by then.
            tokio::time::sleep(left.min(asking).min(taking)).await;
        }
    }

    /// Comes once a connection that is told to go now, and does not, has nothing left to wait for,
    /// or is still there `at_most` so long after the last of its requests was worked on. A peer
    /// that counts for `nobody` is waited for no longer whatever it asks and leaves untaken.
    pub(super) async fn left(&self, nobody: impl Fn() -> bool, at_most: Duration) {
        let told = Instant::now();
        self.lock().told = Some(told);
        let mut busy = told;
        let Idleness {
            taking, leaving, ..
        } = self.limits;
        loop {
            let left = {
                let state = self.lock();
                match (state.worked_on, state.answers.is_empty()) {
                    (0, _) if nobody() => leaving.saturating_sub(told.elapsed()),
                    (0, none) => {
                        let limit = if none { leaving } else { taking };
                        let since = told.max(state.since).max(state.taken);
                        let left = limit.saturating_sub(since.elapsed());
                        left.min(at_most.saturating_sub(busy.elapsed()))
                    }
                    _ => {
                        busy = Instant::now();
                        leaving
                    }
                }
            };
            if left.is_zero() {
                return;
            }
            tokio::time::sleep(left.min(leaving)).await;
        }
    }

    /// The peer has taken some of what is sent to it.
    pub(super) fn taken(&self) {
        self.lock().taken = Instant::now();
    }

    fn note(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.lock();
        change(&mut state);
        state.since = Instant::now();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Request {
    /// It is answered; what remains is for the peer to take the answer. A stranger's has a `place`.
    pub(super) fn answer(self, body: Full<Bytes>, place: Option<Place>) -> Answer {
        let activity = self.0.clone();
        let mut number = 0;
        activity.note(|state| {
            number = state.answered;
            state.answered = number.wrapping_add(1);
            state.answers.insert(number, Instant::now());
        });
        Answer {
            body,
            rest: Bytes::new(),
            place,
            activity,
            number,
        }
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        self.0
            .note(|state| state.worked_on = state.worked_on.saturating_sub(1));
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.activity.note(|state| {
            state.answers.remove(&self.number);
        });
    }
}

impl Body for Answer {
    type Data = Bytes;
    type Error = <Full<Bytes> as Body>::Error;

    /// Hands out a part at a time: of a part too large for the peer's window nobody would know
    /// whether it is ever taken.
    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)?) {
                Some(frame) => {
                    let whole = frame.into_data().unwrap_or_default();
                    self.rest = match self.place.take() {
                        Some(place) => kept::with(whole, place),
                        None => whole,
                    };
                }
                None => return Poll::Ready(None),
            }
        }
        let number = self.number;
        self.activity.note(|state| {
            state.answers.insert(number, Instant::now());
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
mod tests {
    use http_body_util::BodyExt as _;

    use super::*;

    const ASKING: Duration = Duration::from_secs(30);
    const TAKING: Duration = Duration::from_secs(10);
    const LEAVING: Duration = Duration::from_secs(2);

    fn activity() -> Activity {
        Activity::new(Idleness {
            asking: ASKING,
            taking: TAKING,
            leaving: LEAVING,
        })
    }

    /// Seconds until the connection is overdue.
    async fn overdue_after(activity: &Activity) -> u64 {
        let began = Instant::now();
        activity.overdue().await;
        began.elapsed().as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn silence_counts_from_the_start_and_again_from_the_last_answer() {
        let activity = activity();
        assert_eq!(overdue_after(&activity).await, 30);
        drop(activity.begin().answer(Full::default(), None));
        assert_eq!(overdue_after(&activity).await, 30);
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_is_worked_on_is_never_overdue() {
        let activity = activity();
        let request = activity.begin();
        let waited = tokio::time::timeout(ASKING * 10, activity.overdue()).await;
        assert!(waited.is_err());
        drop(request);
        assert_eq!(overdue_after(&activity).await, 30);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_is_not_taken_is_overdue_sooner() {
        let activity = activity();
        let untaken = async {
            tokio::time::sleep(Duration::from_secs(25)).await;
            let _untaken = activity.begin().answer(Full::default(), None);
            std::future::pending().await
        };
        tokio::select! {
            seconds = overdue_after(&activity) => assert_eq!(seconds, 35),
            () = untaken => {}
        }
    }

    /// Seconds until one who was told to go has nothing left to be waited for; 60 are too many.
    async fn left_after(activity: &Activity, nobody: bool) -> u64 {
        left_within(activity, nobody, Duration::MAX).await
    }

    async fn left_within(activity: &Activity, nobody: bool, at_most: Duration) -> u64 {
        let began = Instant::now();
        let _ = tokio::time::timeout(ASKING * 2, activity.left(|| nobody, at_most)).await;
        began.elapsed().as_secs()
    }

    /// Something done every second, for good.
    async fn every_second(mut what: impl FnMut()) -> u64 {
        loop {
            tokio::time::sleep(Duration::from_secs(1)).await;
            what();
        }
    }

    #[tokio::test(start_paused = true)]
    async fn who_is_told_to_go_has_a_while_for_it_whatever_the_other_limits_are() {
        let activity = activity();
        for nobody in [true, false] {
            assert_eq!(left_after(&activity, nobody).await, 2);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_is_waited_for_and_so_is_its_answer() {
        let activity = activity();
        let request = activity.begin();
        let call = async {
            tokio::time::sleep(Duration::from_secs(25)).await;
            let _untaken = request.answer(Full::default(), None);
            std::future::pending().await
        };
        tokio::select! {
            seconds = left_after(&activity, false) => assert_eq!(seconds, 35),
            () = call => {}
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_edge_that_takes_its_answer_slowly_is_waited_for() {
        let activity = activity();
        tokio::select! {
            seconds = left_after(&activity, false) => assert_eq!(seconds, 60),
            _ = every_second(|| activity.taken()) => {}
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_edge_gains_nothing_by_asking_on_once_its_calls_are_answered() {
        let activity = activity();
        let mut late = Vec::new();
        let asks = every_second(|| {
            activity.taken();
            if activity.lock().told.unwrap().elapsed() >= LEAVING {
                late.push(activity.begin());
                drop(activity.begin().answer(Full::default(), None));
            }
        });
        let call = async {
            let before = activity.begin();
            tokio::time::sleep(LEAVING / 2).await;
            let on_its_way = activity.begin();
            tokio::time::sleep(LEAVING * 4).await;
            drop(before);
            tokio::time::sleep(LEAVING * 5).await;
            drop(on_its_way);
            std::future::pending().await
        };
        // The last of them was seen at work at 18 s.
        tokio::select! {
            biased;
            () = call => {}
            seconds = left_within(&activity, false, TAKING) => assert_eq!(seconds, 28),
            _ = asks => {}
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_stranger_gains_nothing_by_asking_on() {
        let activity = activity();
        let mut untaken = Vec::new();
        let asks = every_second(|| {
            activity.taken();
            untaken.push(activity.begin().answer(Full::default(), None));
        });
        tokio::select! {
            seconds = left_after(&activity, true) => assert_eq!(seconds, 2),
            _ = asks => {}
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_is_not_taken_to_its_end_is_overdue_whatever_else_is_asked() {
        let activity = activity();
        let large = Bytes::from(vec![b'a'; 3 * PART]);
        let mut answer = activity.begin().answer(Full::new(large), None);
        assert_eq!(answer.size_hint().exact(), Some(3 * PART as u64));
        let first = answer.frame().await.unwrap().unwrap();
        assert_eq!(first.into_data().unwrap().len(), PART);
        assert_eq!(answer.size_hint().exact(), Some(2 * PART as u64));
        assert!(!answer.is_end_stream());
        let mut worked_on = Vec::new();
        let asks = every_second(|| {
            drop(activity.begin().answer(Full::default(), None));
            worked_on.push(activity.begin());
        });
        tokio::select! {
            seconds = overdue_after(&activity) => assert_eq!(seconds, 10),
            _ = asks => {}
        }
        assert_eq!(answer.collect().await.unwrap().to_bytes().len(), 2 * PART);
    }
}
