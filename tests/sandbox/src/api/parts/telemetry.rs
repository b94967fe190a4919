//! Everything a car measured at one moment, or the groups of it that are asked for.

use serde_json::{Map, Value, json};

use crate::api::document::put;
use crate::api::filter::Choice;
use crate::api::hal::link;
use crate::api::parts::position::position;
use crate::api::parts::{body, comfort, energies, maintenance, motion, trip};
use crate::api::refusal::Refusal;
use crate::instant::timestamp;
use crate::remote::snapshot::Snapshot;
use crate::serve::fields::Fields;

/// The names of the parameters that all telemetry has.
pub(crate) const TYPE: &str = "type";
pub(crate) const EXTENSION: &str = "extension";

/// The greatest page.
pub(crate) const LARGEST: usize = 2000;

/// The groups that can be asked for; `vehicle` stands for all that begin with it.
const TYPES: &[&str] = &[
    "environment",
    "privacy",
    "vehicle",
    "vehicle.adas",
    "vehicle.battery",
    "vehicle.doorsState",
    "vehicle.energies",
    "vehicle.engines",
    "vehicle.ignition",
    "vehicle.lightingSystem",
    "vehicle.safety",
    "vehicle.transmission",
    "vehicle.alarm.status",
    "vehicle.alarm.trigger",
    "vehicle.wipingBlades",
];

/// What is asked of each moment.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    types: Choice<'a>,
    extensions: Choice<'a>,
}

impl<'a> Wanted<'a> {
    /// Reads `type` and `extension`.
    pub(crate) fn of(fields: &'a Fields) -> Result<Self, Refusal> {
        Ok(Self {
            types: Choice::of(fields, TYPE, TYPES)?,
            extensions: Choice::of(fields, EXTENSION, &["location", "maintenance"])?,
        })
    }

    /// The item for one moment.
    pub(crate) fn item(&self, snapshot: &Snapshot<'_>) -> Value {
        let here = format!("/user/vehicles/{}", snapshot.vehicle.id);
        let mut links =
            json!({ "self": link(&format!("{here}/telemetry")), "vehicle": link(&here) });
        if snapshot.vehicle.links_trips
            && let Some(trip) = trip::link_at(snapshot.vehicle, snapshot.at)
        {
            put(&mut links, "trip", trip);
        }
        let mut item = json!({ "createdAt": timestamp(snapshot.at), "_links": links });
        for (name, value) in [
            ("privacy", body::privacy as fn(&Snapshot<'_>) -> Value),
            ("environment", comfort::environment),
        ] {
            if self.types.has(name) {
                put(&mut item, name, value(snapshot));
            }
        }
        let vehicle = self.vehicle(snapshot);
        if !vehicle.is_empty() {
            put(&mut item, "vehicle", Value::from(vehicle));
        }
        for group in ["privacy", "environment", "vehicle"] {
            if let Some(group) = item.get_mut(group) {
                take_dates(group);
            }
        }
        let extension = self.extension(snapshot);
        if !extension.is_empty() {
            put(&mut item, "_embedded", json!({ "extension": extension }));
        }
        item
    }

    fn vehicle(&self, snapshot: &Snapshot<'_>) -> Map<String, Value> {
        let all = self.types.has("vehicle");
        let mut alarm = body::alarm(snapshot);
        if let Some(alarm) = alarm.as_object_mut() {
            alarm.retain(|name, _| all || self.types.has(&format!("vehicle.alarm.{name}")));
        }
        let named = [
            ("energies", json!(energies::energies(snapshot))),
            ("engines", json!(motion::engines(snapshot))),
            ("ignition", motion::ignition(snapshot)),
            ("doorsState", body::doors(snapshot)),
            ("battery", body::battery(snapshot)),
            ("safety", body::safety(snapshot)),
            ("lightingSystem", body::lighting(snapshot)),
            ("transmission", transmission(snapshot)),
            ("adas", adas(snapshot)),
            ("wipingBlades", json!({ "active": false })),
        ]
        .into_iter()
        .filter(|(name, _)| all || self.types.has(&format!("vehicle.{name}")));
        let unnamed = [
            ("odometer", motion::odometer(snapshot)),
            ("kinetic", motion::kinetic(snapshot)),
            ("powertrain", motion::powertrain(snapshot)),
            ("drivingBehavior", motion::driving_behavior(snapshot)),
        ]
        .into_iter()
        .filter(|_| all);
        let alarm = [("alarm", alarm)]
            .into_iter()
            .filter(|(_, alarm)| alarm.as_object().is_some_and(|alarm| !alarm.is_empty()));
        named
            .chain(unnamed)
            .chain(alarm)
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn extension(&self, snapshot: &Snapshot<'_>) -> Map<String, Value> {
        let mut extension = Map::new();
        if self.extensions.names("location")
            && let Some(position) = position(snapshot)
        {
            extension.insert(String::from("location"), position);
        }
        if self.extensions.names("maintenance") {
            let remaining = Value::from(maintenance::remaining(snapshot));
            extension.insert(String::from("maintenance"), remaining);
        }
        extension
    }
}

fn transmission(snapshot: &Snapshot<'_>) -> Value {
    let ratio = match snapshot.moment.stage.drives() {
        true => "Ratio3",
        false => "Neutral",
    };
    json!({ "gearbox": { "mode": { "automatic": true }, "ratio": ratio } })
}

/// `adas`.
pub(crate) fn adas(snapshot: &Snapshot<'_>) -> Value {
    let drives = snapshot.moment.stage.drives();
    json!({ "abs": false, "esp": drives, "sli": 50, "bsm": if drives { "Active" } else { "Inactive" } })
}

/// An item has one date for all its groups. The position within one keeps its own.
fn take_dates(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("createdAt");
            let inner = fields.iter_mut().filter(|(name, _)| *name != "position");
            inner.for_each(|(_, value)| take_dates(value));
        }
        Value::Array(items) => items.iter_mut().for_each(take_dates),
        _ => {}
    }
}
