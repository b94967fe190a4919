//! Documents for tests: one of each kind with all of its fields, and any by chance.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::brand::Brand;
use crate::model::{
    AlarmReport, Alert, Callback, Collision, FromWire, Maintenance, Monitor, Position,
    RemoteAction, Status, Telemetry, Trip, User, Vehicle,
};
use crate::wire::shape::Shape;
use crate::wire::{self, FromJson};

/// A document with every field that the manufacturer documents, and what a front end gets of it.
#[derive(Debug, Clone, Copy)]
pub(in crate::model) struct Sample {
    pub(in crate::model) name: &'static str,
    pub(in crate::model) text: &'static str,
    pub(in crate::model) answer: &'static str,
    model: fn(&[u8]) -> (Value, String),
    shape: fn() -> Shape,
}

impl Sample {
    pub(in crate::model) fn json(&self) -> Value {
        serde_json::from_str(self.text).unwrap()
    }

    /// The fields of such a document.
    pub(in crate::model) fn shape(&self) -> Shape {
        (self.shape)()
    }

    /// The model of another document of this kind. All of it must be readable, and every group at
    /// its top be looked for.
    pub(in crate::model) fn model(&self, json: &Value) -> Value {
        let (model, unread) = (self.model)(json.to_string().as_bytes());
        assert_eq!(unread, "", "{}", self.name);
        model
    }
}

macro_rules! samples {
    ($($name:literal $wire:ty: $model:expr;)*) => {
        &[$(Sample {
            name: $name,
            text: include_str!(concat!("../../../tests/samples/", $name, ".json")),
            answer: include_str!(concat!("../../../tests/samples/answers/", $name, ".json")),
            model: $model,
            shape: Shape::of::<$wire>,
        }),*]
    };
}

pub(in crate::model) const SAMPLES: &[Sample] = samples! {
    "alarm" wire::AlarmReport: model::<AlarmReport>;
    "alert" wire::Alert: model::<Alert>;
    "callback" Callback: model::<Callback>;
    "callback-push" Callback: model::<Callback>;
    "collision" wire::Collision: model::<Collision>;
    "maintenance" wire::Maintenance: model::<Maintenance>;
    "monitor" Monitor: model::<Monitor>;
    "position" wire::Position: model::<Position>;
    "remote-action" RemoteAction: model::<RemoteAction>;
    "remote-charging" RemoteAction: model::<RemoteAction>;
    "remote-climate" RemoteAction: model::<RemoteAction>;
    "remote-navigation" RemoteAction: model::<RemoteAction>;
    "status" wire::Status: model::<Status>;
    "status-older" wire::Status: model::<Status>;
    "telemetry" wire::Telemetry: model::<Telemetry>;
    "trip" wire::Trip: model::<Trip>;
    "user" wire::User: |bytes| read(bytes, |user| User::from_wire(user, Brand::Peugeot));
    "vehicle" wire::Vehicle: |bytes| read(bytes, |vehicle| Vehicle::from_wire(vehicle, Brand::Peugeot));
    "vehicle-operations" wire::Vehicle: |bytes| read(bytes, |vehicle| Vehicle::from_wire(vehicle, Brand::Peugeot));
};

fn model<M: FromWire>(bytes: &[u8]) -> (Value, String) {
    read(bytes, M::from_wire)
}

fn read<T: FromJson, M: Serialize>(bytes: &[u8], model: fn(T) -> M) -> (Value, String) {
    let read = wire::read(bytes).unwrap();
    assert_eq!(read.unread.unknown(), "");
    let unread = read.unread.to_string();
    (serde_json::to_value(model(read.value)).unwrap(), unread)
}

/// The JSON pointers (RFC 6901) of all values that hold no others, links aside.
pub(in crate::model) fn leaves(json: &Value) -> Vec<String> {
    let inner: Vec<_> = match json {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| *name != "_links")
            .map(|(name, value)| (name.clone(), value))
            .collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(at, value)| (at.to_string(), value))
            .collect(),
        _ => return vec![String::new()],
    };
    inner
        .into_iter()
        .flat_map(|(name, value)| {
            let below = leaves(value);
            below.into_iter().map(move |leaf| format!("/{name}{leaf}"))
        })
        .collect()
}

/// The names of all fields, so that chance finds its way to where they are read.
fn names() -> Vec<String> {
    let mut names = BTreeSet::new();
    for document in SAMPLES {
        for leaf in leaves(&document.json()) {
            names.extend(leaf.split('/').map(str::to_owned));
        }
    }
    names.retain(|name| name.parse::<usize>().is_err());
    names.extend(["_embedded", "_links", "href"].map(str::to_owned));
    names.into_iter().collect()
}

/// Any JSON at all, most of it in places where something is read.
pub(in crate::model) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        r"-?[0-9]{1,30}(\.[0-9]+)?(e[0-9]{1,4})?".prop_map(Value::from),
        r"P?T?([0-9]{1,21}[DHMS]){0,3}".prop_map(Value::from),
        r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:00[Z+-].{0,5}".prop_map(Value::from),
        prop::sample::select(vec![
            "Electric",
            "Fuel",
            "Hydrogen",
            "Stop",
            "Full",
            "GeoPrivacy"
        ])
        .prop_map(Value::from),
        r"\PC{0,12}".prop_map(Value::from),
    ];
    let names = prop::sample::select(names());
    leaf.prop_recursive(8, 96, 6, move |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            3 => prop::collection::btree_map(names.clone(), inner, 0..6)
                .prop_map(|object| object.into_iter().collect()),
        ]
    })
}
