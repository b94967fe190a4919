//! What the manufacturer sends, made of the samples that the tests of the models read.

use serde_json::{Value, json};

use crate::failure::Failure;

const STATUS: &str = include_str!("../../../../../shared/tests/samples/status.json");
const OLDER_STATUS: &str = include_str!("../../../../../shared/tests/samples/status-older.json");
const TELEMETRY: &str = include_str!("../../../../../shared/tests/samples/telemetry.json");
const VEHICLE: &str = include_str!("../../../../../shared/tests/samples/vehicle.json");

/// A status of 2 kB: a car of the older generation, which reports less.
pub(super) fn small_status() -> Result<Value, Failure> {
    Ok(serde_json::from_str(OLDER_STATUS)?)
}

/// A status of a car that reports everything, 3.9 kB.
pub(super) fn status() -> Result<Value, Failure> {
    Ok(serde_json::from_str(STATUS)?)
}

/// The same with as many more energies as make it so long.
pub(super) fn long_status(bytes: usize) -> Result<Value, Failure> {
    let mut document = status()?;
    let energies = document.pointer("/energies/0").cloned();
    let energy = energies.ok_or(Failure::Missing("energy"))?;
    while serde_json::to_vec(&document)?.len() < bytes {
        let list = document
            .pointer_mut("/energies")
            .and_then(Value::as_array_mut);
        let list = list.ok_or(Failure::Missing("energies"))?;
        list.push(energy.clone());
    }
    Ok(document)
}

/// A page with so many samples of telemetry.
pub(super) fn telemetry(items: usize) -> Result<Value, Failure> {
    page("telemetries", serde_json::from_str(TELEMETRY)?, items)
}

/// A page with so many cars.
pub(super) fn vehicles(items: usize) -> Result<Value, Failure> {
    page("vehicles", serde_json::from_str(VEHICLE)?, items)
}

fn page(name: &str, item: Value, items: usize) -> Result<Value, Failure> {
    Ok(json!({
        "total": items,
        "currentPage": 1,
        "_embedded": { name: vec![item; items] },
    }))
}
