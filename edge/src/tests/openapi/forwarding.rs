//! Forwarding in the description: the driver's consent, and what the owner's server receives.

use serde_json::{Map, Value, json};
use shared::problem::Code;

use super::codes::of_events;
use super::operations::{ACCOUNT, API, Described, Description, answer, in_form};
use super::schemas::Schemas;
use super::texts;
use crate::endpoint::{Endpoint, FORWARDING, Methods};

const PATH: &str = "/api/v1/events/forwarding";
const DRIVER: &str = "5d41402abc4b2a76b9719d911017c592";

const OF_READING: &[Code] = &[Code::FreshLoginRequired];
const OF_CHANGING: &[Code] = &[
    Code::FreshLoginRequired,
    Code::ActionNotAllowed,
    Code::UnsupportedMediaType,
    Code::InvalidBody,
];

/// Describes the address, in both forms.
pub(super) fn describe(it: &mut Description) {
    let shown = it.schemas.add("Forwarding", json!({
        "description": "Whether the owner's own server has the events of this driver.",
        "type": "object",
        "properties": {
            "available": {"description": "Whether the service has such a server.", "type": "boolean"},
            "on": {"description": "Whether it has the events, as the driver has agreed.", "type": "boolean"},
            "to": {"description": "Host and port of the server: what to show the driver.", "type": "string"},
        },
        "required": ["available", "on"],
    }));
    let wanted = it.schemas.add(
        "ForwardingRequest",
        json!({
            "description": "What the driver wants.",
            "type": "object",
            "properties": {
                "on": {"description": "Whether the server is to have the events.", "type": "boolean"},
                "to": {"description": "Host and port of the server that the driver was shown. Where the service forwards to another one, nothing is agreed to (`action-not-allowed`).", "type": "string"},
            },
            "required": ["on"],
            "additionalProperties": false,
        }),
    );
    let example = json!({"available": true, "on": true, "to": "events.example"});
    let text = "Whether events are forwarded, and where to.";
    let success = answer(text, "application/json", &shown, Some(&example));
    let success = it.responses.add("forwarding.get", success);
    let body = json!({
        "required": true,
        "content": {"application/json": {
            "schema": wanted,
            "examples": {"agree": {"value": {"on": true, "to": "events.example"}}, "withdraw": {"value": {"on": false}}},
        }},
    });
    let reads = Endpoint {
        methods: Methods::Get,
        takes_body: false,
        ..FORWARDING
    };
    for form in [API, ACCOUNT] {
        let rows = [
            (texts::of(PATH), "get", &reads, OF_READING, None),
            (
                texts::SET_FORWARDING,
                "put",
                &FORWARDING,
                OF_CHANGING,
                Some(&body),
            ),
        ];
        for (text, verb, endpoint, own, body) in rows {
            let path = PATH.replacen(API, form, 1);
            let described = Described {
                codes: of_events(endpoint, &path, own),
                path,
                text: in_form(text, form),
                success: ("200", success.clone()),
                parameters: Vec::new(),
                endpoint,
                security: json!([{"page": [], "cookie": []}, {"bearer": []}]),
                headers: Vec::new(),
                body: body.cloned(),
            };
            it.add_as(verb, &described);
        }
    }
    it.webhooks
        .insert("forwarded".to_owned(), webhook(&mut it.schemas));
}

fn webhook(schemas: &mut Schemas) -> Value {
    let message = message(schemas);
    let header = |name: &str, description: &str, example: &str| {
        json!({
            "name": name,
            "in": "header",
            "required": true,
            "description": description,
            "schema": {"type": "string"},
            "example": example,
        })
    };
    let id = format!("evt_{DRIVER}_127");
    let parameters = [
        header(
            "webhook-id",
            "Names the message: the same in each attempt, and no other's. Keep it, and take a message once.",
            &id,
        ),
        header(
            "webhook-timestamp",
            "The Unix second of the attempt. Refuse one that is five minutes away.",
            "1795000000",
        ),
        header(
            "webhook-signature",
            "`v1,` and base64 of the HMAC-SHA256 of id, timestamp and body, joined by full stops, with the bytes of the key. Two, separated by a space, while the owner replaces the key: one that fits is enough.",
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ),
    ];
    let event = |id: u64, kind: &str, at: &str, data: Value| {
        let event = json!({"driver": DRIVER, "id": id, "type": kind, "at": at, "vehicleId": "0a1b2c", "data": data});
        json!({"value": {"type": kind, "timestamp": at, "data": event}})
    };
    let at = "2026-11-28T07:15:12Z";
    let reset = json!({"driver": DRIVER, "vehicleId": "0a1b2c", "dropped": 3});
    let examples: Map<String, Value> = [
        (
            "status",
            event(
                127,
                "status",
                at,
                json!({"updatedAt": "2026-11-28T07:15:10Z"}),
            ),
        ),
        (
            "reset",
            json!({"value": {"type": "reset", "timestamp": at, "data": reset}}),
        ),
    ]
    .into_iter()
    .map(|(name, example)| (name.to_owned(), example))
    .collect();
    json!({"post": {
        "operationId": "forwarding.receive",
        "tags": [texts::EVENTS],
        "summary": "What the owner's server receives",
        "description": texts::FORWARDED,
        "security": [],
        "parameters": parameters,
        "requestBody": {
            "required": true,
            "content": {"application/json": {"schema": message, "examples": examples}},
        },
        "responses": {
            "2XX": {"description": "It is taken."},
            "410": {"description": "Nothing more of this driver is wanted: their consent ends, and what waits is dropped."},
            "default": {"description": "It is not taken, and is sent again. A redirect is not followed."},
        },
    }})
}

fn message(schemas: &mut Schemas) -> Value {
    let driver = || json!({"description": "The driver: always the same name, which says nothing of them.", "type": "string"});
    let timestamp = json!({
        "description": "When it was learnt; of an event its `at`.",
        "type": "string",
        "format": "date-time",
    });
    let mut of = |name: &str, kind: &str, description: &str, data: Value| {
        schemas.add(
            name,
            json!({
                "description": description,
                "type": "object",
                "properties": {
                    "type": {"description": "The kind.", "type": "string", "const": kind},
                    "timestamp": timestamp,
                    "data": data,
                },
                "required": ["type", "timestamp", "data"],
            }),
        )
    };
    let of_driver =
        || json!({"type": "object", "properties": {"driver": driver()}, "required": ["driver"]});
    let mut kinds: Vec<Value> = [
        ("Command", "command"),
        ("Rule", "rule"),
        ("Status", "status"),
    ]
    .into_iter()
    .map(|(name, kind)| {
        let event = json!({"$ref": format!("#/components/schemas/{name}Event")});
        let data = json!({"description": "The event.", "allOf": [event, of_driver()]});
        let description = format!("A {kind} event of a driver.");
        of(&format!("Forwarded{name}"), kind, &description, data)
    })
    .collect();
    kinds.push(of(
        "ForwardedReset",
        "reset",
        "Events of a car were dropped: read anew what you keep of it.",
        json!({
            "description": "What is missing.",
            "type": "object",
            "properties": {
                "driver": driver(),
                "vehicleId": {"description": "The car.", "type": "string"},
                "dropped": {"description": "How many events.", "type": "integer", "minimum": 1},
            },
            "required": ["driver", "vehicleId", "dropped"],
        }),
    ));
    schemas.add(
        "ForwardedMessage",
        json!({
            "description": "A message to the owner's server. Kinds may be added.",
            "oneOf": kinds,
        }),
    )
}
