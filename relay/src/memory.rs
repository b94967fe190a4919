//! Returns free memory to the system.
//!
//! The allocator returns memory ten seconds after its last use. It checks the time only when
//! memory is requested, and a relay without calls requests none, so a background thread checks it.

use tikv_jemalloc_ctl::background_thread;
use tracing::warn;

/// Starts that thread, with the rights that this one has.
pub(crate) fn give_back() {
    if let Err(error) = background_thread::write(true) {
        warn!(%error, "memory that is free stays with the relay");
    }
}
