//! Calls of the platform that take time, and what waits for them.
//!
//! All of them end in one function that is made once. A promise made into a future, as js-sys does
//! it, takes two functions more for each call, which the garbage collector has to see to.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// It is done.
pub(super) const DONE: u32 = 1;
/// There are more bytes than are taken.
pub(super) const TOO_LARGE: u32 = 2;
/// It was not over in time.
pub(super) const TOO_SLOW: u32 = 3;
/// The answer is no.
pub(super) const NO: u32 = 4;

/// How a call ended.
#[derive(Debug)]
pub(super) struct Settlement {
    /// One of the above, or the status of an answer; anything else is a failure, of which the
    /// text says why, where that may be said.
    pub(super) code: u32,
    /// What was answered in text, or why it failed.
    pub(super) text: String,
    /// What was answered in bytes.
    pub(super) bytes: Vec<u8>,
}

enum State {
    Pending(Option<Waker>),
    Settled(Settlement),
}

#[derive(Default)]
struct Calls {
    last: u32,
    /// By number. They are few: a map is code of its own for what is kept in it.
    states: Vec<(u32, State)>,
}

impl Calls {
    fn state(&mut self, number: u32) -> Option<&mut State> {
        let mut states = self.states.iter_mut();
        states.find(|(of, _)| *of == number).map(|(_, state)| state)
    }

    fn set(&mut self, number: u32, state: State) {
        match self.state(number) {
            Some(kept) => *kept = state,
            None => self.states.push((number, state)),
        }
    }

    fn remove(&mut self, number: u32) -> Option<State> {
        let at = self.states.iter().position(|(of, _)| *of == number)?;
        Some(self.states.swap_remove(at).1)
    }
}

thread_local! {
    static CALLS: RefCell<Calls> = RefCell::default();
    static SETTLE: Closure<dyn Fn(u32, u32, String, Vec<u8>)> = Closure::new(settle);
}

/// A call under way.
#[derive(Debug)]
pub(super) struct Call(u32);

/// Begins a call, which is handed the function to end with and the number to give it.
pub(super) fn call(begin: impl FnOnce(&JsValue, u32)) -> Call {
    let number = CALLS.with_borrow_mut(|calls| {
        calls.last = calls.last.wrapping_add(1);
        calls.set(calls.last, State::Pending(None));
        calls.last
    });
    SETTLE.with(|settle| begin(settle.as_ref(), number));
    Call(number)
}

fn settle(number: u32, code: u32, text: String, bytes: Vec<u8>) {
    let outcome = Settlement { code, text, bytes };
    let waker = CALLS.with_borrow_mut(|calls| {
        // Nothing may wait for it any more.
        let state = calls.state(number)?;
        match std::mem::replace(state, State::Settled(outcome)) {
            State::Pending(waker) => waker,
            State::Settled(_) => None,
        }
    });
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl Future for Call {
    type Output = Settlement;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Settlement> {
        CALLS.with_borrow_mut(|calls| match calls.remove(self.0) {
            Some(State::Settled(outcome)) => Poll::Ready(outcome),
            _ => {
                let waker = Some(context.waker().clone());
                calls.set(self.0, State::Pending(waker));
                Poll::Pending
            }
        })
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        CALLS.with_borrow_mut(|calls| calls.remove(self.0));
    }
}
