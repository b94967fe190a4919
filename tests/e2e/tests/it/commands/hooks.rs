//! Where the manufacturer's notifications come in: only by a true address is an object begun, and
//! what it is told counts once.

use e2e::chain::Plan;
use e2e::driver::Driver;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use super::ordering::{Ordering, WORDS, key, lock, path, taken, until};
use crate::running::{CAMILLE, direct, document};

/// The path of the driver's address, the callback, and the witness, as the manufacturer has them.
async fn address(it: &Ordering) -> [String; 3] {
    let direct = direct(&it.chain, CAMILLE).await;
    let raw = direct.get("/user/callbacks").await.unwrap();
    let all = raw["_embedded"]["callbacks"].as_array().unwrap();
    let own = all.iter().find_map(|callback| {
        let webhook = callback.pointer("/subscribe/callback/webhook")?;
        let target = webhook["target"].as_str()?;
        let path = target.strip_prefix(it.chain.origin())?;
        let id = callback["callbackId"]
            .as_str()
            .or(callback["id"].as_str())?;
        let witness = webhook["attributes"][0]["value"].as_str()?;
        Some([path, id, witness].map(str::to_owned))
    });
    own.unwrap()
}

async fn post(driver: &Driver, path: &str, body: String) -> u16 {
    let request = driver.request(Method::POST, path).body(body);
    let request = request.header("content-type", "application/json");
    driver.send(request).await.unwrap().status
}

/// What is written down when a driver's object begins.
const BEGINS: &str = "a driver's object begins";

/// How often something was written down.
fn lines(it: &Ordering, text: &str) -> usize {
    it.chain.logs().matches(text).count()
}

/// Waits until something was written down so many times. A line may come after its answer.
async fn logged(it: &Ordering, text: &str, times: usize) {
    until(async || (lines(it, text) == times).then_some(())).await;
}

async fn start(plan: Plan) -> (Ordering, Value) {
    let it = Ordering::of(plan.acting(&WORDS).counting_objects(), CAMILLE).await;
    it.remotes(json!({ "stepSeconds": 100_000 })).await;
    // What comes in here is what a test sends.
    let lost = json!({ "drop": true });
    it.chain.sandbox().hooks(lost).await.unwrap();
    let command = taken(&it.send(&key(), &lock()).await);
    (it, command)
}

#[tokio::test]
async fn a_thousand_made_up_addresses_begin_no_object() {
    let (mut it, _) = start(Plan::default()).await;
    let [true_path, ..] = address(&it).await;
    logged(&it, BEGINS, 1).await;
    let stranger = it.chain.driver().unwrap();
    let secret = "AAECAwQFBgcICQoLDA0ODw";
    let (folder, own) = true_path.rsplit_once('/').unwrap();
    let object = folder.rsplit('/').next().unwrap();
    let mut answers = Vec::new();
    for number in 0..1_000_u32 {
        // A true id but for one digit, and one out of the air.
        let mut digits: Vec<char> = object.chars().collect();
        let place = number as usize % digits.len();
        digits[place] =
            char::from_digit((digits[place].to_digit(16).unwrap() + 1) % 16, 16).unwrap();
        let near: String = digits.into_iter().collect();
        let id = match number % 2 {
            0 => near,
            _ => format!("{number:064x}"),
        };
        let secret = if number % 3 == 0 { own } else { secret };
        let stranger = &stranger;
        answers.push(async move {
            post(
                stranger,
                &format!("/hooks/v1/{id}/{secret}"),
                "{}".to_owned(),
            )
            .await
        });
    }
    assert!(join_all(answers).await.iter().all(|status| *status == 200));
    logged(&it, "no-object", 1_000).await;
    assert_eq!(lines(&it, BEGINS), 1);
    // A true one does begin it, whoever sends it, after the runtime was started anew.
    let before = it.chain.logs();
    it.chain.restart_edge().unwrap();
    assert_eq!(lines(&it, BEGINS), 0);
    let wrong = format!("{folder}/{secret}");
    assert_eq!(post(&stranger, &wrong, "{}".to_owned()).await, 200);
    logged(&it, "wrong-secret", 1).await;
    assert_eq!(lines(&it, BEGINS), 1);
    let log = before + &it.chain.logs();
    for hidden in [object, own, secret] {
        assert!(!log.contains(hidden));
    }
}

#[tokio::test]
async fn what_is_told_counts_once_and_a_mebibyte_at_most_is_taken() {
    let (it, command) = start(Plan::default()).await;
    let [path_of_hook, callback, witness] = address(&it).await;
    let action = it.actions().await[0].id.clone();
    let step = |status: &str, kind: &str, second: u32| {
        json!({
            "callbackId": callback,
            "attributes": [{"key": "kerbside", "value": witness}],
            "type": "Remote",
            "date": format!("2026-01-01T00:00:{second:02}Z"),
            "remoteEvent": {"remoteActionId": action, "remoteType": "Doors",
                "eventStatus": {"type": kind, "status": status}},
        })
    };
    let mut other = step("Success", "Done", 9);
    other["attributes"][0]["value"] = json!("another");
    let batch = json!([
        step("SentToVehicle", "Pending", 2),
        step("WakingUpVehicle", "Pending", 1)
    ]);
    let done = step("Success", "Done", 3).to_string();
    let of_command = format!("{}/{}", path(&it.cars[0]), command["id"].as_str().unwrap());
    for (body, state) in [
        (other.to_string(), "accepted"),
        ("no JSON".to_owned(), "accepted"),
        (format!("[{}]", " ".repeat(1 << 20)), "accepted"),
        (batch.to_string(), "sent"),
        (done.clone(), "succeeded"),
        (done, "succeeded"),
        (batch.to_string(), "succeeded"),
    ] {
        assert_eq!(post(&it.driver, &path_of_hook, body).await, 200);
        let command = document(&it.driver, &of_command).await;
        assert_eq!(command["state"], state, "{command}");
    }
    // The last of them.
    logged(&it, "seen 2", 1).await;
    let log = it.chain.logs();
    for count in [
        "unwitnessed 1",
        "not-json",
        "hook-too-large",
        "new 2",
        "new 1",
        "seen 1",
        "seen 2",
    ] {
        assert!(log.contains(count), "{count}: {log}");
    }
}

#[tokio::test]
async fn over_its_limit_it_comes_again_and_a_limiter_in_trouble_loses_nothing() {
    for (most, last) in [(Some(10), 500), (None, 200)] {
        let (it, _) = start(Plan::default().limit("HOOK_LIMIT", most)).await;
        let [path, ..] = address(&it).await;
        let mut answers = Vec::new();
        for _ in 0..15 {
            answers.push(post(&it.driver, &path, "[]".to_owned()).await);
        }
        // The manufacturer's own are counted along.
        assert_eq!(answers[..5], [200; 5]);
        assert_eq!(answers.last(), Some(&last));
    }
}

#[tokio::test]
async fn a_raised_epoch_changes_the_address_at_the_next_use_and_the_old_one_is_good() {
    let plan = Plan::default().setting("HOOK_EPOCH", "0");
    let (mut it, _) = start(plan).await;
    let [old, ..] = address(&it).await;
    it.chain.set("HOOK_EPOCH", "1");
    it.chain.restart_edge().unwrap();
    let horn = json!({"type": "horn", "on": true});
    taken(
        &it.driver
            .command(&path(&it.cars[0]), &key(), &horn)
            .await
            .unwrap(),
    );
    let [new, ..] = address(&it).await;
    assert_ne!(old, new);
    for (path, known) in [(&old, 1), (&new, 2)] {
        assert_eq!(post(&it.driver, path, "{".to_owned()).await, 200);
        logged(&it, "not-json", known).await;
    }
}
