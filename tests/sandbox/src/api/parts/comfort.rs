//! The cabin: cooled before the car leaves, and the air around it.

use serde_json::{Value, json};

use crate::api::document::put;
use crate::remote::snapshot::{Snapshot, tenths};
use crate::world::life::Stage;

/// `preconditioning`.
pub(crate) fn preconditioning(snapshot: &Snapshot<'_>) -> Value {
    let mut air_conditioning = json!({
        "createdAt": snapshot.since(),
        "status": "Disabled",
        "programs": [{
            "slot": 1,
            "enabled": true,
            "start": "PT7H45M",
            "recurrence": "Daily",
            // Spelt so by the reference as well.
            "occurence": { "day": ["Mon", "Tue", "Wed", "Thu", "Fri"] },
        }],
    });
    if snapshot.moment.stage == Stage::Cooling {
        put(&mut air_conditioning, "status", json!("Enabled"));
        put(&mut air_conditioning, "startingCause", json!("Scheduled"));
    }
    json!({ "airConditioning": air_conditioning })
}

/// `environment`.
pub(crate) fn environment(snapshot: &Snapshot<'_>) -> Value {
    let time_of_day = snapshot.at.rem_euclid(86_400) as f64 / 86_400.0;
    let temperature = tenths(snapshot.vehicle.air_temperature(snapshot.at));
    json!({
        "luminosity": {
            "createdAt": snapshot.since(),
            "day": (0.25..0.8).contains(&time_of_day),
        },
        "air": { "createdAt": snapshot.since(), "temp": temperature },
    })
}
