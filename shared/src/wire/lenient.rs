//! Reading a field at a time: what fits is taken, what does not is noted and left out.
use serde_json::{Map, Value};

use super::unread::Unread;
use crate::value::{Number, Timestamp};

/// Most elements of a list inside a document: one that is empty where it is sent can take 2 kB
/// where it is read. No car has a hundred of anything.
pub(super) const MAX_ELEMENTS: usize = 1000;

/// A type that can be read from a piece of JSON.
pub trait FromJson: Sized {
    /// The value, or `None` where the JSON is of another kind. Fields inside it that cannot be
    /// read are noted in `unread` and left out.
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self>;

    /// Whether it says anything: a field that does not is left out.
    fn is_known(&self) -> bool {
        true
    }

    /// What fields it has, for tests that go over all of them. A value has none.
    #[cfg(test)]
    fn shape(_: &mut super::shape::Shape) {}
}

/// Reads a whole document, and notes the groups at its top that are not known.
pub fn whole<T: FromJson>(json: &Value, unread: &mut Unread) -> Option<T> {
    unread.begin();
    let value = T::from_json(json, unread);
    unread.note_unknown(json);
    value
}

/// The first of `names` that the object has with a value. Null is none, and neither is empty text,
/// which upstream sends where it knows nothing.
pub(super) fn field<T: FromJson>(
    object: &Map<String, Value>,
    names: &[&'static str],
    unread: &mut Unread,
) -> Option<T> {
    unread.look_for(names);
    // There are as many copies of this function as types of fields: the work is elsewhere.
    let (name, json) = find(object, names)?;
    inside(name, unread, |unread| T::from_json(json, unread)).filter(T::is_known)
}

/// The first of `names` that the object has with a value, and that value; an empty list is one where
/// no later name has more. A name with slashes in it leads through objects inside.
pub(super) fn find<'n, 'a>(
    object: &'a Map<String, Value>,
    names: &[&'n str],
) -> Option<(&'n str, &'a Value)> {
    let is_empty = |json: &Value| json.as_array().is_some_and(Vec::is_empty);
    let mut found = names
        .iter()
        .filter_map(|name| Some((*name, follow(object, name)?)));
    let first = found.next()?;
    let other = is_empty(first.1).then(|| found.find(|(_, json)| !is_empty(json)));
    Some(other.flatten().unwrap_or(first))
}

/// What something that is no object has inside: a value that nothing can be read from, so that it
/// is noted.
static NO_OBJECT: Value = Value::Null;

fn follow<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let (name, inside) = path
        .split_once('/')
        .map_or((path, None), |(name, inside)| (name, Some(inside)));
    let json = object.get(name).filter(|json| says_something(json))?;
    match (json, inside) {
        (_, None) => Some(json),
        (Value::Object(object), Some(path)) => follow(object, path),
        _ => Some(&NO_OBJECT),
    }
}

/// Reads what is inside the field of this name.
pub(super) fn inside<T>(
    name: &str,
    unread: &mut Unread,
    read: impl FnOnce(&mut Unread) -> Option<T>,
) -> Option<T> {
    unread.enter(name);
    let value = read(unread);
    unread.leave(value.is_some());
    value
}

fn says_something(json: &Value) -> bool {
    match json {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        _ => true,
    }
}

/// Text. A number is taken as its digits: upstream writes some codes both ways.
impl FromJson for String {
    fn from_json(json: &Value, _: &mut Unread) -> Option<Self> {
        match json {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

impl FromJson for u64 {
    fn from_json(json: &Value, _: &mut Unread) -> Option<Self> {
        let number = number(json)?;
        let whole = || Number::new(number.as_f64()?)?.whole();
        number.as_u64().or_else(whole)
    }
}

impl FromJson for Number {
    fn from_json(json: &Value, _: &mut Unread) -> Option<Self> {
        number(json)?.as_f64().and_then(Self::new)
    }
}

/// A number, or text that is one.
fn number(json: &Value) -> Option<serde_json::Number> {
    match json {
        Value::Number(number) => Some(number.clone()),
        Value::String(text) => match serde_json::from_slice(text.as_bytes()) {
            Ok(Value::Number(number)) => Some(number),
            _ => None,
        },
        _ => None,
    }
}

impl FromJson for Timestamp {
    fn from_json(json: &Value, _: &mut Unread) -> Option<Self> {
        json.as_str()?.parse().ok()
    }
}

impl FromJson for bool {
    fn from_json(json: &Value, _: &mut Unread) -> Option<Self> {
        match json {
            Value::Bool(value) => Some(*value),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

/// A list. Elements that cannot be read, or come after the first [`MAX_ELEMENTS`], are noted and
/// left out. A list of one may come as that one, without the list around it.
impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self> {
        let Some(list) = json.as_array() else {
            let only = T::from_json(json, unread)?;
            return Some(Some(only).filter(T::is_known).into_iter().collect());
        };
        let mut values = Self::new();
        for (at, json) in list.iter().enumerate() {
            let read = |it: &mut Unread| {
                let has_room = at < MAX_ELEMENTS;
                has_room.then(|| T::from_json(json, it)).flatten()
            };
            values.extend(inside(&at.to_string(), unread, read).filter(T::is_known));
        }
        Some(values)
    }

    #[cfg(test)]
    fn shape(shape: &mut super::shape::Shape) {
        T::shape(shape);
    }
}

/// When a group was reported. Either of its times may stand still while the other moves, so it is
/// the later one. This is the one place that decides it.
pub(super) fn reported_at(object: &Map<String, Value>, unread: &mut Unread) -> Option<Timestamp> {
    let created: Option<Timestamp> = field(object, &["createdAt"], unread);
    created.max(field(object, &["updatedAt"], unread))
}

/// Declares a document whose fields are all optional: `field: Type = "name" | "other spelling"`.
/// A name may lead through objects inside: `"schedule/programs"`.
///
/// With `observed` after its name, it is a group that has times, and `observed_at` is the one it
/// was reported at.
macro_rules! document {
    ($(#[$doc:meta])* $name:ident observed { $($fields:tt)* }) => {
        $crate::wire::lenient::document! {
            @declare [observed_at observed] $(#[$doc])* $name { $($fields)* }
        }
    };
    ($(#[$doc:meta])* $name:ident { $($fields:tt)* }) => {
        $crate::wire::lenient::document! { @declare [] $(#[$doc])* $name { $($fields)* } }
    };
    (
        @declare [$($at:ident $noted:ident)?] $(#[$doc:meta])* $name:ident
        { $( $(#[$field_doc:meta])* $field:ident: $type:ty = $($key:literal)|+; )* }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            $(
                /// When it was reported.
                pub $at: Option<$crate::value::Timestamp>,
            )?
            $( $(#[$field_doc])* pub $field: Option<$type>, )*
        }

        $crate::wire::lenient::document! {
            @read [$($at $noted)?] $name { $( $field: $type = $($key)|+; )* } {}
        }
    };
    (
        @read [$($at:ident $noted:ident)?] $name:ident
        { $( $field:ident: $type:ty = $($key:literal)|+ $(in $bounds:ident)?; )* }
        { $($more:tt)* }
    ) => {
        impl $crate::wire::lenient::FromJson for $name {
            fn from_json(json: &serde_json::Value, unread: &mut $crate::wire::unread::Unread) -> Option<Self> {
                let object = json.as_object()?;
                Some(Self {
                    $( $at: $crate::wire::lenient::reported_at(object, unread), )?
                    $( $field: $crate::wire::lenient::document!(
                        @value $crate::wire::lenient::field(object, &[$($key),+], unread) $(, $bounds)?
                    ), )*
                })
            }

            $($more)*

            #[cfg(test)]
            fn shape(shape: &mut $crate::wire::shape::Shape) {
                $( shape.$noted(); )?
                $( shape.field::<$type>(&[$($key),+]); )*
            }
        }
    };
    (@value $read:expr) => { $read };
    (@value $read:expr, $bounds:ident) => { $crate::value::measured::measured($read, $bounds) };
}
pub(super) use document;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::read;
    use crate::wire::unread::MAX_NAMES;

    document! {
        /// For the tests below.
        #[expect(unreachable_pub, reason = "the macro declares public documents")]
        Sample {
            /// text
            text: String = "text" | "Text";
            /// number
            number: u64 = "number";
            /// flag
            flag: bool = "flag";
            /// list
            list: Vec<Sample> = "list";
            /// amount
            amount: Number = "amount";
            /// time
            time: Timestamp = "time";
            /// some
            some: Vec<String> = "some";
            /// inside
            inside: bool = "outer/inner/flag" | "older/flag";
        }
    }

    #[test]
    fn one_unreadable_field_never_loses_the_others() {
        let read = read::<Sample>(
            br#"{"text":{},"number":-1,"flag":true,"list":[{"number":"7"},3,{"flag":"x"}]}"#,
        )
        .unwrap();
        assert_eq!(read.value.text, None);
        assert_eq!(read.value.flag, Some(true));
        let list = read.value.list.unwrap();
        assert_eq!(list[0].number, Some(7));
        assert_eq!(list[1], Sample::default());
        assert_eq!(read.unread.count(), 4);
        assert_eq!(read.unread.to_string(), "text number list.1 list.2.flag");
    }

    #[test]
    fn null_and_empty_text_are_the_same_as_absent_and_a_second_spelling_is_looked_for() {
        for nothing in ["null", r#""""#, r#"" ""#] {
            let json = format!(r#"{{"text":{nothing},"Text":12,"number":{nothing}}}"#);
            let read = read::<Sample>(json.as_bytes()).unwrap();
            assert_eq!(read.value.text.as_deref(), Some("12"));
            assert_eq!(read.unread.count(), 0);
        }
    }

    #[test]
    fn a_number_is_read_from_text_too_and_must_be_finite() {
        let amount = |json: &str| {
            let json = format!(r#"{{"amount":{json}}}"#);
            let read = read::<Sample>(json.as_bytes()).unwrap();
            assert_eq!(
                read.unread.count(),
                usize::from(read.value.amount.is_none())
            );
            read.value.amount.map(Number::get)
        };
        for (json, value) in [
            ("50.0", Some(50.0)),
            ("16", Some(16.0)),
            ("-3", Some(-3.0)),
            (r#"" 12.5 ""#, Some(12.5)),
            (r#""[1]""#, None),
            (r#""NaN""#, None),
            (r#""inf""#, None),
            (r#""1e999""#, None),
            (r#""12,5""#, None),
            ("true", None),
        ] {
            assert_eq!(amount(json), value, "{json}");
        }
    }

    #[test]
    fn a_name_leads_through_objects_and_what_is_none_on_the_way_is_noted() {
        for (json, value, unread) in [
            (r#"{"outer":{"inner":{"flag":true}}}"#, Some(true), ""),
            (
                r#"{"outer":{"inner":{}},"older":{"flag":"false"}}"#,
                Some(false),
                "",
            ),
            (r#"{"outer":null,"older":{"flag":true}}"#, Some(true), ""),
            (
                r#"{"outer":{"inner":{"flag":7}}}"#,
                None,
                "outer/inner/flag",
            ),
            (r#"{"outer":{"inner":[true]}}"#, None, "outer/inner/flag"),
            (r#"{"outer":true}"#, None, "outer/inner/flag"),
            (r#"{"outer":{}}"#, None, ""),
        ] {
            let read = read::<Sample>(json.as_bytes()).unwrap();
            assert_eq!(read.value.inside, value, "{json}");
            assert_eq!(read.unread.to_string(), unread, "{json}");
        }
    }

    #[test]
    fn a_time_that_is_none_is_noted_and_left_out() {
        let read = read::<Sample>(br#"{"time":"yesterday","flag":true}"#).unwrap();
        assert_eq!(read.value.time, None);
        assert_eq!(read.unread.to_string(), "time");
    }

    #[test]
    fn a_list_may_come_as_its_only_element() {
        for json in [r#"{"some":"a"}"#, r#"{"some":["a"]}"#] {
            let read = read::<Sample>(json.as_bytes()).unwrap();
            assert_eq!(read.value.some, Some(vec!["a".to_owned()]));
        }
    }

    #[test]
    fn what_comes_after_the_first_thousand_of_a_list_is_left_out() {
        let list = format!("{{\"list\":[{}]}}", vec!["{}"; 1003].join(","));
        let read = read::<Sample>(list.as_bytes()).unwrap();
        assert_eq!(read.value.list.map(|list| list.len()), Some(MAX_ELEMENTS));
        assert_eq!(read.unread.to_string(), "list.1000 list.1001 list.1002");
    }

    #[test]
    fn a_flood_of_unreadable_fields_is_counted_and_its_names_are_cut() {
        let list = format!("{{\"list\":[{}]}}", vec!["0"; 100].join(","));
        let read = read::<Sample>(list.as_bytes()).unwrap();
        assert_eq!(read.unread.count(), 100);
        assert_eq!(read.unread.to_string().split(' ').count(), MAX_NAMES);
    }
}
