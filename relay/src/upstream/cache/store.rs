//! Answers kept for a few seconds, in bounded memory, for who asks the same again.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use super::key::Key;
use crate::upstream::exchange::Answer;
use crate::upstream::metrics::Meter;

/// What an entry takes up beside its body: the maps' own memory, and a few headers.
const OVERHEAD: usize = 1024;

/// How long, and how many.
#[derive(Debug, Clone, Copy)]
pub(in crate::upstream) struct Limits {
    /// Time for which an answer is held; none is if it is zero.
    pub(in crate::upstream) time: Duration,
    /// Answers.
    pub(in crate::upstream) entries: usize,
    /// Bytes of all answers.
    pub(in crate::upstream) bytes: usize,
}

/// Answers by what they answer.
#[derive(Debug)]
pub(super) struct Held {
    answers: HashMap<Key, Entry>,
    /// As they came. The same key may be there twice, with the time of an entry that is gone.
    order: VecDeque<(Key, Instant)>,
    bytes: usize,
    meter: Meter,
}

#[derive(Debug)]
struct Entry {
    answer: Answer,
    came: Instant,
    until: Instant,
}

impl Entry {
    fn size(&self) -> usize {
        self.answer.body.len().saturating_add(OVERHEAD)
    }
}

impl Held {
    pub(super) fn new(meter: Meter) -> Self {
        Self {
            answers: HashMap::new(),
            order: VecDeque::new(),
            bytes: 0,
            meter,
        }
    }

    /// An answer, and how long ago it came.
    pub(super) fn get(&self, key: &Key, now: Instant) -> Option<(Answer, Duration)> {
        let entry = self.answers.get(key).filter(|entry| now < entry.until)?;
        Some((entry.answer.clone(), now.duration_since(entry.came)))
    }

    /// Holds an answer that came now; the oldest make room. One that is larger than all of the
    /// room is not held. Whether it is.
    pub(super) fn put(&mut self, key: Key, answer: Answer, limits: &Limits, now: Instant) -> bool {
        let entry = Entry {
            answer,
            came: now,
            until: now + limits.time,
        };
        let size = entry.size();
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
        self.tell();
        true
    }

    /// Forgets what is over, and says when there is more to forget; never once nothing is held.
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
        self.tell();
        let (next, _) = self.order.front()?;
        self.answers.get(next).map(|entry| entry.until)
    }

    fn remove_if(&mut self, key: &Key, condition: impl Fn(&Entry) -> bool) {
        if self.answers.get(key).is_some_and(condition) {
            self.remove(key);
        }
    }

    fn remove(&mut self, key: &Key) {
        if let Some(entry) = self.answers.remove(key) {
            self.bytes = self.bytes.saturating_sub(entry.size());
        }
    }

    fn tell(&self) {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        self.meter.held.set(number(self.answers.len()));
        self.meter.held_bytes.set(number(self.bytes));
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, StatusCode};
    use prometheus_client::registry::Registry;

    use super::*;
    use crate::upstream::metrics::Metrics;

    const SECOND: Duration = Duration::from_secs(1);

    fn key(name: &str) -> Key {
        Key::of("Bearer a", "realm", name)
    }

    fn held() -> Held {
        Held::new(Metrics::register(&mut Registry::default()).of("test"))
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
        let (mut held, now) = (held(), Instant::now());
        let limits = Limits {
            time: 5 * SECOND,
            entries: 8,
            bytes: 1 << 20,
        };
        held.put(key("a"), answer(3), &limits, now);
        let (found, age) = held.get(&key("a"), now + 4 * SECOND).unwrap();
        assert_eq!((found.body.len(), age), (3, 4 * SECOND));
        assert!(held.get(&key("b"), now).is_none());
        assert!(held.get(&key("a"), now + 5 * SECOND).is_none());

        held.put(key("a"), answer(4), &limits, now + 5 * SECOND);
        held.expire(now + 6 * SECOND);
        assert!(held.get(&key("a"), now + 6 * SECOND).is_some());
        held.expire(now + 10 * SECOND);
        assert_eq!(
            (held.answers.len(), held.order.len(), held.bytes),
            (0, 0, 0)
        );
    }

    #[test]
    fn the_oldest_make_room_in_number_and_in_bytes_and_the_largest_finds_none() {
        let (mut held, now) = (held(), Instant::now());
        let limits = Limits {
            time: SECOND,
            entries: 2,
            bytes: 2 * (OVERHEAD + 100),
        };
        for name in ["a", "b", "c"] {
            held.put(key(name), answer(100), &limits, now);
        }
        let is_held = |held: &Held, name| held.get(&key(name), now).is_some();
        assert_eq!(
            ["a", "b", "c"].map(|name| is_held(&held, name)),
            [false, true, true]
        );
        held.put(key("d"), answer(101), &limits, now);
        assert_eq!(
            ["b", "c", "d"].map(|name| is_held(&held, name)),
            [false, false, true]
        );
        held.put(key("e"), answer(limits.bytes), &limits, now);
        assert!(is_held(&held, "d") && !is_held(&held, "e"));
        assert_eq!(held.bytes, OVERHEAD + 101);
    }
}
