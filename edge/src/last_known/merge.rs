//! Merges two states, group by group.
//!
//! A group is taken whole, values and time, from the state in which its time is later. Where times
//! are equal or missing, the group of the state that comes after the other is taken. A state that is
//! behind in some group and ahead in none comes before; else the one that was asked for later comes
//! after. A group that one state lacks is there only if the state that comes after has it: it may be
//! gone for a reason, such as the driver's privacy or a consent that was withdrawn.
//!
//! Where every answer of a week was behind in some part, kept times that differ order nothing: they may
//! be of a member that is not sent any more, and its group would stand still for good. The age of a time
//! says nothing of that: all those of a car that is parked grow old.

use serde_json::{Map, Value};
use shared::json::tagged;

use super::positions::hide_positions;
use super::times::{KEPT, Times, find, group, is_timed, keyed, time, within};

/// A state: a document, its times, the Unix second at which it was asked for, and the one since when
/// every answer was behind it in some part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) document: &'a Value,
    pub(super) times: &'a Times,
    pub(super) at: u64,
    pub(super) behind_since: Option<u64>,
}

/// What of two states is known.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) document: Value,
    pub(super) times: Times,
    /// The Unix second since when every answer was behind in some part.
    pub(super) behind_since: Option<u64>,
    /// Whether the new state comes after the kept one.
    pub(super) is_in_order: bool,
}

/// Merges a new state with the kept one.
pub(super) fn merge(kept: Side<'_>, new: Side<'_>) -> Merged {
    let mut merge = Merge::new(kept, new);
    if privacy(new.document) == Some("Full") {
        // With full privacy nothing is reported, and what is left out is not to be shown.
        merge.keeps_missing = false;
    }
    let merged = match kept.document == new.document {
        // A car that sleeps is answered alike for hours: then there is nothing to put in order.
        true => Some(new.document.clone()),
        false => merge.value(
            Some(kept.document),
            Some(new.document),
            "",
            merge.is_in_order,
        ),
    };
    let mut document = merged.unwrap_or_default();
    obey_privacy(&mut document, new.document);
    Merged {
        document,
        times: merge.times(),
        behind_since: merge.behind_since,
        is_in_order: merge.is_in_order,
    }
}

struct Merge<'a> {
    kept: &'a Times,
    new: &'a Times,
    /// Whether kept times that differ order nothing.
    has_lapsed: bool,
    behind_since: Option<u64>,
    /// Whether the new state comes after the kept one.
    is_in_order: bool,
    /// Whether what the new state lacks is kept.
    keeps_missing: bool,
}

impl<'a> Merge<'a> {
    fn new(kept: Side<'a>, new: Side<'a>) -> Self {
        let (mut is_ahead, mut is_behind, mut is_part_behind) = (false, false, false);
        for place in new.times.keys() {
            if let (Some(at), Some(known)) = (time(new.times, place), time(kept.times, place)) {
                is_ahead |= at > known;
                is_behind |= at < known;
                // The time of the whole also goes back when the part that was reported last is gone.
                is_part_behind |= at < known && !place.is_empty();
            }
        }
        let is_later = new.at >= kept.at;
        let is_in_order = is_ahead || (!is_behind && is_later);
        let since = kept.behind_since;
        let has_lapsed = since.is_some_and(|since| new.at >= since.saturating_add(KEPT));
        // Once it is taken as it is, it is behind in nothing.
        let stays_behind = is_behind && !(has_lapsed && is_in_order);
        Self {
            kept: kept.times,
            new: new.times,
            has_lapsed,
            behind_since: stays_behind.then(|| since.unwrap_or(new.at)),
            is_in_order,
            keeps_missing: !is_ahead && (is_part_behind || !is_later),
        }
    }

    /// Whether the new state has a group's values.
    fn is_new(&self, place: &str) -> bool {
        match (time(self.new, place), time(self.kept, place)) {
            (Some(new), Some(kept)) if new != kept && !self.has_lapsed => new > kept,
            _ => self.is_in_order,
        }
    }

    /// The time of each group, those that are gone from the document included.
    fn times(&self) -> Times {
        let mut times = self.kept.clone();
        for (place, at) in self.new {
            if self.is_new(place) || !times.contains_key(place) {
                times.insert(place.clone(), at.clone());
            }
        }
        times
    }

    /// The merged value. `is_new` says whether the group that it is a part of is the new one.
    fn value(
        &self,
        kept: Option<&Value>,
        new: Option<&Value>,
        place: &str,
        is_new: bool,
    ) -> Option<Value> {
        // A position without a time is kept back like any other.
        let hides = |new| is_kept_back(new) || (is_unavailable(new) && !self.keeps_missing);
        if new.is_some_and(hides) {
            return new.cloned();
        }
        if !kept.is_some_and(is_timed) && !new.is_some_and(is_timed) {
            return if is_new { new } else { kept }.cloned();
        }
        let Some(new) = new else {
            return kept.filter(|_| self.keeps_missing).cloned();
        };
        match (kept.unwrap_or(&Value::Null), new) {
            (Value::Array(kept), Value::Array(new)) => Some(self.list(kept, new, place, is_new)),
            (known @ Value::Object(kept), Value::Object(members))
                if !is_unavailable(known) && !is_unavailable(new) =>
            {
                Some(self.object(kept, members, place))
            }
            _ if !self.is_in_order => kept.cloned(),
            (_, Value::Object(members)) if self.is_new(place) => {
                Some(self.object(&Map::new(), members, place))
            }
            (_, Value::Object(_)) => kept.cloned(),
            (_, Value::Array(new)) => Some(self.list(&[], new, place, is_new)),
            _ => Some(new.clone()),
        }
    }

    fn object(&self, kept: &Map<String, Value>, new: &Map<String, Value>, place: &str) -> Value {
        let is_new = self.is_new(place);
        let mut merged = Map::new();
        let mut take = |name: &String| {
            let part = group(place, name, new).or_else(|| group(place, name, kept));
            let is_new = part.map_or(is_new, |part| self.is_new(&part));
            let inside = within(place, name);
            let value = self.value(kept.get(name), new.get(name), &inside, is_new);
            if let Some(value) = value.or_else(|| nothing_of(&inside)) {
                merged.insert(name.clone(), value);
            }
        };
        new.keys().for_each(&mut take);
        for name in kept.keys() {
            if !new.contains_key(name) {
                take(name);
            }
        }
        Value::Object(merged)
    }

    fn list(&self, kept: &[Value], new: &[Value], place: &str, is_new: bool) -> Value {
        let (kept, new) = (keyed(kept), keyed(new));
        let mut items = Vec::new();
        for (key, item) in &new {
            let place = within(place, key);
            items.extend(self.value(find(&kept, key), Some(item), &place, is_new));
        }
        for (key, item) in &kept {
            if find(&new, key).is_none() {
                items.extend(self.value(Some(item), None, &within(place, key), is_new));
            }
        }
        Value::Array(items)
    }
}

/// The value at a place where one is never absent, when nothing is to be shown there.
fn nothing_of(place: &str) -> Option<Value> {
    match place {
        "/energies" => Some(Value::Array(Vec::new())),
        "/odometer" | "/position" => Some(tagged("unavailable", "not-sent".into())),
        _ => None,
    }
}

/// Whether a value says that it is unavailable.
fn is_unavailable(value: &Value) -> bool {
    value.get("unavailable").is_some()
}

/// Whether the driver keeps a value back. Then no earlier value is shown, in whatever order the
/// states come.
fn is_kept_back(value: &Value) -> bool {
    let reason = value.get("unavailable").and_then(Value::as_str);
    matches!(reason, Some("privacy" | "scope"))
}

fn privacy(document: &Value) -> Option<&str> {
    document.pointer("/privacy/state").and_then(Value::as_str)
}

/// Hides positions that come from one state beside a privacy that comes from the other. What the new
/// state has beside its own is shown.
fn obey_privacy(merged: &mut Value, new: &Value) {
    let hides = |document: &Value| matches!(privacy(document), Some("Geolocation" | "Full"));
    let has = |place| new.pointer(place).is_some();
    let is_its_own = hides(new) && (has("/position/latitude") || has("/alarm/trigger/position"));
    if hides(merged) && !is_its_own {
        hide_positions(merged, "privacy");
    }
}
