//! The last known state of what a driver looks at: a document as it was answered, and how new each
//! of its groups is.
//!
//! The manufacturer's service answers older whole states between newer ones, and at times nothing.
//! So what was answered is kept, by the session object: a new answer is put in order with it
//! ([`merge`]), and stands in for one that cannot be had ([`stale`]). Pure: no clock, no store.
//!
//! - [`times`]: when each group of a document was reported.
//! - [`merge`]: which of two states has the newer groups.
//! - [`known`]: a state, as it is kept and travels.
//! - [`places`]: the places on earth that a document has.
//! - [`stale`]: a state in place of an answer, and when it may stand there.

pub mod known;
mod merge;
mod places;
pub mod stale;
mod times;

pub use known::{MOST_BYTES, State};

#[cfg(test)]
mod tests;
