//! Logging in: the authorization endpoint, its page, and the code.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Response;
use serde_json::{Value, json};

use crate::running::{CHALLENGE, Running, VERIFIER, json, sent_back};

#[tokio::test]
async fn a_driver_logs_in_with_a_code_and_reads_their_cars() {
    let sandbox = Running::start(&[]).await;
    let client = sandbox.client(Some("client"));
    for (name, cars) in [
        ("camille", 3),
        ("manon", 2),
        ("clara", 1),
        ("jonas", 2),
        ("oliver", 1),
    ] {
        let driver = sandbox.driver(name);
        let tokens = sandbox.log_in(&driver).await;
        assert_eq!(tokens["token_type"], "Bearer");
        assert_eq!(tokens["expires_in"], 3600);
        let call = sandbox.call(&client, "/user/vehicles", &tokens, driver.realm);
        let vehicles = json(call.send().await.unwrap()).await;
        assert_eq!(vehicles["total"], cars, "{name}");
    }
}

#[tokio::test]
async fn the_page_asks_for_a_login_under_the_brands_name() {
    let sandbox = Running::start(&[]).await;
    let get = sandbox
        .http
        .get(sandbox.idp("citroen.com", "authorize"))
        .query(&sandbox.authorization());
    let answer = get.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let page = answer.text().await.unwrap();
    for part in [
        "Citroën",
        "name=\"username\"",
        "name=\"password\"",
        "Cancel",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_said_in_the_page() {
    let sandbox = Running::start(&[]).await;
    let camille = sandbox.driver("camille");
    // The right password at another brand is as wrong as any.
    for (tld, password) in [(camille.tld, "wrong"), ("citroen.com", camille.password)] {
        let post = sandbox
            .http
            .post(sandbox.idp(tld, "authorize"))
            .query(&sandbox.authorization())
            .form(&[("username", camille.username), ("password", password)]);
        let answer = post.send().await.unwrap();
        assert_eq!(answer.headers().get("location"), None);
        assert!(answer.text().await.unwrap().contains("is wrong"));
    }
}

#[tokio::test]
async fn a_wrong_client_or_redirect_uri_is_never_redirected_to() {
    let sandbox = Running::start(&[]).await;
    for (name, value) in [
        ("client_id", "somebody"),
        ("redirect_uri", "https://edge.test/auth/callback/"),
        ("redirect_uri", "https://edge.test/auth/callback?x=1"),
        ("redirect_uri", "https://evil.test/"),
    ] {
        let mut query = sandbox.authorization();
        query.retain(|(kept, _)| *kept != name);
        query.push((name, value.to_owned()));
        let get = sandbox.http.get(sandbox.idp("peugeot.com", "authorize"));
        let answer = get.query(&query).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{value}");
        assert_eq!(answer.headers().get("location"), None, "{value}");
    }
}

#[tokio::test]
async fn a_bad_request_of_a_good_app_goes_back_with_its_state() {
    let sandbox = Running::start(&[]).await;
    for (name, value, error) in [
        ("scope", "openid admin", "invalid_scope"),
        ("scope", "openid,profile", "invalid_scope"),
        ("response_type", "token", "unsupported_response_type"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
    ] {
        let mut query = sandbox.authorization();
        query.retain(|(kept, _)| *kept != name);
        query.push((name, value.to_owned()));
        let get = sandbox.http.get(sandbox.idp("peugeot.com", "authorize"));
        let answer = get.query(&query).send().await.unwrap();
        assert_eq!(
            sent_back(&answer, "error").as_deref(),
            Some(error),
            "{value}"
        );
        assert_eq!(
            sent_back(&answer, "state").as_deref(),
            Some("a state & more")
        );
        assert_eq!(sent_back(&answer, "code"), None);
    }
}

#[tokio::test]
async fn cancelling_is_told_to_the_app() {
    let sandbox = Running::start(&[]).await;
    let camille = sandbox.driver("camille");
    let post = sandbox
        .http
        .post(sandbox.idp(camille.tld, "authorize"))
        .query(&sandbox.authorization())
        .form(&[
            ("username", camille.username),
            ("password", camille.password),
            ("action", "cancel"),
        ]);
    let answer = post.send().await.unwrap();
    assert_eq!(
        sent_back(&answer, "error").as_deref(),
        Some("access_denied")
    );
    let issuer = sandbox.idp(camille.tld, "");
    let issuer = issuer.trim_end_matches('/');
    assert_eq!(sent_back(&answer, "iss").as_deref(), Some(issuer));
}

#[tokio::test]
async fn a_code_is_worth_nothing_without_its_verifier() {
    let sandbox = Running::start(&[]).await;
    let camille = sandbox.driver("camille");
    for wrong in [CHALLENGE, "", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK"] {
        let code = sandbox.code(&camille).await;
        let answer = sandbox.redeem(camille.tld, &code, wrong).await;
        assert_eq!(answer.status(), 400, "{wrong}");
        let expected = json!({
            "error": "invalid_grant",
            "error_description": "The provided access grant is invalid, expired, or revoked.",
        });
        assert_eq!(json(answer).await, expected);
    }
}

#[tokio::test]
async fn a_code_used_twice_takes_its_tokens_along() {
    let sandbox = Running::start(&[]).await;
    let camille = sandbox.driver("camille");
    let client = sandbox.client(Some("client"));
    let code = sandbox.code(&camille).await;
    let tokens = json(sandbox.redeem(camille.tld, &code, VERIFIER).await).await;
    let status = async || {
        let call = sandbox.call(&client, "/user", &tokens, camille.realm);
        call.send().await.unwrap().status()
    };
    assert_eq!(status().await, 200);
    assert_eq!(
        sandbox.redeem(camille.tld, &code, VERIFIER).await.status(),
        400
    );
    assert_eq!(status().await, 401);
}

#[tokio::test]
async fn each_brand_has_a_host_of_its_own_over_tls() {
    let sandbox = Running::start(&[]).await;
    let address = sandbox
        .text("/idp/tlsUrl")
        .strip_prefix("https://")
        .unwrap();
    let address: std::net::SocketAddr = address.parse().unwrap();
    for host in [
        "idpcvs.peugeot.test",
        "idpcvs.driveds.test",
        "idpcvs.vauxhall.test",
    ] {
        let client = sandbox.client_with(None, |builder| builder.resolve(host, address));
        let issuer = format!("https://{host}:{}/am/oauth2", address.port());
        let get = client.get(format!("{issuer}/.well-known/openid-configuration"));
        let document = json(get.send().await.unwrap()).await;
        assert_eq!(document["issuer"], issuer.as_str());
        let keys = client.get(document["jwks_uri"].as_str().unwrap());
        let keys = json(keys.send().await.unwrap()).await;
        assert_eq!(keys["keys"][0]["alg"], "RS256");
    }
}

/// The `auth_time` of an id_token that a code is redeemed for.
async fn auth_time(sandbox: &Running, tld: &str, answer: &Response) -> Option<u64> {
    let code = sent_back(answer, "code")?;
    let tokens = json(sandbox.redeem(tld, &code, VERIFIER).await).await;
    let token = tokens["id_token"].as_str().unwrap();
    let claims = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap());
    let claims: Value = serde_json::from_slice(&claims.unwrap()).unwrap();
    claims["auth_time"].as_u64()
}

#[tokio::test]
async fn a_remembered_login_is_good_until_a_fresher_one_is_wanted() {
    let sandbox = Running::start(&[]).await;
    let camille = sandbox.driver("camille");
    let log_in = || {
        let request = sandbox.http.post(sandbox.idp(camille.tld, "authorize"));
        let form = [
            ("username", camille.username),
            ("password", camille.password),
        ];
        request.query(&sandbox.authorization()).form(&form).send()
    };
    let forgetful = log_in().await.unwrap();
    assert_eq!(forgetful.headers().get("set-cookie"), None);

    sandbox.order("/logins", json!({ "remember": true })).await;
    let answer = log_in().await.unwrap();
    let first = auth_time(&sandbox, camille.tld, &answer).await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap();
    let again = async |tld: &str, more: &[(&str, &str)]| {
        let request = sandbox.http.get(sandbox.idp(tld, "authorize"));
        let request = request.query(&sandbox.authorization()).query(more);
        let answer = request.header("cookie", cookie).send().await.unwrap();
        auth_time(&sandbox, tld, &answer).await
    };
    assert_eq!(again(camille.tld, &[]).await, Some(first));
    assert_eq!(again("citroen.com", &[]).await, None);
    assert_eq!(again(camille.tld, &[("prompt", "login")]).await, None);
    assert_eq!(again(camille.tld, &[("max_age", "soon")]).await, None);

    sandbox.order("/logins", json!({ "ageSeconds": 700 })).await;
    let old = again(camille.tld, &[]).await.unwrap();
    assert!(old <= first - 600, "{old} {first}");
    assert_eq!(again(camille.tld, &[("max_age", "600")]).await, None);
    assert_eq!(again(camille.tld, &[("max_age", "900")]).await, Some(old));
    sandbox
        .order("/logins", json!({ "ignoreMaxAge": true }))
        .await;
    assert_eq!(again(camille.tld, &[("max_age", "600")]).await, Some(old));
    sandbox.order("/logins", json!({ "remember": false })).await;
    assert_eq!(again(camille.tld, &[]).await, None);
}
