use serde_json::{Value, json};

use super::taken_away;

fn document() -> Value {
    json!({
        "paths": {"/cars": {
            "parameters": [{"$ref": "#/components/parameters/limit"}],
            "get": {
                "operationId": "cars.list",
                "security": [{"cookie": []}, {"bearer": []}],
                "parameters": [
                    {"name": "include", "in": "query", "style": "form", "schema": {
                        "type": "array", "maxItems": 3, "items": {"type": "string", "enum": ["a", "b"]},
                    }},
                ],
                "responses": {
                    "200": {
                        "headers": {"X-Request-Id": {}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Car"}}},
                    },
                    "404": {"content": {"application/problem+json": {"schema": {"allOf": [
                        {"$ref": "#/components/schemas/Problem"},
                        {"properties": {"code": {"type": "string", "enum": ["not-found", "no-data"]}}},
                    ]}}}},
                },
            },
        }},
        "components": {
            "parameters": {"limit": {"name": "limit", "in": "query", "schema": {
                "type": "integer", "minimum": 1, "maximum": 60,
            }}},
            "schemas": {
                "Car": {
                    "type": "object",
                    "properties": {
                        "id": {"type": "string"},
                        "rangeKm": {"type": "number", "x-unit": "km"},
                        "state": {"anyOf": [{"type": "string", "enum": ["On", "Off"]}, {"type": "string"}]},
                        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Car"}},
                    },
                    "required": ["id"],
                },
                "Problem": {"type": "object", "properties": {"code": {"type": "string"}}},
            },
        },
    })
}

/// What is taken away by a change of what stands at a place.
fn changed(pointer: &str, to: Value) -> Vec<String> {
    let mut now = document();
    *now.pointer_mut(pointer).unwrap() = to;
    taken_away(&document(), &now)
}

#[test]
fn what_is_added_takes_nothing_away() {
    assert_eq!(taken_away(&document(), &document()), Vec::<String>::new());
    let mut now = document();
    now["paths"]["/other"] = json!({"get": {}});
    now["paths"]["/cars"]["head"] = json!({"operationId": "cars.head"});
    let get = &mut now["paths"]["/cars"]["get"];
    get["responses"]["503"] = json!({});
    get["parameters"][0]["schema"]["items"]["enum"] = json!(["a", "b", "c"]);
    get["parameters"][0]["schema"]["maxItems"] = json!(4);
    get["parameters"]
        .as_array_mut()
        .unwrap()
        .push(json!({"name": "new", "in": "query", "schema": {}}));
    let problem =
        "/responses/404/content/application~1problem+json/schema/allOf/1/properties/code/enum";
    *get.pointer_mut(problem).unwrap() = json!(["not-found", "no-data", "gone"]);
    let car = &mut now["components"]["schemas"]["Car"];
    car["properties"]["new"] = json!({"type": "string"});
    car["properties"]["state"]["anyOf"][0]["enum"] = json!(["On", "Off", "Broken"]);
    car["required"] = json!(["id", "new"]);
    now["components"]["parameters"]["limit"]["schema"]["maximum"] = json!(100);
    assert_eq!(taken_away(&document(), &now), Vec::<String>::new());
}

#[test]
fn whatever_is_taken_away_is_named() {
    let get = "/paths/~1cars/get";
    let car = "/components/schemas/Car";
    let code =
        "/responses/404/content/application~1problem+json/schema/allOf/1/properties/code/enum";
    for (pointer, to, said) in [
        ("/paths".to_owned(), json!({}), "/cars is gone"),
        ("/paths/~1cars".to_owned(), json!({}), "GET /cars is gone"),
        (
            format!("{get}/operationId"),
            json!("cars"),
            "GET /cars has another operationId",
        ),
        (
            format!("{get}/security"),
            json!([{"cookie": []}]),
            "GET /cars cannot be called in a way that it could",
        ),
        (
            format!("{get}/parameters"),
            json!([]),
            "GET /cars parameter include is gone",
        ),
        (
            format!("{get}/parameters/0/style"),
            json!("pipeDelimited"),
            "GET /cars parameter include is written in another way",
        ),
        (
            format!("{get}/parameters/0/schema/items/enum"),
            json!(["a"]),
            "GET /cars parameter include[] is \"b\" no more",
        ),
        (
            format!("{get}/parameters/0/schema/maxItems"),
            json!(2),
            "GET /cars parameter include has another maxItems",
        ),
        (
            format!("{get}/responses/200/headers"),
            json!({}),
            "GET /cars 200 lacks the header X-Request-Id",
        ),
        (
            format!("{get}/responses/200/content"),
            json!({}),
            "GET /cars 200 is application/json no more",
        ),
        (
            format!("{get}{code}"),
            json!(["no-data"]),
            "GET /cars 404.code is \"not-found\" no more",
        ),
        (
            format!("{car}/properties/rangeKm/type"),
            json!("string"),
            "Car.rangeKm is of another type",
        ),
        (
            format!("{car}/properties/rangeKm/x-unit"),
            json!("m"),
            "Car.rangeKm has another x-unit",
        ),
        (
            format!("{car}/properties/state/anyOf/0/enum"),
            json!(["On"]),
            "Car.state is \"Off\" no more",
        ),
        (
            format!("{car}/required"),
            json!([]),
            "Car.id is not always there",
        ),
        (
            "/components/parameters/limit/schema/maximum".to_owned(),
            json!(20),
            "/cars parameter limit has another maximum",
        ),
        (
            "/components/parameters/limit".to_owned(),
            json!({
                "name": "limit", "in": "query", "required": true, "schema": {"type": "integer", "minimum": 1, "maximum": 60, "multipleOf": 2},
            }),
            "/cars parameter limit is bounded by multipleOf",
        ),
    ] {
        let taken = changed(&pointer, to);
        assert!(taken.iter().any(|line| line == said), "{said}: {taken:?}");
    }
    let mut now = document();
    now["components"]["schemas"]["Car"]["properties"]
        .as_object_mut()
        .unwrap()
        .remove("parts");
    assert_eq!(taken_away(&document(), &now), ["Car.parts is gone"]);
}
