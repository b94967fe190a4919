//! Rules in the description: having a car watched, and what is watched for.

mod conditions;

use serde_json::{Map, Value, json};
use shared::problem::Code;
use shared::rule::Rule;

use super::codes::of_commands;
use super::commands::key;
use super::operations::{ACCOUNT, API, Described, Description, answer, in_form};
use super::schemas::Schemas;
use super::texts::{self, OperationText};
use crate::driver::message::{Reply, RuleMessage};
use crate::endpoint::{Endpoint, Methods, RULE, RULES};

/// The identifier of the example.
pub(super) const ID: &str = "AQIDBAUGBwgJCgsMDQ4PEA";
const KEY: &str = "k-7Yq2vBn0TzXw4R";
const PATH: &str = "/api/v1/vehicles/{id}/rules";
const ONE: &str = "/api/v1/vehicles/{id}/rules/{ruid}";

const OF_ALL: &[Code] = &[Code::FreshLoginRequired];
const OF_ONE: &[Code] = &[Code::FreshLoginRequired, Code::RuleNotFound];
/// What a call that changes something may be refused for, beside what a read is.
const OF_DELETING: &[Code] = &[
    Code::ActionNotAllowed,
    Code::FreshLoginRequired,
    Code::RuleNotFound,
    Code::TooManyCommands,
    Code::NoWriter,
];
const OF_PAUSING: &[Code] = &[
    Code::ActionNotAllowed,
    Code::FreshLoginRequired,
    Code::RuleNotFound,
    Code::TooManyCommands,
    Code::NoWriter,
    Code::UnsupportedMediaType,
    Code::InvalidBody,
];
const OF_REPLACING: &[Code] = &[
    Code::ActionNotAllowed,
    Code::FreshLoginRequired,
    Code::RuleNotFound,
    Code::TooManyCommands,
    Code::NoWriter,
    Code::UnsupportedMediaType,
    Code::InvalidBody,
    Code::RuleRefused,
];
const OF_CREATING: &[Code] = &[
    Code::ActionNotAllowed,
    Code::FreshLoginRequired,
    Code::RuleNotFound,
    Code::TooManyCommands,
    Code::NoWriter,
    Code::UnsupportedMediaType,
    Code::InvalidBody,
    Code::RuleRefused,
    Code::IdempotencyKeyMissing,
    Code::IdempotencyKeyReused,
    Code::TooManyRules,
];

/// An operation, before it is described in each form.
struct RuleRow {
    text: OperationText,
    verb: &'static str,
    success: (&'static str, Value),
    endpoint: Endpoint,
    own: &'static [Code],
    body: Option<Value>,
}

/// Describes the three addresses, in both forms.
pub(super) fn describe(it: &mut Description) {
    let RuleSchemas {
        request,
        status,
        rule,
        list,
    } = RuleSchemas::of(&mut it.schemas);
    let json_type = "application/json";
    let written = at_home().to_string();
    let made = it.examples.create(PATH, KEY, &written);
    let one = it.examples.answer(ONE);
    let all = it.examples.answer(PATH);

    let mut created = answer("The rule.", json_type, &rule, Some(&made));
    created["headers"]["Location"] = json!({"$ref": "#/components/headers/Location"});
    let created = it.responses.add("rules.create", created);
    let shown = answer("The rule.", json_type, &rule, Some(&one));
    let shown = it.responses.add("rules.get", shown);
    let listed = answer("The rules.", json_type, &list, Some(&all));
    let listed = it.responses.add("rules.list", listed);
    let deleted = json!({
        "description": "It is deleted.",
        "headers": {"X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}},
    });
    let deleted = it.responses.add("rules.delete", deleted);

    let with = |methods, takes_body, row: Endpoint| Endpoint {
        methods,
        takes_body,
        ..row
    };
    let row = |text, verb, success, endpoint, own, body| RuleRow {
        text,
        verb,
        success,
        endpoint,
        own,
        body,
    };
    let all_rules = body(&request, conditions::rules());
    let one_rule = body(&request, conditions::rules().into_iter().take(1).collect());
    let status_body = body(&status, vec![("paused", json!({"paused": true}))]);
    let rows = [
        row(
            texts::of(PATH),
            "get",
            ("200", listed),
            with(Methods::Get, false, RULES),
            OF_ALL,
            None,
        ),
        row(
            texts::CREATE_RULE,
            "post",
            ("201", created),
            with(Methods::Post, true, RULES),
            OF_CREATING,
            Some(all_rules),
        ),
        row(
            texts::of(ONE),
            "get",
            ("200", shown.clone()),
            with(Methods::Get, false, RULE),
            OF_ONE,
            None,
        ),
        row(
            texts::REPLACE_RULE,
            "put",
            ("200", shown.clone()),
            with(Methods::Put, true, RULE),
            OF_REPLACING,
            Some(one_rule),
        ),
        row(
            texts::DELETE_RULE,
            "delete",
            ("204", deleted),
            with(Methods::GetPutAndDelete, false, RULE),
            OF_DELETING,
            None,
        ),
        row(
            texts::PAUSE_RULE,
            "put",
            ("200", shown),
            with(Methods::Put, true, RULE),
            OF_PAUSING,
            Some(status_body),
        ),
    ];
    for form in [API, ACCOUNT] {
        for row in &rows {
            let path = row.text.path.replacen(API, form, 1);
            let described = Described {
                codes: of_commands(&row.endpoint, &path, row.own),
                path,
                text: in_form(row.text, form),
                success: row.success.clone(),
                parameters: Vec::new(),
                endpoint: &row.endpoint,
                security: json!([{"page": [], "cookie": []}, {"bearer": []}]),
                headers: (row.verb == "post").then(key).into_iter().collect(),
                body: row.body.clone(),
            };
            it.add_as(row.verb, &described);
        }
    }
}

fn body(schema: &Value, examples: Vec<(&'static str, Value)>) -> Value {
    let examples = examples
        .into_iter()
        .map(|(name, value)| (name.to_owned(), json!({"value": value})));
    json!({
        "required": true,
        "content": {"application/json": {
            "schema": schema,
            "examples": examples.collect::<Map<_, _>>(),
        }},
    })
}

/// References to the schemas.
struct RuleSchemas {
    request: Value,
    status: Value,
    rule: Value,
    list: Value,
}

impl RuleSchemas {
    fn of(schemas: &mut Schemas) -> Self {
        let when = conditions::when(schemas);
        let name = json!({
            "description": "What the driver calls it. It stays in the service.",
            "type": "string",
            "minLength": 1,
            "maxLength": 80,
            "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F]*$",
        });
        let remind = json!({
            "description": "How often to tell it again while it holds; without it, it is told once each time it comes true.",
            "type": "integer",
            "minimum": 900,
            "maximum": 604_800,
        });
        let request = schemas.add(
            "RuleRequest",
            json!({
                "description": "A rule as it is written: what the driver is to be told of.",
                "type": "object",
                "properties": {"name": name, "when": when, "remindEverySeconds": remind},
                "required": ["name", "when"],
                "additionalProperties": false,
            }),
        );
        let status = schemas.add("RuleStatus", json!({
            "description": "Whether a rule is watched for.",
            "type": "object",
            "properties": {"paused": {"description": "Whether it is not, at present.", "type": "boolean"}},
            "required": ["paused"],
            "additionalProperties": false,
        }));
        let time =
            |text: &str| json!({"description": text, "type": "string", "format": "date-time"});
        let state = schemas.add("RuleState", json!({
            "description": "How a rule stands. `active`: the manufacturer watches for it. `paused`: it does not, at present. `failed`: it has given it up. `ended`: it has no such rule any more. `unknown`: an answer was lost, and it is looked for what there is. Replacing or resuming a rule that has ended has it watched for anew.",
            "type": "string",
            "enum": ["active", "paused", "failed", "ended", "unknown"],
        }));
        let rule = schemas.add("Rule", json!({
            "description": "A rule: what a driver is told of.",
            "type": "object",
            "properties": {
                "id": {"description": "Names the rule in paths and events.", "type": "string"},
                "vehicleId": {"description": "The car, as it was called when the rule was made.", "type": "string"},
                "name": name,
                "when": when,
                "remindEverySeconds": remind,
                "state": state,
                "createdAt": time("When it was made."),
                "updatedAt": time("When a driver last changed it."),
            },
            "required": ["id", "vehicleId", "name", "when", "state", "createdAt", "updatedAt"],
        }));
        let list = schemas.add("RuleList", json!({
            "description": "The rules of a car.",
            "type": "object",
            "properties": {
                "items": {"description": "The oldest first.", "type": "array", "items": rule},
                "total": {"description": "How many there are: five at most.", "type": "integer", "minimum": 0},
            },
            "required": ["items", "total"],
        }));
        Self {
            request,
            status,
            rule,
            list,
        }
    }
}

/// The example of a rule, as it is written.
fn at_home() -> Value {
    let rule = conditions::rules().remove(0).1;
    let read = Rule::from_api(&rule).unwrap();
    assert_eq!(read.to_api(), rule);
    rule
}

/// What stands in for a driver's object in the examples.
pub(super) fn answer_as_driver(vehicle: &str, asked: &RuleMessage) -> Reply {
    let shown = |rule: &Value, state: &str| {
        let mut rule = rule.clone();
        for (name, value) in [
            ("id", json!(ID)),
            ("vehicleId", json!(vehicle)),
            ("state", json!(state)),
            ("createdAt", json!("2026-11-28T07:14:58Z")),
            ("updatedAt", json!("2026-11-28T07:14:58Z")),
        ] {
            rule[name] = value;
        }
        rule
    };
    match asked {
        RuleMessage::List => Reply::Rules(vec![shown(&at_home(), "active")]),
        RuleMessage::Create { rule, .. } | RuleMessage::Replace { rule, .. } => {
            Reply::Rule(shown(rule, "active"))
        }
        RuleMessage::One { .. } => Reply::Rule(shown(&at_home(), "active")),
        RuleMessage::Pause { paused, .. } => {
            let state = if *paused { "paused" } else { "active" };
            Reply::Rule(shown(&at_home(), state))
        }
        RuleMessage::Delete { .. } => Reply::Done,
    }
}
