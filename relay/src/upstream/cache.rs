//! Answers that spare calls: of the same call under way, and of one that was made a moment ago.

mod coalesce;
mod key;
mod store;

pub(super) use coalesce::Sharing;
pub(super) use key::Key;
pub(super) use store::Limits;
