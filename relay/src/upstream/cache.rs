//! Request coalescing and the response cache: identical calls share one call upstream while it is
//! under way, and its answer for a few seconds after it, since each call counts against the
//! owner's daily quota.

mod coalesce;
mod key;
mod progress;
mod store;

pub(super) use coalesce::Coalescer;
pub(super) use key::CacheKey;
pub(super) use progress::Progress;
pub(super) use store::StoreLimits;
