//! `GET /user/callbacks` and one of them: where an app has news sent.

use serde_json::{Value, json};

use crate::api::filter::Choice;
use crate::api::hal::link;
use crate::api::paging::LARGEST;
use crate::api::parts::records::subscription;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::world::subscription::{Callback, Topic};

const TYPES: &str = "types";

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
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

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
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
