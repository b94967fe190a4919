//! `GET /user/callbacks` and one of them: where an app has news sent.

use serde_json::{Value, json};

use crate::api::filter::Choice;
use crate::api::hal::{HAL, link};
use crate::api::paging::{INDEX_RANGE, LARGEST, PAGE_SIZE, PAGE_TOKEN};
use crate::api::parts::posted::subscription;
use crate::api::refusal::Refusal;
use crate::api::resource::{Ask, Resource};
use crate::world::subscription::{Callback, Topic};

const TYPES: &str = "types";

pub(super) const LIST: Resource = Resource {
    template: "/user/callbacks",
    query: &[INDEX_RANGE, PAGE_SIZE, PAGE_TOKEN, TYPES],
    media_type: HAL,
    answer: list,
};

pub(super) const ONE: Resource = Resource {
    template: "/user/callbacks/{cbid}",
    query: &[],
    media_type: HAL,
    answer: one,
};

fn list(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let paging = ask.paging(LARGEST)?;
    let known = [Topic::Remote, Topic::Monitor].map(Topic::word);
    let types = Choice::of(paging.fields(), TYPES, &known)?;
    let callbacks: Vec<&Callback> = ask
        .driver
        .callbacks
        .iter()
        .filter(|callback| types.has(callback.topic.word()))
        .collect();
    paging
        .document(ask.path, "callbacks", &callbacks, |callback| show(callback))
        .map(Value::from)
        .ok_or(Refusal::NoData)
}

fn one(ask: &Ask<'_>) -> Result<Value, Refusal> {
    ask.callback(0).map(show)
}

fn show(callback: &Callback) -> Value {
    json!({
        "id": callback.id,
        "label": callback.label,
        "status": callback.status,
        "subscribe": subscription(callback),
        "_links": { "self": link(&format!("/user/callbacks/{}", callback.id)) },
    })
}
