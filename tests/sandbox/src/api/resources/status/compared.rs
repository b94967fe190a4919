//! The status of a car beside what its monitors compare.

use super::*;
use crate::monitors::reading::Reading;
use crate::monitors::sight::Sight;
use crate::remote::change::Change;
use crate::world::World;

const ORIGIN: i64 = 1_800_000_000;

/// What a monitor can watch, its group in the status, and its place there. Of energies, the older
/// ones, which have no tank that is not there.
const PAIRS: [(&str, &str, &str); 9] = [
    ("vehicle.odometer", "odometer", "/mileage"),
    ("vehicle.kinetic.speed", "kinetic", "/speed"),
    ("environment.air.temp", "environment", "/air/temp"),
    ("vehicle.energy.electric.level", "Electric", "/level"),
    ("vehicle.energy.electric.autonomy", "Electric", "/autonomy"),
    ("vehicle.energy.fuel.level", "Fuel", "/level"),
    ("vehicle.energy.fuel.autonomy", "Fuel", "/autonomy"),
    (
        "vehicle.energy.charging.status",
        "Electric",
        "/charging/status",
    ),
    (
        "vehicle.energy.charging.plugged",
        "Electric",
        "/charging/plugged",
    ),
];

/// A member of a status, as the text that a monitor tells.
fn shown(status: &Value, group: &str, place: &str) -> Option<String> {
    let energies = status["energy"].as_array();
    let energy = energies.and_then(|all| all.iter().find(|energy| energy["type"] == group));
    match status.get(group).or(energy)?.pointer(place)? {
        Value::String(word) => Some(word.clone()),
        Value::Number(number) => number.as_f64().map(|number| number.to_string()),
        other => Some(other.to_string()),
    }
}

#[test]
fn a_monitor_compares_what_the_status_shows() {
    let mut charged = CarState::default();
    let (from, to, seconds) = (0.0, 60.0, 7200);
    charged.change(ORIGIN, Change::Charge { from, to, seconds });
    let states = [CarState::default(), charged];
    let world = World::new(1, ORIGIN);
    let cars = world.drivers().iter().flat_map(|driver| &driver.vehicles);
    // Cars whose status has the same values in another form.
    let differs = [Quirk::QuotedNumbers, Quirk::OldBox];
    for car in cars.filter(|car| !differs.iter().any(|quirk| car.has(*quirk))) {
        for (state, nth) in states
            .iter()
            .flat_map(|state| (0..24).map(move |nth| (state, nth)))
        {
            let now = ORIGIN + nth * 900;
            let status = Value::from(document(car, state, now));
            let sight = Sight::new(car, state, now);
            for (data, group, place) in PAIRS.into_iter().filter(|_| sight.is_open()) {
                let read = Reading::of(&sight, data).map(|reading| reading.literal());
                let shown = shown(&status, group, place);
                assert_eq!(read, shown, "{} {data} {nth}", car.model);
            }
        }
    }
}
