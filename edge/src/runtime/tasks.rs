//! Runs what answers a request or a message.
//!
//! What is woken runs at once, within the call that wakes it. js-sys asks for a microtask each
//! time, which is one call out of the wasm and one back in.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use wasm_bindgen::JsValue;

use super::platform;

type Task = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Default)]
struct Tasks {
    last: u32,
    waiting: BTreeMap<u32, Task>,
    woken: VecDeque<u32>,
}

thread_local! {
    static TASKS: RefCell<Tasks> = RefCell::default();
    static IS_RUNNING: Cell<bool> = const { Cell::new(false) };
}

/// A task's number: wakers have to be such that another thread could have them.
struct TaskId(u32);

impl Wake for TaskId {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        TASKS.with_borrow_mut(|tasks| tasks.woken.push_back(self.0));
        // A task that another wakes has to wait: that one may hold what both need.
        if !IS_RUNNING.get() {
            run();
        }
    }
}

/// Begins a task for a call from the platform, which never comes while another one is answered. An
/// exception of the platform's may have ended that one halfway.
pub(super) fn begin(task: impl Future<Output = ()> + 'static) {
    TASKS.with_borrow_mut(|tasks| {
        tasks.last = tasks.last.wrapping_add(1);
        tasks.waiting.insert(tasks.last, Box::pin(task));
        tasks.woken.push_back(tasks.last);
    });
    run();
}

/// Begins a task for a call from the platform, and ends that with what comes of it.
pub(super) fn answer(
    task: impl Future<Output = Result<String, String>> + 'static,
    resolve: JsValue,
    reject: JsValue,
) {
    begin(async move {
        let (way, text) = match task.await {
            Ok(text) => (resolve, text),
            Err(reason) => (reject, reason),
        };
        platform::end(&way, &text);
    });
}

fn run() {
    IS_RUNNING.set(true);
    while let Some((number, mut task)) = TASKS.with_borrow_mut(Tasks::next) {
        let waker = Waker::from(Arc::new(TaskId(number)));
        let is_over = task.as_mut().poll(&mut Context::from_waker(&waker));
        if is_over.is_pending() {
            TASKS.with_borrow_mut(|tasks| tasks.waiting.insert(number, task));
        }
    }
    IS_RUNNING.set(false);
}

impl Tasks {
    /// The next task that was woken and is not over.
    fn next(&mut self) -> Option<(u32, Task)> {
        while let Some(number) = self.woken.pop_front() {
            if let Some(task) = self.waiting.remove(&number) {
                return Some((number, task));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use futures_util::lock::Mutex;

    use super::*;

    #[test]
    fn a_task_that_another_wakes_runs_after_it() {
        let lock = Rc::new(Mutex::new(()));
        let order = Rc::new(RefCell::new(Vec::new()));
        let (waker, slot) = (
            Rc::new(RefCell::new(None::<Waker>)),
            Rc::new(Cell::new(false)),
        );
        begin({
            let (lock, order) = (Rc::clone(&lock), Rc::clone(&order));
            let (waker, slot) = (Rc::clone(&waker), Rc::clone(&slot));
            async move {
                let guard = lock.lock().await;
                std::future::poll_fn(|context| {
                    *waker.borrow_mut() = Some(context.waker().clone());
                    match slot.get() {
                        true => std::task::Poll::Ready(()),
                        false => std::task::Poll::Pending,
                    }
                })
                .await;
                drop(guard);
                order.borrow_mut().push("first");
            }
        });
        begin({
            let (lock, order) = (Rc::clone(&lock), Rc::clone(&order));
            async move {
                let _guard = lock.lock().await;
                order.borrow_mut().push("second");
            }
        });
        assert!(order.borrow().is_empty());
        slot.set(true);
        let waker = waker.borrow_mut().take().unwrap();
        waker.wake();
        assert_eq!(*order.borrow(), ["first", "second"]);
    }
}
