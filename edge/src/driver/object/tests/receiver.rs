//! The owner's own server: what it received, and what it answers.

use std::collections::{BTreeMap, VecDeque};

use serde_json::Value;
use shared::webhook::WebhookKeys;

use super::world::Driven;
use crate::driver::feed::{EventKind, FeedEvent};
use crate::driver::message::{Message, Reply};
use crate::ports::HttpFailure;
use crate::settings::Settings;
use crate::settings::tests::read;
use crate::testing::{Served, served};

pub(super) const HOST: &str = "events.test";
pub(super) const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
pub(super) const OTHER_KEY: &str = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
pub(super) const HOUR: u64 = 3600;

/// A message that was received.
#[derive(Debug, Clone)]
pub(super) struct Delivered {
    pub(super) at: u64,
    pub(super) id: String,
    pub(super) signature: String,
    pub(super) body: Value,
}

impl Delivered {
    /// The event's id in the feed; none of what is no event.
    pub(super) fn event(&self) -> Option<u64> {
        self.body["data"]["id"].as_u64()
    }

    pub(super) fn vehicle(&self) -> &str {
        self.body["data"]["vehicleId"].as_str().unwrap()
    }
}

/// What the server does with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Status(u16),
    /// It is too busy for so many seconds.
    Busy(u64),
    /// The answer does not come, though the message did.
    Timeout,
    /// The answer has more bytes than are read.
    TooLarge,
    /// Nothing arrives.
    Unreachable,
}

#[derive(Debug)]
pub(super) struct Receiver {
    /// The answers to the next messages, the first first; then `always`.
    pub(super) next: VecDeque<Answer>,
    pub(super) always: Answer,
    /// The answers where a car has one of its own.
    pub(super) of_cars: BTreeMap<&'static str, Answer>,
    /// Whether a message may come at all.
    pub(super) may_receive: bool,
    /// Each message that came, whatever was answered.
    pub(super) came: Vec<Delivered>,
    /// The ids of those that were taken.
    pub(super) taken: Vec<Delivered>,
    bodies: BTreeMap<String, String>,
}

impl Default for Receiver {
    fn default() -> Self {
        Self {
            next: VecDeque::new(),
            always: Answer::Status(204),
            of_cars: BTreeMap::new(),
            may_receive: true,
            came: Vec::new(),
            taken: Vec::new(),
            bodies: BTreeMap::new(),
        }
    }
}

impl Receiver {
    pub(super) fn answer(&mut self, now: u64, request: &http::Request<Vec<u8>>) -> Served {
        assert!(self.may_receive, "nobody has agreed to this");
        assert_eq!(request.method(), "POST");
        assert_eq!(request.uri(), "https://events.test/hook");
        let header = |name: &str| request.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "application/json");
        assert_eq!(header("webhook-timestamp"), now.to_string());
        let text = String::from_utf8(request.body().clone()).unwrap();
        let message = Delivered {
            at: now,
            id: header("webhook-id"),
            signature: header("webhook-signature"),
            body: serde_json::from_str(&text).unwrap(),
        };
        assert!(!message.id.contains('.'), "{}", message.id);
        let keys = WebhookKeys::parse(KEY).unwrap();
        let signature = keys.sign(&message.id, now, &text);
        assert!(message.signature.split(' ').any(|one| one == signature));
        // An id stands for one message.
        let same = self
            .bodies
            .entry(message.id.clone())
            .or_insert(text.clone());
        assert_eq!(*same, text);
        let of_car = self.of_cars.get(message.vehicle()).copied();
        let answer = of_car
            .or_else(|| self.next.pop_front())
            .unwrap_or(self.always);
        if answer == Answer::Unreachable {
            return Err(HttpFailure::Unreachable("refused".to_owned()));
        }
        self.came.push(message.clone());
        match answer {
            Answer::Status(status) => {
                if (200..300).contains(&status) {
                    self.taken.push(message);
                }
                served(status, &[("location", "https://elsewhere.test/")], "")
            }
            Answer::Busy(seconds) => served(503, &[("retry-after", &seconds.to_string())], ""),
            Answer::TooLarge => Err(HttpFailure::TooLarge),
            Answer::Timeout | Answer::Unreachable => Err(HttpFailure::Timeout),
        }
    }
}

/// Settings by which events are forwarded.
pub(super) fn forwarding() -> Settings {
    with_keys(KEY)
}

pub(super) fn with_keys(keys: &str) -> Settings {
    read(&[
        ("EVENTS_URL", "https://events.test/hook"),
        ("EVENTS_KEY", keys),
        ("SCOPES", "openid profile"),
    ])
    .unwrap()
}

/// A driver who has agreed.
pub(super) fn agreed() -> Driven {
    let driven = Driven::with(forwarding());
    assert!(agree(&driven, Some(true)));
    driven
}

pub(super) fn agree(driven: &Driven, on: Option<bool>) -> bool {
    match driven.ask(Message::Forwarding { on, to: None }) {
        Reply::Forwarding(on) => on,
        other => panic!("{other:?}"),
    }
}

/// Something happens to a car. Says the id of the event.
pub(super) fn happen(driven: &Driven, vehicle: &str) -> u64 {
    let settings = driven.settings();
    let memory = &driven.object.memory;
    let event = FeedEvent {
        kind: EventKind::Status,
        vehicle: vehicle.to_owned(),
        data: serde_json::json!({"updatedAt": "2026-11-18T11:06:40Z"}),
    };
    let books = memory.books(&settings);
    let _ = memory.emit(&books, event, "");
    super::world::polled(memory.set_owed_alarm(&books), usize::MAX).unwrap();
    books.read().map_or(0, |ledger| ledger.feed.last())
}

/// The events that were taken, in their order.
pub(super) fn taken(driven: &Driven) -> Vec<u64> {
    let receiver = driven.outer.receiver.borrow();
    receiver.taken.iter().filter_map(Delivered::event).collect()
}
