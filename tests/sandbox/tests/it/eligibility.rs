//! Version 3: what a car can do, before a driver has enrolled it.

use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

use crate::running::{REALM, Running, json};

/// A call with everything it takes, and a query of its own.
fn ask(sandbox: &Running, client: &Client, vin: &str, query: &[(&str, &str)]) -> RequestBuilder {
    let url = sandbox.text("/api/url").replace("/v4", "/v3");
    client
        .get(format!("{url}/vehicle/{vin}"))
        .query(&[("client_id", sandbox.text("/client/id"))])
        .query(query)
        .header("x-introspect-realm", REALM)
}

const WITH_CAPABILITIES: &[(&str, &str)] = &[("extension", "onboardCapabilities")];

/// A car of somebody's, as the driver is told of it.
async fn car(sandbox: &Running, client: &Client) -> Value {
    let tokens = sandbox.log_in(&sandbox.driver("camille")).await;
    let list = sandbox.call(client, "/user/vehicles", &tokens, REALM);
    let list = json(list.send().await.unwrap()).await;
    list["_embedded"]["vehicles"][0].clone()
}

#[tokio::test]
async fn a_car_is_known_by_its_vin_and_tells_what_it_is_able_to() {
    let sandbox = Running::start(&[]).await;
    let client = sandbox.client(Some("client"));
    let car = car(&sandbox, &client).await;
    let vin = car["vin"].as_str().unwrap();
    let answer = ask(&sandbox, &client, vin, WITH_CAPABILITIES).send().await;
    let answer = answer.unwrap();
    assert_eq!(answer.status(), 200);
    let told = json(answer).await;
    assert_eq!(
        (&told["vin"], &told["motorization"]),
        (&car["vin"], &car["motorization"])
    );
    let able = &told["_embedded"]["extension"]["onboardCapabilities"];
    assert!(
        able["data"]
            .as_array()
            .unwrap()
            .contains(&json!("data:telemetry"))
    );
    let operations = able["remote"]["operation"].as_array().unwrap();
    assert!(operations.contains(&json!("remote:door:write")), "{able}");
    assert_eq!(able["remote"]["details"]["door"]["supported"], true);
    let bare = ask(&sandbox, &client, vin, &[]).send().await.unwrap();
    assert_eq!(json(bare).await["_embedded"], Value::Null);
}

#[tokio::test]
async fn whoever_shows_a_token_or_no_realm_or_asks_otherwise_is_refused() {
    let sandbox = Running::start(&[]).await;
    let client = sandbox.client(Some("client"));
    let car = car(&sandbox, &client).await;
    let vin = car["vin"].as_str().unwrap();
    let asked = |vin: &str, query| ask(&sandbox, &client, vin, query);
    let other = sandbox.client(Some("other"));
    let url = sandbox.text("/api/url").replace("/v4", "/v3");
    let good = || asked(vin, WITH_CAPABILITIES);
    let without_realm = client
        .get(format!("{url}/vehicle/{vin}"))
        .query(&[("client_id", sandbox.text("/client/id"))]);
    let posted = client
        .request(Method::POST, format!("{url}/vehicle/{vin}"))
        .query(&[("client_id", sandbox.text("/client/id"))])
        .header("x-introspect-realm", REALM);
    for (request, status) in [
        (good().bearer_auth("eligibility"), 401),
        (without_realm, 401),
        (ask(&sandbox, &other, vin, WITH_CAPABILITIES), 401),
        (asked(vin, &[("extension", "branding")]), 400),
        (asked(vin, &[("locale", "fr-FR")]), 400),
        (asked(&vin.to_lowercase(), WITH_CAPABILITIES), 400),
        (asked("VF3AAAAAAAAAAAAAI", WITH_CAPABILITIES), 400),
        (asked("VF3AAAAAAAAAAAAAA", WITH_CAPABILITIES), 404),
        (asked(&format!("{vin}/status"), WITH_CAPABILITIES), 400),
        (posted, 405),
    ] {
        let (client, request) = request.build_split();
        let request = request.unwrap();
        let what = format!("{} {}", request.method(), request.url());
        let answer = client.execute(request).await.unwrap();
        assert_eq!(answer.status(), status, "{what}");
    }
    let unknown = asked("VF3AAAAAAAAAAAAAA", WITH_CAPABILITIES).send().await;
    assert_eq!(json(unknown.unwrap()).await["code"], 40400);
}
