//! Documents for tests: one of each kind with all of its fields, and any by chance.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use super::peugeot::{PeugeotUser, PeugeotVehicle};
use crate::model::*;
use crate::wire::shape::Shape;
use crate::wire::{self, Embed};

/// A document with every field that the manufacturer documents, and what a front end gets of it.
#[derive(Debug, Clone, Copy)]
pub(in crate::model) struct Sample {
    pub(in crate::model) name: &'static str,
    pub(in crate::model) text: &'static str,
    pub(in crate::model) answer: &'static str,
    model: fn(&[u8]) -> (Value, String),
    shape: fn() -> Shape,
    /// Makes the model of such a document.
    #[cfg_attr(
        target_arch = "wasm32",
        expect(dead_code, reason = "memory is counted natively")
    )]
    pub(in crate::model) translate: Translate,
    /// The names that lists of such documents have; none where it comes alone.
    #[cfg_attr(
        target_arch = "wasm32",
        expect(dead_code, reason = "memory is counted natively")
    )]
    pub(in crate::model) list_names: &'static [&'static str],
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
    ($($model:ident $lists:ident: $($name:literal),+;)*) => {
        &[$($(Sample {
            name: $name,
            text: include_str!(concat!("../../../tests/samples/", $name, ".json")),
            answer: include_str!(concat!("../../../tests/samples/answers/", $name, ".json")),
            model: model::<$model>,
            shape: Shape::of::<<$model as FromWire>::Wire>,
            translate: translate::<$model>,
            list_names: samples!(@$lists $model),
        }),+),*]
    };
    (@listed $model:ident) => { <<$model as FromWire>::Wire as Embed>::NAMES };
    (@single $model:ident) => { &[] };
}

pub(in crate::model) const SAMPLES: &[Sample] = kinds!(samples);

fn model<M: FromWire>(bytes: &[u8]) -> (Value, String) {
    let read = wire::read(bytes).unwrap();
    assert_eq!(read.unread.unknown(), "");
    let unread = read.unread.to_string();
    let model = M::from_wire(read.value);
    (serde_json::to_value(model).unwrap(), unread)
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
