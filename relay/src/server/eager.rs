//! HTTP/2 requests are answered as they are read, where that takes no waiting.
//!
//! One connection can bring many at once. Were each first to wait for its turn as a task of its
//! own, the heads of all connections would be in memory together before the first was judged. A
//! stranger's is refused without waiting, so of strangers there is one connection's at a time.

use std::future::Future;
use std::task::{Context, Waker};

use hyper::rt::Executor;

/// Runs what it is given at once, and only what has to wait as a task.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eager;

impl<F> Executor<F> for Eager
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    fn execute(&self, future: F) {
        let mut future = Box::pin(future);
        // Whom to wake is asked again when it runs as a task.
        let mut nobody = Context::from_waker(Waker::noop());
        if future.as_mut().poll(&mut nobody).is_pending() {
            tokio::spawn(future);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::runtime::Handle;
    use tokio::sync::Notify;

    use super::*;

    #[tokio::test]
    async fn only_what_waits_is_a_task_and_it_goes_on_once_it_need_not() {
        let (go, done) = (Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
        let add = |done: Arc<AtomicUsize>| move || done.fetch_add(1, Ordering::SeqCst);
        let at_once = add(Arc::clone(&done));
        Eager.execute(async move {
            at_once();
        });
        let tasks = || Handle::current().metrics().num_alive_tasks();
        assert_eq!((done.load(Ordering::SeqCst), tasks()), (1, 0));

        let (later, told) = (add(Arc::clone(&done)), Arc::clone(&go));
        Eager.execute(async move {
            told.notified().await;
            later();
        });
        assert_eq!((done.load(Ordering::SeqCst), tasks()), (1, 1));
        go.notify_one();
        while tasks() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(done.load(Ordering::SeqCst), 2);
    }
}
