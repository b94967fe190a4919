//! Values of the table: what a front end writes, and what the manufacturer takes for it.

use serde_json::{Value, json};

use crate::value::{Number, TimeOfDay, Timestamp, whole};
use crate::wire::table::{point, shown};
use crate::wire::{FromJson as _, Unread};

/// What a value is that is no object of the table.
#[derive(Debug)]
pub(crate) enum ValueType {
    /// True or false.
    Flag,
    /// True for the one word, false for the other.
    Either(&'static str, &'static str),
    /// True, and this word.
    True(&'static str),
    /// One of these words: the manufacturer's, and ours.
    Word(&'static [(&'static str, &'static str)], &'static str),
    /// A whole number from 1 to 5, behind the word `Level`.
    Level,
    /// A time of day on the car's clock, as the duration since 00:00.
    TimeOfDay,
    /// A point in time.
    At,
    /// Days of the week, each once.
    Days,
    /// From 1 to 10 points on Earth, as geometries of GeoJSON.
    Points,
    /// A whole number from one to another.
    Whole(i64, i64, &'static str),
    /// A whole number from one to another, as text.
    Quoted(i64, i64, &'static str),
    /// Degrees, from minus so many to as many.
    Degrees(f64, &'static str),
    /// These words, each at most once.
    Words(&'static [&'static str], &'static str),
    /// From 1 to 20 words of the manufacturer's, whichever, each once.
    Codes,
    /// An area and a place of the tz database: `Europe/Paris`.
    TimeZone,
}

const LEVELS: i64 = 5;
const LEVEL: &str = "Level";
const POINTS: usize = 10;
const CODES: usize = 20;
const LONGEST: usize = 64;
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl ValueType {
    /// The value that a front end wrote, in the one way there is to write it; none if it is another
    /// than [`expected`](Self::expected) says.
    pub(crate) fn read(&self, json: &Value) -> Option<Value> {
        match self {
            Self::Flag | Self::Either(..) => json.as_bool().map(Value::from),
            Self::True(_) => json.as_bool().filter(|is| *is).map(Value::from),
            Self::Word(words, _) => {
                let found = words.iter().find(|(_, ours)| json == ours);
                found.map(|(_, ours)| Value::from(*ours))
            }
            Self::Level => between(1, LEVELS, json),
            Self::TimeOfDay => time_of_day(json.as_str()?).map(|_| json.clone()),
            Self::At => at(json.as_str()?).map(Value::from),
            Self::Days => words(&DAYS, json.as_array()?),
            Self::Points => points(json.as_array()?),
            Self::Whole(least, most, _) | Self::Quoted(least, most, _) => {
                between(*least, *most, json)
            }
            Self::Degrees(limit, _) => degrees(json, *limit).map(shown),
            Self::Words(known, _) => words(known, json.as_array()?),
            Self::Codes => codes(json.as_array()?).then(|| json.clone()),
            Self::TimeZone => is_time_zone(json.as_str()?).then(|| json.clone()),
        }
    }

    /// What a front end should write, for messages.
    pub(crate) const fn expected(&self) -> &'static str {
        match self {
            Self::Flag | Self::Either(..) => "true or false",
            Self::True(_) => "true",
            Self::Word(_, expected)
            | Self::Whole(_, _, expected)
            | Self::Quoted(_, _, expected)
            | Self::Degrees(_, expected)
            | Self::Words(_, expected) => expected,
            Self::Codes => "a list of 1 to 20 codes of warnings, each once",
            Self::TimeZone => "a time zone, as Europe/Paris",
            Self::Level => "a whole number from 1 to 5",
            Self::TimeOfDay => "a time of day, as 06:30",
            Self::At => "a point in time, as 2026-11-30T02:00:00Z",
            Self::Days => "a list of Mon, Tue, Wed, Thu, Fri, Sat and Sun, each at most once",
            Self::Points => {
                "a list of 1 to 10 objects with a latitude from -90 to 90 and a longitude from -180 to 180"
            }
        }
    }

    /// A value that [`read`](Self::read) has made, as the manufacturer takes it.
    pub(crate) fn write(&self, json: &Value) -> Value {
        match self {
            Self::Quoted(..) => Value::from(json.to_string()),
            Self::Either(yes, no) => Value::from(if *json == true { *yes } else { *no }),
            Self::True(word) => Value::from(*word),
            Self::Word(words, _) => {
                let found = words.iter().find(|(_, ours)| json == ours);
                found.map_or(Value::Null, |(theirs, _)| Value::from(*theirs))
            }
            Self::Level => Value::from(format!("{LEVEL}{json}")),
            Self::TimeOfDay => {
                let time = json.as_str().and_then(time_of_day);
                let duration = time.map(|(hours, minutes)| format!("PT{hours}H{minutes}M"));
                duration.map_or(Value::Null, Value::from)
            }
            Self::Points => {
                let points = elements(json).iter();
                let points = points.map(|point| {
                    json!({"type": "Point", "coordinates": [point.get("longitude"), point.get("latitude")]})
                });
                points.collect()
            }
            _ => json.clone(),
        }
    }

    /// What was written so for the manufacturer. Nothing here is strict: what is read is written
    /// again, and compared.
    pub(crate) fn read_back(&self, json: &Value) -> Option<Value> {
        Some(match self {
            Self::Quoted(..) => Value::from(json.as_str()?.parse::<i64>().ok()?),
            Self::Either(yes, _) => Value::from(json == yes),
            Self::True(_) => Value::from(true),
            Self::Word(words, _) => {
                let (_, ours) = words.iter().find(|(theirs, _)| json == theirs)?;
                Value::from(*ours)
            }
            Self::Level => {
                let level = json.as_str()?.strip_prefix(LEVEL)?;
                Value::from(level.parse::<u64>().ok()?)
            }
            Self::TimeOfDay => {
                let time = TimeOfDay::from_json(json, &mut Unread::default())?;
                Value::from(time.to_string())
            }
            Self::Points => {
                let points = elements(json).iter().map(|point| {
                    let coordinates = point.get("coordinates");
                    json!({
                        "longitude": coordinates.and_then(|both| both.get(0)),
                        "latitude": coordinates.and_then(|both| both.get(1)),
                    })
                });
                points.collect()
            }
            _ => json.clone(),
        })
    }
}

fn elements(json: &Value) -> &[Value] {
    json.as_array().map_or(&[], Vec::as_slice)
}

fn is_up_to(most: usize, list: &[Value]) -> bool {
    (1..=most).contains(&list.len())
}

/// A whole number from one to another.
fn between(least: i64, most: i64, json: &Value) -> Option<Value> {
    let number = whole(json);
    let number = number.filter(|number| (least..=most).contains(number));
    number.map(Value::from)
}

/// The hours and minutes of `06:30`.
fn time_of_day(text: &str) -> Option<(u8, u8)> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |digits: &str, end: u8| {
        let is_two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = is_two.then(|| digits.parse().ok()).flatten();
        number.filter(|number: &u8| *number < end)
    };
    Some((number(hours, 24)?, number(minutes, 60)?))
}

/// A time of RFC 3339, in UTC and whole seconds. Upstream's times are read in more forms than
/// that, of which a front end needs none.
fn at(text: &str) -> Option<String> {
    let is_ours = |byte: u8| byte.is_ascii_digit() || b"-:.+TZ".contains(&byte);
    let offset = text.len().checked_sub(3).and_then(|at| text.get(at..));
    let has_zone = text.ends_with('Z') || offset.is_some_and(|minutes| minutes.starts_with(':'));
    if !text.bytes().all(is_ours) || !has_zone {
        return None;
    }
    let time: Timestamp = text.parse().ok()?;
    Some(time.to_string())
}

/// The words of a list, in the order in which they are known.
fn words(known: &'static [&'static str], list: &[Value]) -> Option<Value> {
    let mut words = Vec::new();
    for word in known {
        if list.iter().any(|json| json == word) {
            words.push(Value::from(*word));
        }
    }
    // As many as there were: none is unknown, and none is there twice.
    (!words.is_empty() && words.len() == list.len()).then_some(Value::Array(words))
}

/// Whether these are words, and no two of them the same.
fn codes(list: &[Value]) -> bool {
    let is_word = |json: &Value| {
        let word = json.as_str().unwrap_or_default();
        (1..=LONGEST).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_first = |(at, json)| list.iter().position(|other| other == json) == Some(at);
    is_up_to(CODES, list) && list.iter().all(is_word) && list.iter().enumerate().all(is_first)
}

/// Whether a text names a time zone; which ones there are changes, and only the manufacturer says.
fn is_time_zone(text: &str) -> bool {
    let is_part = |part: &str| {
        let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-+".contains(&byte);
        !part.is_empty() && part.bytes().all(is_of_name)
    };
    text.len() <= LONGEST && text.contains('/') && text.split('/').all(is_part)
}

fn points(list: &[Value]) -> Option<Value> {
    let points = list.iter().map(|json| {
        let object = json.as_object().filter(|object| object.len() == 2)?;
        let latitude = degrees(object.get("latitude")?, 90.0)?;
        Some(point(latitude, degrees(object.get("longitude")?, 180.0)?))
    });
    is_up_to(POINTS, list).then(|| points.collect()).flatten()
}

/// A number from minus `limit` to it.
fn degrees(json: &Value, limit: f64) -> Option<Number> {
    let degrees = json.as_f64().and_then(Number::new)?;
    (degrees.get().abs() <= limit).then_some(degrees)
}
