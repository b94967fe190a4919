//! Documents: read, translated, written, and merged with what was known.

use edge::last_known::LastKnown;
use serde_json::Value;
use shared::brand::Brand;
use shared::model::{List, Status, Telemetry, Vehicle, translate};
use shared::wire::{self, Embed as _, Page, Unread, whole};

use super::exercise::Exercise;
use super::inputs;
use crate::failure::Failure;

pub(super) fn exercises() -> Result<Vec<Exercise>, Failure> {
    let mut exercises = Vec::new();
    for (name, document) in [
        ("translate a status of 2 kB", inputs::small_status()?),
        ("translate a status of 4 kB", inputs::status()?),
        ("translate a status of 8 kB", inputs::long_status(8_000)?),
        ("translate a status of 32 kB", inputs::long_status(32_000)?),
    ] {
        let body = serde_json::to_vec(&document)?;
        exercises.push(Exercise::new(name, move || {
            let json = wire::parse(&body).ok()?;
            let model = translate::<Status>(&json, &mut Unread::default())?;
            Some(model.into_bytes().len())
        }));
    }
    let body = serde_json::to_vec(&inputs::telemetry(60)?)?;
    exercises.push(Exercise::new(
        "translate 60 samples of telemetry",
        move || {
            let list = page(&body, wire::Telemetry::NAMES, translate::<Telemetry>)?;
            Some(list.to_json().len())
        },
    ));
    let body = serde_json::to_vec(&inputs::vehicles(20)?)?;
    exercises.push(Exercise::new("translate 20 cars", move || {
        let list = page(&body, wire::Vehicle::NAMES, |json, unread| {
            Vehicle::from_wire(whole(json, unread)?, Brand::Peugeot)
        })?;
        Some(serde_json::to_vec(&list).ok()?.len())
    }));
    let (kept, new) = two_states()?;
    exercises.push(Exercise::new(
        "merge a status with the last known",
        move || Some(new.after(&kept).to_line().len()),
    ));
    Ok(exercises)
}

fn page<T>(
    body: &[u8],
    names: &[&str],
    read: impl FnMut(&Value, &mut Unread) -> Option<T>,
) -> Option<List<T>> {
    let json = wire::parse(body).ok()?;
    let mut unread = Unread::default();
    let page = Page::read(&json, names, &mut unread)?;
    let items = page.items(&mut unread, read);
    Some(List {
        items,
        total: page.total,
        next: None,
    })
}

/// What was known of a car, and what is answered a minute later.
fn two_states() -> Result<(LastKnown, LastKnown), Failure> {
    let translated = |document: &Value| -> Result<Value, Failure> {
        let model = translate::<Status>(document, &mut Unread::default());
        let model = model.ok_or(Failure::Missing("status"))?;
        Ok(serde_json::from_slice(model.as_bytes())?)
    };
    let known = translated(&inputs::status()?)?;
    let state = |at| LastKnown::new("status/0a", known.clone(), at);
    Ok((state(1_795_000_000), state(1_795_000_060)))
}
