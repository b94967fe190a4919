//! Commands in the description: sending one, what became of it, and what can be done with a car.

mod requests;

use serde_json::{Map, Value, json};
use shared::command::{Command, TYPES};
use shared::problem::{Code, Problem};

use super::codes::of_commands;
use super::events;
use super::operations::{ACCOUNT, API, Described, Description, answer, in_form};
use super::schemas::{Schemas, open};
use super::{rules, texts};
use crate::driver::message::{Envelope, Message, Reply};
use crate::endpoint::{COMMANDS, Endpoint, Methods, RESOURCE};
use crate::objects::Unreachable;

/// The identifier of the example.
pub(super) const ID: &str = "AAECAwQFBgcICQoLDA0ODw";
const KEY: &str = "k-7Yq2vBn0TzXw4R";
const PATH: &str = "/api/v1/vehicles/{id}/commands";
const ONE: &str = "/api/v1/vehicles/{id}/commands/{cmid}";
const ACTIONS: &str = "/api/v1/vehicles/{id}/actions";

const STATES: [&str; 9] = [
    "sending",
    "accepted",
    "waking",
    "checking",
    "sent",
    "succeeded",
    "already-done",
    "failed",
    "unknown",
];

/// What a call of either kind may be refused for beside what a read is.
const OF_ALL: &[Code] = &[Code::FreshLoginRequired];
const OF_ONE: &[Code] = &[Code::FreshLoginRequired, Code::CommandNotFound];
const OF_SENDING: &[Code] = &[
    Code::ActionNotAllowed,
    Code::FreshLoginRequired,
    Code::BodyTooLarge,
    Code::BodyTooSlow,
    Code::UnsupportedMediaType,
    Code::InvalidBody,
    Code::IdempotencyKeyMissing,
    Code::IdempotencyKeyReused,
    Code::NotSupportedByVehicle,
    Code::CommandInProgress,
    Code::TooManyCommands,
    Code::WakeUpsUsedUp,
    Code::NoWriter,
];

/// Why the car did not do it, beside the problems that a call may have, too.
const FAILURES: &[(Code, &str)] = &[
    (Code::VehicleUnreachable, "VehicleConnectionTimeout"),
    (
        Code::VehicleBatteryLow,
        "NotPossibleDueToVehicleBatteryLevel",
    ),
    (Code::VehicleInUse, "VehicleInUse"),
    (Code::VehicleNotClosed, "DoorsOpen"),
    (Code::KeyInside, "VehicleErrorOrCidInside"),
    (Code::VehicleStolen, "NotPossibleDueToVehicleStolenState"),
    (Code::ChargingFault, "ExternalChargingSystemError"),
    (Code::CancelledByDriver, "CanceledByDriver"),
    (Code::VehicleError, "GeneralError"),
    (Code::NotReceived, ""),
];

/// Describes the three addresses, in both forms.
pub(super) fn describe(it: &mut Description) {
    let commands = Commands::of(&mut it.schemas);
    let command = it.examples.answer(ONE);
    let sent = it.examples.send(PATH, KEY, r#"{"type":"lock"}"#);
    let list = it.examples.answer(PATH);
    let json_type = "application/json";

    let mut accepted = answer("The command.", json_type, &commands.command, Some(&sent));
    let place = json!({"$ref": "#/components/headers/Location"});
    accepted["headers"]["Location"] = place;
    let accepted = it.responses.add("commands.send", accepted);
    let mut found = answer("The command.", json_type, &commands.command, None);
    found["content"][json_type]["examples"] = examples(&command);
    let found = it.responses.add("commands.get", found);
    let listed = answer("The commands.", json_type, &commands.list, Some(&list));
    let listed = it.responses.add("commands.list", listed);
    let actions = it.examples.answer(ACTIONS);
    let actions = answer(
        "Each command.",
        json_type,
        &commands.actions,
        Some(&actions),
    );
    let actions = it.responses.add("actions.get", actions);

    let reads = Endpoint {
        methods: Methods::Get,
        takes_body: false,
        ..COMMANDS
    };
    let sends = Endpoint {
        methods: Methods::Post,
        ..COMMANDS
    };
    for form in [API, ACCOUNT] {
        let rows = [
            (texts::of(PATH), "200", &listed, &reads, OF_ALL),
            (texts::SEND, "202", &accepted, &sends, OF_SENDING),
            (texts::of(ONE), "200", &found, &RESOURCE, OF_ONE),
            (texts::of(ACTIONS), "200", &actions, &RESOURCE, &[]),
        ];
        for (text, status, success, endpoint, own) in rows {
            let path = text.path.replacen(API, form, 1);
            let is_sent = endpoint.methods == Methods::Post;
            it.add(&Described {
                codes: of_commands(endpoint, &path, own),
                path,
                text: in_form(text, form),
                success: (status, success.clone()),
                parameters: Vec::new(),
                endpoint,
                security: json!([{"page": [], "cookie": []}, {"bearer": []}]),
                headers: is_sent.then(key).into_iter().collect(),
                body: is_sent.then(|| body(&commands.request)),
            });
        }
    }
}

pub(super) fn key() -> Value {
    json!({
        "name": "Idempotency-Key",
        "in": "header",
        "required": true,
        "description": "Anew for each press of a button; the same again only to repeat one.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"},
        "example": KEY,
    })
}

fn body(request: &Value) -> Value {
    let examples = requests::requests().into_iter().map(|(name, command)| {
        let read = Command::from_api(&command).unwrap();
        assert_eq!(read.to_api(), command, "{name} is written in another way");
        (name.to_owned(), json!({"value": command}))
    });
    json!({
        "required": true,
        "content": {"application/json": {
            "schema": request,
            "examples": examples.collect::<Map<_, _>>(),
        }},
    })
}

/// What stands in for a driver's object in the examples.
pub(super) fn answer_as_driver(envelope: &Envelope) -> Result<Reply, Unreachable> {
    let waking = |vehicle: &str, command: &Value| {
        json!({
            "id": ID,
            "vehicleId": vehicle,
            "type": command["type"],
            "request": command,
            "state": "waking",
            "done": false,
            "history": [
                {"state": "sending", "at": "2026-11-28T07:14:58Z"},
                {"state": "accepted", "at": "2026-11-28T07:15:00Z"},
                {"state": "waking", "at": "2026-11-28T07:15:04Z"},
            ],
            "createdAt": "2026-11-28T07:14:58Z",
            "updatedAt": "2026-11-28T07:15:04Z",
        })
    };
    let lock = json!({"type": "lock"});
    Ok(match &envelope.message {
        Message::Send {
            vehicle, command, ..
        } => Reply::Command(waking(vehicle, command)),
        Message::One { vehicle, .. } => Reply::Command(waking(vehicle, &lock)),
        Message::List { vehicle } => Reply::Commands(vec![waking(vehicle, &lock)]),
        Message::Leave | Message::Noticed { .. } => Reply::Done,
        Message::Forwarding { on, .. } => Reply::Forwarding(on.unwrap_or(true)),
        Message::Ticket { .. } => Reply::Ticket([&"0d".repeat(32), ".", ID].concat()),
        Message::Events { .. } => Reply::Feed(events::feed(&waking("0a1b2c", &lock))),
        Message::Rules { vehicle, asked } => rules::answer_as_driver(vehicle, asked),
    })
}

/// A command under way, and one that failed for each reason.
fn examples(command: &Value) -> Value {
    let mut examples = json!({"waking": {"summary": "The car is being woken.", "value": command}});
    for (code, cause) in FAILURES {
        let mut failure = serde_json::to_value(Problem::new(*code)).unwrap();
        if !cause.is_empty() {
            failure["upstreamCause"] = Value::from(*cause);
        }
        let mut command = command.clone();
        command["state"] = "failed".into();
        command["done"] = true.into();
        command["failure"] = failure;
        let at = command["updatedAt"].clone();
        let history = command["history"].as_array_mut().unwrap();
        history.push(json!({"state": "failed", "at": at}));
        examples[code.slug()] = json!({"value": command});
    }
    examples
}

/// References to the schemas.
struct Commands {
    request: Value,
    command: Value,
    list: Value,
    actions: Value,
}

impl Commands {
    fn of(schemas: &mut Schemas) -> Self {
        let request = requests::request(schemas);
        let command = command(schemas, &request);
        let list = schemas.add("CarCommandList", json!({
            "description": "The commands that were sent to a car.",
            "type": "object",
            "properties": {
                "items": {"description": "The newest first.", "type": "array", "items": command},
                "total": {"description": "How many there are.", "type": "integer", "minimum": 0},
            },
            "required": ["items", "total"],
        }));
        let word = schemas.action_word();
        let action = schemas.add("CarAction", json!({
            "description": "A command, and whether it can be sent to a car.",
            "type": "object",
            "properties": {
                "type": {"$ref": "#/components/schemas/CarCommandType"},
                "action": word,
                "available": {"description": "Whether it can be sent.", "type": "boolean"},
                "why": {
                    "description": "Who says no, where it cannot: the owner of the service, the registration of this client, the scopes that drivers are asked for, or the car.",
                    "type": "string",
                    "enum": ["owner", "client", "consent", "vehicle"],
                },
                "programSlots": {
                    "description": "How many programs the car holds, where it says so.",
                    "type": "integer",
                    "minimum": 1,
                },
                "without": {
                    "description": "What of the command the car says it does not take; absent where that is nothing. Each is a member of the command, as `limit`, or a member with a value, as `on=false`. A command that has it is refused (`not-supported-by-vehicle`).",
                    "type": "array",
                    "items": {"type": "string"},
                    "minItems": 1,
                },
            },
            "required": ["type", "action", "available"],
        }));
        let actions = schemas.add("CarActions", json!({
            "description": "What can be done with a car.",
            "type": "object",
            "properties": {
                "actions": {"description": "Every command there is.", "type": "array", "items": action},
                "rules": {
                    "description": "Whether rules can be made.",
                    "type": "object",
                    "properties": {
                        "available": {"description": "Whether they can.", "type": "boolean"},
                        "why": {
                            "description": "Who says no, where they cannot: the owner of the service, or the registration of this client.",
                            "type": "string",
                            "enum": ["owner", "client"],
                        },
                    },
                    "required": ["available"],
                },
            },
            "required": ["actions", "rules"],
        }));
        Self {
            request,
            command,
            list,
            actions,
        }
    }
}

fn command(schemas: &mut Schemas, request: &Value) -> Value {
    let words: Vec<_> = TYPES.iter().map(|kind| kind.name).collect();
    let kind = schemas.add(
        "CarCommandType",
        json!({
            "description": "What a command is. More may be added.",
            "anyOf": open(&words),
        }),
    );
    let state = schemas.add("CommandState", json!({
        "description": "What has become of a command. `sending`: it is on its way to the manufacturer. `accepted`: the manufacturer has taken it. `waking`: the car is being woken, which may take a minute. `checking`: its rights and its battery are looked at. `sent`: the car has it. Then it is done: `succeeded`; `already-done`, where the car was so already; `failed`, with the reason under `failure`; or `unknown`, where nobody can tell: look at the car. Even then a later answer may say more.",
        "type": "string",
        "enum": STATES,
    }));
    let problem = schemas.problem();
    let failure = schemas.add("CommandFailure", json!({
        "description": "Why a command failed: a problem, as calls have it.",
        "allOf": [problem, {"type": "object", "properties": {
            "upstreamCause": {"description": "The manufacturer's word for it.", "type": "string"},
        }}],
    }));
    let time = |text: &str| json!({"description": text, "type": "string", "format": "date-time"});
    let step = schemas.add(
        "CommandStep",
        json!({
            "description": "A step of a command.",
            "type": "object",
            "properties": {"state": state, "at": time("When it was taken.")},
            "required": ["state", "at"],
        }),
    );
    schemas.add("CarCommand", json!({
        "description": "A command that was sent to a car, and what became of it.",
        "type": "object",
        "properties": {
            "id": {"description": "Names the command in paths.", "type": "string"},
            "vehicleId": {"description": "The car, as it was called when the command was sent.", "type": "string"},
            "type": kind,
            "request": request,
            "state": state,
            "done": {"description": "Whether nothing more is awaited.", "type": "boolean"},
            "history": {"description": "The steps that are known, the oldest first.", "type": "array", "items": step},
            "failure": failure,
            "createdAt": time("When it was asked for."),
            "updatedAt": time("When its state last changed."),
        },
        "required": ["id", "vehicleId", "type", "request", "state", "done", "history", "createdAt", "updatedAt"],
    }))
}
