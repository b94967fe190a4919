//! When each group of a document was reported.
//!
//! A group is an object with `observedAt`, at any depth, without the groups inside it. A member
//! such as `healthObservedAt` is the time of its neighbours that begin with `health`: a group
//! without an object of its own. A group is known by its place, of an energy `/energies/Electric`.

use serde_json::{Map, Value};

/// The latest time of each group, by its place. All have one form, so texts compare as times do.
pub(super) type Times = Map<String, Value>;

/// Seconds for which a state is kept that no answer confirms, and for which times order what comes
/// while every answer is behind in some part.
pub const KEPT: u64 = 7 * 24 * 3600;

/// Most items of a list that have a time each. A longer list is one value: cars have a few energies.
const MAX_KEYED_ITEMS: usize = 64;

/// Notes the times of a value at a place, without those after `latest`: a clock that is ahead orders
/// nothing.
pub(super) fn note(value: &Value, place: &str, latest: &str, times: &mut Times) {
    match value {
        Value::Object(members) => {
            for (name, inside) in members {
                match (prefix(name), inside) {
                    (Some(prefix), Value::String(at)) if at.as_str() <= latest => {
                        times.insert(part(place, prefix), inside.clone());
                    }
                    // A place is made for what may have times in it alone: most members are no groups.
                    (_, Value::Object(_) | Value::Array(_)) => {
                        note(inside, &within(place, name), latest, times);
                    }
                    _ => {}
                }
            }
        }
        Value::Array(items) => {
            for (key, item) in keyed(items) {
                note(item, &within(place, &key), latest, times);
            }
        }
        _ => {}
    }
}

/// The time of the group at a place.
pub(super) fn time<'t>(times: &'t Times, place: &str) -> Option<&'t str> {
    times.get(place)?.as_str()
}

/// Whether a group is in a value, or the value is one.
pub(super) fn is_timed(value: &Value) -> bool {
    match value {
        Value::Object(members) => members
            .iter()
            .any(|(name, inside)| prefix(name).is_some() || is_timed(inside)),
        Value::Array(items) => items.len() <= MAX_KEYED_ITEMS && items.iter().any(is_timed),
        _ => false,
    }
}

/// The items of a list, each with a key: its `type`, by which energies and engines differ. A list
/// that is too long has none.
pub(super) fn keyed(items: &[Value]) -> Vec<(String, &Value)> {
    let mut keyed: Vec<(String, &Value)> = Vec::new();
    if items.len() > MAX_KEYED_ITEMS {
        return keyed;
    }
    for item in items {
        let kind = item.get("type").and_then(Value::as_str);
        let mut key = kind.unwrap_or_default().to_owned();
        while find(&keyed, &key).is_some() {
            key.push('+');
        }
        keyed.push((key, item));
    }
    keyed
}

/// The item of that key.
pub(super) fn find<'v>(keyed: &[(String, &'v Value)], key: &str) -> Option<&'v Value> {
    let item = keyed.iter().find(|(other, _)| other == key)?;
    Some(item.1)
}

/// The place of what is inside.
pub(super) fn within(place: &str, name: &str) -> String {
    [place, "/", name].concat()
}

/// The place of the group that a member of an object belongs to.
pub(super) fn group(place: &str, name: &str, object: &Map<String, Value>) -> Option<String> {
    for other in object.keys() {
        if let Some(prefix) = prefix(other)
            && !prefix.is_empty()
            && name.starts_with(prefix)
        {
            return Some(part(place, prefix));
        }
    }
    None
}

/// The place of the members of an object that begin with `prefix`; of all others where it is empty.
fn part(place: &str, prefix: &str) -> String {
    match prefix {
        "" => place.to_owned(),
        _ => [place, "#", prefix].concat(),
    }
}

/// The prefix of the members whose time this member is.
fn prefix(name: &str) -> Option<&str> {
    match name {
        "observedAt" => Some(""),
        _ => name.strip_suffix("ObservedAt"),
    }
}
