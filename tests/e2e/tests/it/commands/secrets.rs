//! Nothing of a command that says who, where or what opens is in a log of the edge's or a relay's.

use serde_json::json;

use super::ordering::{Ordering, key, lock, path, taken};
use crate::running::{CAMILLE, direct, document, problem, wrote};
use crate::secrets::{has_none, secrets};

#[tokio::test]
async fn no_vin_place_key_label_or_token_of_a_command_is_in_a_log() {
    let mut it = Ordering::at_once(CAMILLE).await;
    let list = document(&it.driver, "/api/v1/vehicles").await;
    let cars = list["items"].as_array().unwrap();
    let mut hidden: Vec<String> = cars
        .iter()
        .flat_map(|car| [&car["vin"], &car["id"]])
        .map(|text| text.as_str().unwrap().to_owned())
        .collect();
    let (latitude, longitude) = ("48.858371", "2.294481");
    let go = format!(
        r#"{{"type":"navigation","points":[{{"latitude":{latitude},"longitude":{longitude}}}]}}"#
    );
    hidden.extend([latitude, longitude].map(str::to_owned));
    let go = serde_json::from_str(&go).unwrap();

    let keys: [String; 5] = std::array::from_fn(|_| key());
    let mut ids = Vec::new();
    let hybrid = path(&it.cars[1]);
    let sent = it.driver.command(&hybrid, &keys[0], &go).await.unwrap();
    ids.push(it.end(&taken(&sent)).await["id"].clone());
    it.fault("lost-answer", 0).await;
    ids.push(taken(&it.send(&keys[1], &lock()).await)["id"].clone());
    let refused = it.driver.command(&path(&it.cars[0]), &keys[2], &go).await;
    problem(&refused.unwrap(), 409, "not-supported-by-vehicle");
    problem(&it.send(&keys[1], &go).await, 422, "idempotency-key-reused");
    let bad = json!({"type": "navigation", "points": [{"latitude": 48.858371}]});
    problem(&it.send(&keys[3], &bad).await, 400, "invalid-body");
    document(&it.driver, &it.path()).await;
    let direct = direct(&it.chain, CAMILLE).await;
    let callbacks = direct.get("/user/callbacks").await.unwrap();
    let shown = document(&it.driver, "/api/v1/raw/user/callbacks").await;
    let shown = shown.to_string();
    hidden.extend(secrets(&it.chain).await);
    it.chain.relays()[0].end();
    let last = it
        .send(&keys[4], &json!({"type": "lights", "on": true}))
        .await;
    wrote(it.chain.edge(), last.header("x-request-id").unwrap());

    let raw = callbacks.to_string();
    let hooks = format!("{}/hooks/v1/", it.chain.origin());
    let (_, target) = raw.split_once(&hooks).unwrap();
    let target = target.split('"').next().unwrap();
    assert!(shown.contains(&hooks), "{shown}");
    assert!(
        !target.split('/').any(|part| shown.contains(part)),
        "{shown}"
    );
    hidden.extend(target.split('/').map(str::to_owned));
    hidden.extend(keys);
    hidden.extend(ids.iter().map(|id| id.as_str().unwrap().to_owned()));
    hidden.push(it.chain.keys().relay_write.clone());
    hidden.extend(it.driver.cookies().into_iter().map(|(_, value)| value));

    let mut logs = it.chain.edge().stderr().lines();
    logs.extend(it.chain.relays()[0].stderr().lines());
    let logs = logs.join("\n");
    has_none("a log", &logs, &hidden);
    assert!(
        logs.contains("navigation") && logs.contains("lock"),
        "{logs}"
    );
}
