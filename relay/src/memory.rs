//! Memory that is free goes back to the system.
//!
//! The program's allocator gives it back ten seconds after it was last used. It looks at the time
//! only when it is asked for memory, and a relay that nobody calls asks for none, so a thread of
//! its own looks.

use tikv_jemalloc_ctl::background_thread;
use tracing::warn;

/// Starts that thread, with the rights that this one has.
pub(crate) fn give_back() {
    if let Err(error) = background_thread::write(true) {
        warn!(%error, "memory that is free stays with the relay");
    }
}
