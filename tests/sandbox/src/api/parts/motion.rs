//! The car as something that moves: ignition, engines, speed, odometer.

use serde_json::{Value, json};

use crate::remote::snapshot::{Snapshot, tenths};
use crate::world::life::Stage;
use crate::world::quirk::Quirk;
use crate::world::vehicle::Motorization;

/// `ignition`.
pub(crate) fn ignition(snapshot: &Snapshot<'_>) -> Value {
    let kind = match snapshot.moment.stage {
        Stage::Out | Stage::Back => "Start",
        _ => "Stop",
    };
    json!({ "createdAt": snapshot.since(), "type": kind })
}

/// `powertrain`.
pub(crate) fn powertrain(snapshot: &Snapshot<'_>) -> Value {
    let status = match snapshot.moment.stage.drives() {
        true => "Running",
        false => "NotRunning",
    };
    json!({ "createdAt": snapshot.since(), "status": status })
}

/// `engines`.
pub(crate) fn engines(snapshot: &Snapshot<'_>) -> Vec<Value> {
    let drives = snapshot.moment.stage.drives();
    let turning = |per_speed: f64| (snapshot.moment.speed() * per_speed).round();
    let electric = || {
        json!({
            "createdAt": snapshot.now(),
            "type": "Electric",
            "speed": turning(80.0),
        })
    };
    let thermic = || {
        let warm = |at_work, at_rest| if drives { at_work } else { at_rest };
        json!({
            "createdAt": snapshot.now(),
            "type": "Thermic",
            "speed": turning(32.0),
            "extension": { "thermic": {
                "coolant": { "temp": warm(91, 24) },
                "oil": { "level": 78, "temp": warm(98, 26) },
                "air": { "temp": warm(31, 19) },
            } },
        })
    };
    match snapshot.vehicle.motorization {
        Motorization::Electric => vec![electric()],
        Motorization::Hybrid => vec![thermic(), electric()],
        Motorization::Thermic => vec![thermic()],
    }
}

/// `kinetic`.
pub(crate) fn kinetic(snapshot: &Snapshot<'_>) -> Value {
    json!({
        "createdAt": snapshot.now(),
        "moving": snapshot.moment.stage.drives(),
        "speed": tenths(snapshot.moment.speed()),
        "acceleration": 0.0,
    })
}

/// `odometer`.
pub(crate) fn odometer(snapshot: &Snapshot<'_>) -> Value {
    json!({ "createdAt": snapshot.now(), "mileage": snapshot.mileage() })
}

/// `drivingBehavior`.
pub(crate) fn driving_behavior(snapshot: &Snapshot<'_>) -> Value {
    let mode = match snapshot.vehicle.has(Quirk::NewWords) {
        true => "Glide",
        false => "Eco",
    };
    json!({ "createdAt": snapshot.since(), "mode": mode })
}
