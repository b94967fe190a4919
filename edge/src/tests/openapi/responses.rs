//! The responses of the description: one for each status and set of problems, which operations
//! share.

use std::collections::BTreeMap;

use http::StatusCode;
use serde_json::{Map, Value, json};
use shared::problem::{Code, MEDIA_TYPE, Problem, UpstreamErrorId};

use super::codes::Codes;
use crate::endpoint::ErrorForm;
use crate::oauth::error::OAuthError;
use crate::testing::json as body;

/// A request id, as examples have it.
pub(super) const REQUEST_ID: &str = "0b7e4f0c5a1d4e0f9c7d2b6a8e3f1c55";

/// The responses that operations share, by name.
#[derive(Default)]
pub(super) struct Responses(pub(super) Map<String, Value>);

impl Responses {
    /// References to the responses of these problems, by status.
    pub(super) fn of(&mut self, codes: &Codes, errors: ErrorForm) -> Map<String, Value> {
        let mut by_status: BTreeMap<u16, Vec<Code>> = BTreeMap::new();
        for place in codes {
            let code = Code::ALL[*place];
            by_status.entry(code.status()).or_default().push(code);
        }
        let named = by_status.into_iter().map(|(status, codes)| {
            let response = response(status, &codes, errors);
            let name = self.name(status, &codes, errors, &response);
            (status.to_string(), self.add(&name, response))
        });
        named.collect()
    }

    /// A reference to a response, which is added by a name.
    pub(super) fn add(&mut self, name: &str, response: Value) -> Value {
        self.0.insert(name.to_owned(), response);
        json!({"$ref": format!("#/components/responses/{name}")})
    }

    /// The name of a response: by its problems where they are few, else by its status and, of
    /// several, a number.
    fn name(&self, status: u16, codes: &[Code], errors: ErrorForm, response: &Value) -> String {
        let form = match errors {
            ErrorForm::Problem => "",
            ErrorForm::OAuth => "OAuth",
            ErrorForm::Page => "Page",
        };
        if codes.len() <= 3 {
            let codes: Vec<_> = codes.iter().map(|code| pascal(code.slug())).collect();
            return format!("{form}{}", codes.join("Or"));
        }
        let status = StatusCode::from_u16(status).unwrap();
        let reason = pascal(&status.canonical_reason().unwrap().replace(' ', "-"));
        let numbered = |nth| match nth {
            1 => format!("{form}{reason}"),
            nth => format!("{form}{reason}{nth}"),
        };
        let is_free = |name: &String| self.0.get(name).is_none_or(|known| known == response);
        (1..).map(numbered).find(is_free).unwrap()
    }
}

/// `no-data-yet` as `NoDataYet`.
pub(super) fn pascal(slug: &str) -> String {
    let parts = slug.split('-').map(|part| {
        let (first, rest) = part.split_at(1);
        first.to_uppercase() + rest
    });
    parts.collect()
}

fn response(status: u16, codes: &[Code], errors: ErrorForm) -> Value {
    let lines = codes
        .iter()
        .map(|code| format!("- `{}`: {}.", code.slug(), code.title()));
    let mut headers = json!({"X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}});
    let mut header = |name: &str| {
        headers[name] = json!({"$ref": format!("#/components/headers/{name}")});
    };
    if codes
        .iter()
        .any(|code| code.default_retry_after().is_some())
    {
        header("Retry-After");
    }
    if status == 401 {
        header("WWW-Authenticate");
    }
    json!({
        "description": lines.collect::<Vec<_>>().join("\n"),
        "headers": headers,
        "content": content(status, codes, errors),
    })
}

fn content(status: u16, codes: &[Code], errors: ErrorForm) -> Value {
    // Before anything of a request is looked at there are no other forms.
    let (before, rest): (Vec<Code>, Vec<Code>) = codes
        .iter()
        .copied()
        .partition(|code| *code == Code::Misconfigured);
    let mut content = Map::new();
    match errors {
        ErrorForm::Problem => {
            content.insert(MEDIA_TYPE.to_owned(), problems(status, codes));
        }
        ErrorForm::Page => {
            content.insert(MEDIA_TYPE.to_owned(), problems(status, codes));
            content.insert(
                "text/html".to_owned(),
                json!({"schema": {"type": "string"}}),
            );
        }
        ErrorForm::OAuth => {
            let slugs: Vec<_> = rest.iter().map(|code| code.slug()).collect();
            let narrowed = json!({
                "type": "object",
                "properties": {"code": {"type": "string", "enum": slugs}},
                "required": ["code"],
            });
            let schema = json!({"allOf": [{"$ref": "#/components/schemas/OAuthError"}, narrowed]});
            let examples = rest
                .iter()
                .map(|code| (code.slug().to_owned(), oauth_example(*code)));
            let examples: Map<_, _> = examples.collect();
            let described = json!({"schema": schema, "examples": examples});
            content.insert("application/json".to_owned(), described);
            if !before.is_empty() {
                content.insert(MEDIA_TYPE.to_owned(), problems(status, &before));
            }
        }
    }
    Value::Object(content)
}

fn problems(status: u16, codes: &[Code]) -> Value {
    let slugs: Vec<_> = codes.iter().map(|code| code.slug()).collect();
    let examples = slugs.iter().map(|slug| {
        let reference = json!({"$ref": format!("#/components/examples/{slug}")});
        ((*slug).to_owned(), reference)
    });
    json!({
        "schema": {"allOf": [{"$ref": "#/components/schemas/Problem"}, {
            "type": "object",
            "properties": {
                "status": {"type": "integer", "enum": [status]},
                "code": {"type": "string", "enum": slugs},
            },
            "required": ["status", "code"],
        }]},
        "examples": examples.collect::<Map<_, _>>(),
    })
}

/// A problem as the authorization server answers it.
fn oauth_example(code: Code) -> Value {
    let error = match code {
        Code::UnknownClient => OAuthError::new("invalid_client", code),
        Code::CodeRefused => OAuthError::new("invalid_grant", code),
        Code::InvalidParameter => OAuthError::parameter("code_verifier", "is missing"),
        code => OAuthError::from(Problem::new(code)),
    };
    json!({"value": body(&error.response())})
}

/// An example of each problem that the responses name.
pub(super) fn examples(responses: &Map<String, Value>) -> Map<String, Value> {
    let named = serde_json::to_string(responses).unwrap();
    let is_named = |code: &Code| named.contains(&format!("/examples/{}\"", code.slug()));
    let codes = Code::ALL.into_iter().filter(is_named);
    let example = |code: Code| {
        let mut problem = Problem::new(code).with_request_id(REQUEST_ID);
        match code {
            Code::NotLoggedIn | Code::LoginLost => {
                problem = problem.with_login_url("https://edge.test/auth/login?brand=peugeot");
            }
            Code::InvalidParameter => {
                problem = problem
                    .with_parameter("limit")
                    .with_detail("limit is a number from 1 to 60");
            }
            Code::NoDataYet | Code::NotThisDriversVehicle | Code::UpstreamUnavailable => {
                let status = if code == Code::UpstreamUnavailable {
                    500
                } else {
                    code.status()
                };
                problem = problem.with_upstream(UpstreamErrorId {
                    code: Some(format!("{status}00")),
                    uuid: Some("8a6d2c1e-9b7f".to_owned()),
                });
            }
            _ => {}
        }
        let value = serde_json::to_value(&problem).unwrap();
        (
            code.slug().to_owned(),
            json!({"summary": code.title(), "value": value}),
        )
    };
    codes.map(example).collect()
}
