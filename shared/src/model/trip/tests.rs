//! Every oddity of a trip, by name.

use serde_json::{Value, json};

use super::*;

fn model(trip: &Value) -> Value {
    let mut trip = trip.clone();
    trip["id"] = json!("0a");
    let read = wire::read(trip.to_string().as_bytes()).unwrap();
    assert_eq!(read.unread.count(), 0, "{}", read.unread);
    serde_json::to_value(Trip::from_wire(read.value)).unwrap()
}

#[test]
fn a_trip_of_which_nothing_is_known_has_positions_that_say_so() {
    let not_sent = json!({"unavailable": "not-sent"});
    assert_eq!(
        model(&json!({})),
        json!({"id": "0a", "startPosition": not_sent, "stopPosition": not_sent})
    );
}

#[test]
fn a_duration_is_whole_seconds_or_text_of_digits_or_of_iso_8601() {
    for duration in [json!(2608), json!("2608"), json!(2608.4), json!("PT43M28S")] {
        let trip = json!({"duration": duration});
        assert_eq!(model(&trip)["durationSeconds"], 2608, "{duration}");
    }
}

#[test]
fn a_duration_that_is_a_point_in_time_is_left_out_and_counted() {
    for duration in [
        "\"2026-03-01T08:15:30Z\"",
        "-1",
        "1e300",
        "\"43 min\"",
        "\"22:05\"",
    ] {
        let trip = format!(r#"{{"id":"0a","duration":{duration}}}"#);
        let read = wire::read(trip.as_bytes()).unwrap();
        assert_eq!(read.unread.to_string(), "duration", "{duration}");
        assert_eq!(Trip::from_wire(read.value).unwrap().duration_seconds, None);
    }
}

#[test]
fn the_average_speed_is_in_metres_per_second_upstream() {
    let trip = json!({"distance": 18, "duration": 2608, "kinetic": {"avgSpeed": 6.9018}});
    assert_eq!(model(&trip)["averageSpeedKmh"], 24.85);
}

#[test]
fn a_position_that_privacy_keeps_back_says_so() {
    for (cause, reason) in [
        ("GeoPrivacy", "privacy"),
        ("FullPrivacy", "privacy"),
        ("Connection", "not-sent"),
    ] {
        let trip = model(&json!({"faults": [{"fault": "DataLacking", "cause": cause}]}));
        for position in ["startPosition", "stopPosition"] {
            assert_eq!(trip[position], json!({"unavailable": reason}), "{cause}");
        }
        assert_eq!(
            trip["faults"],
            json!([{"fault": "DataLacking", "cause": cause}])
        );
    }
}

#[test]
fn a_position_without_a_place_was_not_sent() {
    let trip = json!({"startPosition": {"type": "Feature", "properties": {"heading": 90}}});
    assert_eq!(
        model(&trip)["startPosition"],
        json!({"unavailable": "not-sent"})
    );
}

#[test]
fn a_trip_that_goes_on_has_no_end_yet() {
    let trip = json!({"done": false, "faults": [{"cause": "GeoPrivacy"}]});
    assert_eq!(model(&trip).get("stopPosition"), None);
    let trip = json!({"done": false, "stopPosition": {"geometry": {"coordinates": [2.35, 48.85]}}});
    assert_eq!(model(&trip)["stopPosition"]["latitude"], 48.85);
}

#[test]
fn energies_are_told_by_their_type_and_not_by_their_place() {
    let trip = json!({
        "startEnergies": [{"type": "Fuel", "level": 40, "autonomy": 310}, {"type": "Electric", "level": 62.0}],
        "endEnergies": [],
    });
    let trip = model(&trip);
    assert_eq!(
        trip["startEnergies"],
        json!([
            {"type": "Fuel", "levelPercent": 40, "rangeKm": 310},
            {"type": "Electric", "levelPercent": 62},
        ])
    );
    assert_eq!(trip["endEnergies"], json!([]));
}

mod consumptions {
    use super::*;

    fn consumption(consumption: &Value) -> Value {
        let trip = json!({"distance": 18.3, "energyConsumptions": [consumption]});
        model(&trip)["energyConsumptions"][0].clone()
    }

    #[test]
    fn a_total_is_in_the_documented_unit_or_in_that_of_the_average() {
        for sent in [2.8, 2800.4] {
            assert_eq!(
                consumption(
                    &json!({"type": "Electric", "consumption": sent, "avgConsumption": 15300})
                ),
                json!({"type": "Electric", "kilowattHours": 2.8, "kilowattHoursPer100Km": 15.3})
            );
        }
        for sent in [0.93, 93.0] {
            assert_eq!(
                consumption(&json!({"type": "Fuel", "consumption": sent, "avgConsumption": 510.7})),
                json!({"type": "Fuel", "litres": 0.93, "litresPer100Km": 5.107})
            );
        }
    }

    #[test]
    fn a_total_of_which_the_unit_cannot_be_told_is_left_out() {
        for (sent, average) in [
            (json!(50), json!(15300)),
            (json!(200), json!(null)),
            (json!(200), json!(0)),
            (json!(0), json!(15300)),
        ] {
            let answered = consumption(
                &json!({"type": "Electric", "consumption": sent, "avgConsumption": average}),
            );
            assert_eq!(answered.get("kilowattHours"), None, "{sent} {average}");
        }
    }

    #[test]
    fn without_an_average_the_unit_is_told_by_what_cars_take() {
        for (kind, sent, name, amount) in [
            ("Electric", 2.8, "kilowattHours", 2.8),
            ("Electric", 2800.0, "kilowattHours", 2.8),
            ("Fuel", 93.0, "litres", 0.93),
            // Centilitres, however little that is.
            ("Fuel", 20.0, "litres", 0.2),
        ] {
            // An average of 0 beside it is none.
            for average in [json!(null), json!(0)] {
                let answered = consumption(
                    &json!({"type": kind, "consumption": sent, "avgConsumption": average}),
                );
                assert_eq!(answered, json!({"type": kind, name: amount}), "{sent}");
            }
        }
    }

    #[test]
    fn hydrogen_is_not_in_litres() {
        let sent = json!({"type": "Fuel", "subType": "Hydrogen", "consumption": 1.2, "avgConsumption": 1.2});
        let answered = json!({"type": "Fuel", "subType": "Hydrogen"});
        assert_eq!(consumption(&sent), answered);
    }

    #[test]
    fn nothing_is_nothing_in_every_unit() {
        assert_eq!(
            consumption(&json!({"type": "Fuel", "consumption": 0})),
            json!({"type": "Fuel", "litres": 0})
        );
    }

    #[test]
    fn a_type_that_is_missing_follows_from_the_sub_type_and_one_that_is_new_has_no_unit() {
        assert_eq!(
            consumption(&json!({"subType": "ElectricEnergy", "avgConsumption": 15300})),
            json!({"type": "Electric", "subType": "ElectricEnergy", "kilowattHoursPer100Km": 15.3})
        );
        assert_eq!(
            consumption(&json!({"type": "Ammonia", "consumption": 1, "avgConsumption": 5})),
            json!({"type": "Ammonia"})
        );
    }

    #[test]
    fn there_may_be_none_at_all() {
        let trip = model(&json!({"energyConsumptions": []}));
        assert_eq!(trip["energyConsumptions"], json!([]));
    }
}
