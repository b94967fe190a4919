//! The isolate's memory of live tokens.

use std::cell::RefCell;

use crate::session::token_memory::TokenMemory;

thread_local! {
    static TOKENS: RefCell<TokenMemory> = const { RefCell::new(TokenMemory::new()) };
}

/// Works with the memory. Nothing is awaited meanwhile: `work` is no future.
pub(super) fn with_tokens<T>(work: impl FnOnce(&mut TokenMemory) -> T) -> T {
    TOKENS.with_borrow_mut(work)
}
