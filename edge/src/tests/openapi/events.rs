//! Events in the description: what has happened, the ticket of a live connection, and what is sent over
//! one.

use serde_json::{Value, json};
use shared::problem::Code;

use super::codes::of_events;
use super::operations::{ACCOUNT, API, Described, Description, answer, in_form};
use super::schemas::Schemas;
use super::texts;
use crate::endpoint::{EVENTS, TICKETS};

const PATH: &str = "/api/v1/events";
const TICKET_PATH: &str = "/api/v1/events/tickets";

const OF_EVENTS: &[Code] = &[
    Code::ConsentMissing,
    Code::FreshLoginRequired,
    Code::TicketInvalid,
    Code::TooManyConnections,
];
const OF_TICKETS: &[Code] = &[
    Code::ConsentMissing,
    Code::FreshLoginRequired,
    Code::TooManyConnections,
];

/// Describes both addresses, in both forms.
pub(super) fn describe(it: &mut Description) {
    let schemas = EventSchemas::of(&mut it.schemas);
    let json_type = "application/json";
    let feed = it.examples.answer(PATH);
    let feed = answer("The events.", json_type, &schemas.feed, Some(&feed));
    let feed = it.responses.add("events.get", feed);
    let ticket = it.examples.post(TICKET_PATH);
    let ticket = answer("The ticket.", json_type, &schemas.ticket, Some(&ticket));
    let ticket = it.responses.add("events.ticket", ticket);
    let headers = json!({"X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}});
    let connected = json!({
        "description": "The connection is open, where the request has `Upgrade: websocket`. Each message is a `LiveMessage` as text.",
        "headers": headers,
    });
    let connected = it.responses.add("events.connect", connected);
    let after = json!({
        "name": "after",
        "in": "query",
        "description": "The `id` of the last event that you had: those behind it are answered. Without it only `last` is.",
        "schema": {"type": "integer", "minimum": 0, "maximum": u64::MAX},
    });
    for form in [API, ACCOUNT] {
        let rows = [
            (PATH, "200", &feed, &EVENTS, OF_EVENTS),
            (TICKET_PATH, "201", &ticket, &TICKETS, OF_TICKETS),
        ];
        for (template, status, success, endpoint, own) in rows {
            let path = template.replacen(API, form, 1);
            let is_feed = template == PATH;
            it.add(&Described {
                codes: of_events(endpoint, &path, own),
                path: path.clone(),
                text: in_form(texts::of(template), form),
                success: (status, success.clone()),
                parameters: is_feed.then(|| after.clone()).into_iter().collect(),
                endpoint,
                security: json!([{"page": [], "cookie": []}, {"bearer": []}]),
                headers: Vec::new(),
                body: None,
            });
            if is_feed && let Some(item) = it.paths.get_mut(&path) {
                item["get"]["responses"]["101"] = connected.clone();
            }
        }
    }
}

/// What stands for a feed in the examples, with the command that goes with it.
pub(super) fn feed(command: &Value) -> Value {
    let event = |id: u64, kind: &str, at: &str, data: Value| json!({"id": id, "type": kind, "at": at, "vehicleId": "0a1b2c", "data": data});
    let fired = json!({
        "ruleId": "cl2hGd4kVt5iVGU8Ykdg4Q",
        "name": "Charged at home",
        "reminder": false,
        "firedAt": "2026-11-28T07:15:07Z",
        "values": [{"what": "chargePercent", "value": 81}],
    });
    let status = json!({"updatedAt": "2026-11-28T07:15:10Z"});
    let events = [
        event(125, "command", "2026-11-28T07:15:04Z", command.clone()),
        event(126, "rule", "2026-11-28T07:15:09Z", fired),
        event(127, "status", "2026-11-28T07:15:12Z", status),
    ];
    json!({"events": events, "last": 127, "reset": false})
}

/// References to the schemas.
struct EventSchemas {
    feed: Value,
    ticket: Value,
}

impl EventSchemas {
    fn of(schemas: &mut Schemas) -> Self {
        let command = json!({"$ref": "#/components/schemas/CarCommand"});
        let fired = schemas.add("FiredRule", json!({
            "description": "A rule that has fired.",
            "type": "object",
            "properties": {
                "ruleId": {"description": "Names the rule in paths.", "type": "string"},
                "name": {"description": "What the driver calls it.", "type": "string"},
                "reminder": {"description": "Whether it has fired before, and still holds.", "type": "boolean"},
                "firedAt": time("When it fired, as the manufacturer says; when that was learnt where that cannot be."),
                "values": {
                    "description": "What the car reported that made it fire.",
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "what": {"description": "What was measured, with its unit: `chargePercent`.", "type": "string"},
                            "value": {
                                "description": "A number, a word, or true or false; of `alert` the codes of the warnings.",
                                "anyOf": [
                                    {"type": ["number", "string", "boolean"]},
                                    {"type": "array", "items": {"type": "string"}},
                                ],
                            },
                        },
                        "required": ["what"],
                    },
                },
            },
            "required": ["ruleId", "name", "reminder", "firedAt", "values"],
        }));
        let newer = schemas.add(
            "NewerStatus",
            json!({
                "description": "A status that is newer than the one before: read it.",
                "type": "object",
                "properties": {"updatedAt": time("The latest time of any part, also of one that is gone since. It may be later than `observedAt`: do not compare the two.")},
                "required": ["updatedAt"],
            }),
        );
        let kinds = [
            (
                "CommandEvent",
                "command",
                "A command has come further.",
                command,
            ),
            ("RuleEvent", "rule", "A rule has fired.", fired),
            (
                "StatusEvent",
                "status",
                "One of the driver's pages or apps has read a newer status than it had read before. What a login reads first is not told.",
                newer,
            ),
        ];
        let kinds = kinds.map(|(name, kind, text, data)| {
            schemas.add(name, json!({
                "description": text,
                "type": "object",
                "properties": {
                    "id": {"description": "Grows from event to event, not always by one.", "type": "integer", "minimum": 1},
                    "type": {"description": "The kind.", "type": "string", "const": kind},
                    "at": time("When it was learnt."),
                    "vehicleId": {"description": "The car.", "type": "string"},
                    "data": data,
                },
                "required": ["id", "type", "at", "vehicleId", "data"],
            }))
        });
        let event = schemas.add(
            "LiveEvent",
            json!({
                "description": "Something that has happened to a car. Kinds are added as time goes by: look at `type` before anything else, and pass over one that you do not know.",
                "oneOf": kinds,
            }),
        );
        let last = || json!({"description": "The `id` of the last event there was, or 0.", "type": "integer", "minimum": 0});
        let feed = schemas.add("EventFeed", json!({
            "description": "What has happened.",
            "type": "object",
            "properties": {
                "events": {"description": "In their order.", "type": "array", "items": event},
                "last": last(),
                "reset": {
                    "description": "Whether events may be missing: `after` is too old or not known. Load anew what you show.",
                    "type": "boolean",
                },
            },
            "required": ["events", "last", "reset"],
        }));
        let hello = schemas.add(
            "HelloMessage",
            json!({
                "description": "The first message of a connection.",
                "type": "object",
                "properties": {
                    "type": {"description": "The kind.", "type": "string", "const": "hello"},
                    "data": {
                        "description": "Where the feed is.",
                        "type": "object",
                        "properties": {"last": last()},
                        "required": ["last"],
                    },
                },
                "required": ["type", "data"],
            }),
        );
        let reset = schemas.add("ResetMessage", json!({
            "description": "Events may be missing: load anew what you show.",
            "type": "object",
            "properties": {"type": {"description": "The kind.", "type": "string", "const": "reset"}},
            "required": ["type"],
        }));
        schemas.add(
            "LiveMessage",
            json!({
                "description": "A message of a live connection. Kinds are added as time goes by: look at `type` before anything else, and pass over one that you do not know.",
                "oneOf": [hello, reset, event],
            }),
        );
        let ticket = schemas.add("LiveTicket", json!({
            "description": "Opens one live connection.",
            "type": "object",
            "properties": {
                "ticket": {"description": "Goes behind `kerbside-ticket.` among the subprotocols. A secret.", "type": "string"},
                "expiresAt": time("Until when it is good."),
                "url": {"description": "Where to connect.", "type": "string", "format": "uri"},
            },
            "required": ["ticket", "expiresAt", "url"],
        }));
        Self { feed, ticket }
    }
}

fn time(text: &str) -> Value {
    json!({"description": text, "type": "string", "format": "date-time"})
}
