//! The response cache's store: answers that are held for a few seconds, in bounded memory.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use super::key::CacheKey;
use crate::metrics::gauged;
use crate::upstream::exchange::Answer;
use crate::upstream::metrics::Meter;

/// Bytes that an entry takes up beside its body and its headers: its share of the maps, and what
/// the allocator rounds up.
const OVERHEAD: usize = 1024;
/// Bytes that a header takes up beside its value.
const HEADER_OVERHEAD: usize = 192;
/// How long answers are held, and how many.
#[derive(Debug, Clone, Copy)]
pub(in crate::upstream) struct StoreLimits {
    /// Time for which an answer is held. None is held if it is zero.
    pub(in crate::upstream) time: Duration,
    /// Answers, at most.
    pub(in crate::upstream) entries: usize,
    /// Bytes of all answers together, at most.
    pub(in crate::upstream) bytes: usize,
}

/// Answers by the keys of their calls.
#[derive(Debug)]
pub(super) struct Store {
    answers: HashMap<CacheKey, Entry>,
    /// The keys in the order in which their answers came. A key whose answer was replaced is there
    /// twice; its first time matches no entry any more.
    order: VecDeque<(CacheKey, Instant)>,
    bytes: usize,
    meter: Meter,
}

#[derive(Debug)]
struct Entry {
    answer: Answer,
    came: Instant,
    until: Instant,
    is_checked: bool,
    size: usize,
}

/// An answer that is held.
#[derive(Debug)]
pub(super) struct CachedAnswer {
    pub(super) answer: Answer,
    pub(super) age: Duration,
    pub(super) came: Instant,
    /// Whether it was found to be worth holding.
    pub(super) is_checked: bool,
}

/// Bytes of memory that an entry takes up.
fn size(answer: &Answer) -> usize {
    let headers = answer.headers.values();
    let headers = headers.map(|value| value.len().saturating_add(HEADER_OVERHEAD));
    headers
        .fold(OVERHEAD, usize::saturating_add)
        .saturating_add(answer.body.len())
}

impl Store {
    pub(super) fn new(meter: Meter) -> Self {
        Self {
            answers: HashMap::new(),
            order: VecDeque::new(),
            bytes: 0,
            meter,
        }
    }

    /// The answer that is held for a key.
    pub(super) fn get(&self, key: &CacheKey, now: Instant) -> Option<CachedAnswer> {
        let entry = self.answers.get(key).filter(|entry| now < entry.until)?;
        Some(CachedAnswer {
            answer: entry.answer.clone(),
            age: now.duration_since(entry.came),
            came: entry.came,
            is_checked: entry.is_checked,
        })
    }

    /// Takes what was found of the answer that came then: it is worth holding, or is dropped.
    pub(super) fn checked(&mut self, key: &CacheKey, came: Instant, is_good: bool) {
        if is_good {
            if let Some(entry) = self.answers.get_mut(key)
                && entry.came == came
            {
                entry.is_checked = true;
            }
        } else {
            self.remove_if(key, |entry| entry.came == came);
            self.report();
        }
    }

    /// Holds an answer that came now, and is not checked. The oldest are evicted for it. True if it is held: an answer
    /// that is larger than all answers may be is not.
    pub(super) fn put(
        &mut self,
        key: CacheKey,
        answer: Answer,
        limits: &StoreLimits,
        now: Instant,
    ) -> bool {
        let size = size(&answer);
        let entry = Entry {
            answer,
            came: now,
            until: now + limits.time,
            is_checked: false,
            size,
        };
        if size > limits.bytes || limits.entries == 0 {
            return false;
        }
        self.remove(&key);
        while self.answers.len() >= limits.entries || self.bytes.saturating_add(size) > limits.bytes
        {
            let Some((oldest, came)) = self.order.pop_front() else {
                return false;
            };
            self.remove_if(&oldest, |entry| entry.came == came);
        }
        self.bytes = self.bytes.saturating_add(size);
        self.order.push_back((key, now));
        self.answers.insert(key, entry);
        self.report();
        true
    }

    /// Drops the answers whose time is over. The time at which the next one's is, if any is held.
    pub(super) fn expire(&mut self, now: Instant) -> Option<Instant> {
        while let Some(&(key, came)) = self.order.front() {
            let is_held = self
                .answers
                .get(&key)
                .is_some_and(|entry| entry.came == came && now < entry.until);
            if is_held {
                break;
            }
            self.order.pop_front();
            self.remove_if(&key, |entry| entry.came == came);
        }
        if self.order.is_empty() {
            self.order = VecDeque::new();
            self.answers = HashMap::new();
        }
        self.report();
        let (next, _) = self.order.front()?;
        self.answers.get(next).map(|entry| entry.until)
    }

    fn remove_if(&mut self, key: &CacheKey, condition: impl Fn(&Entry) -> bool) {
        if self.answers.get(key).is_some_and(condition) {
            self.remove(key);
        }
    }

    fn remove(&mut self, key: &CacheKey) {
        if let Some(entry) = self.answers.remove(key) {
            self.bytes = self.bytes.saturating_sub(entry.size);
        }
    }

    /// The answers, and the keys in their order.
    #[cfg(test)]
    pub(super) fn len(&self) -> (usize, usize) {
        (self.answers.len(), self.order.len())
    }

    fn report(&self) {
        self.meter.held.set(gauged(self.answers.len()));
        self.meter.held_bytes.set(gauged(self.bytes));
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, StatusCode};

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn key(name: &str) -> CacheKey {
        CacheKey::of("Bearer a", "realm", name)
    }

    fn store() -> Store {
        Store::new(Meter::new("test"))
    }

    fn answer(bytes: usize) -> Answer {
        Answer {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Bytes::from(vec![b' '; bytes]),
        }
    }

    #[test]
    fn an_answer_is_held_for_its_time_and_tells_its_age() {
        let (mut store, now) = (store(), Instant::now());
        let limits = StoreLimits {
            time: 5 * SECOND,
            entries: 8,
            bytes: 1 << 20,
        };
        store.put(key("a"), answer(3), &limits, now);
        let found = store.get(&key("a"), now + 4 * SECOND).unwrap();
        assert_eq!((found.answer.body.len(), found.age), (3, 4 * SECOND));
        assert!(store.get(&key("b"), now).is_none());
        assert!(store.get(&key("a"), now + 5 * SECOND).is_none());

        store.put(key("a"), answer(4), &limits, now + 5 * SECOND);
        store.expire(now + 6 * SECOND);
        assert!(store.get(&key("a"), now + 6 * SECOND).is_some());
        store.expire(now + 10 * SECOND);
        assert_eq!(
            (store.answers.len(), store.order.len(), store.bytes),
            (0, 0, 0)
        );
    }

    #[test]
    fn the_oldest_make_room_in_number_and_in_bytes_and_the_largest_finds_none() {
        let (mut store, now) = (store(), Instant::now());
        let limits = StoreLimits {
            time: SECOND,
            entries: 2,
            bytes: 2 * (OVERHEAD + 100),
        };
        for name in ["a", "b", "c"] {
            store.put(key(name), answer(100), &limits, now);
        }
        let is_held = |store: &Store, name| store.get(&key(name), now).is_some();
        assert_eq!(
            ["a", "b", "c"].map(|name| is_held(&store, name)),
            [false, true, true]
        );
        store.put(key("d"), answer(101), &limits, now);
        assert_eq!(
            ["b", "c", "d"].map(|name| is_held(&store, name)),
            [false, false, true]
        );
        store.put(key("e"), answer(limits.bytes), &limits, now);
        assert!(is_held(&store, "d") && !is_held(&store, "e"));
        assert_eq!(store.bytes, OVERHEAD + 101);
    }
}
