//! What a callback is made with: who is told, and of what.

use serde_json::Value;

use crate::api::write::attribute::{ATTRIBUTES, PHONE_ATTRIBUTES};
use crate::api::write::form::{Form, Misformed, only, optional, required};

const SUBSCRIBE: Form = Form::Object(&[
    optional("label", &Form::Text),
    // A list in the reference; a word alone is taken as well.
    optional("type", &Form::Either(&TOPIC, &Form::List(&TOPIC, 1, 2))),
    required("callback", &RECEIVER),
]);

const TOPIC: Form = Form::Word(&["Monitor", "Remote"]);

const RECEIVER: Form = Form::Object(&[
    optional("webhook", &WEBHOOK),
    optional("pushnotif", &PHONES),
    optional("websocket", &SOCKET),
]);

const WEBHOOK: Form = Form::Object(&[
    required("name", &Form::Text),
    required("target", &Form::Matching(is_target)),
    optional("attributes", &ATTRIBUTES),
]);

const PHONES: Form = Form::Object(&[
    optional("devices", &Form::List(&Form::Text, 1, 100)),
    optional("attributes", &PHONE_ATTRIBUTES),
]);

const SOCKET: Form = Form::Object(&[
    required("target", &Form::Text),
    optional("attributes", &ATTRIBUTES),
]);

/// Checks what a callback is made with.
pub(crate) fn check(body: &Value) -> Result<(), Misformed> {
    SUBSCRIBE.check(body, "body")?;
    let receiver = body.get("callback").ok_or("callback")?;
    only(receiver, &["webhook", "pushnotif", "websocket"])
        .map(drop)
        .ok_or("callback")
}

/// A server has to be reached over https, but for one on this machine.
fn is_target(address: &str) -> bool {
    let here = ["http://127.0.0.1:", "http://localhost:"];
    let host = address.strip_prefix("https://");
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
        || here.iter().any(|start| address.starts_with(start))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_callback_has_one_receiver_that_can_be_told() {
        let webhook = |target: &str| json!({ "webhook": { "name": "x", "target": target } });
        let good = json!({
            "label": "kerbside", "type": ["Monitor", "Remote"],
            "callback": { "webhook": {
                "name": "kerbside", "target": "https://edge.test/hooks/v1/a/b",
                "attributes": [{ "type": "Body", "key": "kerbside", "value": "witness" }],
            } },
        });
        assert_eq!(check(&good), Ok(()));
        for (name, value, is_good) in [
            ("type", json!("Remote"), true),
            ("type", json!(["Remote"]), true),
            ("callback", webhook("http://localhost:8787/hooks"), true),
            (
                "callback",
                json!({ "pushnotif": { "devices": ["token"] } }),
                true,
            ),
            ("type", json!([]), false),
            ("type", json!("Both"), false),
            ("label", json!(7), false),
            ("status", json!("Running"), false),
            ("callback", webhook("http://edge.test/hooks"), false),
            ("callback", webhook("https://"), false),
            ("callback", json!({}), false),
            ("callback", json!({ "webhook": { "name": "x" } }), false),
            (
                "callback",
                json!({
                    "webhook": { "name": "x", "target": "https://a" },
                    "websocket": { "target": "wss://a" },
                }),
                false,
            ),
        ] {
            let mut body = good.clone();
            body[name] = value;
            assert_eq!(check(&body).is_ok(), is_good, "{body}");
        }
    }
}
