//! The token and revocation endpoints.

use serde_json::{Value, json};

use crate::running::{Running, json};

fn refresh_token(tokens: &Value) -> &str {
    tokens["refresh_token"].as_str().unwrap()
}

#[tokio::test]
async fn a_refresh_token_rotates_and_the_old_one_has_its_grace() {
    let sandbox = Running::start(&["--refresh-grace-seconds", "3600"]).await;
    let camille = sandbox.driver("camille");
    let first = sandbox.log_in(&camille).await;
    let second = json(sandbox.refresh(camille.tld, refresh_token(&first)).await).await;
    assert_ne!(refresh_token(&first), refresh_token(&second));
    for token in [&first, &second] {
        let answer = sandbox.refresh(camille.tld, refresh_token(token)).await;
        assert_eq!(answer.status(), 200);
    }
}

#[tokio::test]
async fn without_grace_a_rotated_refresh_token_is_dead() {
    let sandbox = Running::start(&["--refresh-grace-seconds", "0"]).await;
    let camille = sandbox.driver("camille");
    let first = sandbox.log_in(&camille).await;
    let second = json(sandbox.refresh(camille.tld, refresh_token(&first)).await).await;

    let dead = sandbox.refresh(camille.tld, refresh_token(&first)).await;
    assert_eq!(dead.status(), 400);
    let expected = json!({ "error": "invalid_grant", "error_description": "grant is invalid" });
    assert_eq!(json(dead).await, expected);
    let live = sandbox.refresh(camille.tld, refresh_token(&second)).await;
    assert_eq!(live.status(), 200);
}

#[tokio::test]
async fn a_realm_that_is_named_has_to_be_the_right_one() {
    let sandbox = Running::start(&[]).await;
    let camille = sandbox.driver("camille");
    let tokens = sandbox.log_in(&camille).await;
    for (realm, status) in [("clientsB2CCitroen", 400), (camille.realm, 200)] {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token(&tokens)),
            ("realm", realm),
        ];
        let request = sandbox.as_app(camille.tld, "access_token", &form);
        assert_eq!(request.send().await.unwrap().status(), status, "{realm}");
    }
}

#[tokio::test]
async fn a_client_without_its_secret_is_asked_for_it() {
    let sandbox = Running::start(&[]).await;
    let camille = sandbox.driver("camille");
    let tokens = sandbox.log_in(&camille).await;
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh_token(&tokens)),
        ("client_id", sandbox.text("/client/id")),
        ("client_secret", sandbox.text("/client/secret")),
    ];
    for endpoint in ["access_token", "token/revoke"] {
        let request = sandbox.http.post(sandbox.idp(camille.tld, endpoint));
        let wrong = request
            .try_clone()
            .unwrap()
            .basic_auth(sandbox.text("/client/id"), Some("wrong"));
        for request in [request, wrong] {
            let answer = request.form(&form).send().await.unwrap();
            assert_eq!(answer.status(), 401);
            assert!(answer.headers().contains_key("www-authenticate"));
            assert_eq!(json(answer).await["error"], "invalid_client");
        }
    }
}

#[tokio::test]
async fn the_password_grant_works_with_its_realm_only() {
    let sandbox = Running::start(&[]).await;
    let camille = sandbox.driver("camille");
    let form = [
        ("grant_type", "password"),
        ("username", camille.username),
        ("password", camille.password),
        ("scope", "profile openid"),
        ("realm", camille.realm),
    ];
    let post = async |form: &[(&str, &str)]| {
        let request = sandbox.as_app(camille.tld, "access_token", form);
        request.send().await.unwrap().status()
    };
    assert_eq!(post(&form).await, 200);
    assert_eq!(post(&form[..4]).await, 400);
}

#[tokio::test]
async fn parameters_in_the_query_are_refused() {
    let sandbox = Running::start(&[]).await;
    let camille = sandbox.driver("camille");
    let tokens = sandbox.log_in(&camille).await;
    let form = [("grant_type", "refresh_token")];
    let request = sandbox
        .as_app(camille.tld, "access_token", &form)
        .query(&[("refresh_token", refresh_token(&tokens))]);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 400);
    assert_eq!(json(answer).await["error"], "invalid_request");
}

#[tokio::test]
async fn revoking_the_refresh_token_ends_the_access_token() {
    let sandbox = Running::start(&[]).await;
    let camille = sandbox.driver("camille");
    let client = sandbox.client(Some("client"));
    let tokens = sandbox.log_in(&camille).await;
    let form = [("token", refresh_token(&tokens)), ("realm", camille.realm)];
    let revoke = sandbox.as_app(camille.tld, "token/revoke", &form);
    let answer = revoke.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(json(answer).await, json!({}));

    let call = sandbox.call(&client, "/user", &tokens, camille.realm);
    assert_eq!(call.send().await.unwrap().status(), 401);
    let refresh = sandbox.refresh(camille.tld, refresh_token(&tokens)).await;
    assert_eq!(refresh.status(), 400);
}
