//! The rows: every condition, the scope it needs, its members, and where the manufacturer has them.

use crate::command::object_type::MemberType::One;
use crate::command::object_type::{Form, Member, ObjectType};
use crate::command::value_type::ValueType;

/// A condition of the table.
#[derive(Debug)]
pub struct ConditionType {
    /// Its `is`: `charge-below`.
    pub name: &'static str,
    /// The scope without which the manufacturer does not watch for it.
    pub scope: &'static str,
    pub(super) object: ObjectType,
}

const TELEMETRY: &str = "data:telemetry";
const POSITION: &str = "data:position";
const TRIP: &str = "data:trip";
const ALERT: &str = "data:alert";

/// Every condition there is.
pub static TYPES: [ConditionType; 21] = [
    row("charge-below", TELEMETRY, "percent", CHARGE_BELOW),
    row("charge-above", TELEMETRY, "percent", CHARGE_ABOVE),
    row("fuel-below", TELEMETRY, "percent", FUEL_BELOW),
    row("range-below", TELEMETRY, "km", RANGE_BELOW),
    row("outside-below", TELEMETRY, "celsius", OUTSIDE_BELOW),
    row("outside-above", TELEMETRY, "celsius", OUTSIDE_ABOVE),
    row("speed-above", TELEMETRY, "kmPerHour", SPEED_ABOVE),
    row("plugged", TELEMETRY, NOTHING, PLUGGED),
    row("unplugged", TELEMETRY, NOTHING, UNPLUGGED),
    row("moving", TELEMETRY, NOTHING, MOVING),
    row("charging", TELEMETRY, "states", CHARGING),
    row("trip-started", TRIP, NOTHING, TRIP_STARTED),
    row("trip-ended", TRIP, NOTHING, TRIP_ENDED),
    row("doors-changed", TELEMETRY, NOTHING, DOORS_CHANGED),
    row("locks-changed", TELEMETRY, NOTHING, LOCKS_CHANGED),
    row("alarm", TELEMETRY, NOTHING, ALARM),
    row("privacy-changed", TELEMETRY, NOTHING, PRIVACY_CHANGED),
    row("alert", ALERT, "nothing, or codes", ALERTS),
    row("enters", POSITION, PLACE, ENTERS),
    row("leaves", POSITION, PLACE, LEAVES),
    row("during", TELEMETRY, "days, from, to and timeZone", DURING),
];

const fn row(
    name: &'static str,
    scope: &'static str,
    takes: &'static str,
    forms: &'static [Form],
) -> ConditionType {
    let of = name;
    let object = ObjectType { of, takes, forms };
    ConditionType {
        name,
        scope,
        object,
    }
}

/// What conditions take, for messages.
const NOTHING: &str = "nothing beside its name";
const PLACE: &str = "latitude, longitude and radiusKm";

const fn form(fixed: &'static [(&'static str, &'static str)], members: &'static [Member]) -> Form {
    Form { members, fixed }
}

/// A number that is compared. The manufacturer takes it as the one text of a list.
macro_rules! number {
    ($data:literal $op:literal $member:literal $least:literal $most:literal $expected:literal) => {
        &[form(
            &[("data/data", $data), ("data/op", $op)],
            &[Member(
                $member,
                "data/value/0",
                One(ValueType::Quoted($least, $most, $expected)),
            )],
        )]
    };
}

macro_rules! equals {
    ($data:literal $value:literal) => {
        &[form(
            &[
                ("data/data", $data),
                ("data/op", "equalsTo"),
                ("data/value/0", $value),
            ],
            &[],
        )]
    };
}

macro_rules! changes {
    ($data:literal) => {
        form(&[("data/data", $data), ("data/op", "onChange")], &[])
    };
}

const CHARGE_BELOW: &[Form] = number!("vehicle.energy.electric.level" "lowerThan" "percent" 1 100 "a whole number from 1 to 100");
const CHARGE_ABOVE: &[Form] = number!("vehicle.energy.electric.level" "greaterThan" "percent" 0 99 "a whole number from 0 to 99");
const FUEL_BELOW: &[Form] =
    number!("vehicle.energy.fuel.level" "lowerThan" "percent" 1 100 "a whole number from 1 to 100");
const RANGE_BELOW: &[Form] =
    number!("vehicle.autonomy" "lowerThan" "km" 1 2000 "a whole number from 1 to 2000");
const OUTSIDE_BELOW: &[Form] =
    number!("environment.air.temp" "lowerThan" "celsius" -60 60 "a whole number from -60 to 60");
const OUTSIDE_ABOVE: &[Form] =
    number!("environment.air.temp" "greaterThan" "celsius" -60 60 "a whole number from -60 to 60");
const SPEED_ABOVE: &[Form] =
    number!("vehicle.kinetic.speed" "greaterThan" "kmPerHour" 1 300 "a whole number from 1 to 300");

const PLUGGED: &[Form] = equals!("vehicle.energy.charging.plugged" "true");
const UNPLUGGED: &[Form] = equals!("vehicle.energy.charging.plugged" "false");
const MOVING: &[Form] = equals!("vehicle.kinetic.moving" "true");

const CHARGING: &[Form] = &[form(
    &[
        ("data/data", "vehicle.energy.charging.status"),
        ("data/op", "includedIn"),
    ],
    &[Member(
        "states",
        "data/value",
        One(ValueType::Words(
            &[
                "Disconnected",
                "InProgress",
                "Failure",
                "Stopped",
                "Finished",
            ],
            "a list of Disconnected, InProgress, Failure, Stopped and Finished, each at most once",
        )),
    )],
)];

const TRIP_STARTED: &[Form] = &[changes!("vehicle.trip.start")];
const TRIP_ENDED: &[Form] = &[changes!("vehicle.trip.stop")];
const DOORS_CHANGED: &[Form] = &[changes!("vehicle.doorsState.opening")];
const LOCKS_CHANGED: &[Form] = &[changes!("vehicle.doorsState.lockedState")];
const ALARM: &[Form] = &[changes!("vehicle.alarm.trigger.type")];
const PRIVACY_CHANGED: &[Form] = &[changes!("privacy.state")];
const ALERTS: &[Form] = &[
    changes!("vehicle.alert"),
    form(
        &[("data/data", "vehicle.alert"), ("data/op", "includedIn")],
        &[Member("codes", "data/value", One(ValueType::Codes))],
    ),
];

const ENTERS: &[Form] = &[form(&[("zone/transition", "In")], ZONE)];
const LEAVES: &[Form] = &[form(&[("zone/transition", "Out")], ZONE)];
const ZONE: &[Member] = &[
    Member(
        "latitude",
        "zone/place/center/latitude",
        One(ValueType::Degrees(90.0, "a number from -90 to 90")),
    ),
    Member(
        "longitude",
        "zone/place/center/longitude",
        One(ValueType::Degrees(180.0, "a number from -180 to 180")),
    ),
    Member(
        "radiusKm",
        "zone/place/radius",
        One(ValueType::Whole(1, 500, "a whole number from 1 to 500")),
    ),
];

/// When the car is driven. It repeats: one that does not would be a rule for one day.
const DURING: &[Form] = &[form(
    &[("time/times/0/recurrence", "Daily")],
    &[
        // The manufacturer spells it with one r.
        Member("days", "time/times/0/occurence/day", One(ValueType::Days)),
        Member("from", "time/times/0/start", One(ValueType::TimeOfDay)),
        // Written as the end, and made the length of the time by the condition.
        Member("to", "time/times/0/duration", One(ValueType::TimeOfDay)),
        Member("timeZone", "time/timeZone", One(ValueType::TimeZone)),
    ],
)];
