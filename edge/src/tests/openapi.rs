//! The description of the API, docs/openapi.json: made of the tables and the models, and compared
//! with what is committed.

mod auth;
mod checks;
mod codes;
mod commands;
mod events;
mod examples;
mod forwarding;
mod markdown;
mod operations;
mod people;
mod responses;
mod rules;
mod schemas;
mod texts;
mod units;

use std::fs;
use std::sync::OnceLock;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::testing::description::{FILE, WRITE};
use operations::Description;

/// The documentation for people.
const PEOPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/api.md");
/// What writes all that is compared here anew.
const COMMAND: &str = "scripts/openapi";

/// The document, with its parts in the order that readers expect.
#[derive(Serialize)]
struct OpenApi {
    openapi: &'static str,
    info: Value,
    servers: Value,
    tags: Value,
    paths: Map<String, Value>,
    webhooks: Map<String, Value>,
    components: Map<String, Value>,
}

fn document() -> OpenApi {
    let mut description = Description::new();
    description.describe_all();
    assert!(
        description.examples.are_read_whole(),
        "a sample has what is not read"
    );
    let Description {
        paths,
        mut responses,
        mut schemas,
        webhooks,
        ..
    } = description;
    schemas.problem();
    schemas.add("OAuthError", oauth_error());
    for (name, text, headers) in [
        ("Head", "As of a GET.", vec!["X-Request-Id"]),
        (
            "HeadProblem",
            "As of a GET: a problem.",
            vec!["X-Request-Id", "Retry-After"],
        ),
    ] {
        let headers = headers.iter().map(|name| {
            let reference = json!({"$ref": format!("#/components/headers/{name}")});
            ((*name).to_owned(), reference)
        });
        let headers: Map<_, _> = headers.collect();
        responses.add(name, json!({"description": text, "headers": headers}));
    }
    let tags =
        texts::TAGS.map(|(name, description)| json!({"name": name, "description": description}));
    let mut components = Map::new();
    for (name, part) in [
        ("schemas", Value::Object(schemas.finish())),
        ("examples", Value::Object(responses::examples(&responses.0))),
        ("responses", Value::Object(responses.0)),
        ("parameters", Value::Object(operations::path_parameters())),
        ("headers", headers()),
        ("securitySchemes", security_schemes()),
    ] {
        components.insert(name.to_owned(), part);
    }
    OpenApi {
        openapi: "3.1.0",
        info: json!({
            "title": "Kerbside",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Clean JSON about the cars of drivers of Peugeot, Citroën, DS, Opel and Vauxhall.",
            "description": texts::ABOUT,
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        }),
        servers: json!([{"url": "/", "description": "The service that serves this document."}]),
        tags: json!(tags),
        paths,
        webhooks,
        components,
    }
}

fn oauth_error() -> Value {
    json!({
        "description": "An error as OAuth has it (RFC 6749 section 5.2), with our code beside it.",
        "type": "object",
        "properties": {
            "error": {
                "description": "OAuth's word.",
                "type": "string",
                "enum": [
                    "invalid_request", "invalid_client", "invalid_grant",
                    "unsupported_grant_type", "temporarily_unavailable", "server_error",
                ],
            },
            "error_description": {
                "description": "For the developer: it begins with the name of the parameter that is wrong, if one is.",
                "type": "string",
            },
            "code": {
                "description": "What kind of problem it is: one of `ProblemCode`, to which more are added as time goes by.",
                "type": "string",
                "x-words": {"$ref": "#/components/schemas/ProblemCode"},
            },
            "retryAfter": {
                "description": "Seconds after which trying again may help. Absent, no time is known.",
                "type": "integer",
                "minimum": 0,
            },
        },
        "required": ["error", "error_description", "code"],
    })
}

fn headers() -> Value {
    let header = |description: &str, schema: Value, example: &str| json!({"description": description, "schema": schema, "example": example});
    let text = || json!({"type": "string"});
    json!({
        "X-Request-Id": header("Finds the call in the service's log.", text(), responses::REQUEST_ID),
        "Retry-After": {
            "description": "Seconds after which trying again may help, where that is known.",
            "schema": {"type": "integer", "minimum": 0},
            "example": 30,
        },
        "WWW-Authenticate": header("`Cookie`, or of a bearer `Bearer error=\"invalid_token\"` (RFC 6750).", text(), "Cookie"),
        "Location": header("Where it leads, or where what was made is.", text(), "/"),
        "Set-Cookie": header("A cookie that no script can read, or that is taken away.", text(), "__Host-Http-ks-k3v7a2qd=…; HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=15552000"),
    })
}

fn security_schemes() -> Value {
    json!({
        "page": {
            "description": "Every call of a page carries `X-Kerbside: 1`, which a form or an image of another site cannot send, and comes from a page of the service's own origin or of one that its owner has listed or registered. A program that has no bearer yet sends it, too.",
            "type": "apiKey",
            "in": "header",
            "name": "X-Kerbside",
        },
        "cookie": {
            "description": "The cookie of an account: the slot is its own. Browsers send it by themselves.",
            "type": "apiKey",
            "in": "cookie",
            "name": "__Host-Http-ks-{slot}",
        },
        "bearer": {
            "description": "The bearer of an app, as `/auth/token` gives it. It goes without `X-Kerbside` and without cookies.",
            "type": "http",
            "scheme": "bearer",
        },
        "owner": {
            "description": "The key of the service's owner.",
            "type": "http",
            "scheme": "bearer",
        },
    })
}

/// Compares a file with what it should be, or writes it where that is asked for.
fn compare(file: &str, wanted: &str) {
    if std::env::var_os(WRITE).is_some() {
        fs::write(file, wanted).unwrap();
        return;
    }
    let found = fs::read_to_string(file).unwrap_or_default();
    let differs = found
        .lines()
        .zip(wanted.lines())
        .position(|(found, wanted)| found != wanted);
    let place = differs.map_or("its end".to_owned(), |line| format!("line {}", line + 1));
    assert!(
        found == wanted,
        "{file} is not what the code says, from {place} on: run {COMMAND}"
    );
}

/// The document, as readers of it have it. It is made once.
fn written_document() -> Value {
    static WRITTEN: OnceLock<Value> = OnceLock::new();
    let written = WRITTEN.get_or_init(|| serde_json::to_value(document()).unwrap());
    written.clone()
}

#[test]
fn the_description_of_the_api_is_what_the_code_says() {
    let text = serde_json::to_string_pretty(&document()).unwrap();
    compare(FILE, &(text + "\n"));
}

#[test]
fn the_documentation_for_people_is_what_the_description_says() {
    let text = fs::read_to_string(PEOPLE).unwrap();
    compare(PEOPLE, &markdown::rewritten(&text, &written_document()));
}
