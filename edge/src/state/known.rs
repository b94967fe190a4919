//! A state, as it is kept and travels between the edge and the session object.

use serde_json::{Map, Value};
use shared::value::Timestamp;

use super::merge::{Side, merge};
use super::places::hide_positions;
use super::times::{Times, note, time};

/// Seconds by which a car's clock may be ahead of ours and still order what it reports.
const MOST_AHEAD: u64 = 600;
/// Seconds after which it is news that the manufacturer says the same as before.
const CONFIRMED_STEP: u64 = 600;

/// Bytes of one state.
pub const MOST_BYTES: usize = 64 * 1024;

/// What a state is the state of.
const NAME: &str = "name";
/// When the manufacturer was asked for it.
const AT: &str = "at";
/// What is answered.
const DOCUMENT: &str = "document";
/// The latest time of each group, also of those that are no longer in the document.
const TIMES: &str = "times";
/// Why places on earth are kept back, as a position says it, if they are.
const HIDDEN: &str = "hidden";
/// The Unix second as of which they are.
const HIDDEN_AT: &str = "hiddenAt";

/// A state that is known. It is the JSON that is kept and travels: a reader of its own is more than
/// the wasm has room for.
#[derive(Debug, Clone, PartialEq)]
pub struct State(Value);

impl State {
    /// What the manufacturer says of `name` when it is asked at `at`. Null is to be forgotten.
    pub fn new(name: &str, document: Value, at: u64) -> Self {
        let mut times = Map::new();
        if let Some(latest) = Timestamp::from_unix(at.saturating_add(MOST_AHEAD)) {
            note(&document, "", &latest.to_string(), &mut times);
        }
        Self::of(name, document, at, times)
    }

    /// That `reason` keeps back every place in what is known of `name`, as of `at`. The rest of it
    /// stays.
    pub fn hiding(name: &str, reason: &str, at: u64) -> Self {
        let mut state = Self::of(name, Value::Null, at, Map::new());
        state.set(HIDDEN, Value::from(reason));
        state.set(HIDDEN_AT, Value::from(at));
        state
    }

    fn set(&mut self, name: &str, value: Value) {
        if let Some(members) = self.0.as_object_mut() {
            members.insert(name.to_owned(), value);
        }
    }

    fn of(name: &str, document: Value, at: u64, times: Times) -> Self {
        let mut members = Map::new();
        let mut set = |name: &str, value| members.insert(name.to_owned(), value);
        set(NAME, Value::from(name));
        set(AT, Value::from(at));
        set(DOCUMENT, document);
        set(TIMES, Value::Object(times));
        Self(Value::Object(members))
    }

    /// The states that a text has, a line each. JSON that is no state is the state of nothing.
    pub fn read_lines(text: &str) -> impl Iterator<Item = Self> {
        text.lines()
            .filter_map(|line| serde_json::from_slice(line.as_bytes()).ok())
            .map(Self)
    }

    /// The state as such a line, without its end.
    pub fn to_line(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// What it is the state of: `status/{id}` for example. What comes before the `/` is its kind.
    pub fn name(&self) -> &str {
        self.0.get(NAME).and_then(Value::as_str).unwrap_or_default()
    }

    /// Unix second at which the manufacturer was last asked for it, up to [`CONFIRMED_STEP`] later
    /// than this.
    pub fn at(&self) -> u64 {
        self.0.get(AT).and_then(Value::as_u64).unwrap_or_default()
    }

    /// The document, as front ends are answered; null where what was known is forgotten.
    pub fn document(&self) -> &Value {
        self.0.get(DOCUMENT).unwrap_or(&Value::Null)
    }

    /// [`State::document`], and no more.
    pub fn into_document(mut self) -> Value {
        self.0
            .get_mut(DOCUMENT)
            .map(Value::take)
            .unwrap_or_default()
    }

    fn times(&self) -> Option<&Times> {
        self.0.get(TIMES).and_then(Value::as_object)
    }

    /// What is known once this has come to what was known before.
    ///
    /// What was forgotten leaves its times and the second behind: an answer to a call that was made
    /// before does not bring it back, and no older group comes after it.
    pub fn after(&self, before: &Self) -> Self {
        let (hidden, hidden_before) = (self.hidden_at(), before.hidden_at());
        let hides = if hidden >= hidden_before {
            self
        } else {
            before
        };
        let mut state = if self.document().is_null() && hidden > 0 {
            // It says nothing of the rest, and confirms nothing.
            let mut document = before.document().clone();
            hide_positions(&mut document, self.hidden());
            let at = match &document {
                Value::Null => self.at().max(before.at()),
                _ => before.at(),
            };
            let times = before.times().cloned().unwrap_or_default();
            Self::of(self.name(), document, at, times)
        } else if self.at() < hidden_before {
            let mut late = self.clone();
            let mut document = late.document().clone();
            hide_positions(&mut document, before.hidden());
            late.set(DOCUMENT, document);
            late.in_order_after(before)
        } else {
            self.in_order_after(before)
        };
        if hides.hidden_at() > 0 {
            state.set(HIDDEN, Value::from(hides.hidden()));
            state.set(HIDDEN_AT, Value::from(hides.hidden_at()));
        }
        state
    }

    fn in_order_after(&self, before: &Self) -> Self {
        let is_forgotten = before.document().is_null();
        if is_forgotten && self.at() < before.at() {
            return before.clone();
        }
        let mut times = before.times().cloned().unwrap_or_default();
        for (place, at) in self.times().into_iter().flatten() {
            if time(&times, place) < at.as_str() {
                times.insert(place.clone(), at.clone());
            }
        }
        let nothing = Value::Object(Map::new());
        let (document, is_in_order) = match (before.side(), self.side()) {
            (Some(mut before), Some(new)) if !new.document.is_null() => {
                if is_forgotten {
                    before.document = &nothing;
                }
                merge(before, new)
            }
            _ => (self.document().clone(), true),
        };
        // An older answer does not confirm the newer one that is shown.
        let at = if is_in_order { self.at() } else { 0 };
        Self::of(self.name(), document, at.max(before.at()), times)
    }

    /// Whether this, which came of `before`, is worth being kept in its place.
    pub fn is_news_after(&self, before: &Self) -> bool {
        self.document() != before.document()
            || self.times() != before.times()
            || self.at() >= before.at().saturating_add(CONFIRMED_STEP)
    }

    fn hidden(&self) -> &str {
        self.0
            .get(HIDDEN)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    fn hidden_at(&self) -> u64 {
        self.0
            .get(HIDDEN_AT)
            .and_then(Value::as_u64)
            .unwrap_or_default()
    }

    fn side(&self) -> Option<Side<'_>> {
        Some(Side {
            document: self.document(),
            times: self.times()?,
            at: self.at(),
        })
    }
}
