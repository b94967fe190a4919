//! The executor of HTTP/2 requests: it polls each once at once, and spawns only what has to wait.
//!
//! One connection can bring many requests in one read. If each first waited for its turn as a
//! task, the heads of all connections would be in memory together before the first was checked. An
//! unauthenticated request is refused without waiting, so only one connection's are in memory.

use std::future::Future;
use std::task::{Context, Waker};

use hyper::rt::Executor;

/// Polls a future at once, and spawns it only if it is pending.
#[derive(Debug, Clone, Copy)]
pub(super) struct EagerExecutor;

impl<F> Executor<F> for EagerExecutor
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    fn execute(&self, future: F) {
        let mut future = Box::pin(future);
        // The task registers its own waker when it is polled again.
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
        EagerExecutor.execute(async move {
            at_once();
        });
        let tasks = || Handle::current().metrics().num_alive_tasks();
        assert_eq!((done.load(Ordering::SeqCst), tasks()), (1, 0));

        let (later, told) = (add(Arc::clone(&done)), Arc::clone(&go));
        EagerExecutor.execute(async move {
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
