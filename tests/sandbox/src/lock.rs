//! Locking what several connections share.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The content of `mutex`. No holder leaves it half written, so a poisoned one is as good.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
