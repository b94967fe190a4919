//! What became of one message on its way.

use serde_json::{Value, json};

use crate::instant::precise_timestamp;
use crate::notify::message::Message;

/// Why something is posted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Origin {
    /// It was raised.
    Message,
    /// It is posted again though it was taken.
    Duplicate,
    /// It is a stranger's.
    Foreign,
    /// It is a message from somebody who knows no more than the address.
    Bare,
    /// It is no message at all.
    Garbage,
}

/// How it ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum DeliveryEnd {
    /// It was taken.
    Taken,
    /// It was not, and is of no kind that is posted again.
    Refused,
    /// It was lost before it was posted.
    Lost,
    /// It was not taken in 72 hours.
    Expired,
    /// Its callback was deleted first.
    Deleted,
}

/// One try, or several that went alike.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    /// The first, in milliseconds since 1970.
    pub(crate) at: i64,
    /// The last.
    pub(crate) last: i64,
    /// How many they were.
    pub(crate) times: i64,
    /// The status of the answer, if there was one.
    pub(crate) status: Option<u16>,
    /// How many messages went together, where it was a list.
    pub(crate) batch: Option<usize>,
}

/// A message on its way, or at its end.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    /// Counted from 1.
    pub(crate) id: u64,
    /// The callback that is told.
    pub(crate) callback: String,
    /// Why it is posted.
    pub(crate) origin: Origin,
    /// What is posted.
    pub(crate) message: Message,
    /// When it is posted first, in milliseconds since 1970.
    pub(crate) ready: i64,
    /// Whether it is posted again though it is taken.
    pub(crate) is_doubled: bool,
    /// Each try.
    pub(crate) attempts: Vec<Attempt>,
    /// How it ended, if it has.
    pub(crate) end: Option<DeliveryEnd>,
}

impl Origin {
    /// Whether it is posted until it is taken.
    pub(crate) const fn is_message(self) -> bool {
        matches!(self, Self::Message | Self::Duplicate)
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Duplicate => "duplicate",
            Self::Foreign => "foreign",
            Self::Bare => "bare",
            Self::Garbage => "garbage",
        }
    }
}

impl DeliveryEnd {
    const fn word(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Refused => "refused",
            Self::Lost => "lost",
            Self::Expired => "expired",
            Self::Deleted => "deleted",
        }
    }
}

impl Delivery {
    /// The same at its end.
    pub(crate) fn ended(mut self, end: DeliveryEnd) -> Self {
        self.end = Some(end);
        self
    }

    /// As the control port shows it.
    pub(crate) fn record(&self) -> Value {
        let attempts: Vec<Value> = self.attempts.iter().map(Attempt::record).collect();
        let is_message = self.origin != Origin::Garbage;
        json!({
            "id": self.id,
            "callback": self.callback,
            "target": self.message.target,
            "origin": self.origin.word(),
            "message": is_message.then_some(&self.message.body),
            "raisedAt": precise_timestamp(self.message.raised),
            "attempts": attempts,
            "taken": self.end == Some(DeliveryEnd::Taken),
            "end": self.end.map(DeliveryEnd::word),
        })
    }
}

impl Attempt {
    fn record(&self) -> Value {
        let mut record = json!({
            "at": precise_timestamp(self.at),
            "status": self.status,
        });
        if let Some(record) = record.as_object_mut() {
            if let Some(batch) = self.batch {
                record.insert(String::from("batch"), json!(batch));
            }
            if self.times > 1 {
                record.insert(String::from("times"), json!(self.times));
                record.insert(String::from("last"), json!(precise_timestamp(self.last)));
            }
        }
        record
    }
}
