//! Where something was: a GeoJSON feature, longitude first.

use serde_json::{Value, json};

use crate::instant::timestamp;
use crate::remote::snapshot::Snapshot;
use crate::world::quirk::Quirk;
use crate::world::vehicle::Vehicle;

/// Where the car is in a snapshot, if its owner shares that. A car that drives has a better view
/// of the sky: only then there is an altitude, as a third number.
pub(crate) fn position(snapshot: &Snapshot<'_>) -> Option<Value> {
    let Snapshot {
        vehicle,
        at,
        moment,
        ..
    } = snapshot;
    if !vehicle.shows_position() {
        return None;
    }
    let (place, heading) = moment.place(vehicle.life.home);
    let mut coordinates = vec![place.longitude, place.latitude];
    let drives = moment.stage.drives();
    if drives {
        coordinates.push(112.0);
    }
    let kind = match vehicle.has(Quirk::Aquire) {
        true => "Aquire",
        false => "Acquire",
    };
    Some(json!({
        "type": "Feature",
        "geometry": { "type": "Point", "coordinates": coordinates },
        "properties": {
            "createdAt": timestamp(*at),
            "heading": heading.rem_euclid(360.0) as i64,
            "signalQuality": if drives { 9 } else { 6 },
            "type": kind,
            "fixStatus": if drives { "3D" } else { "2D" },
        },
    }))
}

/// Where the car was at some time, if its owner shares that.
pub(crate) fn position_at(vehicle: &Vehicle, at: i64) -> Option<Value> {
    position(&Snapshot::at(vehicle, at))
}
