//! The outbox: the events that the owner's server has not taken yet, if the driver has agreed that it
//! gets them.
//!
//! The events of one car form a line: each waits for those before it, so that they arrive in their
//! order. Other cars' lines go on meanwhile.

use serde_json::Value;
use shared::json::{object, whole};

/// Events that wait at most, of all cars.
pub(super) const MOST_QUEUED: usize = 1000;
/// Seconds for which an event waits at most.
pub(super) const QUEUED_SECONDS: u64 = 72 * 3600;
/// Seconds until the next attempt, after each one that fails; the last of them after all others.
const BACKOFF: [u64; 6] = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 8 * 3600];

/// An event that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QueuedEvent {
    /// Its id in the feed.
    pub(super) id: u64,
    /// Unix second since which it waits.
    pub(super) at: u64,
    /// Its line: the hash that names its car in row names.
    pub(super) line: String,
    /// What it says, sealed.
    pub(super) sealed: String,
}

/// The delivery state of a car's events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LineState {
    /// Attempts that have failed since the last one that did not.
    pub(super) attempts: u32,
    /// Unix second of the next attempt.
    pub(super) next_at: u64,
    /// Events that were dropped, of which the server has not been told.
    pub(super) dropped: u64,
    /// The id of the last of them.
    pub(super) dropped_id: u64,
    /// Unix second at which that was dropped.
    pub(super) dropped_at: u64,
}

/// What an object has to forward.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    /// Host and port of the server that the driver has agreed to, if they have.
    pub(super) to: Option<String>,
    /// The events that wait, in their order.
    queued: Vec<QueuedEvent>,
    /// Delivery state by car; only cars with failed attempts or dropped events are listed.
    lines: Vec<(String, LineState)>,
}

impl LineState {
    /// Notes that an attempt failed. The next is after as many seconds as the server asks for, where
    /// that is longer, up to the longest pause. `chance` spreads those of many drivers: up to a fifth
    /// later.
    pub(super) fn fail(&mut self, now: u64, asked_for: Option<u64>, chance: u8) {
        let place = usize::try_from(self.attempts).unwrap_or(usize::MAX);
        let [.., longest] = BACKOFF;
        let seconds = BACKOFF.get(place).copied().unwrap_or(longest);
        let seconds = seconds.max(asked_for.unwrap_or(0).min(longest));
        let later = seconds.saturating_mul(u64::from(chance)) / (5 * u64::from(u8::MAX));
        self.attempts = self.attempts.saturating_add(1);
        self.next_at = now.saturating_add(seconds).saturating_add(later);
    }

    /// Notes that an attempt did not fail.
    pub(super) fn succeed(&mut self) {
        (self.attempts, self.next_at) = (0, 0);
    }

    /// Notes that the server knows of all that was dropped.
    pub(super) fn clear_dropped(&mut self) {
        (self.dropped, self.dropped_id, self.dropped_at) = (0, 0, 0);
    }

    /// Notes that an event was dropped.
    pub(super) fn drop_event(&mut self, id: u64, now: u64) {
        self.dropped = self.dropped.saturating_add(1);
        self.dropped_id = self.dropped_id.max(id);
        self.dropped_at = now;
    }

    /// As it is kept.
    pub(super) fn to_json(&self) -> Value {
        object(&mut [
            ("attempts", self.attempts.into()),
            ("nextAt", self.next_at.into()),
            ("dropped", self.dropped.into()),
            ("droppedId", self.dropped_id.into()),
            ("droppedAt", self.dropped_at.into()),
        ])
    }

    /// Reads what [`LineState::to_json`] wrote.
    pub(super) fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            attempts: u32::try_from(whole(json, "attempts")?).ok()?,
            next_at: whole(json, "nextAt")?,
            dropped: whole(json, "dropped")?,
            dropped_id: whole(json, "droppedId")?,
            dropped_at: whole(json, "droppedAt")?,
        })
    }
}

impl Outbox {
    /// Takes an event that waits.
    pub(super) fn insert(&mut self, event: QueuedEvent) {
        self.remove(event.id);
        let place = self.queued.partition_point(|other| other.id < event.id);
        self.queued.insert(place, event);
    }

    /// Forgets an event.
    pub(super) fn remove(&mut self, id: u64) {
        self.queued.retain(|event| event.id != id);
    }

    /// Takes what there is to know of a line.
    pub(super) fn set_line(&mut self, name: &str, line: LineState) {
        self.lines.retain(|(other, _)| other != name);
        if line != LineState::default() {
            self.lines.push((name.to_owned(), line));
        }
    }

    /// What there is to know of a line.
    pub(super) fn line(&self, name: &str) -> LineState {
        let mut lines = self.lines.iter();
        let line = lines.find(|(other, _)| other == name);
        line.map(|(_, line)| line.clone()).unwrap_or_default()
    }

    /// The lines that something is known of.
    pub(super) fn lines(&self) -> impl Iterator<Item = &String> {
        self.lines.iter().map(|(name, _)| name)
    }

    /// The events that wait, the oldest first.
    pub(super) fn queued(&self) -> &[QueuedEvent] {
        &self.queued
    }

    /// The first event of a line.
    pub(super) fn head(&self, line: &str) -> Option<&QueuedEvent> {
        self.queued.iter().find(|event| event.line == line)
    }

    /// Whether nothing is kept.
    pub(super) fn is_empty(&self) -> bool {
        self.to.is_none() && self.queued.is_empty() && self.lines.is_empty()
    }

    /// The first event of each line, and the Unix second at which something is to be done with it.
    pub(super) fn heads(&self) -> Vec<(&QueuedEvent, u64)> {
        let mut heads: Vec<(&QueuedEvent, u64)> = Vec::new();
        for event in &self.queued {
            if heads.iter().all(|(head, _)| head.line != event.line) {
                let until = event.at.saturating_add(QUEUED_SECONDS);
                heads.push((event, self.line(&event.line).next_at.min(until)));
            }
        }
        heads
    }

    /// The ids of the events that have waited too long, and their lines.
    pub(super) fn outdated(&self, now: u64) -> Vec<(u64, String)> {
        let queued = self.queued.iter();
        let outdated = queued.filter(|event| now.saturating_sub(event.at) >= QUEUED_SECONDS);
        outdated
            .map(|event| (event.id, event.line.clone()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(id: u64, line: &str) -> QueuedEvent {
        QueuedEvent {
            id,
            at: id * 10,
            line: line.to_owned(),
            sealed: "sealed".to_owned(),
        }
    }

    #[test]
    fn attempts_are_further_and_further_apart_for_three_days() {
        for chance in [0, u8::MAX] {
            let mut line = LineState::default();
            let mut now = 1_000_000;
            let mut waits = Vec::new();
            while now < 1_000_000 + QUEUED_SECONDS {
                line.fail(now, None, chance);
                waits.push(line.next_at - now);
                now = line.next_at;
            }
            let scale = |seconds: u64| seconds + seconds * u64::from(chance) / (5 * 255);
            assert_eq!(waits[..6], BACKOFF.map(scale));
            assert!(waits[6..].iter().all(|wait| *wait == scale(8 * 3600)));
            assert!((12..=14).contains(&waits.len()), "{waits:?}");
        }
    }

    #[test]
    fn a_server_may_ask_for_a_longer_pause_and_no_shorter_one() {
        for (asked_for, pauses) in [
            (0, [5, 5 * 60]),
            (4, [5, 5 * 60]),
            (60, [60, 5 * 60]),
            (3600, [3600, 3600]),
            (u64::MAX, [8 * 3600, 8 * 3600]),
        ] {
            let mut line = LineState::default();
            for pause in pauses {
                line.fail(1000, Some(asked_for), 0);
                assert_eq!(line.next_at, 1000 + pause, "{asked_for}");
            }
        }
        let mut line = LineState::default();
        line.fail(0, Some(3600), u8::MAX);
        assert_eq!(line.next_at, 3600 + 720);
    }

    #[test]
    fn each_car_has_a_line_of_its_own() {
        let mut outbox = Outbox::default();
        assert!(outbox.is_empty());
        for (id, line) in [(3, "a"), (1, "a"), (2, "b"), (4, "b")] {
            outbox.insert(event(id, line));
        }
        let mut failed = LineState::default();
        failed.fail(100, None, 0);
        outbox.set_line("a", failed);
        let heads: Vec<_> = outbox
            .heads()
            .into_iter()
            .map(|(head, due)| (head.id, due))
            .collect();
        assert_eq!(heads, [(1, 105), (2, 0)]);
        outbox.remove(1);
        assert_eq!(outbox.head("a").unwrap().id, 3);
        outbox.set_line("a", LineState::default());
        assert_eq!(outbox.lines().count(), 0);
        assert_eq!(
            outbox.outdated(30 + QUEUED_SECONDS),
            [(2, "b".to_owned()), (3, "a".to_owned())]
        );
    }

    proptest! {
        #[test]
        fn what_is_kept_of_a_line_is_read_back(
            attempts in any::<u32>(),
            numbers in prop::array::uniform4(0..1_u64 << 53),
        ) {
            let [next_at, dropped, dropped_id, dropped_at] = numbers;
            let line = LineState { attempts, next_at, dropped, dropped_id, dropped_at };
            let json = line.to_json();
            prop_assert_eq!(LineState::from_json(&json), Some(line));
            for name in json.as_object().unwrap().keys() {
                let mut other = json.clone();
                other[name] = Value::Null;
                prop_assert_eq!(LineState::from_json(&other), None);
            }
        }
    }
}
