//! `…/callbacks/{cbid}/monitors` and one of them: what is watched of a car.

use hyper::StatusCode;
use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::hal::link;
use crate::api::operation::Done;
use crate::api::paging::LARGEST;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::api::write::{monitor, subscription_status};
use crate::instant::timestamp;
use crate::world::subscription::{Callback, Monitor, RUNNING, Topic};

/// The most monitors of a car, for a driver and an app.
const MOST: usize = 5;

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.vehicle()?;
    let mut monitors = ask.callback(1)?.monitors;
    monitors.retain(|monitor| monitor.vehicle == vehicle.id);
    ask.paging(LARGEST)?.document(
        ask.path,
        "monitors",
        &monitors,
        |monitor| show(ask, monitor, &format!("{}/{}", ask.path, monitor.id)),
        Refusal::NoData,
    )
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    with_monitor(ask, |monitor| Ok(show(ask, monitor, ask.path)))
}

pub(super) fn create(ask: &ResourceRequest<'_>) -> Result<Done, Refusal> {
    let vehicle = ask.vehicle()?;
    if !ask.callback(1)?.is_about(Topic::Monitor) {
        return Err(Refusal::OtherTopic);
    }
    let monitor = Monitor {
        id: ask.chance.uuid(),
        vehicle: vehicle.id.clone(),
        status: RUNNING,
        created: ask.now,
        updated: ask.now,
        sent: Some(conditions(ask)?),
    };
    // As the tutorial has it; the reference knows no such status.
    let mut reference = reference(&monitor, &format!("{}/{}", ask.path, monitor.id));
    put(&mut reference, "status", "Created");
    ask.with_callbacks(|callbacks| {
        let all = callbacks.iter().flat_map(|callback| &callback.monitors);
        if all.filter(|other| other.vehicle == vehicle.id).count() >= MOST {
            return Err(Refusal::TooManyMonitors);
        }
        let is_named = |callback: &&mut Callback| callback.id == ask.variable(1);
        let callback = callbacks.iter_mut().find(is_named);
        callback.ok_or(Refusal::NoData)?.monitors.push(monitor);
        Ok(Done::with(StatusCode::ACCEPTED, reference))
    })
}

pub(super) fn replace(ask: &ResourceRequest<'_>) -> Result<Done, Refusal> {
    with_monitor(ask, |_| Ok(()))?;
    let conditions = conditions(ask)?;
    with_monitor(ask, |monitor| {
        monitor.sent = Some(conditions);
        monitor.updated = ask.now;
        Ok(Done::with(
            StatusCode::ACCEPTED,
            reference(monitor, ask.path),
        ))
    })
}

pub(super) fn set_status(ask: &ResourceRequest<'_>) -> Result<Done, Refusal> {
    with_monitor(ask, |_| Ok(()))?;
    let status = subscription_status::read(&ask.body.json()?).map_err(Refusal::InvalidBody)?;
    let path = ask.path.trim_end_matches("/status");
    with_monitor(ask, |monitor| {
        monitor.status = status;
        monitor.updated = ask.now;
        Ok(Done::with(StatusCode::ACCEPTED, reference(monitor, path)))
    })
}

pub(super) fn delete(ask: &ResourceRequest<'_>) -> Result<Done, Refusal> {
    with_monitor(ask, |_| Ok(()))?;
    ask.body.expect_none()?;
    ask.with_callback(1, |callback| {
        let id = ask.variable(2);
        callback.monitors.retain(|monitor| monitor.id != id);
        Ok(Done::deleted())
    })
}

/// Reads or changes the monitor of the car that the request names.
fn with_monitor<T>(
    ask: &ResourceRequest<'_>,
    act: impl FnOnce(&mut Monitor) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let vehicle = ask.vehicle()?;
    ask.with_callback(1, |callback| {
        let named = callback
            .monitors
            .iter_mut()
            .find(|monitor| monitor.id == ask.variable(2) && monitor.vehicle == vehicle.id);
        act(named.ok_or(Refusal::NoData)?)
    })
}

fn conditions(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let body = ask.body.json()?;
    monitor::check(&body).map_err(Refusal::InvalidBody)?;
    Ok(body)
}

fn reference(monitor: &Monitor, path: &str) -> Value {
    json!({
        "monitorId": monitor.id,
        "status": monitor.status,
        "createdAt": timestamp(monitor.created),
        "updatedAt": timestamp(monitor.updated),
        "_links": { "monitor": link(path) },
    })
}

fn show(ask: &ResourceRequest<'_>, monitor: &Monitor, path: &str) -> Value {
    let mut document = json!({
        "monitorId": monitor.id,
        "status": monitor.status,
        "createdAt": timestamp(monitor.created),
        "updatedAt": timestamp(monitor.updated),
        "_links": { "self": link(path) },
    });
    if let Some(conditions) = ask.repeated(monitor.sent.as_ref()) {
        put(&mut document, "monitor", conditions);
    }
    document
}
