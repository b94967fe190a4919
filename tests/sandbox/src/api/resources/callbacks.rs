//! `/user/callbacks` and one of them: where an app has news sent.

use hyper::StatusCode;
use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::filter::Choice;
use crate::api::hal::link;
use crate::api::operation::Done;
use crate::api::paging::LARGEST;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::api::write::{callback, subscription_status};
use crate::world::subscription::{Callback, RUNNING, Topic};

const TYPES: &str = "types";

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let paging = ask.paging(LARGEST)?;
    let types = Choice::of(paging.query(), TYPES, &Topic::ALL.map(Topic::word))?;
    let mut callbacks = ask.callbacks();
    callbacks.retain(|callback| {
        let mut topics = Topic::ALL.into_iter();
        topics.any(|topic| callback.is_about(topic) && types.has(topic.word()))
    });
    paging.document(
        ask.path,
        "callbacks",
        &callbacks,
        |callback| show(ask, callback),
        Refusal::NoData,
    )
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    ask.callback(0).map(|callback| show(ask, &callback))
}

pub(super) fn create(ask: &ResourceRequest<'_>) -> Result<Done, Refusal> {
    let subscribe = subscribe(ask)?;
    let callback = Callback {
        id: ask.chance.uuid(),
        subscribe,
        status: RUNNING,
        monitors: Vec::new(),
        past: Vec::new(),
    };
    let reference = reference(&callback);
    ask.with_callbacks(|callbacks| callbacks.push(callback));
    // The reference has 200, the page 202.
    let status = ask.remotes.switches().callback_status;
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    Ok(Done::with(status, reference))
}

pub(super) fn replace(ask: &ResourceRequest<'_>) -> Result<Done, Refusal> {
    ask.callback(0)?;
    let subscribe = subscribe(ask)?;
    change(ask, |callback| callback.subscribe = subscribe)
}

pub(super) fn set_status(ask: &ResourceRequest<'_>) -> Result<Done, Refusal> {
    ask.callback(0)?;
    let status = subscription_status::read(&ask.body.json()?).map_err(Refusal::InvalidBody)?;
    change(ask, |callback| callback.status = status)
}

/// Its monitors go with it. What was ordered by it goes on, and nobody is told.
pub(super) fn delete(ask: &ResourceRequest<'_>) -> Result<Done, Refusal> {
    let id = ask.callback(0)?.id;
    ask.body.expect_none()?;
    ask.with_callbacks(|callbacks| callbacks.retain(|callback| callback.id != id));
    Ok(Done::deleted())
}

fn subscribe(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let body = ask.body.json()?;
    callback::check(&body).map_err(Refusal::InvalidBody)?;
    Ok(body)
}

fn change(ask: &ResourceRequest<'_>, act: impl FnOnce(&mut Callback)) -> Result<Done, Refusal> {
    ask.with_callback(0, |callback| {
        act(callback);
        Ok(Done::with(StatusCode::ACCEPTED, reference(callback)))
    })
}

fn reference(callback: &Callback) -> Value {
    json!({
        "callbackId": callback.id,
        "status": callback.status,
        "_links": { "callback": link(&format!("/user/callbacks/{}", callback.id)) },
    })
}

fn show(ask: &ResourceRequest<'_>, callback: &Callback) -> Value {
    let mut document = json!({
        "id": callback.id,
        "status": callback.status,
        "_links": { "self": link(&format!("/user/callbacks/{}", callback.id)) },
    });
    if let Some(label) = callback.subscribe.get("label") {
        put(&mut document, "label", label.clone());
    }
    if let Some(subscribe) = ask.repeated(Some(&callback.subscribe)) {
        put(&mut document, "subscribe", subscribe);
    }
    document
}
