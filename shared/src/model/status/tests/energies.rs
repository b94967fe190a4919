//! Energies of both generations of the document.

use super::*;

fn energies(status: &Value) -> Value {
    model(status)["energies"].clone()
}

#[test]
fn of_both_generations_the_newer_wins_and_the_older_fills_its_gaps() {
    let both = json!({
        "energies": [{
            "createdAt": AT, "type": "Electric", "level": 62,
            "extension": {"electric": {"charging": {"plugged": false}}}}],
        "energy": [
            {"updatedAt": AT, "type": "Electric", "level": 50, "autonomy": 212,
             "charging": {"plugged": true, "remainingTime": "PT1H"},
             "battery": {"capacity": 46000, "health": {"createdAt": BEFORE, "capacity": 97}}},
            {"updatedAt": BEFORE, "type": "Fuel", "level": 30}],
    });
    assert_eq!(
        energies(&both),
        json!([
            {"type": "Electric", "levelPercent": 62, "rangeKm": 212, "observedAt": AT,
             "charging": {"plugged": false, "observedAt": AT},
             "battery": {"capacityWh": 46000, "observedAt": AT, "healthPercent": 97, "healthObservedAt": BEFORE}},
            {"type": "Fuel", "levelPercent": 30, "observedAt": BEFORE},
        ])
    );
}

#[test]
fn a_range_of_another_day_is_not_shown_beside_a_newer_level() {
    let both = json!({
        "energies": [{"createdAt": AT, "type": "Electric", "level": 62}],
        "energy": [{"updatedAt": BEFORE, "type": "Electric", "level": 50, "autonomy": 180}],
    });
    assert_eq!(
        energies(&both),
        json!([{"type": "Electric", "levelPercent": 62, "observedAt": AT}])
    );
}

#[test]
fn an_energy_whose_time_is_null_takes_the_range_that_only_the_older_generation_has() {
    let both = json!({
        "energies": [{"createdAt": null, "type": "Electric", "level": 62}],
        "energy": [{"updatedAt": AT, "type": "Electric", "level": 62, "autonomy": 212}],
    });
    assert_eq!(
        energies(&both),
        json!([{"type": "Electric", "levelPercent": 62, "rangeKm": 212, "observedAt": AT}])
    );
}

#[test]
fn load_and_health_of_the_battery_fill_each_others_gaps() {
    let both = json!({
        "energies": [{"createdAt": AT, "type": "Electric", "extension": {"electric": {"battery": {
            "load": {"createdAt": AT, "residual": 28750}}}}}],
        "energy": [{"updatedAt": BEFORE, "type": "Electric", "battery": {
            "capacity": 46000, "health": {"capacity": 97}}}],
    });
    assert_eq!(
        energies(&both)[0]["battery"],
        json!({"residualWh": 28750, "observedAt": AT, "healthPercent": 97, "healthObservedAt": BEFORE})
    );
}

#[test]
fn what_is_left_in_the_battery_is_shown_as_sent_where_it_belies_the_level() {
    let status = json!({"energies": [{"type": "Electric", "level": 43, "extension": {"electric": {
        "battery": {"load": {"capacity": 33280, "residual": 4096}}}}}]});
    assert_eq!(
        energies(&status),
        json!([{"type": "Electric", "levelPercent": 43,
            "battery": {"capacityWh": 33280, "residualWh": 4096}}])
    );
}

#[test]
fn the_older_generation_alone_is_read_as_list_or_as_single_object() {
    let energy = json!({"updatedAt": AT, "type": "Electric", "level": "50.0", "autonomy": "212",
        "charging": {"plugged": "true", "remainingTime": "PT0S"},
        "consumption": 15, "residual": {"consumption": 28.75}});
    for energy in [json!([energy]), energy] {
        assert_eq!(
            energies(&json!({"energy": energy})),
            json!([{"type": "Electric", "levelPercent": 50, "rangeKm": 212, "observedAt": AT,
                "charging": {"plugged": true, "remainingTimeSeconds": 0, "observedAt": AT},
                "battery": {"residualWh": 28750, "observedAt": AT},
                "consumption": {"kilowattHours": 15, "observedAt": AT}}])
        );
    }
}

#[test]
fn fuel_first_on_a_plug_in_hybrid_is_told_by_its_type() {
    let hybrid = json!({"energies": [
        {"createdAt": AT, "type": "Fuel", "level": 40},
        {"createdAt": AT, "type": "Electric", "level": 62},
    ]});
    let energies = energies(&hybrid);
    for energy in energies.as_array().unwrap() {
        let level = if energy["type"] == "Fuel" { 40 } else { 62 };
        assert_eq!(energy["levelPercent"], level);
    }
}

#[test]
fn an_electric_car_keeps_its_empty_tank() {
    let electric = json!({"energies": [
        {"createdAt": AT, "type": "Electric", "level": 62},
        {"createdAt": "2019-09-25T16:16:20.123+0000", "type": "Fuel", "level": 0},
    ]});
    assert_eq!(
        energies(&electric)[1],
        json!({"type": "Fuel", "levelPercent": 0, "observedAt": "2019-09-25T16:16:20Z"})
    );
}

#[test]
fn a_type_that_comes_twice_is_there_once_as_last_reported() {
    for order in [[BEFORE, AT], [AT, BEFORE]] {
        let twice = json!({"energies": order.map(|at| json!({
            "createdAt": at, "type": "Electric", "level": if at == AT { 62 } else { 50 },
        }))});
        assert_eq!(
            energies(&twice),
            json!([{"type": "Electric", "levelPercent": 62, "observedAt": AT}])
        );
    }
}

#[test]
fn a_type_that_is_missing_follows_from_the_sub_type_or_the_energy_is_left_out() {
    let status = json!({"energies": [{"subType": "Hydrogen", "level": 7}, {"level": 5}]});
    assert_eq!(
        energies(&status),
        json!([{"type": "Fuel", "subType": "Hydrogen", "levelPercent": 7}])
    );
}

#[test]
fn hydrogen_is_consumed_in_kilograms() {
    let hydrogen = json!({"energies": [{"type": "Fuel", "subType": "Hydrogen",
        "extension": {"fuel": {"consumptions": {"instant": 0.9}}}}]});
    assert_eq!(
        energies(&hydrogen)[0]["consumption"],
        json!({"instantKilogramsPer100Km": 0.9})
    );
}
