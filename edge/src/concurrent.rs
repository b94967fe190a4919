//! Waits for several things at once.
//!
//! What is waited for is boxed, so that the code for it is in the wasm once, and not once for each kind
//! of future, as that of `futures_util` is.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::task::Poll;

use futures_util::future::LocalBoxFuture;

/// What each of them gives, in their order. At most `at_once` are under way at a time, and none is made
/// before it is its turn.
pub async fn all<F: Future>(
    at_once: usize,
    futures: impl IntoIterator<Item = F>,
) -> Vec<F::Output> {
    let outputs = RefCell::new(Vec::new());
    let place = &outputs;
    let mut boxed =
        futures
            .into_iter()
            .fuse()
            .enumerate()
            .map(|(nth, future)| -> LocalBoxFuture<'_, ()> {
                place.borrow_mut().push(None);
                Box::pin(async move {
                    let output = future.await;
                    if let Some(place) = place.borrow_mut().get_mut(nth) {
                        *place = Some(output);
                    }
                })
            });
    run(at_once, &mut boxed).await;
    drop(boxed);
    outputs.into_inner().into_iter().flatten().collect()
}

/// Waits for boxed futures. All that are under way are polled whenever one of them may go on: they are
/// few.
async fn run<'f>(at_once: usize, futures: &mut dyn Iterator<Item = LocalBoxFuture<'f, ()>>) {
    let mut running: Vec<LocalBoxFuture<'f, ()>> = Vec::new();
    poll_fn(|context| {
        loop {
            let places = at_once.saturating_sub(running.len());
            running.extend((&mut *futures).take(places));
            let before = running.len();
            running.retain_mut(|future| future.as_mut().poll(context).is_pending());
            match running.len() {
                0 if before == 0 => return Poll::Ready(()),
                still if still == before => return Poll::Pending,
                _ => {}
            }
        }
    })
    .await;
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::testing::soon;

    /// Is over after it was polled so many times.
    async fn after(polls: u32) {
        let mut left = polls;
        poll_fn(|context| match left {
            0 => Poll::Ready(()),
            _ => {
                left -= 1;
                context.waker().wake_by_ref();
                Poll::Pending
            }
        })
        .await;
    }

    #[test]
    fn outputs_are_in_the_order_of_what_was_asked_whichever_ends_first() {
        for at_once in [1, 2, 3, 100] {
            let asked = [5, 0, 3, 1, 4].into_iter().map(|polls| async move {
                after(polls).await;
                polls
            });
            assert_eq!(soon(all(at_once, asked)), [5, 0, 3, 1, 4], "{at_once}");
        }
        let nothing = std::iter::empty::<std::future::Ready<()>>();
        assert!(soon(all(4, nothing)).is_empty());
    }

    #[test]
    fn no_more_are_under_way_than_may_be_and_as_many_as_may_be() {
        for (at_once, most) in [(1, 1), (4, 4), (usize::MAX, 10)] {
            let (made, running, seen) = (Cell::new(0), Cell::new(0), Cell::new(0));
            let each = (0..10).map(|_| {
                made.set(made.get() + 1);
                async {
                    running.set(running.get() + 1);
                    seen.set(seen.get().max(running.get()));
                    after(3).await;
                    running.set(running.get() - 1);
                    made.get()
                }
            });
            let made_by_then = soon(all(at_once, each));
            assert_eq!(seen.get(), most, "{at_once}");
            assert!(at_once > 1 || made_by_then == (1..=10).collect::<Vec<_>>());
        }
    }
}
