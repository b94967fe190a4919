//! Emits events: each is kept in the feed, sent to all who are connected, and has to be forwarded.

use serde_json::Value;
use shared::command::Action;
use shared::json;

use super::audience::{is_for, of_event};
use super::feed::{self, FeedEvent};
use super::ledger::Books;
use super::memory::DriverMemory;
use super::store::DriverPorts;
use crate::objects::StoreFailure;

/// Most events that are sent in one second. Where there are more, pages reload. A rule that fired is
/// sent all the same: nothing that a page reads says that it did.
const MOST_A_SECOND: u32 = 10;

/// The part of the feed that a caller asks for.
#[derive(Debug, PartialEq)]
pub(super) struct Replay {
    /// The events after the one that was named, as far as the caller is shown them.
    pub(super) events: Vec<Value>,
    /// The id of the last event, or 0.
    pub(super) last: u64,
    /// Whether events may be missing, so that the page has to reload everything.
    pub(super) is_reset: bool,
}

impl Replay {
    /// As the API answers it.
    pub(super) fn into_json(self) -> Value {
        json::object(&mut [
            ("events", Value::Array(self.events)),
            ("last", self.last.into()),
            ("reset", self.is_reset.into()),
        ])
    }
}

impl<P: DriverPorts> DriverMemory<P> {
    /// Keeps an event under the next id, and sends it to all who are connected and may see it.
    pub(super) fn emit(
        &self,
        books: &Books<'_, P>,
        event: FeedEvent,
        request_id: &str,
    ) -> Result<(), StoreFailure> {
        let kept = self.keep_event(books, &event);
        match &kept {
            Ok(json) => {
                let audience = of_event(json).unwrap_or_default();
                self.push(&json::write(json), audience);
                if event.kind.is_forwarded() {
                    self.enqueue(books, json, request_id);
                }
            }
            // An event that cannot be kept is not sent: no page could ask for what comes after it.
            Err(failure) => {
                let reason = failure.to_string();
                self.log(
                    "event-lost",
                    request_id,
                    Some(event.kind.word()),
                    Some(&reason),
                );
                self.emit_reset();
            }
        }
        kept.map(drop)
    }

    /// Makes pages reload, as what happened is not known.
    pub(super) fn emit_reset(&self) {
        self.push(&json::write(&feed::reset()), "");
    }

    /// Ends a message: where more was emitted than may be sent, pages reload once it is over.
    pub(super) fn settle(&self) {
        if self.owes_reset.take() {
            self.ports.push(&json::write(&feed::reset()), "");
        }
    }

    fn keep_event(&self, books: &Books<'_, P>, event: &FeedEvent) -> Result<Value, StoreFailure> {
        let place = books.read()?.feed.next(self.ports.now());
        let json = event.to_json(place);
        books.save_event(place, &json)?;
        Ok(json)
    }

    fn push(&self, text: &str, audience: &str) {
        let now = self.ports.now();
        let (second, count) = self.pushed.get();
        let count = match second == now {
            true => count.saturating_add(1),
            false => 1,
        };
        self.pushed.set((now, count));
        if count <= MOST_A_SECOND || audience == Action::Rules.word() {
            self.ports.push(text, audience);
        } else {
            self.owes_reset.set(true);
        }
    }

    /// The events behind an id; without one only which is the last.
    pub(super) fn replay(
        &self,
        books: &Books<'_, P>,
        after: Option<u64>,
        sees: &str,
    ) -> Result<Replay, StoreFailure> {
        let ledger = books.read()?;
        let last = ledger.feed.last();
        let nothing = |is_reset| Replay {
            events: Vec::new(),
            last,
            is_reset,
        };
        let Some(after) = after else {
            return Ok(nothing(false));
        };
        let Some(kept) = ledger.feed.after(after, self.ports.now()) else {
            return Ok(nothing(true));
        };
        let mut replay = nothing(false);
        for kept in kept {
            match books.open_event(kept) {
                Some(event) if is_for(&event, sees) => replay.events.push(event),
                Some(_) => {}
                None => return Ok(nothing(true)),
            }
        }
        Ok(replay)
    }
}
