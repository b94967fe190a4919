//! What a monitor can watch of a car, read as the status has it: one row for each word of the
//! reference.

use serde_json::{Value, json};

use crate::instant::timestamp;
use crate::monitors::sight::Sight;
use crate::remote::change::Change;
use crate::remote::snapshot::{Snapshot, tenths};
use crate::world::energy::{Kind, Store};
use crate::world::incident::{Alert, Event};
use crate::world::quirk::Quirk;
use crate::world::trip::Trip;
use crate::world::vehicle::Motorization;

/// How long an attempt to break in is told of, in seconds.
const ALARMED: i64 = 600;

/// A value of a car.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reading {
    /// A number.
    Number(f64),
    /// A word, or a moment.
    Word(String),
    /// Several words.
    Words(Vec<String>),
    /// Warnings that are shown: each by its word and the moment at which it was raised.
    Alerts(Vec<(&'static str, i64)>),
}

impl Reading {
    /// What a value is called by `data` in a sight; nothing for what is not known of the car.
    pub(crate) fn of(sight: &Sight<'_>, data: &str) -> Option<Self> {
        if data == "privacy.state" {
            return sight.reports().then(|| word(sight.told.vehicle.privacy()));
        }
        if !sight.is_open() {
            return None;
        }
        let Snapshot {
            vehicle: car,
            moment,
            at,
            ..
        } = sight.told;
        let drives = moment.stage.drives();
        let either = |yes: &str, no: &str| Some(word(if drives { yes } else { no }));
        match data {
            "vehicle.alert" => Some(Self::Alerts(alerts(sight))),
            "vehicle.odometer" => Some(Self::Number(sight.told.mileage())),
            "vehicle.powertrain.status" => either("Running", "NotRunning"),
            "vehicle.engines.thermic.oil.temp" => (car.motorization != Motorization::Electric)
                .then_some(Self::Number(if drives { 98.0 } else { 26.0 })),
            "vehicle.energy.electric.level" => level(sight, Kind::Electric).map(Self::Number),
            "vehicle.energy.electric.autonomy" => range(sight, Kind::Electric).map(Self::Number),
            "vehicle.energy.fuel.level" => level(sight, Kind::Fuel).map(Self::Number),
            "vehicle.energy.fuel.autonomy" => range(sight, Kind::Fuel).map(Self::Number),
            "vehicle.autonomy" => {
                let ranges = [Kind::Electric, Kind::Fuel].map(|kind| range(sight, kind));
                let known = ranges.iter().any(Option::is_some);
                known.then(|| Self::Number(ranges.into_iter().flatten().sum()))
            }
            "vehicle.energy.charging.status" => charging(sight).map(|(_, status)| word(status)),
            "vehicle.energy.charging.plugged" => {
                charging(sight).map(|(plugged, _)| word(&plugged.to_string()))
            }
            "vehicle.energy.charging.type" => sight
                .state
                .sent(at, |change| match change {
                    Change::ChargeType(kind) => Some(kind),
                    _ => None,
                })
                .and_then(Value::as_str)
                .map(word),
            "vehicle.doorsState.lockedState" => {
                let is_locked = sight.state.is_locked(&car.life, at);
                Some(word(if is_locked { "Locked" } else { "Unlocked" }))
            }
            "vehicle.doorsState.opening" => {
                Some(Self::Words(sight.state.open(&car.life, at).to_vec()))
            }
            "vehicle.kinetic.moving" => Some(word(&drives.to_string())),
            "vehicle.kinetic.speed" => Some(Self::Number(tenths(moment.speed()))),
            "vehicle.trip.start" => timestamp(last_trip(sight)?.started).map(Self::Word),
            "vehicle.trip.stop" => timestamp(last_done(sight)?.ends).map(Self::Word),
            "vehicle.trip.duration" => {
                let trip = last_done(sight)?;
                Some(Self::Number((trip.ends - trip.started) as f64))
            }
            "vehicle.trip.distance" => {
                Some(Self::Number(tenths(last_done(sight)?.road.kilometres)))
            }
            "vehicle.trip.state" => either("Started", "Stopped"),
            "vehicle.safety.beltWarning" => Some(word("Normal")),
            "environment.air.temp" => Some(Self::Number(tenths(car.air_temperature(at)))),
            "vehicle.drivingBehavior.mode" => Some(word(match car.has(Quirk::NewWords) {
                true => "Glide",
                false => "Eco",
            })),
            "vehicle.safety.autoECallTriggering" => Some(word("NotDetected")),
            "vehicle.preconditioning.airConditioning" => car.has_plug().then(|| {
                word(match sight.state.has_climate(&car.life, at) {
                    true => "Enabled",
                    false => "Disabled",
                })
            }),
            "vehicle.alarm.trigger.type" => Some(word(match alarmed(sight) {
                true => "VolumetricBreakIn",
                false => "NoBreakIn",
            })),
            "vehicle.alarm.status.activation" => {
                let is_locked = sight.state.is_locked(&car.life, at);
                Some(word(if is_locked { "Active" } else { "Inactive" }))
            }
            _ => None,
        }
    }

    /// Whether it is as an operator and the values beside it want it to be.
    pub(crate) fn is(&self, operator: &str, values: &[String]) -> bool {
        let first = values.first();
        let limit = first.and_then(|text| text.parse::<f64>().ok());
        match (operator, self, limit) {
            ("greaterThan", Self::Number(number), Some(limit)) => *number > limit,
            ("lowerThan", Self::Number(number), Some(limit)) => *number < limit,
            ("equalsTo", Self::Number(number), Some(limit)) => *number == limit,
            ("includedIn", Self::Number(number), _) => {
                values.iter().any(|text| text.parse() == Ok(*number))
            }
            ("equalsTo", _, _) => first.is_some_and(|text| self.has(text)),
            ("includedIn", _, _) => values.iter().any(|text| self.has(text)),
            _ => false,
        }
    }

    fn has(&self, text: &str) -> bool {
        match self {
            Self::Number(_) => false,
            Self::Word(word) => word == text,
            Self::Words(words) => words.iter().any(|word| word == text),
            Self::Alerts(alerts) => alerts.iter().any(|(kind, _)| *kind == text),
        }
    }

    /// Whether it has become another than it was. Of warnings only a new one counts.
    pub(crate) fn differs(&self, before: &Self) -> bool {
        match (self, before) {
            (Self::Alerts(now), Self::Alerts(before)) => {
                now.iter().any(|alert| !before.contains(alert))
            }
            _ => self != before,
        }
    }

    /// As text.
    pub(crate) fn literal(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Word(word) => word.clone(),
            Self::Words(words) => words.join(","),
            Self::Alerts(alerts) => {
                let kinds: Vec<&str> = alerts.iter().map(|(kind, _)| *kind).collect();
                kinds.join(",")
            }
        }
    }

    /// `value` of what a monitor tells.
    pub(crate) fn notified(&self) -> Value {
        match self {
            Self::Alerts(alerts) => {
                let objects = alerts.iter().map(|(kind, started)| {
                    json!({ "type": kind, "active": true, "startedAt": timestamp(*started) })
                });
                let objects: Vec<Value> = objects.collect();
                json!({ "type": "obj.alert", "body": { "objectValues": objects } })
            }
            _ => json!({ "type": "string", "body": { "literalValue": self.literal() } }),
        }
    }
}

fn word(text: &str) -> Reading {
    Reading::Word(text.to_owned())
}

fn alerts(sight: &Sight<'_>) -> Vec<(&'static str, i64)> {
    let alerts = Alert::all(&sight.told.vehicle.life, sight.now);
    let active = alerts.iter().filter(|alert| alert.active(sight.now));
    active.map(|alert| (alert.kind, alert.started)).collect()
}

fn alarmed(sight: &Sight<'_>) -> bool {
    let alarms = Event::alarms(&sight.told.vehicle.life, sight.now);
    let last = alarms.last();
    last.is_some_and(|event| sight.now < event.at + ALARMED)
}

fn last_trip(sight: &Sight<'_>) -> Option<Trip> {
    Trip::all(&sight.told.vehicle.life, sight.told.at).pop()
}

fn last_done(sight: &Sight<'_>) -> Option<Trip> {
    let trips = Trip::all(&sight.told.vehicle.life, sight.told.at)
        .into_iter()
        .rev();
    trips.into_iter().find(|trip| trip.done(sight.told.at))
}

fn store(sight: &Sight<'_>, kind: Kind) -> Option<Store> {
    let stores = Store::all(sight.told.vehicle.motorization);
    stores.into_iter().find(|store| store.kind == kind)
}

fn level(sight: &Sight<'_>, kind: Kind) -> Option<f64> {
    store(sight, kind).map(|store| sight.told.level(&store))
}

fn range(sight: &Sight<'_>, kind: Kind) -> Option<f64> {
    store(sight, kind).and_then(|store| sight.told.range(&store))
}

/// Whether it is plugged in, and how it charges.
fn charging(sight: &Sight<'_>) -> Option<(bool, &'static str)> {
    let told = &sight.told;
    let (plugged, status) = told.charging();
    let by_order = sight.state.charging(&told.vehicle.life, told.at);
    told.vehicle.has_plug().then_some(match by_order {
        Some((_, true)) => (true, "InProgress"),
        Some((_, false)) => (plugged, "Stopped"),
        None => (plugged, status),
    })
}

/// When something of it begins or ends that the car does not tell by itself, from one moment,
/// which is left out, to another.
pub(crate) fn turns(sight: &Sight<'_>, from: i64) -> Vec<i64> {
    let life = &sight.told.vehicle.life;
    let alerts = Alert::all(life, sight.now).into_iter();
    let alarms = Event::alarms(life, sight.now).into_iter();
    let turns = alerts.flat_map(|alert| [alert.started, alert.ends]);
    let turns = turns.chain(alarms.flat_map(|event| [event.at, event.at + ALARMED]));
    turns.filter(|at| from < *at && *at <= sight.now).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_compared_as_what_it_is() {
        let texts = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>()
        };
        let (number, words) = (
            Reading::Number(81.0),
            Reading::Words(texts(&["Driver", "Trunk"])),
        );
        for (reading, operator, values, is) in [
            (&number, "greaterThan", &["80"][..], true),
            (&number, "greaterThan", &["81"], false),
            (&number, "lowerThan", &["81.5"], true),
            (&number, "equalsTo", &["81.0"], true),
            (&number, "includedIn", &["80", "81"], true),
            (&number, "equalsTo", &["eighty"], false),
            (&words, "equalsTo", &["Trunk"], true),
            (&words, "includedIn", &["RearLeft", "Driver"], true),
            (&words, "greaterThan", &["1"], false),
        ] {
            assert_eq!(
                reading.is(operator, &texts(values)),
                is,
                "{operator} {values:?}"
            );
        }
        assert_eq!(number.literal(), "81");
        assert_eq!(Reading::Number(12.3).literal(), "12.3");
        let [none, one] = [vec![], vec![("FuelLevelLow", 1)]].map(Reading::Alerts);
        assert!(one.differs(&none) && !none.differs(&one));
    }
}
