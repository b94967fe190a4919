//! A message to an app: what became of an order, or what a monitor noticed. It names no car.

use serde_json::{Map, Value, json};

use crate::instant::precise_timestamp;
use crate::monitors::watch::Firing;
use crate::notify::attribute::{Attribute, Names, Part, attributes};
use crate::remote::status::Status;
use crate::remote::status_event::StatusEvent;
use crate::world::subscription::{Callback, Monitor};

/// A message that was raised.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// When, in milliseconds since 1970.
    pub(crate) raised: i64,
    /// Where it is posted to.
    pub(crate) target: String,
    /// All but what goes into headers and query.
    pub(crate) body: Value,
    /// What goes into headers and query, if it is sent alone.
    pub(crate) attributes: Vec<Attribute>,
}

impl Message {
    /// What became of an order. `is_failed_apart` has the `type` of a failure be `Failed`, as one
    /// page of the documents has it.
    pub(crate) fn remote(
        callback: &Callback,
        event: &StatusEvent,
        vin: &str,
        is_failed_apart: bool,
    ) -> Option<Self> {
        let kind = match event.status {
            Status::Failed if is_failed_apart => "Failed",
            status if status.is_end() => "Done",
            _ => "Pending",
        };
        let mut status = json!({ "type": kind, "status": event.status });
        put(
            &mut status,
            "failureCause",
            event.cause.map(|cause| json!(cause)),
        );
        put(
            &mut status,
            "feedbackDetail",
            event.detail.map(|detail| json!(detail)),
        );
        let about = json!({
            "remoteActionId": event.id,
            "remoteType": event.kind,
            "eventStatus": status,
        });
        let label = event.sent.get("label").and_then(Value::as_str);
        let names = [
            ("vin", vin),
            ("callbackid", callback.id.as_str()),
            ("callbacklabel", label_of(callback)),
            ("remotetype", event.kind),
            ("remotestatus", event.status.word()),
            ("remotelabel", label.unwrap_or_default()),
        ];
        let lists = [event.sent.get("attributes")];
        Self::new(
            callback,
            ("Remote", "remoteEvent"),
            about,
            event.at,
            &lists,
            &names,
        )
    }

    /// What a monitor noticed, with what it is to tell of the car beside.
    pub(crate) fn monitor(
        callback: &Callback,
        monitor: &Monitor,
        firing: &Firing,
        vin: &str,
        extensions: Vec<Value>,
    ) -> Option<Self> {
        let sent = monitor.sent.as_ref()?;
        let event = json!({
            "monitorId": monitor.id,
            "values": firing.values,
            "extensions": extensions,
            "refresh": firing.refresh,
        });
        let label = sent.get("label").and_then(Value::as_str);
        let names = [
            ("vin", vin),
            ("callbackid", callback.id.as_str()),
            ("callbacklabel", label_of(callback)),
            ("monitorid", monitor.id.as_str()),
            ("monitorlabel", label.unwrap_or_default()),
        ];
        let lists = [
            sent.get("attributes"),
            sent.pointer("/subscribeParam/callbackAttributes/webhook"),
        ];
        let at = firing.at * 1000;
        Self::new(
            callback,
            ("Monitor", "monitorEvent"),
            event,
            at,
            &lists,
            &names,
        )
    }

    fn new(
        callback: &Callback,
        (kind, member): (&str, &str),
        event: Value,
        raised: i64,
        lists: &[Option<&Value>],
        names: &Names<'_>,
    ) -> Option<Self> {
        let webhook = callback.subscribe.pointer("/callback/webhook")?;
        let mut all = vec![webhook.get("attributes")];
        all.extend(lists);
        let attributes = attributes(&all, names);
        let inside: Vec<Value> = attributes
            .iter()
            .filter(|it| it.part == Part::Body)
            .map(|it| json!({ "key": it.key, "value": it.value }))
            .collect();
        let mut body = json!({
            "callbackId": callback.id,
            "attributes": inside,
            "type": kind,
            "date": precise_timestamp(raised),
        });
        put(&mut body, member, Some(event));
        Some(Self {
            raised,
            target: webhook.get("target")?.as_str()?.to_owned(),
            body,
            attributes,
        })
    }

    /// The same from nobody who knows a secret: without attributes, and of a stranger's callback
    /// and subject if other identifiers are given.
    pub(crate) fn without_attributes(&self, other: Option<&dyn Fn() -> String>) -> Self {
        let mut message = self.clone();
        message.attributes.clear();
        put(&mut message.body, "attributes", Some(json!([])));
        if let Some(other) = other {
            put(&mut message.body, "callbackId", Some(json!(other())));
            for (event, name) in [
                ("remoteEvent", "remoteActionId"),
                ("monitorEvent", "monitorId"),
            ] {
                if let Some(event) = message.body.get_mut(event) {
                    put(event, name, Some(json!(other())));
                }
            }
        }
        message
    }
}

fn label_of(callback: &Callback) -> &str {
    let label = callback.subscribe.get("label").and_then(Value::as_str);
    label.unwrap_or_default()
}

fn put(document: &mut Value, name: &str, value: Option<Value>) {
    let members: Option<&mut Map<String, Value>> = document.as_object_mut();
    if let (Some(members), Some(value)) = (members, value) {
        members.insert(name.to_owned(), value);
    }
}
