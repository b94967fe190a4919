//! A state, as it is stored by the session object and sent between it and the edge.

use serde_json::{Map, Value};
use shared::json;
use shared::secret::Secret;
use shared::value::Timestamp;

use super::merge::{Merged, Side, merge};
use super::positions::hide_positions;
use super::times::{Times, note};

/// Seconds by which a car's clock may be ahead of ours. Later times order nothing.
const MAX_CLOCK_AHEAD: u64 = 600;
/// Seconds after which a confirmation of the same state is stored.
pub(super) const CONFIRMATION_INTERVAL: u64 = 600;

/// Most bytes of one state.
pub const MAX_BYTES: usize = 64 * 1024;

/// Member: the name of the state.
pub(super) const NAME: &str = "name";
/// Member: the Unix second at which the manufacturer was asked for it.
pub(super) const AT: &str = "at";
/// Member: the document, as front ends are answered.
pub(super) const DOCUMENT: &str = "document";
/// Member: the Unix second since when every answer was behind in some part, if the last one was.
pub(super) const BEHIND_SINCE: &str = "behindSince";
/// Member: the digest of the manufacturer's answer that the document was made of, where nothing has
/// changed it.
pub(super) const DIGEST: &str = "digest";
/// Member: the latest time of each group, those that are gone from the document included.
pub(super) const TIMES: &str = "times";
/// Member: the reason for which positions are hidden, if they are.
pub(super) const HIDDEN: &str = "hidden";
/// Member: the Unix second as of which they are hidden.
pub(super) const HIDDEN_AT: &str = "hiddenAt";

/// Whether a state is among those of these names, a line each. A kind with its `/` names all of
/// that kind.
pub fn is_wanted(name: &str, wanted: &str) -> bool {
    let mut wanted = wanted.lines();
    wanted.any(|wanted| match wanted.strip_suffix('/') {
        Some(of) => kind(name) == of,
        None => name == wanted,
    })
}

/// The kind of the state of a name.
pub fn kind(name: &str) -> &str {
    name.split(['/', '?']).next().unwrap_or_default()
}

/// A state. It is the JSON that is stored and sent: a typed reader would add too much to the wasm.
#[derive(Debug, Clone, PartialEq)]
pub struct LastKnown(Value);

impl LastKnown {
    /// The state of `name` as the manufacturer answers it when asked at the Unix second `at`. A null
    /// document forgets what is known.
    pub fn new(name: &str, document: Value, at: u64) -> Self {
        let mut times = Map::new();
        if let Some(latest) = Timestamp::from_unix(at.saturating_add(MAX_CLOCK_AHEAD)) {
            note(&document, "", &latest.to_string(), &mut times);
        }
        Self::of(name, document, at, times)
    }

    /// The order to hide every position in the state of `name` for `reason`, as of the Unix second
    /// `at`. The rest of the state stays.
    pub fn hiding(name: &str, reason: &str, at: u64) -> Self {
        let mut state = Self::of(name, Value::Null, at, Map::new());
        state.set(HIDDEN, Value::from(reason));
        state.set(HIDDEN_AT, Value::from(at));
        state
    }

    /// The state, with the digest of the answer that its document was made of.
    pub fn with_digest(self, digest: Option<u64>) -> Self {
        self.with(DIGEST, digest)
    }

    fn with(mut self, name: &str, number: Option<u64>) -> Self {
        if let Some(number) = number {
            self.set(name, Value::from(number));
        }
        self
    }

    fn set(&mut self, name: &str, value: Value) {
        json::set(&mut self.0, name, value);
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

    /// The states of a text, a line each. A line that is no JSON is skipped; JSON that is no state has
    /// an empty name.
    pub fn read_lines(text: &str) -> impl Iterator<Item = Self> {
        text.lines()
            .filter_map(|line| json::read(line.as_bytes()).ok())
            .map(Self)
    }

    /// The state as such a line, without its end.
    pub fn to_line(&self) -> String {
        json::write(&self.0)
    }

    /// The name: `status/{id}` for example. The part before the `/` is its kind.
    pub fn name(&self) -> &str {
        self.0.get(NAME).and_then(Value::as_str).unwrap_or_default()
    }

    /// The Unix second at which the manufacturer last confirmed it. It may have done so up to
    /// [`CONFIRMATION_INTERVAL`] later.
    pub fn at(&self) -> u64 {
        self.0.get(AT).and_then(Value::as_u64).unwrap_or_default()
    }

    /// The document, as front ends are answered; null where what was known is forgotten.
    pub fn document(&self) -> &Value {
        self.0.get(DOCUMENT).unwrap_or(&Value::Null)
    }

    /// [`LastKnown::document`], by value.
    pub fn into_document(mut self) -> Value {
        self.0
            .get_mut(DOCUMENT)
            .map(Value::take)
            .unwrap_or_default()
    }

    /// When any part of it was last reported, where that is known.
    pub fn latest(&self) -> Option<&str> {
        let times = self.times().into_iter().flatten();
        times.filter_map(|(_, at)| at.as_str()).max()
    }

    fn times(&self) -> Option<&Times> {
        self.0.get(TIMES).and_then(Value::as_object)
    }

    /// Whether this state says what was known before and no more, so that nothing is to be put in
    /// order and nothing to be stored: [`LastKnown::after`] gives the same document then.
    pub fn repeats(&self, before: &Self) -> bool {
        self.at() >= before.at()
            && self.hidden_at() == 0
            && self.at() > before.hidden_at()
            && !self.document().is_null()
            && !self.is_news_after(before)
    }

    /// The state that is known once this one has arrived at what was known before.
    pub fn after(&self, before: &Self) -> Self {
        let (hidden, hidden_before) = (self.hidden_at(), before.hidden_at());
        let hides = if hidden >= hidden_before {
            self
        } else {
            before
        };
        let mut state = if self.document().is_null() && hidden > 0 {
            // An order to hide says nothing of the rest of the state, and confirms nothing.
            let mut document = before.document().clone();
            hide_positions(&mut document, self.hidden());
            let at = match &document {
                Value::Null => self.at().max(before.at()),
                _ => before.at(),
            };
            let times = before.times().cloned().unwrap_or_default();
            let state = Self::of(self.name(), document, at, times);
            state.with(BEHIND_SINCE, before.behind_since())
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
        // What was confirmed after an order to hide is shown as it is, and so is what repeats it.
        if state.at() > hides.hidden_at() {
            let of_it = |it: &&Self| it.digest().is_some() && it.document() == state.document();
            let digest = [self, before]
                .into_iter()
                .find(of_it)
                .and_then(Self::digest);
            state = state.with_digest(digest);
        }
        state
    }

    fn in_order_after(&self, before: &Self) -> Self {
        let is_forgotten = before.document().is_null();
        if is_forgotten && self.at() < before.at() {
            return before.clone();
        }
        let nothing = Value::Object(Map::new());
        let merged = match (before.side(), self.side()) {
            (Some(mut before), Some(new)) if !new.document.is_null() => {
                if is_forgotten {
                    before.document = &nothing;
                }
                merge(before, new)
            }
            _ => Merged {
                document: self.document().clone(),
                times: before.times().cloned().unwrap_or_default(),
                behind_since: None,
                is_in_order: true,
            },
        };
        // An older answer does not confirm the newer one.
        let at = if merged.is_in_order { self.at() } else { 0 };
        let at = at.max(before.at());
        let state = Self::of(self.name(), merged.document, at, merged.times);
        state.with(BEHIND_SINCE, merged.behind_since)
    }

    /// The state that is known once this one has arrived at the one in the line that was known.
    pub fn after_line(self, known: Option<&Secret>) -> Self {
        match known.and_then(|line| Self::read_lines(&line.expose_str()).next()) {
            Some(known) => self.after(&known),
            None => self,
        }
    }

    /// Whether this state, which came of `before`, is to be stored in its place.
    pub fn is_news_after(&self, before: &Self) -> bool {
        self.document() != before.document()
            || self.times() != before.times()
            || self.behind_since() != before.behind_since()
            || self.at() >= before.at().saturating_add(CONFIRMATION_INTERVAL)
    }

    fn behind_since(&self) -> Option<u64> {
        self.0.get(BEHIND_SINCE)?.as_u64()
    }

    fn digest(&self) -> Option<u64> {
        self.0.get(DIGEST)?.as_u64()
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
            behind_since: self.behind_since(),
        })
    }
}
