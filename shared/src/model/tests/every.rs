//! Every kind of document read from the same bytes, and the model made of each: what a fuzzer
//! calls, and the tests that any bytes at all are harmless.

use serde::Serialize;
use serde_json::Value;

use super::peugeot::{PeugeotUser, PeugeotVehicle};
use crate::model::*;
use crate::wire::{self, Embed, FromJson, Page, Unread};

/// Reads the bytes as every kind of document and every kind of list there is, and makes the model
/// of each.
///
/// # Panics
///
/// Where a reader or a model does, or where a model breaks its promise to be JSON without a null.
pub fn read_every_document(bytes: &[u8]) {
    let _ = wire::read::<wire::Error>(bytes);
    macro_rules! read_each {
        ($($model:ident $read:ident: $($sample:literal),+;)*) => {
            $($read::<$model>(bytes);)*
        };
    }
    kinds!(read_each);
}

fn single<M: FromWire>(bytes: &[u8]) {
    check(&read(bytes).and_then(M::from_wire));
}

fn listed<M: FromWire>(bytes: &[u8])
where
    M::Wire: Embed,
{
    for document in one_and_listed::<M::Wire>(bytes) {
        check(&M::from_wire(document));
    }
}

fn one_and_listed<T: FromJson + Embed>(bytes: &[u8]) -> impl Iterator<Item = T> {
    let json = wire::parse(bytes).unwrap_or_default();
    let list = items(&json).map(|(items, _)| items);
    read(bytes).into_iter().chain(list.into_iter().flatten())
}

/// The items of a page, and what could not be read.
fn items<T: FromJson + Embed>(json: &Value) -> Option<(Vec<T>, Unread)> {
    let mut unread = Unread::default();
    let page = Page::read(json, T::NAMES, &mut unread)?;
    let items = page.items(&mut unread, T::from_json);
    Some((items, unread))
}

fn read<T: FromJson>(bytes: &[u8]) -> Option<T> {
    wire::read(bytes).ok().map(|document| document.value)
}

fn check(model: &Option<impl Serialize>) {
    let Some(model) = model else { return };
    let json = serde_json::to_value(model);
    assert!(json.as_ref().is_ok_and(|json| !has_null(json)), "{json:?}");
}

fn has_null(json: &Value) -> bool {
    match json {
        Value::Null => true,
        Value::Array(list) => list.iter().any(has_null),
        Value::Object(members) => members.values().any(has_null),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::samples::{SAMPLES, any_json, leaves};
    use super::*;

    fn count<T: FromJson + Embed>(name: &str) -> usize {
        let list = json!({"total": 1, "_embedded": {name: [{}]}});
        let Some((items, unread)) = items::<T>(&list) else {
            return 0;
        };
        assert_eq!(unread.count(), 0);
        items.len()
    }

    #[test]
    fn a_list_is_found_under_its_name_with_a_small_or_a_capital_letter() {
        for (small, capital, count) in [
            (
                "vehicles",
                "Vehicles",
                count::<wire::Vehicle> as fn(&str) -> usize,
            ),
            ("alerts", "Alerts", count::<wire::Alert>),
            ("alarms", "Alarms", count::<wire::AlarmReport>),
            ("collisions", "Collisions", count::<wire::Collision>),
            ("trips", "Trips", count::<wire::Trip>),
            ("positions", "Positions", count::<wire::Position>),
            ("telemetries", "Telemetries", count::<wire::Telemetry>),
            ("callbacks", "Callbacks", count::<Callback>),
            ("monitors", "Monitors", count::<Monitor>),
            ("remoteActions", "RemoteActions", count::<RemoteAction>),
        ] {
            assert_eq!(count(small), 1, "{small}");
            assert_eq!(count(capital), 1, "{capital}");
            assert_eq!(count("others"), 0);
        }
    }

    fn is_found_in_both_cases<T: FromJson + Embed>() {
        for name in T::NAMES {
            let (first, rest) = name.split_at(1);
            for first in [first.to_lowercase(), first.to_uppercase()] {
                assert_eq!(count::<T>(&format!("{first}{rest}")), 1, "{first}{rest}");
            }
        }
        assert!(!T::NAMES.is_empty());
    }

    macro_rules! find_lists {
        ($($model:ident $lists:ident: $($name:literal),+;)*) => {
            $(find_lists!(@$lists $model);)*
        };
        (@listed $model:ident) => {
            is_found_in_both_cases::<<$model as FromWire>::Wire>();
        };
        (@single $model:ident) => {};
    }

    #[test]
    fn the_list_of_each_kind_is_found_in_both_cases() {
        kinds!(find_lists);
    }

    #[test]
    #[should_panic = "Null"]
    fn a_null_in_a_model_is_noticed() {
        check(&Some(json!({"a": [{"b": null}]})));
    }

    proptest! {
        #[test]
        fn no_bytes_make_a_reader_or_a_model_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            read_every_document(&bytes);
        }

        #[test]
        fn no_json_makes_a_reader_or_a_model_panic(json in any_json()) {
            read_every_document(json.to_string().as_bytes());
        }

        #[test]
        fn no_list_makes_a_reader_or_a_model_panic(json in any_json()) {
            for name in ["trips", "telemetries", "vehicles"] {
                let list = json!({"total": 1, "_embedded": {name: [json.clone()]}});
                read_every_document(list.to_string().as_bytes());
            }
        }

        #[test]
        fn nothing_in_place_of_a_field_makes_a_reader_or_a_model_panic(
            document in prop::sample::select(SAMPLES),
            at in any::<prop::sample::Index>(),
            up in 0..3,
            part in any_json(),
        ) {
            let mut json = document.json();
            let leaves = leaves(&json);
            let mut path = at.get(&leaves).as_str();
            for _ in 0..up {
                path = path.rsplit_once('/').map_or(path, |(parent, _)| parent);
            }
            *json.pointer_mut(path).unwrap() = part;
            read_every_document(json.to_string().as_bytes());
        }

        #[test]
        fn no_document_that_is_cut_short_makes_a_reader_panic(
            document in prop::sample::select(SAMPLES),
            at in any::<prop::sample::Index>(),
        ) {
            let text = document.text.as_bytes();
            read_every_document(&text[..at.index(text.len())]);
        }
    }
}
