//! `…/callbacks/{cbid}/remotes` and one of them: what was ordered from a car.

use hyper::StatusCode;
use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::hal::link;
use crate::api::operation::Done;
use crate::api::paging::LARGEST;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::api::write::order;
use crate::remote::action::Taken;
use crate::world::quirk::Quirk;
use crate::world::subscription::{Remote, Topic};

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    ask.paging(LARGEST)?.document(
        ask.path,
        "remoteActions",
        &remotes(ask)?,
        |remote| show(ask, remote, &format!("{}/{}", ask.path, remote.id)),
        Refusal::NoData,
    )
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    remotes(ask)?
        .iter()
        .find(|remote| remote.id == ask.variable(2))
        .map(|remote| show(ask, remote, ask.path))
        .ok_or(Refusal::NoData)
}

pub(super) fn create(ask: &ResourceRequest<'_>) -> Result<Done, Refusal> {
    let vehicle = ask.vehicle()?;
    let callback = ask.callback(1)?;
    let body = ask.body.json()?;
    let member = order::read(&body).map_err(Refusal::InvalidBody)?;
    // Not any of those that the operation works with.
    ask.check_granted(&[member.scope()])?;
    if !callback.is_about(Topic::Remote) {
        return Err(Refusal::OtherTopic);
    }
    if vehicle.has(Quirk::BoxReplaced) {
        return Err(Refusal::BoxReplaced);
    }
    let taken = Taken {
        driver: ask.driver.username.clone(),
        vehicle: vehicle.id.clone(),
        callback: callback.id.clone(),
        member,
        body,
    };
    let remote = ask.remotes.take(taken, ask.millis);
    let document = json!({
        "remoteActionId": remote.id,
        "type": remote.kind,
        "_links": {
            "callback": link(&format!("/user/callbacks/{}", callback.id)),
            "remote": link(&format!("{}/{}", ask.path, remote.id)),
        },
    });
    Ok(Done::with(StatusCode::ACCEPTED, document))
}

/// Those of the car that the request names, the oldest first.
fn remotes(ask: &ResourceRequest<'_>) -> Result<Vec<Remote>, Refusal> {
    let vehicle = ask.vehicle()?;
    let callback = ask.callback(1)?;
    let mut remotes = callback.past;
    remotes.retain(|remote| remote.vehicle == vehicle.id);
    remotes.extend(ask.remotes.of(&callback.id, &vehicle.id, ask.millis));
    Ok(remotes)
}

fn show(ask: &ResourceRequest<'_>, remote: &Remote, path: &str) -> Value {
    let callback = format!("/user/callbacks/{}", ask.variable(1));
    let mut document = json!({
        "remoteActionId": remote.id,
        "type": remote.kind,
        "status": remote.status,
        "_links": { "self": link(path), "callback": link(&callback) },
    });
    if let Some(cause) = remote.failure {
        put(&mut document, "failureCause", json!(cause));
    }
    if let Some(detail) = remote.detail {
        put(&mut document, "feedbackDetail", json!(detail));
    }
    if let Some(sent) = ask.repeated(remote.sent.as_ref()) {
        put(&mut document, "remote", sent);
    }
    document
}
