//! Nothing secret in a page, an address or a log: what a run produces is looked for in all it
//! leaves behind.

mod live;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::chain::Chain;
use e2e::driver::Answer;
use serde_json::{Value, json};

use crate::running::{CAMILLE, account, chain, logged_in, slots, wrote};

/// Everything secret that a chain knows by now.
pub(crate) async fn secrets(chain: &Chain) -> Vec<String> {
    let tokens = chain.sandbox().tokens().await.unwrap();
    let mut secrets: Vec<String> = ["codes", "access", "refresh"]
        .iter()
        .flat_map(|kind| tokens[kind].as_array().unwrap())
        .map(|token: &Value| token.as_str().unwrap().to_owned())
        .collect();
    assert!(secrets.len() >= 3, "{tokens}");
    let description = chain.sandbox().description();
    let app = &description.client;
    secrets.push(app.secret.clone());
    secrets.push(STANDARD.encode(format!("{}:{}", app.id, app.secret)));
    secrets.extend(
        description
            .drivers
            .iter()
            .map(|driver| driver.password.clone()),
    );
    let keys = chain.keys();
    secrets.extend([keys.relay.clone(), keys.seal.clone(), keys.owner.clone()]);
    secrets
}

/// Asserts that no secret is in a text.
#[track_caller]
pub(crate) fn has_none(place: &str, text: &str, secrets: &[String]) {
    for secret in secrets {
        assert!(
            !text.contains(secret.as_str()),
            "{secret} is in {place}: {text}"
        );
    }
}

/// What a page can read of an answer.
fn readable(answer: &Answer) -> String {
    let headers = answer
        .headers
        .iter()
        .filter(|(name, _)| *name != "set-cookie");
    let headers: String = headers
        .map(|(name, value)| format!("{name}: {value:?}\n"))
        .collect();
    format!("{headers}\n{}", answer.body)
}

#[tokio::test]
async fn no_secret_is_in_an_answer_an_address_or_a_log() {
    let mut chain = chain();
    let driver = chain.driver().unwrap();
    let form = driver.begin("peugeot").await.unwrap();
    let pending = driver.cookies();
    let callback = driver
        .fill_in(&form, &account(&chain, CAMILLE))
        .await
        .unwrap();
    let landed = driver.follow(&callback).await.unwrap();
    let mut seen = vec![form.to_string(), readable(&landed)];

    let slot = slots(&driver).await.remove(0);
    let list = driver.call("/api/v1/vehicles").await.unwrap();
    seen.push(readable(&list));
    let car = list.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let named = format!("/api/v1/accounts/{slot}/vehicles/{car}");
    for path in [
        "/auth/session",
        "/api/v1/user",
        &named,
        "/health",
        "/",
        "/sw.js",
    ] {
        seen.push(readable(&driver.call(path).await.unwrap()));
    }
    let mut secrets = secrets(&chain).await;

    chain.sandbox().expire_tokens().await.unwrap();
    seen.push(readable(&driver.call("/api/v1/user").await.unwrap()));
    secrets.extend(self::secrets(&chain).await);
    chain.relays()[0].end();
    seen.push(readable(&driver.call("/api/v1/user").await.unwrap()));
    secrets.extend(
        pending
            .into_iter()
            .chain(driver.cookies())
            .map(|(_, value)| value),
    );
    let last = driver.log_out().await.unwrap();
    seen.push(readable(&last));

    for text in &seen {
        has_none("an answer", text, &secrets);
    }
    wrote(chain.edge(), last.header("x-request-id").unwrap());
    let logs = chain.logs();
    has_none("a log", &logs, &secrets);
    // The logs are the right ones: a request is found in them, and a car is not.
    assert!(logs.contains("/api/v1/vehicles/{id}"), "{logs}");
    assert!(!edge_and_relay(&mut chain).contains(&car));
}

#[tokio::test]
async fn no_name_plate_or_place_of_an_upstreams_prose_is_in_a_log() {
    let mut chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let prose = "Camille Martin left AB-123-CD at 48.85837 2.29448";
    for status in [400, 403, 404, 500] {
        let code = status * 100 + 50;
        let fault = json!({
            "on": "api", "kind": "status", "status": status, "code": code, "text": prose,
        });
        chain.sandbox().fault(fault).await.unwrap();
        let answer = driver.call("/api/v1/vehicles").await.unwrap();
        wrote(chain.edge(), answer.header("x-request-id").unwrap());
        chain.sandbox().heal().await.unwrap();
    }
    let logs = edge_and_relay(&mut chain);
    assert!(logs.contains("unrecognised text of 49 bytes"), "{logs}");
    for word in prose.split(' ').filter(|word| word.len() > 4) {
        assert!(!logs.contains(word), "{word}: {logs}");
    }
}

pub(crate) fn edge_and_relay(chain: &mut Chain) -> String {
    let mut lines = chain.edge().stderr().lines();
    lines.extend(chain.relays()[0].stderr().lines());
    lines.join("\n")
}
