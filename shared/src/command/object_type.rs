//! Objects of the table: which members one has, and where the manufacturer has them.

use serde_json::{Map, Value};

use super::invalid::SchemaViolation;
use super::value_type::ValueType;

/// An object. Its members are exactly those of one of its forms.
#[derive(Debug)]
pub(crate) struct ObjectType {
    /// What it is, for messages.
    pub(crate) of: &'static str,
    /// The members it takes, for messages.
    pub(crate) takes: &'static str,
    pub(crate) forms: &'static [Form],
}

/// One form of an object: every member of it, and what the manufacturer wants beside them. Places
/// lead through objects, and by [`ONLY`] into lists: `schedule/programs`, `data/value/0`.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) members: &'static [Member],
    /// Places and the words that stand there.
    pub(crate) fixed: &'static [(&'static str, &'static str)],
}

/// A member: its name, its place upstream, and what it is.
#[derive(Debug)]
pub(crate) struct Member(
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) MemberType,
);

/// What a member is.
#[derive(Debug)]
pub(crate) enum MemberType {
    /// A value.
    One(ValueType),
    /// From 1 to so many objects; those that have a slot, each another one. The text is what is
    /// expected, for messages.
    Each(&'static ObjectType, usize, &'static str),
}

/// In a place: the only element of a list.
const ONLY: &str = "0";
/// The member that says which of the car's programs is meant.
const SLOT: &str = "slot";

impl ObjectType {
    /// The form that has exactly the members of an object.
    fn form(&self, object: &Map<String, Value>) -> Option<&'static Form> {
        self.forms.iter().find(|form| {
            let has = |Member(name, ..): &Member| object.contains_key(*name);
            form.members.len() == object.len() && form.members.iter().all(has)
        })
    }

    /// The object that a front end wrote, in the one way there is to write it.
    pub(crate) fn read(
        &self,
        object: &Map<String, Value>,
    ) -> Result<Map<String, Value>, SchemaViolation> {
        let form = self.form(object).ok_or(self.unexpected())?;
        let mut read = Map::new();
        for Member(name, _, kind) in form.members {
            let json = object.get(*name).unwrap_or(&Value::Null);
            read.insert((*name).to_owned(), kind.read(name, json)?);
        }
        Ok(read)
    }

    fn read_each(&self, member: &'static str, list: &[Value]) -> Result<Value, SchemaViolation> {
        let mut objects: Vec<Value> = Vec::with_capacity(list.len());
        for json in list {
            let object = json.as_object().ok_or(self.unexpected())?;
            let object = self.read(object)?;
            let slot = object.get(SLOT);
            if slot.is_some() && objects.iter().any(|other| other.get(SLOT) == slot) {
                return Err(SchemaViolation::SlotTwice { member });
            }
            objects.push(Value::Object(object));
        }
        Ok(Value::Array(objects))
    }

    const fn unexpected(&self) -> SchemaViolation {
        SchemaViolation::Members {
            of: self.of,
            takes: self.takes,
        }
    }

    /// An object that [`read`](Self::read) has made, as the manufacturer takes it.
    pub(crate) fn write(&self, object: &Map<String, Value>) -> Value {
        let mut written = Value::Object(Map::new());
        if let Some(form) = self.form(object) {
            for (place, word) in form.fixed {
                put(&mut written, place, Value::from(*word));
            }
            for Member(name, place, kind) in form.members {
                let json = object.get(*name).unwrap_or(&Value::Null);
                put(&mut written, place, kind.write(json));
            }
        }
        written
    }

    /// The object that was written so for the manufacturer; none if [`write`](Self::write) writes
    /// no object so. Writing it again is what makes this strict: what is left over, missing or
    /// written otherwise makes a difference.
    pub(crate) fn read_back(&self, written: &Value) -> Option<Map<String, Value>> {
        self.forms.iter().find_map(|form| {
            let mut object = Map::new();
            for Member(name, place, kind) in form.members {
                object.insert((*name).to_owned(), kind.read_back(find(written, place)?)?);
            }
            let object = self.read(&object).ok()?;
            (self.write(&object) == *written).then_some(object)
        })
    }
}

impl MemberType {
    fn read(&self, member: &'static str, json: &Value) -> Result<Value, SchemaViolation> {
        let (expected, read) = match self {
            Self::One(value) => (value.expected(), value.read(json)),
            Self::Each(object, most, expected) => {
                let list = json.as_array();
                let list = list.filter(|list| (1..=*most).contains(&list.len()));
                let all = list
                    .map(|list| object.read_each(member, list))
                    .transpose()?;
                (*expected, all)
            }
        };
        read.ok_or(SchemaViolation::Value { member, expected })
    }

    fn write(&self, json: &Value) -> Value {
        match self {
            Self::One(value) => value.write(json),
            Self::Each(object, ..) => {
                let list = json.as_array().map_or(&[][..], Vec::as_slice).iter();
                let objects = list.filter_map(Value::as_object);
                objects.map(|json| object.write(json)).collect()
            }
        }
    }

    fn read_back(&self, json: &Value) -> Option<Value> {
        match self {
            Self::One(value) => value.read_back(json),
            Self::Each(object, ..) => {
                let objects = json.as_array()?.iter();
                objects
                    .map(|json| object.read_back(json).map(Value::Object))
                    .collect()
            }
        }
    }
}

fn put(json: &mut Value, place: &str, value: Value) {
    let (name, inside) = match place.split_once('/') {
        Some((name, inside)) => (name, Some(inside)),
        None => (place, None),
    };
    if !json.is_object() && !json.is_array() {
        *json = match name {
            ONLY => Value::Array(vec![Value::Null]),
            _ => Value::Object(Map::new()),
        };
    }
    let part = match json {
        Value::Array(list) => list.first_mut(),
        Value::Object(object) => {
            // An entry of the map would be 3 kB more of wasm.
            if !object.contains_key(name) {
                object.insert(name.to_owned(), Value::Null);
            }
            object.get_mut(name)
        }
        _ => None,
    };
    match (part, inside) {
        (Some(part), Some(inside)) => put(part, inside, value),
        (Some(part), None) => *part = value,
        (None, _) => {}
    }
}

fn find<'v>(json: &'v Value, place: &str) -> Option<&'v Value> {
    place.split('/').try_fold(json, |json, name| match json {
        Value::Array(list) if name == ONLY => list.first(),
        json => json.get(name),
    })
}
