//! The operations with a path of their own: logging in, the authorization server, the service.

use serde_json::{Value, json};

use super::codes;
use super::operations::{Described, Description, Said, answer};
use super::texts;
use crate::endpoint::{Endpoint, Handler};
use crate::oauth::token::Given;

/// The example of a question what a car can do.
const ELIGIBILITY_QUESTION: &str = r#"{"vin":"VR3ATTENTJY186996","brand":"peugeot"}"#;

/// Describes one row.
pub(super) fn describe(description: &mut Description, endpoint: &Endpoint) {
    let text = texts::of(endpoint.path);
    let success = success(description, endpoint.handler, text.summary);
    let (status, response) = success;
    let response = description.responses.add(text.id, response);
    description.add(&Described {
        path: endpoint.path.to_owned(),
        text: Said::from(text),
        success: (status, response),
        codes: codes::of_endpoint(endpoint),
        parameters: parameters(endpoint.handler),
        endpoint,
        security: security(endpoint.handler),
        headers: Vec::new(),
        body: body(endpoint.handler),
    });
}

/// Who may call.
fn security(handler: Handler) -> Value {
    match handler {
        Handler::Session | Handler::Logout => {
            json!([{"page": [], "cookie": []}, {"page": []}, {"bearer": []}])
        }
        Handler::Password => json!([{"page": []}]),
        Handler::Brands | Handler::App => json!([{"page": []}, {"bearer": []}]),
        Handler::Health => json!([{}, {"owner": []}]),
        Handler::Eligibility => json!([{"page": []}, {"owner": []}]),
        _ => json!([]),
    }
}

/// What is answered where all is well.
fn success(it: &mut Description, handler: Handler, summary: &str) -> (&'static str, Value) {
    let (schemas, json_type) = (&mut it.schemas, "application/json");
    match handler {
        Handler::Session => {
            let example = it.examples.answer("/auth/session");
            (
                "200",
                answer(summary, json_type, &schemas.session(), Some(&example)),
            )
        }
        Handler::Brands => {
            let example = it.examples.answer("/api/v1/brands");
            (
                "200",
                answer(summary, json_type, &schemas.brands(), Some(&example)),
            )
        }
        Handler::App => {
            let example = it.examples.answer("/api/v1/app");
            let schema = schemas.app();
            ("200", answer(summary, json_type, &schema, Some(&example)))
        }
        Handler::Eligibility => {
            let example = it.examples.ask(ELIGIBILITY_QUESTION);
            let schema = schemas.eligibility();
            ("200", answer(summary, json_type, &schema, Some(&example)))
        }
        Handler::Metadata => {
            let example = it
                .examples
                .answer("/.well-known/oauth-authorization-server");
            (
                "200",
                answer(summary, json_type, &schemas.metadata(), Some(&example)),
            )
        }
        Handler::Health => {
            let example = it.examples.answer("/health");
            (
                "200",
                answer(summary, json_type, &schemas.health(), Some(&example)),
            )
        }
        Handler::Token => {
            let given = |access_token: Option<&str>, slot: Option<&str>| {
                let given = Given {
                    access_token: access_token.map(str::to_owned),
                    token_type: if slot.is_some() { "Cookie" } else { "Bearer" },
                    expires_in: 15_552_000,
                    slot: slot.map(str::to_owned),
                };
                json!({"value": serde_json::to_value(&given).unwrap()})
            };
            let mut response = answer(
                "What the client is given.",
                json_type,
                &schemas.given(),
                None,
            );
            response["content"][json_type]["examples"] = json!({
                "app": given(Some("com.example.app.AQNvbmX1"), None),
                "page": given(None, Some("k3v7a2qd")),
            });
            let cookie = json!({"$ref": "#/components/headers/Set-Cookie"});
            response["headers"]["Set-Cookie"] = cookie;
            ("200", response)
        }
        Handler::ProblemPage => {
            let page = json!({"type": "string"});
            ("200", answer("The page.", "text/html", &page, None))
        }
        Handler::Revoke => ("200", empty("The session is over.")),
        Handler::Hook => (
            "200",
            empty("It is taken, or can never be good: it need not come again."),
        ),
        Handler::Logout => ("204", with_cookie(empty("The cookies are taken away."))),
        Handler::Password => ("204", with_cookie(empty("Logged in."))),
        Handler::Login | Handler::Callback | Handler::Authorize => {
            let mut response = with_cookie(empty("Leads on."));
            response["headers"]["Location"] = json!({"$ref": "#/components/headers/Location"});
            ("303", response)
        }
        Handler::Resource | Handler::Asset | Handler::Nothing => panic!("not an endpoint of a row"),
    }
}

/// A response with nothing in it.
fn empty(description: &str) -> Value {
    json!({
        "description": description,
        "headers": {"X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}},
    })
}

fn with_cookie(mut response: Value) -> Value {
    response["headers"]["Set-Cookie"] = json!({"$ref": "#/components/headers/Set-Cookie"});
    response
}

fn brand() -> Value {
    json!({"$ref": "#/components/schemas/Brand"})
}

/// The query parameters, each with whether it has to be there.
fn parameters(handler: Handler) -> Vec<Value> {
    let text = || json!({"type": "string"});
    let one = |word: &str| json!({"type": "string", "enum": [word]});
    let slot = json!({"type": "string", "pattern": "^[a-z2-7]{8}$"});
    let max_age = || {
        (
            "max_age",
            "Has the driver prove anew who they are, unless they did so that many seconds ago: what `fresh-login-required` asks for.",
            false,
            json!({"type": "integer", "minimum": 0, "maximum": 999_999_999}),
        )
    };
    let described: Vec<(&str, &str, bool, Value)> = match handler {
        Handler::Login => vec![
            (
                "brand",
                "The brand to log in with, one of those on offer.",
                true,
                brand(),
            ),
            (
                "return_to",
                "Where the driver comes back to: a path of this service, or a page of a listed origin. Anything else is the front page.",
                false,
                text(),
            ),
            max_age(),
        ],
        Handler::Callback => vec![
            ("state", "As the login was begun with.", false, text()),
            ("code", "The login service's code.", false, text()),
            ("error", "Why there is no code.", false, text()),
            ("iss", "Who sends the driver back.", false, text()),
        ],
        Handler::Logout => vec![(
            "account",
            "The slot of the one account to log out. Without it, all are.",
            false,
            slot,
        )],
        Handler::Authorize => vec![
            ("response_type", "What is asked for.", true, one("code")),
            (
                "client_id",
                "The client, as it is registered.",
                true,
                text(),
            ),
            (
                "redirect_uri",
                "Where the client is answered, as it is registered.",
                true,
                text(),
            ),
            (
                "state",
                "Comes back as it is.",
                false,
                json!({"type": "string", "maxLength": 512}),
            ),
            (
                "code_challenge",
                "Of PKCE.",
                true,
                json!({"type": "string", "minLength": 43, "maxLength": 43}),
            ),
            (
                "code_challenge_method",
                "How it is made of the verifier.",
                true,
                one("S256"),
            ),
            (
                "brand",
                "The brand to log in with, one of those on offer.",
                true,
                brand(),
            ),
            max_age(),
        ],
        Handler::Health => vec![(
            "relay",
            "Whether each relay is asked, too.",
            false,
            one("1"),
        )],
        _ => Vec::new(),
    };
    let written = described
        .into_iter()
        .map(|(name, description, required, schema)| {
            json!({
                "name": name,
                "in": "query",
                "required": required,
                "description": description,
                "schema": schema,
            })
        });
    written.collect()
}

/// The body, of those that take one.
fn body(handler: Handler) -> Option<Value> {
    let (media_type, members): (_, &[(&str, &str)]) = match handler {
        Handler::Password => (
            "application/json",
            &[
                ("brand", "The brand to log in with."),
                ("username", "As in the manufacturer's app."),
                ("password", "As in the manufacturer's app."),
            ],
        ),
        Handler::Eligibility => (
            "application/json",
            &[
                ("vin", "The car's vehicle identification number."),
                ("brand", "Its brand."),
            ],
        ),
        Handler::Token => (
            "application/x-www-form-urlencoded",
            &[
                ("grant_type", "`authorization_code`."),
                ("code", "The code that the redirect URI was called with."),
                ("redirect_uri", "The same that the code was asked with."),
                ("client_id", "The client, as it is registered."),
                ("code_verifier", "What the challenge was made of."),
            ],
        ),
        Handler::Revoke => (
            "application/x-www-form-urlencoded",
            &[
                ("token", "The bearer."),
                ("client_id", "The client that it was given to."),
            ],
        ),
        Handler::Hook => return Some(notifications()),
        _ => return None,
    };
    let names: Vec<_> = members.iter().map(|(name, _)| *name).collect();
    let properties = members.iter().map(|(name, description)| {
        let mut schema = json!({"type": "string", "description": description});
        match *name {
            "grant_type" => schema["enum"] = json!(["authorization_code"]),
            "brand" => {
                schema = brand();
                schema["description"] = json!(description);
            }
            "vin" => schema["pattern"] = json!("^[A-HJ-NPR-Z0-9]{17}$"),
            "code_verifier" => {
                schema["minLength"] = json!(43);
                schema["maxLength"] = json!(128);
            }
            _ => {}
        }
        ((*name).to_owned(), schema)
    });
    let mut schema = json!({
        "type": "object",
        "properties": properties.collect::<serde_json::Map<_, _>>(),
        "required": names,
    });
    let mut content = json!({});
    if handler == Handler::Eligibility {
        schema["additionalProperties"] = json!(false);
        let question: Value = serde_json::from_str(ELIGIBILITY_QUESTION).unwrap();
        content["example"] = question;
    }
    content["schema"] = schema;
    Some(json!({"required": true, "content": {media_type: content}}))
}

/// What the manufacturer sends, as its template of a webhook has it.
fn notifications() -> Value {
    json!({
        "required": true,
        "content": {"application/json": {
            "schema": {
                "description": "A message, or a list of up to 1,000: 1 MiB at most, nested 32 deep at most. Of the attributes those of the body count.",
                "type": ["object", "array"],
                "maxItems": 1000,
                "items": {"type": "object"},
            },
            "example": [{
                "callbackId": "6a1c-0f",
                "attributes": [
                    {"key": "kerbside", "value": "EBESExQVFhcYGRobHB0eHw"},
                    {"key": "command", "value": "AAECAwQFBgcICQoLDA0ODw"},
                ],
                "type": "Remote",
                "date": "2026-11-29T06:30:00Z",
                "remoteEvent": {
                    "remoteActionId": "b7c1",
                    "remoteType": "Doors",
                    "eventStatus": {"type": "Done", "status": "Success"},
                },
            }],
        }},
    })
}
