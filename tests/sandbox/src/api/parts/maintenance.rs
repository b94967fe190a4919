//! How far the next service is away, which comes every 365 days or 20,000 km.

use serde_json::{Map, Value, json};

use crate::remote::snapshot::{Snapshot, tenths};
use crate::world::quirk::Quirk;

/// The days and kilometres left; a service that is overdue is a negative number of them away.
pub(crate) fn remaining(snapshot: &Snapshot<'_>) -> Map<String, Value> {
    let vehicle = snapshot.vehicle;
    let days = 365 - (snapshot.at / 86_400).rem_euclid(365);
    let kilometres = 20_000.0 - vehicle.life.mileage(snapshot.at).rem_euclid(20_000.0);
    let (days, kilometres) = match vehicle.has(Quirk::Overdue) {
        true => (days - 365, kilometres - 20_000.0),
        false => (days, kilometres),
    };
    // An older spelling.
    let days_name = match vehicle.has(Quirk::OldBox) {
        true => "daysBeforeMaintenace",
        false => "daysBeforeMaintenance",
    };
    let mut remaining = Map::new();
    remaining.insert(days_name.to_owned(), json!(days));
    let mileage = json!(tenths(kilometres));
    remaining.insert(String::from("mileageBeforeMaintenance"), mileage);
    remaining
}
