//! The control port: what is ordered there happens, and what happened can be read.

use std::pin::pin;
use std::time::{Duration, Instant};

use reqwest::{Client, Response};
use serde_json::{Value, json};
use tokio::select;
use tokio::time::timeout;

use crate::running::{REALM, Running, json, whole};

struct LoggedIn {
    sandbox: Running,
    client: Client,
    tokens: Value,
}

impl LoggedIn {
    async fn new() -> Self {
        let sandbox = Running::start(&[]).await;
        let client = sandbox.client(Some("client"));
        let tokens = sandbox.log_in(&sandbox.driver("camille")).await;
        Self {
            sandbox,
            client,
            tokens,
        }
    }

    async fn call(&self) -> reqwest::Result<Response> {
        let call = self
            .sandbox
            .call(&self.client, "/user/vehicles", &self.tokens, REALM);
        call.send().await
    }

    async fn fault(&self, mut fault: Value) {
        fault["on"] = json!("api");
        fault["times"] = json!(1);
        self.sandbox.order("/faults", fault).await;
    }
}

#[tokio::test]
async fn each_fault_happens_once_and_then_all_is_well() {
    let it = LoggedIn::new().await;

    it.fault(json!({ "kind": "status", "status": 502 })).await;
    assert_eq!(it.call().await.unwrap().status(), 502);

    it.fault(json!({ "kind": "status", "status": 500, "code": 50038, "text": "CVS error" }))
        .await;
    let worded = json(it.call().await.unwrap()).await;
    assert_eq!(worded, json!({ "code": 50038, "message": "CVS error" }));
    it.fault(json!({ "kind": "status", "status": 401, "text": "Not registered to plan" }))
        .await;
    let worded = json(it.call().await.unwrap()).await;
    assert_eq!(worded["moreInformation"], "Not registered to plan");

    it.fault(json!({ "kind": "reset" })).await;
    let error = it.call().await.unwrap_err();
    assert!(
        whole(&error).contains("ConnectionReset"),
        "{}",
        whole(&error)
    );

    it.fault(json!({ "kind": "truncate" })).await;
    let cut = it.call().await.unwrap();
    assert!(cut.content_length().unwrap() > 1000);
    assert!(cut.bytes().await.is_err());

    it.fault(json!({ "kind": "garbage" })).await;
    let garbage = it.call().await.unwrap();
    assert_eq!(garbage.headers()["content-type"], "application/hal+json");
    assert!(garbage.json::<Value>().await.is_err());

    it.fault(json!({ "kind": "hollow" })).await;
    let hollow = json(it.call().await.unwrap()).await;
    assert_eq!(hollow.get("_embedded"), None);
    assert!(hollow["total"].is_number(), "{hollow}");

    it.fault(json!({ "kind": "html" })).await;
    assert_eq!(
        it.call().await.unwrap().headers()["content-type"],
        "text/html"
    );

    it.fault(json!({ "kind": "rate-limit" })).await;
    let limited = it.call().await.unwrap();
    assert_eq!(limited.status(), 429);
    assert_eq!(limited.headers()["retry-after"], "1045");
    assert_eq!(limited.headers()["x-ratelimit-reset"], "1045");

    it.fault(json!({ "kind": "invalid-token" })).await;
    let refused = it.call().await.unwrap();
    assert_eq!(refused.status(), 401);
    assert!(refused.headers().contains_key("www-authenticate"));

    it.fault(json!({ "kind": "huge" })).await;
    let mut huge = it.call().await.unwrap();
    assert_eq!(huge.content_length(), None);
    let mut size = 0;
    while let Some(chunk) = huge.chunk().await.unwrap() {
        size += chunk.len();
    }
    assert_eq!(size, 64 * 1024 * 1024);

    let begin = Instant::now();
    it.fault(json!({ "kind": "delay", "ms": 200 })).await;
    assert_eq!(it.call().await.unwrap().status(), 200);
    assert!(begin.elapsed() >= Duration::from_millis(200));

    assert_eq!(it.call().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_hanging_api_never_answers() {
    let it = LoggedIn::new().await;
    it.fault(json!({ "kind": "hang" })).await;
    let call = it.sandbox.call(&it.client, "/user", &it.tokens, REALM);
    let mut hanging = pin!(call.send());
    // Once it has arrived, it is the one that the order is about.
    let arrived = async { while it.sandbox.calls().await["api"] == json!([]) {} };
    select! {
        answer = &mut hanging => panic!("{answer:?}"),
        () = arrived => {}
    }
    assert!(timeout(Duration::from_millis(300), hanging).await.is_err());
    assert_eq!(it.call().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_fault_of_the_identity_provider_leaves_the_api_alone() {
    let it = LoggedIn::new().await;
    let fault = json!({ "on": "idp", "path": "/access_token", "kind": "status" });
    it.sandbox.order("/faults", fault).await;
    let refresh = it.tokens["refresh_token"].as_str().unwrap();
    let status = async || it.sandbox.refresh("peugeot.com", refresh).await.status();
    assert_eq!(status().await, 503);
    assert_eq!(it.call().await.unwrap().status(), 200);

    let cancel = format!("{}/faults", it.sandbox.text("/control"));
    it.sandbox.http.delete(cancel).send().await.unwrap();
    assert_eq!(status().await, 200);
}

#[tokio::test]
async fn an_order_that_makes_no_sense_is_refused() {
    let sandbox = Running::start(&[]).await;
    for (path, order) in [
        ("/faults", json!({ "on": "api", "kind": "explode" })),
        ("/faults", json!({ "on": "api", "kind": "delay" })),
        ("/faults", json!({ "on": "api", "kind": "late-answer" })),
        (
            "/faults",
            json!({ "on": "api", "kind": "reset", "every": 0 }),
        ),
        ("/remotes", json!({ "outcome": "Failed" })),
        ("/remotes", json!({ "outcome": "Exploded" })),
        ("/remotes", json!({ "times": 1 })),
        (
            "/remotes",
            json!({ "car": "nobody's", "outcome": "Success" }),
        ),
        ("/remotes", json!({ "stepSeconds": -1 })),
        ("/remotes", json!({ "callbackStatus": 201 })),
        ("/cars", json!({ "car": "nobody's", "locked": true })),
        ("/logins", json!({ "remember": "me" })),
        ("/tls", json!({ "server": "upside-down" })),
        ("/tokens/expire", json!({ "user": "camille" })),
    ] {
        let url = format!("{}{path}", sandbox.text("/control"));
        let answer = sandbox.http.post(url).json(&order).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{order}");
        assert!(json(answer).await["error"].is_string());
    }
}

#[tokio::test]
async fn a_refused_certificate_is_refused_with_its_own_alert_on_a_new_connection() {
    let it = LoggedIn::new().await;
    assert_eq!(it.call().await.unwrap().status(), 200);
    it.sandbox
        .order("/tls", json!({ "clients": "refuse" }))
        .await;
    let error = it.call().await.unwrap_err();
    assert!(
        whole(&error).contains("CertificateUnknown"),
        "{}",
        whole(&error)
    );

    it.sandbox.order("/tls", json!({})).await;
    assert_eq!(it.call().await.unwrap().status(), 200);
    let calls = it.sandbox.calls().await;
    let connections: Vec<&Value> = calls["api"]
        .as_array()
        .unwrap()
        .iter()
        .map(|call| &call["connection"])
        .collect();
    assert_eq!(connections.len(), 2);
    assert_ne!(connections[0], connections[1]);
    // The session of the first connection was worth nothing on the last.
    assert_eq!(calls["handshakes"], json!({ "full": 2, "resumed": 0 }));
}

#[tokio::test]
async fn a_wrong_server_certificate_is_noticed() {
    let it = LoggedIn::new().await;
    for (server, reason) in [
        ("wrong-ca", "UnknownIssuer"),
        ("expired", "Expired"),
        ("wrong-name", "NotValidForName"),
    ] {
        it.sandbox.order("/tls", json!({ "server": server })).await;
        let error = it.call().await.unwrap_err();
        assert!(whole(&error).contains(reason), "{}", whole(&error));
    }
}

#[tokio::test]
async fn a_returning_client_resumes_its_session() {
    let it = LoggedIn::new().await;
    let client = it
        .sandbox
        .client_with(Some("client"), |builder| builder.pool_max_idle_per_host(0));
    for _ in 0..3 {
        let call = it.sandbox.call(&client, "/user", &it.tokens, REALM);
        let answer = call.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.bytes().await.unwrap();
    }
    let handshakes = it.sandbox.calls().await["handshakes"].clone();
    assert_eq!(handshakes, json!({ "full": 1, "resumed": 2 }));
}

#[tokio::test]
async fn expired_tokens_are_refreshed_and_revoked_ones_are_not() {
    let it = LoggedIn::new().await;
    let refresh = it.tokens["refresh_token"].as_str().unwrap();
    it.sandbox
        .order("/tokens/expire", json!({ "username": "nobody" }))
        .await;
    assert_eq!(it.call().await.unwrap().status(), 200);
    it.sandbox.order("/tokens/expire", json!({})).await;
    assert_eq!(it.call().await.unwrap().status(), 401);
    let status = async || it.sandbox.refresh("peugeot.com", refresh).await.status();
    assert_eq!(status().await, 200);
    it.sandbox.order("/tokens/revoke", json!({})).await;
    assert_eq!(status().await, 400);
}

#[tokio::test]
async fn calls_are_read_back_and_forgotten() {
    let it = LoggedIn::new().await;
    let call = it
        .sandbox
        .call(
            &it.client,
            "/user/vehicles?extension=branding",
            &it.tokens,
            REALM,
        )
        .query(&[("extension", "pictures")])
        .header("x-request-id", "req-1");
    call.send().await.unwrap();
    let calls = it.sandbox.calls().await;
    let call = &calls["api"][0];
    assert_eq!(call["method"], "GET");
    assert_eq!(call["path"], "/connectedcar/v4/user/vehicles");
    assert_eq!(call["query"]["extension"], json!(["branding", "pictures"]));
    assert_eq!(call["realm"], REALM);
    assert_eq!(call["requestId"], "req-1");
    assert!(
        call["clientCertificate"]
            .as_str()
            .unwrap()
            .starts_with("MZP")
    );
    let headers = call["headers"].as_array().unwrap();
    assert!(headers.contains(&json!("authorization")), "{headers:?}");
    let grants: Vec<&Value> = calls["idp"]
        .as_array()
        .unwrap()
        .iter()
        .map(|call| &call["grant"])
        .collect();
    assert_eq!(grants, [&Value::Null, &json!("authorization_code")]);
    for secret in [&it.tokens["access_token"], &it.tokens["refresh_token"]] {
        assert!(!calls.to_string().contains(secret.as_str().unwrap()));
    }

    let forget = format!("{}/calls", it.sandbox.text("/control"));
    it.sandbox.http.delete(forget).send().await.unwrap();
    let expected = json!({ "api": [], "idp": [], "handshakes": { "full": 0, "resumed": 0 } });
    assert_eq!(it.sandbox.calls().await, expected);
}

#[tokio::test]
async fn codes_and_tokens_can_be_listed_to_look_for_them() {
    let it = LoggedIn::new().await;
    let url = format!("{}/tokens", it.sandbox.text("/control"));
    let known = json(it.sandbox.http.get(url).send().await.unwrap()).await;
    assert_eq!(known["access"], json!([it.tokens["access_token"]]));
    assert_eq!(known["refresh"], json!([it.tokens["refresh_token"]]));
    assert_eq!(known["codes"].as_array().unwrap().len(), 1);
}
