//! The operations of the description: a path item for each row of the tables, in both of its forms.

use serde_json::{Map, Value, json};
use shared::operation::{ALL, MAX_ID_LENGTH, MAX_VALUE_LENGTH, Method, Operation};

use super::examples::Examples;
use super::responses::Responses;
use super::schemas::Schemas;
use super::texts::{self, OperationText, RAW};
use super::{auth, codes, commands, events, forwarding, rules};
use crate::api::parameter::schema::parameters;
use crate::api::resource::table::RESOURCES;
use crate::endpoint::{ENDPOINTS, Endpoint, Handler, Methods, RESOURCE};

/// What the paths of one account begin with.
pub(super) const API: &str = "/api/v1/";
pub(super) const ACCOUNT: &str = "/api/v1/accounts/{slot}/";

/// What is gathered while the operations are described.
pub(super) struct Description {
    pub(super) paths: Map<String, Value>,
    pub(super) webhooks: Map<String, Value>,
    pub(super) responses: Responses,
    pub(super) schemas: Schemas,
    pub(super) examples: Examples,
}

impl Description {
    pub(super) fn new() -> Self {
        Self {
            paths: Map::new(),
            webhooks: Map::new(),
            responses: Responses::default(),
            schemas: Schemas::new(),
            examples: Examples::new(),
        }
    }

    /// Describes every endpoint, resource and raw document.
    pub(super) fn describe_all(&mut self) {
        for endpoint in ENDPOINTS {
            auth::describe(self, endpoint);
        }
        for resource in RESOURCES {
            let text = texts::of(resource.path);
            let schema = self.schemas.of_resource(resource);
            let example = self.examples.answer(resource.path);
            let success = answer(text.summary, "application/json", &schema, Some(&example));
            let success = self.responses.add(text.id, success);
            for form in [API, ACCOUNT] {
                let path = resource.path.replacen(API, form, 1);
                let codes = codes::of_resource(&RESOURCE, resource, &path);
                self.add(&Described {
                    path,
                    text: in_form(text, form),
                    success: ("200", success.clone()),
                    codes,
                    parameters: parameters(resource),
                    endpoint: &RESOURCE,
                    security: json!([{"page": [], "cookie": []}, {"bearer": []}]),
                    headers: Vec::new(),
                    body: None,
                });
            }
        }
        commands::describe(self);
        rules::describe(self);
        events::describe(self);
        forwarding::describe(self);
        for operation in ALL.into_iter().filter(|it| it.method == Method::Get) {
            self.describe_raw(operation);
        }
    }

    fn describe_raw(&mut self, operation: &Operation) {
        let id = format!("raw.{}", camel(operation.name));
        let path = format!("/api/v1/raw{}", operation.path);
        let summary = format!("The manufacturer's `{}`", operation.path);
        let text = |form| {
            Said {
            id: [prefix(form), &id].concat(),
            tag: RAW,
            summary: summary.clone(),
            description: "With the manufacturer's own query parameters; a `+` in them is itself. Links lead back here, and one to a host that is not the manufacturer's is left out; so are the secrets of the service's own callback. Monitors and remotes are for whom `/monitors` and `/remotes` are. An empty list is `no-data-yet`.".to_owned(),
        }
        };
        let example = operation
            .path
            .ends_with("/maintenance")
            .then(|| self.examples.answer(&path));
        let schema = json!({
            "description": "A document of the manufacturer's.",
            "type": "object",
            "additionalProperties": true,
        });
        let schema = self.schemas.add("RawDocument", schema);
        let success = answer(
            "The document.",
            operation.accept.as_str(),
            &schema,
            example.as_ref(),
        );
        let success = self.responses.add(&id, success);
        let value = json!({"type": "string", "maxLength": MAX_VALUE_LENGTH});
        let parameters = operation.query.iter().map(|name| {
            json!({
                "name": name,
                "in": "query",
                "description": "The manufacturer's own, any number of times.",
                "schema": {"type": "array", "items": value},
                "style": "form",
                "explode": true,
            })
        });
        let parameters: Vec<_> = parameters.collect();
        for form in [API, ACCOUNT] {
            let path = path.replacen(API, form, 1);
            let codes = codes::of_raw(&RESOURCE, operation, &path);
            self.add(&Described {
                path,
                text: text(form),
                success: ("200", success.clone()),
                codes,
                parameters: parameters.clone(),
                endpoint: &RESOURCE,
                security: json!([{"page": [], "cookie": []}, {"bearer": []}]),
                headers: Vec::new(),
                body: None,
            });
        }
    }

    /// Adds the operation of an endpoint that has one.
    pub(super) fn add(&mut self, it: &Described<'_>) {
        match it.endpoint.methods {
            Methods::Post => self.add_as("post", it),
            Methods::Get => self.add_as("get", it),
            other => panic!("{}: each method of {other:?} is described apart", it.path),
        }
    }

    /// Adds an operation of this method to its path.
    pub(super) fn add_as(&mut self, verb: &str, it: &Described<'_>) {
        let mut responses = self.responses.of(&it.codes, it.endpoint.errors);
        let (status, success) = &it.success;
        responses.insert((*status).to_owned(), success.clone());
        if it.endpoint.handler == Handler::Authorize {
            let text = "A page that asks the driver first.";
            let mut page = answer(text, "text/html", &json!({"type": "string"}), None);
            page["headers"]["Set-Cookie"] = json!({"$ref": "#/components/headers/Set-Cookie"});
            responses.insert("200".to_owned(), page);
        }
        let mut operation = json!({
            "operationId": it.text.id,
            "tags": [it.text.tag],
            "summary": it.text.summary,
            "security": it.security,
            "responses": responses,
        });
        if !it.text.description.is_empty() {
            operation["description"] = Value::from(it.text.description.as_str());
        }
        if !it.headers.is_empty() {
            operation["parameters"] = Value::Array(it.headers.clone());
        }
        if let Some(body) = &it.body {
            operation["requestBody"] = body.clone();
        }
        let mut parameters = places(&it.path);
        parameters.extend(it.parameters.iter().cloned());
        let item = self.paths.entry(&it.path).or_insert_with(|| json!({}));
        if !parameters.is_empty() {
            item["parameters"] = Value::Array(parameters);
        }
        let mut put = |method: &str, operation| {
            assert!(item[method].is_null(), "{} is there twice", it.path);
            item[method] = operation;
        };
        put(verb, operation);
        if verb == "get" {
            put("head", head(it));
        }
    }
}

/// An operation, before it is written down.
pub(super) struct Described<'a> {
    pub(super) path: String,
    pub(super) text: Said,
    /// The status and the response where all is well.
    pub(super) success: (&'static str, Value),
    pub(super) codes: codes::Codes,
    pub(super) parameters: Vec<Value>,
    pub(super) endpoint: &'a Endpoint,
    pub(super) security: Value,
    /// The headers that it takes, as parameters.
    pub(super) headers: Vec<Value>,
    pub(super) body: Option<Value>,
}

/// What is said of an operation, in one of its forms.
pub(super) struct Said {
    pub(super) id: String,
    tag: &'static str,
    summary: String,
    description: String,
}

pub(super) fn in_form(text: OperationText, form: &str) -> Said {
    Said {
        id: [prefix(form), text.id].concat(),
        ..Said::from(text)
    }
}

impl From<OperationText> for Said {
    fn from(text: OperationText) -> Self {
        Self {
            id: text.id.to_owned(),
            tag: text.tag,
            summary: text.summary.to_owned(),
            description: text.description.to_owned(),
        }
    }
}

/// What the names of a form's operations begin with.
fn prefix(form: &str) -> &'static str {
    if form == ACCOUNT { "account." } else { "" }
}

/// A HEAD is answered as a GET, without the body.
fn head(it: &Described<'_>) -> Value {
    let (status, _) = it.success;
    let reference = |name: &str| json!({"$ref": format!("#/components/responses/{name}")});
    let mut operation = json!({
        "operationId": format!("{}.head", it.text.id),
        "tags": [it.text.tag],
        "summary": format!("{}, without the body", it.text.summary),
        "security": it.security,
        "responses": {
            status: reference("Head"),
            "4XX": reference("HeadProblem"),
            "5XX": reference("HeadProblem"),
        },
    });
    if it.endpoint.handler == Handler::Authorize {
        operation["responses"]["200"] = reference("Head");
    }
    operation
}

/// A response where all is well.
pub(super) fn answer(
    description: &str,
    media_type: &str,
    schema: &Value,
    example: Option<&Value>,
) -> Value {
    let mut content = json!({"schema": schema});
    if let Some(example) = example {
        content["example"] = example.clone();
    }
    json!({
        "description": description,
        "headers": {"X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}},
        "content": {media_type: content},
    })
}

/// The parameters in a path.
fn places(path: &str) -> Vec<Value> {
    let segments = path.split('/');
    let names = segments.filter_map(|it| it.strip_prefix('{')?.strip_suffix('}'));
    let reference = |name| json!({"$ref": format!("#/components/parameters/{name}")});
    names.map(reference).collect()
}

/// Every parameter in a path.
pub(super) fn path_parameters() -> Map<String, Value> {
    let id = json!({
        "type": "string",
        "pattern": "^[A-Za-z0-9_-]+$",
        "minLength": 1,
        "maxLength": MAX_ID_LENGTH,
    });
    let slot = json!({"type": "string", "pattern": "^[a-z2-7]{8}$"});
    let slug = json!({"type": "string", "pattern": "^[a-z-]+$"});
    let object = json!({"type": "string", "pattern": "^[0-9a-f]{64}$"});
    let secret = json!({"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"});
    let parameters = [
        (
            "slot",
            "The account, by the `slot` that `/auth/session` gives.",
            &slot,
        ),
        ("id", "The car, by its `id` in the list of cars.", &id),
        ("aid", "The warning or report, by its `id`.", &id),
        ("cid", "The collision, by its `id`.", &id),
        ("tid", "The trip, by its `id`.", &id),
        ("cbid", "The callback, by its `id`.", &id),
        ("mid", "The monitor, by its `id`.", &id),
        ("rid", "The remote action, by its `id`.", &id),
        ("cmid", "The command, by its `id`.", &id),
        ("ruid", "The rule, by its `id`.", &id),
        ("object", "Whose notifications they are.", &object),
        ("secret", "What the manufacturer was given.", &secret),
        ("slug", "The problem, by its `code`.", &slug),
    ];
    let described = parameters.into_iter().map(|(name, description, schema)| {
        let parameter = json!({
            "name": name,
            "in": "path",
            "required": true,
            "description": description,
            "schema": schema,
        });
        (name.to_owned(), parameter)
    });
    described.collect()
}

/// `VEHICLE_STATUS` as `vehicleStatus`.
fn camel(name: &str) -> String {
    let mut words = name.split('_').map(str::to_lowercase);
    let first = words.next().unwrap_or_default();
    let rest = words.map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    });
    [first].into_iter().chain(rest).collect()
}
