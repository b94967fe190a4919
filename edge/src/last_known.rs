//! The last known state of a resource: the document as it was answered, and the time of each of its
//! groups.
//!
//! The manufacturer's service answers older whole states between newer ones, and at times nothing.
//! So the session object stores what was answered. A new answer is merged with it ([`merge`]), and it
//! is answered where the manufacturer cannot be asked ([`stale`]). All of this is pure: no clock, no
//! store. Edge and session object merge with the same function, so answers that race are put in
//! order where they meet.
//!
//! - States travel as lines of JSON behind the object's reply. The object sends them on without
//!   reading them, and a version of either side that knows none is not disturbed.
//! - A group that is gone leaves its latest time behind, so it does not come back older. However old
//!   a time is, it orders, until every answer of a week ([`KEPT`]) was behind in some part.
//! - A state that is forgotten leaves its times and its second behind, without a document. An answer
//!   to a call that was made before is not taken.
//!
//! - [`times`]: when each group of a document was reported.
//! - [`merge`]: which of two states has the newer groups.
//! - [`stored`]: a state, as it is stored and sent.
//! - [`line`]: a state as it travels, read only as far as it has to be.
//! - [`positions`]: hides the positions in a document.
//! - [`stale`]: a state in place of an answer, and when it is.

pub mod line;
mod merge;
mod positions;
pub mod stale;
pub mod stored;
mod times;

pub use stored::{LastKnown, MAX_BYTES, is_wanted, kind};
pub use times::KEPT;

#[cfg(test)]
mod tests;
