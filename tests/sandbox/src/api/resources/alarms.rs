//! `GET …/alarms` and one of them: attempts to break in.

use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::filter::{Choice, Timestamps};
use crate::api::hal::link;
use crate::api::paging::LARGEST;
use crate::api::parts::alarm;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::world::incident::Event;

const TYPE: &str = "type";

/// The two parts of an alarm, and what they are called in a query.
const PARTS: [(&str, &str); 2] = [
    ("status", "vehicle.alarm.status"),
    ("trigger", "vehicle.alarm.trigger"),
];

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    let paging = ask.paging(LARGEST)?;
    let types = Choice::of(paging.query(), TYPE, &PARTS.map(|(_, kind)| kind))?;
    let times = Timestamps::of(paging.query())?;
    let mut alarms = Event::alarms(&vehicle.life, ask.now);
    alarms.retain(|event| times.contain(event.at));
    let show = |event: &Event| {
        let mut alarm = alarm::alarm(vehicle, event);
        for (part, _) in PARTS.iter().filter(|(_, kind)| !types.has(kind)) {
            alarm.as_object_mut().and_then(|alarm| alarm.remove(*part));
        }
        alarm
    };
    paging.document(ask.path, "alarms", &alarms, show, Refusal::NoData)
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    let here = format!("/user/vehicles/{}", vehicle.id);
    let links = json!({ "self": link(ask.path), "vehicle": link(&here) });
    Event::alarms(&vehicle.life, ask.now)
        .iter()
        .find(|event| alarm::id(vehicle, event) == ask.variable(1))
        .map(|event| {
            let mut alarm = alarm::alarm(vehicle, event);
            put(&mut alarm, "_links", links);
            alarm
        })
        .ok_or(Refusal::NoData)
}
