//! What an app has subscribed to for a driver: where news is sent, what is watched, what was
//! ordered.

mod seed;

use serde_json::Value;

/// What a callback is told of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Topic {
    /// What monitors notice.
    Monitor,
    /// What becomes of orders to a car.
    Remote,
}

/// `status` of a callback or monitor that posts.
pub(crate) const RUNNING: &str = "Running";
/// `status` of one that posts nothing.
pub(crate) const PAUSED: &str = "Paused";

/// An address that is told.
#[derive(Clone, Debug)]
pub(crate) struct Callback {
    /// Opaque.
    pub(crate) id: String,
    /// What it was made with, as it was posted.
    pub(crate) subscribe: Value,
    /// `Running`, `Paused` or `Failed`.
    pub(crate) status: &'static str,
    /// What it watches of the driver's cars.
    pub(crate) monitors: Vec<Monitor>,
    /// What was ordered from the driver's cars before the world began.
    pub(crate) past: Vec<Remote>,
}

/// A condition that is watched.
#[derive(Clone, Debug)]
pub(crate) struct Monitor {
    /// Opaque.
    pub(crate) id: String,
    /// The car that is watched, by its identifier.
    pub(crate) vehicle: String,
    /// `Running`, `Paused` or `Failed`.
    pub(crate) status: &'static str,
    /// When it was set up, in seconds since 1970.
    pub(crate) created: i64,
    /// When it was last changed.
    pub(crate) updated: i64,
    /// What it was made with, where the API repeats it.
    pub(crate) sent: Option<Value>,
}

/// An order to a car.
#[derive(Clone, Debug)]
pub(crate) struct Remote {
    /// Opaque.
    pub(crate) id: String,
    /// The car, by its identifier.
    pub(crate) vehicle: String,
    /// What was ordered, in the API's words.
    pub(crate) kind: &'static str,
    /// What became of it.
    pub(crate) status: &'static str,
    /// Why it failed.
    pub(crate) failure: Option<&'static str>,
    /// More of how it ended.
    pub(crate) detail: Option<&'static str>,
    /// What was sent, where the API repeats it.
    pub(crate) sent: Option<Value>,
}

impl Topic {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Remote, Self::Monitor];

    /// The API's word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Monitor => "Monitor",
            Self::Remote => "Remote",
        }
    }
}

impl Callback {
    /// Whether it is told of that: its type is a list, a word alone, or left out for both.
    pub(crate) fn is_about(&self, topic: Topic) -> bool {
        match self.subscribe.get("type") {
            Some(Value::Array(words)) => words.iter().any(|word| word == topic.word()),
            Some(word) => word == topic.word(),
            None => true,
        }
    }
}
