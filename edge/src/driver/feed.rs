//! The feed: what happens to a driver's cars, as events whose ids grow.
//!
//! The last ones are kept sealed, so that who was away goes on behind the last event they had. Ids
//! begin at the Unix second of the first event and count by one: an id of an object that has forgotten
//! everything since is none of the new ones.

use serde_json::Value;
use shared::json::{object, tagged};

use super::time::time;

/// Events that are kept.
pub(super) const MOST_EVENTS: usize = 200;
/// Seconds for which an event is answered.
const EVENT_SECONDS: u64 = 72 * 3600;
/// Seconds for which it is kept beyond that: what becomes outdated in these is forgotten at once, by
/// two alarms a day at most.
const BEYOND_SECONDS: u64 = 12 * 3600;
/// The type of the event that makes pages reload.
pub(super) const RESET: &str = "reset";

/// Something that has happened to a car.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FeedEvent {
    /// What kind of thing.
    pub(super) kind: EventKind,
    /// The car.
    pub(super) vehicle: String,
    /// What is said of it.
    pub(super) data: Value,
}

/// The kinds of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EventKind {
    /// A command has come further.
    Command,
    /// A rule has fired.
    Rule,
    /// There is a newer status.
    Status,
}

impl EventKind {
    /// Its name.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Rule => "rule",
            Self::Status => "status",
        }
    }

    /// Whether it is forwarded where the driver has agreed. Drivers were asked about these kinds: any
    /// other takes a consent of its own.
    pub(super) const fn is_forwarded(self) -> bool {
        match self {
            Self::Command | Self::Rule | Self::Status => true,
        }
    }
}

impl FeedEvent {
    /// The event as it is sent and kept.
    pub(super) fn to_json(&self, place: Place) -> Value {
        object(&mut [
            ("id", place.id.into()),
            ("type", self.kind.word().into()),
            ("at", time(place.at).into()),
            ("vehicleId", self.vehicle.as_str().into()),
            ("data", self.data.clone()),
        ])
    }
}

/// What a new connection is greeted with: the last event there was.
pub(super) fn hello(last: u64) -> Value {
    let data = tagged("last", last.into());
    object(&mut [("type", "hello".into()), ("data", data)])
}

/// The event that makes pages reload.
pub(super) fn reset() -> Value {
    tagged("type", RESET.into())
}

/// The place of an event in the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The id of the first event that there ever was.
    pub(super) first: u64,
    /// Its own id.
    pub(super) id: u64,
    /// Unix second at which it happened.
    pub(super) at: u64,
}

/// An event that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeptEvent {
    /// Where it stands.
    pub(super) place: Place,
    /// What it says, sealed. Empty in the last event, once that is outdated: then only its place is
    /// kept.
    pub(super) sealed: String,
}

impl KeptEvent {
    fn is_outdated(&self, now: u64) -> bool {
        now.saturating_sub(self.place.at) >= EVENT_SECONDS
    }
}

/// The events that are kept, in their order.
#[derive(Debug, Default)]
pub(super) struct Feed(Vec<KeptEvent>);

impl Feed {
    /// Takes an event that is kept.
    pub(super) fn insert(&mut self, event: KeptEvent) {
        let id = event.place.id;
        self.0.retain(|kept| kept.place.id != id);
        let at = self.0.partition_point(|kept| kept.place.id < id);
        self.0.insert(at, event);
    }

    /// Forgets an event.
    pub(super) fn remove(&mut self, id: u64) {
        self.0.retain(|kept| kept.place.id != id);
    }

    /// The id of the last event, or 0.
    pub(super) fn last(&self) -> u64 {
        self.0.last().map_or(0, |kept| kept.place.id)
    }

    /// The place of the next event. Its time is never before the last one's, even if the clock was set
    /// back.
    pub(super) fn next(&self, now: u64) -> Place {
        match self.0.last().map(|kept| kept.place) {
            Some(Place { first, id, at }) => Place {
                first,
                id: id.saturating_add(1),
                at: at.max(now),
            },
            None => Place {
                first: now,
                id: now,
                at: now,
            },
        }
    }

    /// When outdated events are to be forgotten.
    pub(super) fn until(&self) -> Option<u64> {
        let oldest = self.0.iter().find(|kept| !kept.sealed.is_empty())?;
        let at = oldest.place.at;
        Some(at.saturating_add(EVENT_SECONDS + BEYOND_SECONDS))
    }

    /// The events after that one; `None` where some may be missing, or are outdated.
    pub(super) fn after(&self, id: u64, now: u64) -> Option<&[KeptEvent]> {
        let begin = match (id, self.0.first().map(|kept| kept.place)) {
            (0, None) => return Some(&[]),
            (0, Some(place)) if place.id == place.first => 0,
            (_, Some(place)) if id.saturating_add(1) >= place.id && id <= self.last() => {
                self.0.partition_point(|kept| kept.place.id <= id)
            }
            _ => return None,
        };
        let events = self.0.get(begin..)?;
        let is_missing = |kept: &KeptEvent| kept.sealed.is_empty() || kept.is_outdated(now);
        (!events.iter().any(is_missing)).then_some(events)
    }

    /// The outdated events, each with what replaces it: the last one keeps its place, since the next id
    /// follows from it.
    pub(super) fn outdated(&self, now: u64) -> Vec<(Place, bool)> {
        let beyond = self.0.len().saturating_sub(MOST_EVENTS);
        let last = self.last();
        let mut outdated = Vec::new();
        for (at, kept) in self.0.iter().enumerate() {
            let (is_last, is_old) = (kept.place.id == last, kept.is_outdated(now));
            let is_empty = is_last && kept.sealed.is_empty();
            if at < beyond || (is_old && !is_empty) {
                outdated.push((kept.place, is_last));
            }
        }
        outdated
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn filled(ids: std::ops::Range<u64>) -> Feed {
        let mut feed = Feed::default();
        for id in ids.rev() {
            let place = Place {
                first: 100,
                id,
                at: id * 10,
            };
            let sealed = "sealed".to_owned();
            feed.insert(KeptEvent { place, sealed });
        }
        feed
    }

    fn ids(events: Option<&[KeptEvent]>) -> Option<Vec<u64>> {
        Some(events?.iter().map(|kept| kept.place.id).collect())
    }

    #[test]
    fn an_event_has_the_form_that_pages_read() {
        let event = FeedEvent {
            kind: EventKind::Status,
            vehicle: "c0ffee".to_owned(),
            data: json!({"updatedAt": "2026-11-18T11:06:40Z"}),
        };
        let place = Place {
            first: 1,
            id: 127,
            at: 1_795_000_000,
        };
        assert_eq!(
            event.to_json(place),
            json!({
                "id": 127,
                "type": "status",
                "at": "2026-11-18T11:06:40Z",
                "vehicleId": "c0ffee",
                "data": {"updatedAt": "2026-11-18T11:06:40Z"},
            })
        );
        assert_eq!(hello(126), json!({"type": "hello", "data": {"last": 126}}));
        assert_eq!(reset(), json!({"type": "reset"}));
    }

    #[test]
    fn who_was_away_goes_on_behind_the_last_event_they_had() {
        let feed = filled(100..105);
        let after = |feed: &Feed, id: u64| ids(feed.after(id, 1040));
        assert_eq!(after(&feed, 0), Some(vec![100, 101, 102, 103, 104]));
        assert_eq!(after(&feed, 99), after(&feed, 0));
        assert_eq!(after(&feed, 102), Some(vec![103, 104]));
        assert_eq!(after(&feed, 104), Some(vec![]));
        // Of another feed, or before what is kept.
        for other in [105, u64::MAX, 98, 1] {
            assert_eq!(after(&feed, other), None, "{other}");
        }
        let later = filled(102..105);
        assert_eq!(after(&later, 101), Some(vec![102, 103, 104]));
        assert_eq!(after(&later, 100), None);
        assert_eq!(after(&later, 0), None, "the first one is gone");
        assert_eq!(after(&Feed::default(), 0), Some(vec![]));
        assert_eq!(after(&Feed::default(), 104), None);
    }

    #[test]
    fn what_is_outdated_and_still_kept_is_missing() {
        let feed = filled(100..105);
        let now = 1020 + EVENT_SECONDS;
        assert_eq!(ids(feed.after(101, now - 1)), Some(vec![102, 103, 104]));
        assert_eq!(feed.after(101, now), None);
        assert_eq!(ids(feed.after(102, now)), Some(vec![103, 104]));
        assert_eq!(ids(feed.after(104, u64::MAX)), Some(vec![]));
    }

    #[test]
    fn ids_count_on_whatever_the_clock_says() {
        let feed = filled(100..105);
        for now in [0, 1040, 9999] {
            let next = feed.next(now);
            assert_eq!((next.first, next.id), (100, 105));
            assert!(next.at >= 1040);
        }
        let next = Feed::default().next(1_795_000_000);
        assert_eq!((next.first, next.id), (1_795_000_000, 1_795_000_000));
    }

    #[test]
    fn of_the_last_event_the_place_stays() {
        let mut feed = filled(100..105);
        assert_eq!(feed.until(), Some(1000 + EVENT_SECONDS + BEYOND_SECONDS));
        let outdated = feed.outdated(1039 + EVENT_SECONDS);
        assert_eq!(outdated.len(), 4);
        assert!(outdated.iter().all(|(_, is_last)| !is_last));
        let outdated = feed.outdated(1040 + EVENT_SECONDS);
        assert_eq!(outdated.len(), 5);
        assert_eq!(outdated[4].0.id, 104);
        for (place, is_last) in outdated {
            feed.remove(place.id);
            if is_last {
                let sealed = String::new();
                feed.insert(KeptEvent { place, sealed });
            }
        }
        assert_eq!(feed.until(), None);
        assert!(feed.outdated(u64::MAX).is_empty());
        assert_eq!(ids(feed.after(104, u64::MAX)), Some(vec![]));
        assert_eq!(feed.after(103, 1040), None);
        assert_eq!(feed.next(0).id, 105);
    }

    proptest! {
        #[test]
        fn never_more_than_so_many_are_kept(count in 0..500_u64, now in 0..1_000_000_u64) {
            let mut feed = filled(100..100 + count);
            for (place, _) in feed.outdated(now) {
                feed.remove(place.id);
            }
            prop_assert!(feed.0.len() <= MOST_EVENTS);
            prop_assert!(feed.0.iter().all(|kept| now.saturating_sub(kept.place.at) < EVENT_SECONDS));
        }
    }
}
