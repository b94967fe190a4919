//! `GET …/status`: the last known state of a car, in both generations of the document at once.

use serde_json::{Map, Value, json};

use crate::api::hal::link;
use crate::api::parts::aging::age;
use crate::api::parts::oddities::lay_over;
use crate::api::parts::position::position;
use crate::api::parts::{body, comfort, energies, motion, ordered};
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::instant::timestamp;
use crate::remote::car_state::CarState;
use crate::remote::snapshot::Snapshot;
use crate::world::quirk::Quirk;
use crate::world::vehicle::{Motorization, Vehicle};

#[cfg(test)]
mod compared;

pub(super) fn answer(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.reporting(Refusal::NoStatus)?;
    let state = ask.car_state(vehicle);
    let document = document(vehicle, &state, as_of(vehicle, ask.now));
    Ok(Value::from(document))
}

/// The moment whose state is answered. The back end's replicas are not always of one mind, so older
/// whole states come between newer ones.
fn as_of(vehicle: &Vehicle, now: i64) -> i64 {
    match vehicle.has(Quirk::OutOfOrder) && now.div_euclid(60).rem_euclid(3) == 2 {
        true => now - 15 * 60,
        false => now,
    }
}

fn document(vehicle: &Vehicle, state: &CarState, now: i64) -> Map<String, Value> {
    let snapshot = Snapshot::last_reported(vehicle, state, now);
    let here = format!("/user/vehicles/{}", vehicle.id);
    let date = json!(timestamp(snapshot.at));
    let mut document = Map::new();
    let mut add = |name: &str, value: Value| document.insert(name.to_owned(), value);
    add("createdAt", date.clone());
    add("updatedAt", date);
    add(
        "_links",
        json!({
            // The reference knows no such parameter, but the link has it.
            "self": link(&format!("{here}/status?profile=endUser")),
            "vehicle": link(&here),
        }),
    );
    add("privacy", body::privacy(&snapshot));
    if vehicle.has(Quirk::HidesAll) {
        return document;
    }
    if let Some(position) = position(&snapshot) {
        add("lastPosition", position);
    }
    if vehicle.motorization != Motorization::Thermic {
        let preconditioning = comfort::preconditioning(&snapshot);
        add("preconditionning", preconditioning.clone());
        add("preconditioning", preconditioning);
    }
    add("energies", json!(energies::energies(&snapshot)));
    add("energy", json!(energies::legacy(&snapshot)));
    add("ignition", motion::ignition(&snapshot));
    add("powertrain", motion::powertrain(&snapshot));
    add("engines", json!(motion::engines(&snapshot)));
    add("kinetic", motion::kinetic(&snapshot));
    add("odometer", motion::odometer(&snapshot));
    add("drivingBehavior", motion::driving_behavior(&snapshot));
    add("doorsState", body::doors(&snapshot));
    add("battery", body::battery(&snapshot));
    add("safety", body::safety(&snapshot));
    add("lightingSystem", body::lighting(&snapshot));
    add("alarm", body::alarm(&snapshot));
    add("environment", comfort::environment(&snapshot));
    add("service", service(&snapshot));
    ordered::lay_over(&mut document, &snapshot, state);
    lay_over(&mut document, &snapshot);
    if vehicle.has(Quirk::QuotedNumbers) {
        for name in ["energies", "odometer", "battery"] {
            document.get_mut(name).into_iter().for_each(quote);
        }
    }
    if vehicle.has(Quirk::OldBox) {
        age(&mut document, vehicle.has(Quirk::OldestBox));
    }
    document
}

fn service(snapshot: &Snapshot<'_>) -> Value {
    let kind = match snapshot.vehicle.motorization {
        Motorization::Thermic => "Unknown",
        motorization => motorization.word(),
    };
    json!({ "createdAt": snapshot.since(), "type": kind })
}

/// Puts every number in quotation marks.
fn quote(value: &mut Value) {
    match value {
        Value::Number(number) => *value = Value::from(number.to_string()),
        Value::Array(items) => items.iter_mut().for_each(quote),
        Value::Object(fields) => fields.values_mut().for_each(quote),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::World;

    const ORIGIN: i64 = 1_800_000_000;

    /// The status of the first car of a model, so many seconds after the world began.
    fn later(model: &str, seconds: i64) -> Value {
        let world = World::new(1, ORIGIN);
        let state = CarState::default();
        Value::from(document(world.car(model), &state, ORIGIN + seconds))
    }

    fn status(model: &str) -> Value {
        later(model, 0)
    }

    #[test]
    fn both_generations_come_at_once() {
        let status = status("e-208");
        for name in [
            "energies",
            "energy",
            "preconditioning",
            "preconditionning",
            "odometer",
            "lastPosition",
        ] {
            assert!(!status[name].is_null(), "{name}");
        }
        let (new, old) = (&status["energies"][0], &status["energy"][0]);
        assert_eq!(new["level"], old["level"]);
        assert_eq!(new["extension"]["electric"]["charging"], old["charging"]);
        assert!(new["updatedAt"].is_null() && old["createdAt"].is_null());
    }

    #[test]
    fn fuel_is_first_on_a_plug_in_hybrid() {
        let status = status("308 Plug-in Hybrid");
        for name in ["energies", "energy"] {
            let types = [0, 1].map(|nth| status[name][nth]["type"].as_str().unwrap());
            assert_eq!(types, ["Fuel", "Electric"], "{name}");
        }
    }

    #[test]
    fn an_electric_car_may_have_an_empty_tank_from_years_ago() {
        let tank = &status("ë-C4")["energies"][0];
        assert_eq!((&tank["type"], &tank["level"]), (&json!("Fuel"), &json!(0)));
        assert!(tank["createdAt"].as_str().unwrap() < "2022");
    }

    #[test]
    fn a_charging_schedule_is_an_empty_list() {
        let charging = &status("e-208")["energies"][0]["extension"]["electric"]["charging"];
        assert_eq!(charging["schedule"], json!([]));
        assert_eq!(charging["status"], "InProgress");
        assert_eq!(charging["remainingTime"], "PT1H");
    }

    #[test]
    fn the_next_charge_is_a_duration_or_a_time() {
        let next = |model: &str, nth: usize| {
            let charging = &status(model)["energies"][nth]["extension"]["electric"]["charging"];
            charging["nextDelayedTime"].as_str().unwrap().to_owned()
        };
        assert_eq!(next("e-208", 0), "PT22H30M");
        assert!(next("ë-C4", 1).ends_with('Z'));
    }

    #[test]
    fn an_old_box_says_timed_odometer_and_knows_one_generation_only() {
        let status = status("Ampera-e");
        let odometer = &status["timed.odometer"];
        assert!(odometer["mileage"].as_f64().unwrap() > 1000.0);
        assert_eq!(odometer.get("createdAt"), Some(&Value::Null));
        for gone in ["energies", "preconditioning", "odometer", "createdAt"] {
            assert_eq!(status.get(gone), None, "{gone}");
        }
        assert!(status["energy"][0]["updatedAt"].is_string());
        assert_eq!(status["safety"]["beltWarning"], "Normal");
        assert_eq!(status["safety"]["eCallTriggeringRequest"], "NoRequest");
        assert_eq!(status["doorsState"]["opening"]["Driver"], "Closed");
        assert!(status["ignition"]["updatedAt"].is_string());
        assert!(status["_links"]["vehicles"]["href"].is_string());
        assert_eq!(status["_links"].get("vehicle"), None);
        assert!(status["lastPosition"]["properties"]["createdAt"].is_string());
    }

    #[test]
    fn the_oldest_box_misspells_its_odometer_in_an_extension() {
        let status = status("Insignia");
        let odometer = &status["_embedded"]["extension"]["odemeter"];
        assert!(odometer["mileage"].as_f64().unwrap() > 1000.0);
        assert_eq!(status.get("timed.odometer"), None);
    }

    #[test]
    fn an_odometer_may_stand_at_0_while_the_ignition_is_off() {
        let world = World::new(1, ORIGIN);
        let car = world.car("C5 X");
        let mut told: Vec<(Value, f64)> = (0..72)
            .map(|nth| document(car, &CarState::default(), ORIGIN + nth * 300))
            .map(|status| {
                let mileage = status["odometer"]["mileage"].as_f64().unwrap();
                (status["ignition"]["type"].clone(), mileage)
            })
            .collect();
        told.dedup();
        assert!(told.iter().any(|(_, mileage)| *mileage > 0.0));
        for (ignition, mileage) in told {
            assert_eq!(ignition == "Stop", mileage == 0.0, "{ignition} {mileage}");
        }
    }

    #[test]
    fn a_sensor_without_a_value_says_215_degrees() {
        assert_eq!(status("C5 X")["environment"]["air"]["temp"], 215.0);
        let real = status("e-208")["environment"]["air"]["temp"].clone();
        assert!(real.as_f64().unwrap() < 40.0);
    }

    #[test]
    fn the_dates_of_an_energy_may_stand_still_but_for_the_older_updated_at() {
        let status = status("308 Plug-in Hybrid");
        let (new, old) = (&status["energies"][1], &status["energy"][1]);
        assert_eq!(new["createdAt"], "2025-06-30T19:36:55Z");
        assert_eq!(new["createdAt"], old["createdAt"]);
        let load = &new["extension"]["electric"]["battery"]["load"];
        assert_eq!(new["createdAt"], load["createdAt"]);
        assert_eq!(old["updatedAt"], status["updatedAt"]);
        assert_eq!(status["adas"]["sli"], 50);
        assert_eq!(status["stolen"]["state"], false);
    }

    #[test]
    fn placeholders_come_where_nothing_is_known_and_programs_in_one_generation() {
        let status = status("Mokka-e");
        let electric = &status["energies"][0]["extension"]["electric"];
        assert_eq!(electric["battery"]["health"]["resistance"], 0);
        assert_eq!(electric["charging"]["chargingRate"], 65_535);
        assert_eq!(electric["charging"]["nextDelayedTime"], "PT24H");
        assert_eq!(status["battery"]["voltage"], 398);
        let programs = |name: &str| status[name]["airConditioning"]["programs"].clone();
        assert!(programs("preconditioning").is_null());
        assert!(programs("preconditionning").is_array());
    }

    #[test]
    fn a_battery_voltage_is_a_percentage() {
        let voltage = status("e-208")["battery"]["voltage"].clone();
        assert!(
            (63.0..=99.0).contains(&voltage.as_f64().unwrap()),
            "{voltage}"
        );
    }

    #[test]
    fn a_position_is_acquired_with_or_without_its_c() {
        let kind = |model| status(model)["lastPosition"]["properties"]["type"].clone();
        assert_eq!(kind("ë-C4"), "Aquire");
        assert_eq!(kind("e-208"), "Acquire");
    }

    #[test]
    fn a_position_is_longitude_latitude_and_sometimes_altitude() {
        let coordinates = |model| {
            let status = status(model);
            let numbers = status["lastPosition"]["geometry"]["coordinates"].clone();
            numbers.as_array().unwrap().clone()
        };
        let parked = coordinates("e-208");
        assert_eq!(
            (parked.len(), coordinates("308 Plug-in Hybrid").len()),
            (2, 3)
        );
        assert!(parked[0].as_f64().unwrap() < 10.0 && parked[1].as_f64().unwrap() > 40.0);
    }

    #[test]
    fn a_date_may_be_null() {
        let status = status("DS 7 E-Tense");
        for group in [&status["odometer"], &status["energies"][0]] {
            assert_eq!(group.get("createdAt"), Some(&Value::Null));
        }
    }

    #[test]
    fn what_is_left_may_disagree_with_the_level() {
        let status = status("DS 7 E-Tense");
        let electric = &status["energies"][1];
        assert!(electric["level"].as_f64().unwrap() > 50.0);
        let load = &electric["extension"]["electric"]["battery"]["load"];
        assert_eq!(
            (&load["capacity"], &load["residual"]),
            (&33280.into(), &4096.into())
        );
    }

    #[test]
    fn numbers_may_be_quoted_and_a_list_of_one_may_be_bare() {
        let status = status("Corsa Electric");
        assert!(status["odometer"]["mileage"].is_string());
        assert!(status["energies"][0]["level"].is_string());
        assert!(status["energy"][0]["level"].is_number());
        assert_eq!(status["doorsState"]["lockedStates"], "Locked");
    }

    #[test]
    fn words_come_that_no_reference_lists() {
        let status = status("Mokka-e");
        assert_eq!(status["drivingBehavior"]["mode"], "Glide");
        let charging = &status["energies"][0]["extension"]["electric"]["charging"];
        assert_eq!(charging["chargingMode"], "Solar");
    }

    #[test]
    fn a_range_may_be_missing() {
        assert_eq!(status("Astra")["energies"][0].get("autonomy"), None);
        assert!(status("e-208")["energies"][0]["autonomy"].is_number());
    }

    #[test]
    fn privacy_takes_the_position_first_and_then_everything() {
        let geolocation = status("e-2008");
        assert_eq!(geolocation["privacy"]["state"], "Geolocation");
        assert_eq!(geolocation.get("lastPosition"), None);
        assert!(geolocation["odometer"].is_object());
        let full = status("208");
        assert_eq!(full["privacy"]["state"], "Full");
        assert_eq!(full.get("odometer"), None);
    }

    #[test]
    fn a_car_that_drives_moves_and_uses_energy_and_tells_once_a_minute() {
        let [now, same, then] = [0, 1, 300].map(|seconds| {
            let at = 60 - (ORIGIN - reported_at("C3")).rem_euclid(60) + seconds;
            later("C3", at)
        });
        assert_eq!(now, same);
        assert_eq!(now["kinetic"]["moving"], true);
        let coordinates = |status: &Value| status["lastPosition"]["geometry"].clone();
        assert_ne!(coordinates(&now), coordinates(&then));
        let mileage = |status: &Value| status["odometer"]["mileage"].as_f64().unwrap();
        assert!(mileage(&then) > mileage(&now) + 1.0);
    }

    fn reported_at(model: &str) -> i64 {
        World::new(1, ORIGIN).car(model).life.reported_at(ORIGIN)
    }

    #[test]
    fn a_car_that_charges_fills_up_is_done_and_is_cooled_before_it_leaves() {
        let level = |status: &Value| status["energies"][0]["level"].as_f64().unwrap();
        let [early, late, done, cooled] =
            [0, 3000, 3700, 6600].map(|seconds| later("e-208", seconds));
        assert!(level(&early) < level(&late), "{early} {late}");
        let charging = &done["energies"][0]["extension"]["electric"]["charging"];
        assert_eq!(
            (&charging["status"], &charging["plugged"]),
            (&json!("Finished"), &json!(true))
        );
        assert_eq!(charging.get("remainingTime"), None);
        let cooling =
            |status: &Value| status["preconditioning"]["airConditioning"]["status"].clone();
        assert_eq!(
            (cooling(&early), cooling(&cooled)),
            (json!("Disabled"), json!("Enabled"))
        );
    }
}
