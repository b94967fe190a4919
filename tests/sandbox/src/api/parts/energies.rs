//! What is in the tank and the battery, in both generations of the document.

use serde_json::{Value, json};

use crate::api::document::put;
use crate::instant::{duration, timestamp};
use crate::remote::snapshot::{Snapshot, tenths};
use crate::world::energy::{Kind, Store};
use crate::world::life::Stage;
use crate::world::quirk::Quirk;
use crate::world::vehicle::Motorization;

/// A value for `createdAt` from long before the car had its battery.
const LONG_AGO: &str = "2021-03-04T10:12:00Z";

/// What an energy is called.
pub(crate) const fn words(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Fuel => ("Fuel", "FossilEnergy"),
        Kind::Electric => ("Electric", "ElectricEnergy"),
    }
}

/// A plug-in hybrid tells of its tank before its battery.
fn stores(snapshot: &Snapshot<'_>) -> Vec<Store> {
    let mut stores = Store::all(snapshot.vehicle.motorization);
    stores.reverse();
    stores
}

/// `type`, `subType`, `level` and `autonomy` of each energy.
pub(crate) fn levels(snapshot: &Snapshot<'_>) -> Vec<Value> {
    stores(snapshot)
        .iter()
        .map(|store| plain(snapshot, store))
        .collect()
}

fn plain(snapshot: &Snapshot<'_>, store: &Store) -> Value {
    let (kind, sub_kind) = words(store.kind);
    let level = snapshot.level(store);
    let mut energy = json!({ "type": kind, "subType": sub_kind, "level": level });
    if let Some(range) = snapshot.range(store) {
        put(&mut energy, "autonomy", json!(range as i64));
    }
    energy
}

/// `energies`, as it is since version 4.10.
pub(crate) fn energies(snapshot: &Snapshot<'_>) -> Vec<Value> {
    let mut energies: Vec<Value> = stores(snapshot)
        .iter()
        .map(|store| {
            let mut energy = plain(snapshot, store);
            put(&mut energy, "createdAt", snapshot.now());
            put(
                &mut energy,
                "extension",
                match store.kind {
                    Kind::Fuel => json!({ "fuel": consumption(snapshot) }),
                    Kind::Electric => json!({ "electric": electric(snapshot, store) }),
                },
            );
            energy
        })
        .collect();
    if snapshot.vehicle.has(Quirk::PhantomTank) {
        energies.insert(
            0,
            json!({
                "type": "Fuel",
                "subType": "FossilEnergy",
                "level": 0,
                "createdAt": LONG_AGO,
            }),
        );
    }
    energies
}

/// `energy`, as it was before: a list as well, whatever the reference says, and with `updatedAt`.
pub(crate) fn legacy(snapshot: &Snapshot<'_>) -> Vec<Value> {
    stores(snapshot)
        .iter()
        .map(|store| {
            let mut energy = plain(snapshot, store);
            put(&mut energy, "updatedAt", snapshot.now());
            if store.kind == Kind::Electric {
                put(&mut energy, "charging", charging(snapshot, store));
                put(&mut energy, "battery", battery(snapshot, store));
            }
            energy
        })
        .collect()
}

fn consumption(snapshot: &Snapshot<'_>) -> Value {
    let instant = match snapshot.moment.stage.drives() {
        true => 6.2,
        false => 0.0,
    };
    let total = snapshot.vehicle.life.mileage(snapshot.at) * 6.2;
    json!({ "consumptions": { "total": total.round(), "instant": instant } })
}

fn electric(snapshot: &Snapshot<'_>, store: &Store) -> Value {
    json!({ "charging": charging(snapshot, store), "battery": battery(snapshot, store) })
}

fn battery(snapshot: &Snapshot<'_>, store: &Store) -> Value {
    let level = snapshot.true_level(store);
    let capacity = store.capacity * 1000.0;
    let (capacity, residual) = match snapshot.vehicle.has(Quirk::WrongResidual) {
        true => (33_280, 4_096),
        false => (capacity as i64, (capacity * level / 100.0) as i64),
    };
    json!({
        "load": { "createdAt": snapshot.now(), "capacity": capacity, "residual": residual },
        "health": { "createdAt": snapshot.since(), "capacity": 97, "resistance": 98 },
    })
}

fn charging(snapshot: &Snapshot<'_>, store: &Store) -> Value {
    let vehicle = snapshot.vehicle;
    let (plugged, status) = snapshot.charging();
    let charges = status == "InProgress";
    let mode = match (charges, vehicle.has(Quirk::NewWords)) {
        (false, _) => "No",
        (true, false) => "Slow",
        (true, true) => "Solar",
    };
    let next = match vehicle.has(Quirk::ChargeAtTime) {
        true => timestamp(snapshot.moment.since + 5 * 3600),
        false => Some(String::from("PT22H30M")),
    };
    let (_, ends) = vehicle.life.span(snapshot.moment.round, Stage::Charging);
    let hours = (ends - snapshot.moment.since).max(1) as f64 / 3600.0;
    let (ends, hourly) = match snapshot.charge {
        Some(charge) => (charge.ends, charge.hourly),
        None => (ends, 20.0 / hours),
    };
    let gained = store.range(hourly);
    let mut charging = json!({
        "plugged": plugged,
        "status": status,
        "chargingMode": mode,
        "chargingRate": if charges { gained.round() as i64 } else { 0 },
        "nextDelayedTime": next,
        // An empty list here; an object with programs in the reference.
        "schedule": [],
    });
    if charges && !vehicle.has(Quirk::Terse) {
        put(
            &mut charging,
            "remainingTime",
            json!(duration(ends - snapshot.at)),
        );
    }
    charging
}

/// What a drive of that many kilometres took of each energy. A short one is not measured.
pub(crate) fn consumptions(motorization: Motorization, kilometres: f64) -> Vec<Value> {
    if kilometres < 10.0 {
        return Vec::new();
    }
    Store::all(motorization)
        .iter()
        .map(|store| {
            let (kind, sub_kind) = words(store.kind);
            let used = store.used(kilometres);
            // In thousandths of a kWh, or hundredths of a litre, in 100 km.
            let unit = match store.kind {
                Kind::Electric => 1000.0,
                Kind::Fuel => 100.0,
            };
            json!({
                "type": kind,
                "subType": sub_kind,
                "consumption": (used * 1000.0).round() / 1000.0,
                "avgConsumption": tenths(used / kilometres * 100.0 * unit),
            })
        })
        .collect()
}
