//! The connected-car API: who is let in, and what they get.

use std::collections::HashSet;

use reqwest::Url;
use serde_json::Value;

use crate::running::{REALM, Running, json, whole};

#[tokio::test]
async fn a_client_without_a_good_certificate_hears_a_tls_alert() {
    let sandbox = Running::start(&[]).await;
    for (identity, alert) in [
        (None, "CertificateRequired"),
        (Some("stranger"), "UnknownCA"),
        (Some("expired"), "CertificateExpired"),
    ] {
        let client = sandbox.client(identity);
        let error = client
            .get(format!("{}/user", sandbox.text("/api/url")))
            .send()
            .await
            .unwrap_err();
        assert!(whole(&error).contains(alert), "{}", whole(&error));
    }
    assert_eq!(sandbox.calls().await["api"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn a_client_id_belongs_to_its_certificate() {
    let sandbox = Running::start(&[]).await;
    let tokens = sandbox.log_in(&sandbox.driver("camille")).await;
    let own = sandbox.text("/client/id");
    let other = sandbox.text("/otherClient/id");
    for (certificate, id, message) in [
        ("other", Some(own), "Not registered to plan"),
        ("client", Some(other), "Not registered to plan"),
        ("client", Some("nobody"), "Invalid client id or secret."),
        ("client", None, "Invalid client id or secret."),
    ] {
        let call = sandbox
            .client(Some(certificate))
            .get(format!("{}/user", sandbox.text("/api/url")))
            .query(&id.map(|id| [("client_id", id)]))
            .bearer_auth(tokens["access_token"].as_str().unwrap())
            .header("x-introspect-realm", REALM);
        let answer = call.send().await.unwrap();
        assert_eq!(answer.status(), 401);
        assert_eq!(answer.headers().get("www-authenticate"), None);
        let body = json(answer).await;
        assert_eq!(body["httpCode"], "401");
        assert_eq!(body["moreInformation"], message);
    }
}

#[tokio::test]
async fn a_token_is_good_in_the_realm_that_issued_it_only() {
    let sandbox = Running::start(&[]).await;
    let client = sandbox.client(Some("client"));
    let tokens = sandbox.log_in(&sandbox.driver("camille")).await;
    for realm in ["clientsB2CCitroen", "clientsB2CPeugot/OTPPeugeot", ""] {
        let call = sandbox.call(&client, "/user", &tokens, realm);
        let answer = call.send().await.unwrap();
        assert_eq!(answer.status(), 401, "{realm}");
        let challenge = &answer.headers()["www-authenticate"];
        assert_eq!(challenge, "Bearer error='invalid_token'");
        let body = json(answer).await;
        let message = body["moreInformation"].as_str().unwrap();
        assert!(
            message.starts_with("Cannot pass the security checks"),
            "{message}"
        );
    }
    let call = sandbox.call(&client, "/user", &tokens, REALM);
    assert_eq!(call.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn following_next_meets_each_of_137_cars_once() {
    let sandbox = Running::start(&[]).await;
    let client = sandbox.client(Some("client"));
    let tokens = sandbox.log_in(&sandbox.driver("lucas")).await;
    let (mut seen, mut pages) = (HashSet::new(), 0);
    let mut token: Option<String> = None;
    loop {
        let call = sandbox.call(&client, "/user/vehicles", &tokens, REALM);
        let call = match &token {
            None => call.query(&[("pageSize", "60")]),
            Some(token) => call.query(&[("pageToken", token)]),
        };
        let page = json(call.send().await.unwrap()).await;
        pages += 1;
        assert_eq!(page["currentPage"], pages);
        assert_eq!(
            (&page["total"], &page["totalPage"]),
            (&137.into(), &3.into())
        );
        for car in page["_embedded"]["vehicles"].as_array().unwrap() {
            assert!(seen.insert(car["id"].as_str().unwrap().to_owned()));
        }
        let Some(next) = page["_links"]["next"]["href"].as_str() else {
            break;
        };
        // The link is of the public host, and names neither the client nor anything else.
        let next = Url::parse(next).unwrap();
        assert_eq!(next.host_str(), Some("api.groupe-psa.com"));
        let query: Vec<_> = next.query_pairs().collect();
        assert_eq!((query.len(), &*query[0].0), (1, "pageToken"));
        token = Some(query[0].1.clone().into_owned());
    }
    assert_eq!((seen.len(), pages), (137, 3));
}

#[tokio::test]
async fn no_car_is_an_error_of_the_backend() {
    let sandbox = Running::start(&[]).await;
    let client = sandbox.client(Some("client"));
    let hugo = sandbox.driver("hugo");
    let tokens = sandbox.log_in(&hugo).await;
    let call = sandbox.call(&client, "/user/vehicles", &tokens, hugo.realm);
    let answer = call.send().await.unwrap();
    assert_eq!(answer.status(), 404);
    let body = json(answer).await;
    assert_eq!(body["code"], 40400);
    assert_eq!(body["message"], "No vehicle found");
    assert_eq!(body["uuid"].as_str().unwrap().len(), 36);
}

#[tokio::test]
async fn the_account_embeds_its_cars_under_either_spelling() {
    let sandbox = Running::start(&[]).await;
    let client = sandbox.client(Some("client"));
    for (name, key, brand) in [
        ("camille", "vehicles", "C"),
        ("manon", "Vehicles", "Citroën"),
    ] {
        let driver = sandbox.driver(name);
        let tokens = sandbox.log_in(&driver).await;
        let call = sandbox.call(&client, "/user", &tokens, driver.realm);
        let user = json(call.send().await.unwrap()).await;
        assert_eq!(user["email"], driver.username);
        let cars = user["_embedded"][key].as_array().unwrap();
        assert!(cars.iter().any(|car| car["brand"] == brand), "{cars:?}");
    }
}

#[tokio::test]
async fn a_car_is_its_owners() {
    let sandbox = Running::start(&[]).await;
    let client = sandbox.client(Some("client"));
    let camille = sandbox.log_in(&sandbox.driver("camille")).await;
    let lucas = sandbox.log_in(&sandbox.driver("lucas")).await;
    let list = sandbox.call(&client, "/user/vehicles", &camille, REALM);
    let list = json(list.send().await.unwrap()).await;
    let id = list["_embedded"]["vehicles"][0]["id"].as_str().unwrap();
    let path = format!("/user/vehicles/{id}");
    for (tokens, path, status) in [
        (&camille, path.as_str(), 200),
        (&lucas, path.as_str(), 403),
        (&camille, "/user/vehicles/NOT-AN-ID", 400),
    ] {
        let call = sandbox.call(&client, path, tokens, REALM);
        assert_eq!(call.send().await.unwrap().status(), status, "{path}");
    }
}

#[tokio::test]
async fn what_a_resource_does_not_know_is_refused() {
    let sandbox = Running::start(&[]).await;
    let client = sandbox.client(Some("client"));
    let tokens = sandbox.log_in(&sandbox.driver("camille")).await;
    for (path, status, shape) in [
        ("/user?since=1", 400, "code"),
        ("/user/vehicles?pageSize=61", 400, "code"),
        ("/user/vehicles/abc/status", 403, "code"),
        ("/user/vehicles/abc/statuses", 404, "code"),
        ("/users", 404, "httpCode"),
        ("/user/", 404, "code"),
    ] {
        let answer = sandbox
            .call(&client, path, &tokens, REALM)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), status, "{path}");
        assert!(!json(answer).await[shape].is_null(), "{path}");
    }
}

#[tokio::test]
async fn every_answer_counts_against_the_quota_and_sets_cookies_nobody_wants() {
    let sandbox = Running::start(&[]).await;
    let client = sandbox.client(Some("client"));
    let tokens = sandbox.log_in(&sandbox.driver("camille")).await;
    let mut left = Vec::new();
    for _ in 0..2 {
        let call = sandbox.call(&client, "/user", &tokens, REALM);
        let headers = call.send().await.unwrap().headers().clone();
        assert_eq!(headers["content-type"], "application/hal+json");
        assert_eq!(headers["x-ratelimit-limit-1"], "100000");
        assert!(headers.contains_key("x-global-transaction-id"));
        assert!(headers.get_all("set-cookie").iter().count() > 1);
        left.push(
            headers["x-ratelimit-remaining-1"]
                .to_str()
                .unwrap()
                .to_owned(),
        );
    }
    assert_ne!(left[0], left[1]);
}
