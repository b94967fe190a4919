//! Bodies that somebody has changed.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// What can stand anywhere in a body that was tampered with.
fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1..12).prop_map(Value::from),
        (-200.0..200.0).prop_map(Value::from),
        prop::sample::select(vec![
            "",
            "lock",
            "unlock",
            "horn",
            "Locked",
            "Unlocked",
            "Activated",
            "Daily",
            "None",
            "Set",
            "Delete",
            "Level5",
            "Full",
            "full",
            "Tue",
            "PT6H5M",
            "PT5M",
            "06:05",
            "Point",
            "2026-11-30T02:00:00Z",
        ])
        .prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
    ]
}

/// One change to one place of a body, which leaves it JSON.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    place: Index,
    edit: Edit,
}

/// What is done to the place.
#[derive(Debug, Clone)]
enum Edit {
    /// It is another value.
    Replace(Value),
    /// It has one more member or element.
    Add(&'static str, Value),
    /// It lacks one of its members or elements.
    Remove(Index),
}

pub(crate) fn change() -> impl Strategy<Value = Change> {
    let names = prop::sample::select(vec![
        "type",
        "on",
        "state",
        "forced",
        "slot",
        "remove",
        "endTime",
        "programs",
        "limit",
        "preferences",
        "immediate",
        "schedule",
        "door",
        "horn",
        "driverApproval",
        "label",
        "callback",
        "devices",
        "websocket",
    ]);
    let edit = prop_oneof![
        leaf().prop_map(Edit::Replace),
        (names, leaf()).prop_map(|(name, json)| Edit::Add(name, json)),
        any::<Index>().prop_map(Edit::Remove),
    ];
    (any::<Index>(), edit).prop_map(|(place, edit)| Change { place, edit })
}

impl Change {
    pub(crate) fn apply(self, json: &mut Value) {
        let mut places = Vec::new();
        list(json, String::new(), &mut places);
        let place = places.swap_remove(self.place.index(places.len()));
        let place = json.pointer_mut(&place).unwrap();
        match (self.edit, place) {
            (Edit::Add(name, json), Value::Object(object)) => {
                object.insert(name.to_owned(), json);
            }
            (Edit::Add(_, json), Value::Array(list)) => list.push(json),
            (Edit::Remove(at), Value::Object(object)) if !object.is_empty() => {
                let names: Vec<_> = object.keys().cloned().collect();
                object.remove(at.get(&names));
            }
            (Edit::Remove(at), Value::Array(list)) if !list.is_empty() => {
                list.remove(at.index(list.len()));
            }
            (Edit::Replace(json) | Edit::Add(_, json), place) => *place = json,
            (Edit::Remove(_), place) => *place = Value::Null,
        }
    }
}

/// Every place, as a JSON pointer. No name in a body has a slash or a tilde.
fn list(json: &Value, here: String, places: &mut Vec<String>) {
    match json {
        Value::Array(all) => {
            for (at, json) in all.iter().enumerate() {
                list(json, format!("{here}/{at}"), places);
            }
        }
        Value::Object(object) => {
            for (name, json) in object {
                list(json, format!("{here}/{name}"), places);
            }
        }
        _ => {}
    }
    places.push(here);
}
