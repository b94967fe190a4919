//! What upstream answers, read as every wire type, and the model of each written out again.

use serde::Serialize;
use shared::brand::Brand;
use shared::model::{self, FromWire};
use shared::wire::{self, Collection, FromJson, Vehicle};

/// The login that cars without a brand of their own are taken to belong to.
const LOGIN: Brand = Brand::Ds;

/// Reads the bytes as every document there is.
pub fn read(bytes: &[u8]) {
    through(bytes, |user| model::User::from_wire(user, LOGIN));
    through(bytes, |car| model::Vehicle::from_wire(car, LOGIN));
    through(bytes, |page: Collection<Vehicle>| {
        let cars = page.items.into_iter();
        let cars = cars.filter_map(|car| model::Vehicle::from_wire(car, LOGIN));
        cars.collect::<Vec<_>>()
    });
    through(bytes, |status: wire::Status| model::Status::from(status));
    through(bytes, |position| model::Position::from_wire(Some(position)));
    through(bytes, model::Maintenance::from_wire);
    let _ = wire::read::<wire::Error>(bytes);
}

/// Reads the bytes as one wire type and writes its model: what can be read can be answered.
fn through<W: FromJson, M: Serialize>(bytes: &[u8], model: impl FnOnce(W) -> M) {
    if let Ok(document) = wire::read(bytes) {
        serde_json::to_vec(&model(document.value)).expect("every model is JSON");
    }
}
