//! Parts of documents that are read and answered by a table alone.
//!
//! Callbacks, monitors, remote actions and capabilities come back in many small forms. A row for
//! each member takes a tenth of the wasm that types on both sides would. What cannot be read is
//! left out and noted, as for types. What may be a secret has no row: it is never read.

use serde_json::{Map, Value};

use super::duration::Duration;
use super::lenient::{FromJson, MAX_ELEMENTS, find, inside};
use super::position::Coordinates;
use super::unread::Unread;
use crate::value::{Number, TimeOfDay, Timestamp};

/// A member: its name here, where it may stand upstream, and what it is. Without a name, what is
/// found is an object whose members go among the others.
pub(crate) struct Row(
    pub(crate) &'static str,
    pub(crate) &'static [&'static str],
    pub(crate) Kind,
);

/// What a member is, and how it is answered.
pub(crate) enum Kind {
    /// Text.
    Text,
    /// A word that may have a name of ours; a later one passes through.
    Named(&'static [(&'static str, &'static str)]),
    /// One of these words, by our name; nothing where it is another.
    OneOf(&'static [(&'static str, &'static str)]),
    /// A word that is none of these.
    Other(&'static [&'static str]),
    /// True for the one word, false for the other; nothing where it is neither.
    Either(&'static str, &'static str),
    /// True for this word; nothing where it is another.
    Only(&'static str),
    /// True or false.
    Flag,
    /// A number.
    Number,
    /// A number after the word `Level`.
    Level,
    /// A number, true or false, or a word, whichever the text is.
    Literal,
    /// A duration, in seconds.
    Seconds,
    /// A time of day; nothing where it is a point in time.
    TimeOfDay,
    /// A point in time; nothing where it is a time of day.
    At,
    /// A point on Earth: a geometry of GeoJSON.
    Point,
    /// How many there are.
    Count,
    /// This word, where there is an object.
    There(&'static str),
    /// An object.
    Part(&'static [Row]),
    /// A list, or the only element of one.
    Each(&'static Self),
    /// Read by a function.
    Custom(fn(&Value, &mut Unread) -> Option<Value>),
}

/// The members that an object has by these rows; none if it is no object. Lists of two rows of the
/// same name are one.
pub(crate) fn read(json: &Value, rows: &[Row], unread: &mut Unread) -> Option<Map<String, Value>> {
    let object = json.as_object()?;
    let mut part = Map::new();
    for Row(name, places, kind) in rows {
        unread.look_for(places);
        let Some((place, json)) = find(object, places) else {
            continue;
        };
        let value = noted(place, kind, json, unread);
        match (value, part.get_mut(*name)) {
            (None | Some(Value::Null), _) => {}
            (Some(Value::Array(mut more)), Some(Value::Array(list))) => list.append(&mut more),
            (Some(Value::Array(list)), _) if list.is_empty() => {}
            (Some(Value::Object(members)), _) if name.is_empty() => part.extend(members),
            (Some(value), _) => {
                part.insert((*name).to_owned(), value);
            }
        }
    }
    Some(part)
}

/// The members that an object may have by these rows, for a walk over its fields.
#[cfg(test)]
pub(crate) fn shape(rows: &[Row], shape: &mut super::shape::Shape) {
    for Row(_, places, _) in rows {
        shape.field::<String>(places);
    }
}

/// What is one of several things, by the name of the member that it is. `known` has the names,
/// ours, and the rows; another has its own name and the rows `others`.
pub(crate) fn one_of(
    json: &Value,
    known: &'static [(&'static str, &'static str, &'static [Row])],
    others: &'static [Row],
    beside: &[&str],
    unread: &mut Unread,
) -> Option<Value> {
    let object = json.as_object()?;
    let found = known
        .iter()
        .find_map(|(name, ours, rows)| Some((*name, *ours, find(object, &[*name])?.1, *rows)));
    let other = || {
        let mut members = object.iter();
        let (name, json) =
            members.find(|(name, json)| json.is_object() && !beside.contains(&name.as_str()))?;
        Some(("*", name.as_str(), json, others))
    };
    let Some((name, ours, json, rows)) = found.or_else(other) else {
        return Some(Value::Null);
    };
    let mut part = Map::new();
    part.insert("type".to_owned(), Value::from(ours));
    if let Some(Value::Object(members)) = noted(name, &Kind::Part(rows), json, unread) {
        part.extend(members);
    }
    Some(Value::Object(part))
}

/// Reads what is inside the member of this name.
pub(crate) fn noted(name: &str, kind: &Kind, json: &Value, unread: &mut Unread) -> Option<Value> {
    inside(name, unread, |unread| kind.read(json, unread))
}

/// An object, or nothing where it is empty.
pub(crate) fn part(members: Map<String, Value>) -> Value {
    match members.is_empty() {
        true => Value::Null,
        false => Value::Object(members),
    }
}

impl Kind {
    fn read(&self, json: &Value, unread: &mut Unread) -> Option<Value> {
        match self {
            Self::Flag => bool::from_json(json, unread).map(Value::Bool),
            Self::Number => number(json, unread),
            Self::Literal => number(json, unread)
                .or_else(|| bool::from_json(json, unread).map(Value::Bool))
                .or_else(|| String::from_json(json, unread).map(Value::String)),
            Self::Seconds => {
                Duration::from_json(json, unread).map(|Duration(seconds)| Value::from(seconds))
            }
            Self::TimeOfDay | Self::At => self.time(json, unread),
            Self::Point => {
                let place = Coordinates::from_json(json.get("coordinates")?, unread)?;
                Some(point(place.latitude, place.longitude))
            }
            Self::Count => Some(Value::from(json.as_array().map_or(1, Vec::len))),
            Self::There(word) => json.as_object().map(|_| Value::from(*word)),
            Self::Part(rows) => read(json, rows, unread).map(part),
            Self::Each(kind) => {
                let mut all = Vec::new();
                for (at, json) in elements(json).iter().enumerate().take(MAX_ELEMENTS) {
                    match noted(&at.to_string(), kind, json, unread) {
                        None | Some(Value::Null) => {}
                        Some(value) => all.push(value),
                    }
                }
                Some(Value::Array(all))
            }
            Self::Custom(read) => read(json, unread),
            _ => self.word(String::from_json(json, unread)?, unread),
        }
    }

    /// What a text is.
    fn word(&self, text: String, unread: &mut Unread) -> Option<Value> {
        Some(match self {
            Self::Named(words) => named(words, &text).unwrap_or(Value::String(text)),
            Self::OneOf(words) => named(words, &text).unwrap_or_default(),
            Self::Other(words) if words.contains(&text.as_str()) => Value::Null,
            Self::Either(yes, _) | Self::Only(yes) if text == *yes => Value::Bool(true),
            Self::Either(_, no) if text == *no => Value::Bool(false),
            Self::Either(..) | Self::Only(_) => Value::Null,
            Self::Level => {
                let level = text.strip_prefix("Level").unwrap_or(&text);
                return number(&Value::from(level), unread);
            }
            _ => Value::String(text),
        })
    }

    /// A time of the one kind; nothing where it is of the other.
    fn time(&self, json: &Value, unread: &mut Unread) -> Option<Value> {
        let of_day = TimeOfDay::from_json(json, unread).map(|time| time.to_string());
        let at = Timestamp::from_json(json, unread).map(|time| time.to_string());
        let (wanted, other) = match self {
            Self::At => (at, of_day),
            _ => (of_day, at),
        };
        wanted.map(Value::String).or(other.map(|_| Value::Null))
    }
}

/// The elements of a list, or the only one.
pub(crate) fn elements(json: &Value) -> &[Value] {
    json.as_array()
        .map_or(std::slice::from_ref(json), Vec::as_slice)
}

/// A point on Earth, in degrees, north and east positive.
pub(crate) fn point(latitude: Number, longitude: Number) -> Value {
    let mut point = Map::new();
    point.insert("latitude".to_owned(), shown(latitude));
    point.insert("longitude".to_owned(), shown(longitude));
    Value::Object(point)
}

fn named(words: &[(&str, &'static str)], text: &str) -> Option<Value> {
    let found = words.iter().find(|(theirs, _)| *theirs == text);
    found.map(|(_, ours)| Value::from(*ours))
}

fn number(json: &Value, unread: &mut Unread) -> Option<Value> {
    Number::from_json(json, unread).map(shown)
}

/// A number as it is answered: a whole one without a fraction.
pub(crate) fn shown(number: Number) -> Value {
    match number.whole() {
        Some(whole) => Value::from(whole),
        None => Value::from(number.get()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_is_read_to_its_thousandth_element() {
        let list = json!(vec![1; MAX_ELEMENTS + 3]);
        let read = Kind::Each(&Kind::Number).read(&list, &mut Unread::default());
        assert_eq!(read.unwrap().as_array().map(Vec::len), Some(MAX_ELEMENTS));
    }
}
