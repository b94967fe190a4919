//! `GET …/callbacks/{cbid}/remotes` and one of them: what was ordered from a car.

use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::hal::link;
use crate::api::paging::LARGEST;
use crate::api::parts::records::order;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::world::subscription::Remote;

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let remotes = &ask.vehicle_callback()?.remotes;
    ask.paging(LARGEST)?
        .document(ask.path, "remoteActions", remotes, |remote| {
            show(ask, remote, &format!("{}/{}", ask.path, remote.id))
        })
        .map(Value::from)
        .ok_or(Refusal::NoData)
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    ask.vehicle_callback()?
        .remotes
        .iter()
        .find(|remote| remote.id == ask.variable(2))
        .map(|remote| show(ask, remote, ask.path))
        .ok_or(Refusal::NoData)
}

fn show(ask: &ResourceRequest<'_>, remote: &Remote, path: &str) -> Value {
    let callback = format!("/user/callbacks/{}", ask.variable(1));
    let mut document = json!({
        "remoteActionId": remote.id,
        "type": remote.order.word(),
        "status": remote.status,
        "_links": { "self": link(path), "callback": link(&callback) },
    });
    if let Some(cause) = remote.failure {
        put(&mut document, "failureCause", json!(cause));
    }
    if let Some(detail) = remote.detail {
        put(&mut document, "feedbackDetail", json!(detail));
    }
    if let Some(order) = order(remote) {
        put(&mut document, "remote", order);
    }
    document
}
