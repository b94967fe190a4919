//! What is watched for on a car.

use serde_json::Value;

use super::record::{ATTRIBUTES, TIMES, record};
use crate::value::Number;
use crate::wire::table::{Kind, Row, point};
use crate::wire::{FromJson as _, Unread};

record! {
    /// What is watched for on a car. `monitor` repeats what its creator sent.
    Monitor by MONITOR in &["monitors", "Monitors"]
}

const MONITOR: &[Row] = &[
    Row("id", &["monitorId", "id"], Kind::Text),
    Row("label", &["monitor/label"], Kind::Text),
    // `Running`, `Paused` or `Failed`; or a later state.
    Row("status", &["status"], Kind::Text),
    Row(
        "triggers",
        &["monitor/triggerParam/triggers"],
        Kind::Each(&Kind::Part(TRIGGER)),
    ),
    // How they are joined, by their names, with `&`, `|`, `!` and parentheses.
    Row("expression", &["monitor/triggerParam/boolExp"], Kind::Text),
    // While they hold, a notification is sent again this often.
    Row(
        "remindEverySeconds",
        &["monitor/subscribeParam/refreshEvent"],
        Kind::Number,
    ),
    // What of the car is sent along with a notification: `vehicle.position`, …
    Row(
        "sends",
        &["monitor/extendedEventParam"],
        Kind::Each(&Kind::Text),
    ),
    Row("attributes", &["monitor/attributes"], ATTRIBUTES),
    Row(
        "attributes",
        &[
            "monitor/subscribeParam/callbackAttributes/webhook",
            "monitor/subscribeParam/callbackAttributes/websocket",
            "monitor/subscribeParam/callbackAttributes/pushnotif",
        ],
        ATTRIBUTES,
    ),
    Row("createdAt", &["createdAt"], Kind::At),
    Row("updatedAt", &["updatedAt"], Kind::At),
];

/// A condition: of where the car is, of when it is driven, or of what it reports. A tutorial of the
/// manufacturer's calls the place a circle.
const TRIGGER: &[Row] = &[
    Row("name", &["name"], Kind::Text),
    Row("type", &["zone"], Kind::There("zone")),
    Row("type", &["time"], Kind::There("time")),
    Row("type", &["data"], Kind::There("data")),
    // The car enters it, `In`, or leaves it, `Out`.
    Row("transition", &["zone/transition"], Kind::Text),
    Row(
        "",
        &["zone/place/center", "zone/circle/center"],
        Kind::Custom(center),
    ),
    Row(
        "radiusKm",
        &["zone/place/radius", "zone/circle/radius"],
        Kind::Number,
    ),
    Row("times", &["time/times"], TIMES),
    Row("timeZone", &["time/timeZone"], Kind::Text),
    Row("what", &["data/data"], Kind::Named(WHAT)),
    // `equalsTo`, `greaterThan`, `lowerThan`, `includedIn` or `onChange`; or a later way.
    Row("operator", &["data/op"], Kind::Text),
    Row("values", &["data/value"], Kind::Each(&Kind::Literal)),
    // How what was before it must compare.
    Row("previousOperator", &["data/previous/op"], Kind::Text),
    Row(
        "previousValues",
        &["data/previous/value"],
        Kind::Each(&Kind::Literal),
    ),
];

/// What can be compared, and its name here, which has the unit. The names are the manufacturer's,
/// of its specification 4.17.2.
pub(crate) const WHAT: &[(&str, &str)] = &[
    ("environment.air.temp", "outsideTemperatureCelsius"),
    ("privacy.state", "privacy"),
    ("vehicle.alarm.status.activation", "alarmActivation"),
    ("vehicle.alarm.condition.type", "alarmTrigger"),
    ("vehicle.alarm.trigger.type", "alarmTrigger"),
    ("vehicle.alert", "alert"),
    ("vehicle.autonomy", "rangeKm"),
    ("vehicle.doorsState.lockedState", "locks"),
    ("vehicle.doorsState.opening", "openings"),
    ("vehicle.drivingBehavior.mode", "drivingMode"),
    ("vehicle.energy.charging.plugged", "plugged"),
    ("vehicle.energy.charging.status", "chargingStatus"),
    ("vehicle.energy.charging.type", "chargingType"),
    ("vehicle.energy.electric.autonomy", "electricRangeKm"),
    ("vehicle.energy.electric.level", "chargePercent"),
    ("vehicle.energy.fuel.autonomy", "fuelRangeKm"),
    ("vehicle.energy.fuel.level", "fuelPercent"),
    ("vehicle.engines.thermic.oil.temp", "oilTemperatureCelsius"),
    ("vehicle.kinetic.moving", "moving"),
    ("vehicle.kinetic.speed", "speedKmh"),
    ("vehicle.odometer", "odometerKm"),
    ("vehicle.powertrain.status", "powertrain"),
    ("vehicle.preconditioning.airConditioning", "preconditioning"),
    ("vehicle.safety.autoECallTriggering", "emergencyCall"),
    ("vehicle.safety.beltWarning", "beltWarning"),
    ("vehicle.trip.distance", "tripDistanceKm"),
    ("vehicle.trip.duration", "tripDurationSeconds"),
    ("vehicle.trip.start", "tripStart"),
    ("vehicle.trip.state", "tripState"),
    ("vehicle.trip.stop", "tripStop"),
];

/// The middle of a zone: both coordinates, or none.
fn center(json: &Value, unread: &mut Unread) -> Option<Value> {
    let mut within = |name: &str, most: f64| {
        Number::from_json(json.get(name)?, unread).filter(|degrees| degrees.get().abs() <= most)
    };
    Some(point(
        within("latitude", 90.0)?,
        within("longitude", 180.0)?,
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::FromWire as _;

    fn monitor(json: &Value) -> (Value, String) {
        let read = crate::wire::read(json.to_string().as_bytes()).unwrap();
        let unread = read.unread.to_string();
        (
            serde_json::to_value(Monitor::from_wire(read.value)).unwrap(),
            unread,
        )
    }

    fn trigger(json: Value) -> (Value, String) {
        let params = json!({"triggers": [json]});
        let monitor = monitor(&json!({"monitorId": "1", "monitor": {"triggerParam": params}}));
        (monitor.0["triggers"][0].clone(), monitor.1)
    }

    #[test]
    fn one_of_which_the_upstream_repeats_nothing_is_still_one() {
        for json in [
            json!({"monitorId": "1", "status": "Created"}),
            json!({"monitorId": "1", "status": "Created", "monitor": null}),
        ] {
            let answer = json!({"id": "1", "status": "Created"});
            assert_eq!(monitor(&json), (answer, String::new()));
        }
    }

    #[test]
    fn a_group_that_nobody_looks_for_is_named() {
        let json = json!({"monitorId": "1", "monitor": {"triggerParam": {}}, "weather": {}});
        let read = crate::wire::read::<Monitor>(json.to_string().as_bytes()).unwrap();
        assert_eq!(read.unread.unknown(), "weather");
    }

    #[test]
    fn a_place_may_be_called_a_circle_and_one_that_is_nowhere_is_none() {
        let circle = json!({"radius": "20", "center": {"longitude": 2.3, "latitude": "48.8"}});
        let zone = trigger(json!({"name": "z", "zone": {"transition": "In", "circle": circle}}));
        let known = json!({"name": "z", "type": "zone", "transition": "In", "latitude": 48.8, "longitude": 2.3, "radiusKm": 20});
        assert_eq!(zone, (known, String::new()));
        for center in [
            json!({"longitude": 2.3}),
            json!({"longitude": 2.3, "latitude": 91}),
            json!({"longitude": -181, "latitude": 4}),
        ] {
            let zone = json!({"transition": "In", "place": {"radius": 1, "center": center}});
            assert_eq!(
                trigger(json!({"zone": zone})).0,
                json!({"type": "zone", "transition": "In", "radiusKm": 1})
            );
        }
    }

    #[test]
    fn what_is_compared_has_its_unit_in_its_name_and_a_later_one_passes_through() {
        for (data, value, what, values) in [
            (
                "vehicle.odometer",
                json!("20000"),
                "odometerKm",
                json!([20000]),
            ),
            (
                "environment.air.temp",
                json!(["-3.5"]),
                "outsideTemperatureCelsius",
                json!([-3.5]),
            ),
            (
                "vehicle.kinetic.moving",
                json!([false]),
                "moving",
                json!([false]),
            ),
            (
                "vehicle.alert",
                json!(["EngineFault", "Later"]),
                "alert",
                json!(["EngineFault", "Later"]),
            ),
            (
                "vehicle.later",
                json!(["20 %"]),
                "vehicle.later",
                json!(["20 %"]),
            ),
        ] {
            let (trigger, unread) =
                trigger(json!({"data": {"data": data, "op": "later", "value": value}}));
            let known =
                json!({"type": "data", "what": what, "operator": "later", "values": values});
            assert_eq!((trigger, unread.as_str()), (known, ""), "{data}");
        }
    }

    #[test]
    fn a_condition_of_a_later_kind_keeps_its_name() {
        let later = trigger(json!({"name": "w1", "weather": {"rain": true}}));
        assert_eq!(later, (json!({"name": "w1"}), String::new()));
    }

    #[test]
    fn what_cannot_be_read_costs_itself_only_and_is_noted() {
        let sent = json!({
            "monitorId": "1",
            "monitor": {
                "label": "l", "subscribeParam": "often", "attributes": [{"type": "Body", "key": "k"}, 7],
                "triggerParam": {"triggers": [7, {"name": "a", "zone": 7}], "boolExp": {}},
            },
        });
        let (monitor, unread) = monitor(&sent);
        let known = json!({"id": "1", "label": "l", "triggers": [{"name": "a"}], "attributes": [{"type": "Body", "key": "k"}]});
        assert_eq!(monitor, known);
        for name in [
            "triggers.0",
            "boolExp",
            "refreshEvent",
            "attributes.1",
            "zone/transition",
        ] {
            assert!(unread.contains(name), "{name}: {unread}");
        }
    }

    #[test]
    fn attributes_are_named_whichever_way_the_notification_goes() {
        for way in ["webhook", "websocket", "pushnotif"] {
            let attribute = json!([{"type": "Body", "key": "k", "value": "s3cret"}]);
            let param = json!({"callbackAttributes": {way: attribute}});
            let (monitor, _) =
                monitor(&json!({"monitorId": "1", "monitor": {"subscribeParam": param}}));
            assert_eq!(
                monitor["attributes"],
                json!([{"type": "Body", "key": "k"}]),
                "{way}"
            );
        }
    }
}
