//! Answers that spare calls: of the same call under way, and of one that was made a moment ago.

mod coalesce;
mod key;
mod store;

pub(super) use coalesce::Coalescer;
pub(super) use key::CacheKey;
pub(super) use store::StoreLimits;
