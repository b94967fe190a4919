//! Reading a field at a time: what fits is taken, what does not is noted and left out.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

/// Most field names kept for the log; all are counted.
const MAX_NAMES: usize = 16;

/// The fields of a document that were there and could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    path: Vec<String>,
    names: Vec<String>,
    count: usize,
}

impl Unread {
    /// How many there were.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Notes the field that is being read.
    pub(super) fn note(&mut self) {
        self.count = self.count.saturating_add(1);
        if self.names.len() < MAX_NAMES {
            self.names.push(self.path.join("."));
        }
    }

    fn inside<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(name.to_owned());
        let value = read(self);
        self.path.pop();
        value
    }
}

/// Their names, the first of them if there are many. A name is the document's own key, so this
/// is for the log of whoever may see the document.
impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names.join(" "))
    }
}

/// A type that can be read from a piece of JSON.
pub trait FromJson: Sized {
    /// The value, or `None` where the JSON is of another kind. Fields inside it that cannot be
    /// read are noted in `unread` and left out.
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self>;
}

/// The first of `names` that the object has with another value than null.
pub(super) fn field<T: FromJson>(
    object: &Map<String, Value>,
    names: &[&str],
    unread: &mut Unread,
) -> Option<T> {
    let (name, json) = names
        .iter()
        .find_map(|name| Some((name, object.get(*name).filter(|json| !json.is_null())?)))?;
    unread.inside(name, |unread| {
        let value = T::from_json(json, unread);
        if value.is_none() {
            unread.note();
        }
        value
    })
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
        match json {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
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

/// A list. Elements that cannot be read are noted and left out.
impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self> {
        let list = json.as_array()?;
        let mut values = Self::with_capacity(list.len());
        for (at, json) in list.iter().enumerate() {
            unread.inside(&at.to_string(), |unread| match T::from_json(json, unread) {
                Some(value) => values.push(value),
                None => unread.note(),
            });
        }
        Some(values)
    }
}

/// Named values. Those that cannot be read are noted and left out.
impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self> {
        let mut values = Self::new();
        for (name, json) in json.as_object()? {
            unread.inside(name, |unread| match T::from_json(json, unread) {
                Some(value) => {
                    values.insert(name.clone(), value);
                }
                None => unread.note(),
            });
        }
        Some(values)
    }
}

/// Declares a document whose fields are all optional: `field: Type = "name" | "other spelling"`.
macro_rules! document {
    ($(#[$doc:meta])* $name:ident { $( $(#[$field_doc:meta])* $field:ident: $type:ty = $($key:literal)|+; )* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            $( $(#[$field_doc])* pub $field: Option<$type>, )*
        }

        impl $crate::wire::FromJson for $name {
            fn from_json(json: &serde_json::Value, unread: &mut $crate::wire::Unread) -> Option<Self> {
                let object = json.as_object()?;
                Some(Self {
                    $( $field: $crate::wire::lenient::field(object, &[$($key),+], unread), )*
                })
            }
        }
    };
}
pub(super) use document;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::read;

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
    fn null_is_the_same_as_absent_and_a_second_spelling_is_looked_for() {
        let read = read::<Sample>(br#"{"text":null,"Text":12}"#).unwrap();
        assert_eq!(read.value.text.as_deref(), Some("12"));
        assert_eq!(read.unread.count(), 0);
    }

    #[test]
    fn a_flood_of_unreadable_fields_is_counted_and_its_names_are_cut() {
        let list = format!("{{\"list\":[{}]}}", vec!["0"; 100].join(","));
        let read = read::<Sample>(list.as_bytes()).unwrap();
        assert_eq!(read.unread.count(), 100);
        assert_eq!(read.unread.to_string().split(' ').count(), MAX_NAMES);
    }
}
