//! What a platform does for the edge besides time, chance and network: it counts, remembers and
//! checks signatures.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::Outside;
use crate::ports::{
    Limiter, LimiterError, Memo, Memory, RateLimit, RateLimitOutcome, RsaKey, Unverified, Verifier,
};

type Check = Box<dyn Fn(&RsaKey, &[u8], &[u8]) -> bool>;

/// The platform. Unless told otherwise it limits nothing and finds no signature good.
#[derive(Default)]
pub(crate) struct Platform {
    /// The most that is counted of a kind for one key.
    most: RefCell<BTreeMap<RateLimit, u32>>,
    /// The kinds that nobody can count.
    out_of_order: RefCell<BTreeSet<RateLimit>>,
    /// What was counted, of what kind and by which key.
    pub(crate) counts: RefCell<BTreeMap<(RateLimit, String), u32>>,
    pub(crate) kept: RefCell<BTreeMap<String, Memo>>,
    /// Whether a signature is good.
    pub(crate) check: RefCell<Option<Check>>,
}

impl Platform {
    /// Has so many requests of a kind counted for one key, and no more.
    pub(crate) fn allow(&self, limit: RateLimit, most: u32) {
        self.most.borrow_mut().insert(limit, most);
    }

    /// Has nobody able to count requests of these kinds.
    pub(crate) fn break_down(&self, limits: &[RateLimit]) {
        self.out_of_order.borrow_mut().extend(limits);
    }
}

impl Limiter for Outside {
    async fn count(&self, limit: RateLimit, key: &str) -> Result<RateLimitOutcome, LimiterError> {
        let platform = &self.0.platform;
        if platform.out_of_order.borrow().contains(&limit) {
            return Err(LimiterError("out of order".to_owned()));
        }
        let mut counts = platform.counts.borrow_mut();
        let count = counts.entry((limit, key.to_owned())).or_default();
        *count += 1;
        let most = platform.most.borrow().get(&limit).copied();
        Ok(match most {
            Some(most) if *count > most => RateLimitOutcome::Over(None),
            _ => RateLimitOutcome::Within,
        })
    }
}

impl Memory for Outside {
    fn recall(&self, name: &str) -> Option<Memo> {
        self.0.platform.kept.borrow().get(name).cloned()
    }

    fn keep(&self, name: &str, kept: Memo) {
        let mut all = self.0.platform.kept.borrow_mut();
        all.insert(name.to_owned(), kept);
    }
}

impl Verifier for Outside {
    async fn is_signed(
        &self,
        key: &RsaKey,
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, Unverified> {
        let check = self.0.platform.check.borrow();
        Ok(check
            .as_ref()
            .is_some_and(|check| check(key, message, signature)))
    }
}
