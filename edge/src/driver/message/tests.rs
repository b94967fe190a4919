//! What travels between the edge and a driver's object.

use serde_json::json;

use super::*;

/// During a deployment the edge and its objects may be of two versions.
#[test]
fn what_travels_keeps_its_names() {
    let envelope = |message| Envelope {
        request_id: "8f3c".to_owned(),
        act: ActingSession {
            session: "c2Vzc2lvbg".to_owned(),
            ends_at: 9,
            access: Some(Opaque("at".into())),
            realm: "clientsB2CPeugeot".to_owned(),
            auth_time: Some(7),
        },
        message,
    };
    let (vehicle, key) = ("c0ffee".to_owned(), "0123456789abcdef".to_owned());
    for (message, text) in [
        (
            Message::Send {
                vehicle: vehicle.clone(),
                key,
                command: json!({"type": "lock"}),
            },
            json!({"send": {
                "vehicle": "c0ffee",
                "key": "0123456789abcdef",
                "command": {"type": "lock"},
            }}),
        ),
        (
            Message::List {
                vehicle: vehicle.clone(),
            },
            json!({"list": {"vehicle": "c0ffee"}}),
        ),
        (
            Message::Rules {
                vehicle: vehicle.clone(),
                asked: RuleMessage::List,
            },
            json!({"rules": {"vehicle": "c0ffee", "asked": "list"}}),
        ),
        (
            Message::Noticed {
                vehicle: vehicle.clone(),
                updated_at: "2026-11-18T11:06:40Z".to_owned(),
            },
            json!({"noticed": {
                "vehicle": "c0ffee",
                "updated_at": "2026-11-18T11:06:40Z",
            }}),
        ),
        (
            Message::Ticket {
                sees: "*".to_owned(),
            },
            json!({"ticket": {"sees": "*"}}),
        ),
        (
            Message::One {
                vehicle,
                id: "1".to_owned(),
            },
            json!({"one": {"vehicle": "c0ffee", "id": "1"}}),
        ),
        (Message::Leave, json!("leave")),
        (
            Message::Forwarding { on: None, to: None },
            json!({"forwarding": {"on": null, "to": null}}),
        ),
        (
            Message::Forwarding {
                on: Some(true),
                to: Some("events.test".to_owned()),
            },
            json!({"forwarding": {"on": true, "to": "events.test"}}),
        ),
        (
            Message::Events {
                after: Some(124),
                sees: "lock".to_owned(),
            },
            json!({"events": {"after": 124, "sees": "lock"}}),
        ),
    ] {
        let sent = envelope(message.clone()).to_json();
        assert_eq!(
            sent,
            json!({
                "request_id": "8f3c",
                "act": {
                    "session": "c2Vzc2lvbg",
                    "ends_at": 9,
                    "access": "YXQ",
                    "realm": "clientsB2CPeugeot",
                    "auth_time": 7,
                },
                "message": text,
            })
        );
        let received = Envelope::from_json(&sent).unwrap();
        assert_eq!(received.message, message);
        assert!(received.act.access.is_some());
    }
    let mut without = envelope(Message::Leave);
    without.act.access = None;
    let sent = without.to_json();
    assert_eq!(sent["act"]["access"], json!(null));
    assert_eq!(Envelope::from_json(&sent).unwrap().act.access, None);
    for (reply, text) in [
        (
            Reply::Command(json!({"id": "1"})),
            json!({"command": {"id": "1"}}),
        ),
        (Reply::Commands(vec![json!({})]), json!({"commands": [{}]})),
        (Reply::Ticket("0d.s".to_owned()), json!({"ticket": "0d.s"})),
        (
            Reply::Rule(json!({"id": "1"})),
            json!({"rule": {"id": "1"}}),
        ),
        (Reply::Rules(vec![json!({})]), json!({"rules": [{}]})),
        (
            Reply::Feed(json!({"last": 126})),
            json!({"feed": {"last": 126}}),
        ),
        (Reply::Forwarding(true), json!({"forwarding": true})),
        (
            Reply::Refused {
                code: Code::ConsentMissing,
                retry_after: Some(5),
                detail: None,
            },
            json!({"refused": {
                "code": "consent-missing",
                "retry_after": 5,
                "detail": null,
            }}),
        ),
        (Reply::TokenRefused, json!("token-refused")),
        (Reply::Done, json!("done")),
        (
            Reply::Trouble {
                detail: "store".to_owned(),
            },
            json!({"trouble": {"detail": "store"}}),
        ),
    ] {
        assert_eq!(reply.to_json(), text);
        assert_eq!(Reply::from_json(&text), Some(reply));
    }
}
