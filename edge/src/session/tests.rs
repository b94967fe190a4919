//! Many sessions over a long time.

mod soak;
